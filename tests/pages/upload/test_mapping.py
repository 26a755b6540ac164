"""Steps 2 and 3 of Upload: sheets are mapped by hand, and errors corrected, also for the next workbook."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from model.versions.version import Action
from tests.pages.cases import LOG, PLAN, SENTENCES
from tests.pages.uploads import (
    field,
    lines_at,
    loss_boxes,
    pressed,
    published,
    replacing,
    ticked,
    uploaded,
    warnings_read,
)
from tests.support.page_text import downloaded, has_part, heading, set_stale_label, unescaped
from tests.support.published_trackers import ADMINISTRATOR
from tests.support.workbooks.layouts import book_of

READ: list[list[Any]] = [
    ["Rec No", "Recommendation", "Agency", "Kost", "RAG Feb 24", "Progress Feb 24"],
    [1, "Find lasting funding.", "Dyfed-Powys Police", 5, "Green", "Funded."],
    [2, "Recruit officers.", "CPS", 6, "Amber", "Begun."],
]


def upload(app):
    return app.session_state["candidate.upload"]


def values(app, field, *, table="recommendations"):
    """Return what was read of a field in each row of a table."""
    return [row[field] for row in upload(app).workbook.reading.rows[table]]


def texts(app):
    return values(app, "recommendation")


def chosen(app, label, value):
    """Return the page after a field of the mapping was set."""
    return field(app, label).set_value(value).run()


def mapped_plan():
    """Return the page after the columns of the plan were chosen, and a row was left out."""
    app = uploaded(book_of({"Plan": PLAN}))
    assert heading(app) == "The file cannot be used."
    for label, value in (("A “Commitment”", "recommendation"), ("B “Team”", "lead_agency"), ("C “Pulse”", "status")):
        field(app, label).set_value(value)
    app = app.run()
    assert texts(app) == ["Example", "Training", "Data"]
    return field(app, "Rows to leave out").set_value("3").run()


def test_what_was_mapped_is_used_for_the_next_workbook_and_can_be_forgotten(store):
    app = mapped_plan()
    assert texts(app) == ["Training", "Data"]
    assert lines_at(app, "upload.map.outcome")[1] == (
        "2 recommendations, 2 updates, 0 monitoring promises (before the last change: 3 recommendations, 3 updates, "
        "0 monitoring promises)"
    )
    app = chosen(app, "C “Pulse”", "")
    assert heading(published(ticked(replacing(app)))) == "Version 2 is published."
    later = uploaded(book_of({"Plan": [*PLAN, ["Cameras", "DPP", "Red"]]}))
    assert texts(later) == ["Training", "Data", "Cameras"]
    assert lines_at(later, "upload.recalled") != []
    later = pressed(later, "Forget these answers")
    assert not has_part(later, "upload.recalled")
    assert heading(uploaded(book_of({"Plan": PLAN}))) == "The file cannot be used."
    assert store.current() == 2


def test_a_column_is_read_as_the_field_that_is_chosen_above_it_and_as_before_again(store):
    app = uploaded(book_of({"Log": READ}))
    app = chosen(app, "D “Kost”", "theme")
    assert (values(app, "theme"), field(app, "D “Kost”").value) == (["5", "6"], "theme")
    app = chosen(app, "D “Kost”", "as-read")
    assert values(app, "theme") == [None, None]
    assert upload(app).workbook.options.mapping.sheets[0].columns == ()
    app = set_stale_label(field(app, "A “Rec No”"), "Cyf (adnabuwyd)").run()
    assert not app.exception
    assert field(app, "A “Rec No”").value == "as-read"
    app = app.number_input[0].set_value(2).run()
    assert (texts(app), store.current()) == (["Recruit officers."], 1), "the header row is one further down"


def test_a_sheet_can_be_left_out_and_read_again(store):
    app = uploaded(book_of({"Log": READ, "More": [READ[0], [3, *READ[1][1:]]]}))
    app = app.button(key="upload.sheet.0.not").click().run()
    assert (len(texts(app)), lines_at(app, "upload.sheet.0")[0]) == (1, "Log: left out, 3 rows.")
    app = app.button(key="upload.sheet.0.read").click().run()
    assert (len(texts(app)), store.current()) == (3, 1)


def test_rows_can_be_recommendations_and_ranges_can_be_tables_by_hand(store):
    rows = [["Recommendation", "Status", None] * 2, ["Train.", "Open", None, "Fund.", "Open"]]
    rows += [["Share.", "Closed", None, "Equip.", "Closed"], ["Total: count.", None, None, None, None]]
    app = field(uploaded(book_of({"Plan": rows})), "The ranges of the tables").set_value("A1:B3, d1:e3").run()
    assert sorted(texts(app)) == ["Equip.", "Fund.", "Share.", "Train."]
    field(app, "The ranges of the tables").set_value("A:B")
    app = field(app, "Rows that are recommendations").set_value("4").run()
    assert texts(app) == ["Train.", "Share.", "Total: count."]
    app = field(app, "Rows to leave out").set_value("the last").run()
    error = "“the last” is no list of rows. Give numbers such as 7, 12-14."
    assert (unescaped(app.error[-1].value), store.current()) == (error, 1)


def test_doubts_are_answered_each_by_a_button_or_all_by_one_press(store):
    app = uploaded(book_of({"Log": SENTENCES}))
    assert lines_at(app, "upload.doubts")[2].startswith("“Sentences” (Log B) was read as Recommendation.")
    before = texts(app)
    app = pressed(app, "That is right")
    assert not has_part(app, "upload.doubts")
    assert (texts(app), field(app, "B “Sentences”").value) == (before, "recommendation")
    rated = [[n, f"Do matter number {n}.", "DPP", "Red", None, "Begun."] for n in range(1, 31)]
    app = uploaded(book_of({"Log": [LOG[0], *rated, [31, "Stage two.", "DPP", None, None, None]]}))
    assert len(texts(pressed(app, "Leave row 32 out"))) == 30
    app = uploaded(book_of({"Log": [READ[0], READ[1], ["Culture and people"], READ[2]]}))
    assert lines_at(app, "upload.sheet.0")[1].startswith("These rows name groups: 3.")
    assert len(texts(pressed(app, "Row 3 is a recommendation"))) == 3
    assert store.current() == 1


def test_a_late_press_about_a_workbook_does_nothing_to_the_file_that_was_chosen_after_it(store):
    refused = upload(uploaded(book_of({"Plan": PLAN})))
    other = upload(uploaded(book_of({"Log": [SENTENCES[0], *SENTENCES[2:]]})))
    assert refused.upload.read.sheets != ()
    for later in (refused, other):
        for label in ("That is right", "Read the workbook again with these answers"):
            app = uploaded(book_of({"Log": SENTENCES}))
            app.session_state["candidate.upload"] = later
            app = pressed(app, label)
            assert not app.exception
            assert upload(app).upload.request == later.upload.request
    assert store.current() == 1


# Corrections


def buttons(app):
    return [unescaped(each.label) for each in app.button if each.key.startswith("upload.fix.")]


def test_an_error_has_its_fix_as_a_button_which_reads_the_cell_so_and_names_the_correction(store):
    app = uploaded(book_of({"Log": LOG}))
    assert buttons(app) == [
        "Read “Grean” as Green",
        "“Dyfed-Powys Polise” is Dyfed-Powys Police",
        "Read “Novembe 2026” as November 2026",
        "Make all 3 corrections with one choice",
    ]
    app = pressed(app, "Read “Grean” as Green")
    assert values(app, "status", table="progress") == ["Green", "Amber", "Red"]
    assert lines_at(app, "upload.corrected.0") == ["Log D: “Grean” is read as “Green”"]
    entry = store.audit(actor=ADMINISTRATOR)[0]
    assert (entry.action, entry.reason) == (Action.CORRECTION, "Log D: Grean = Green")
    app = pressed(app, "Undo")
    assert values(app, "status", table="progress")[0] is None
    assert not has_part(app, "upload.corrected.title")


def test_corrections_are_in_the_corrected_workbook_and_serve_the_next_only_if_that_is_wished(store):
    for wished in (False, True):
        app = pressed(uploaded(book_of({"Log": LOG})), "Make all 3 corrections with one choice")
        assert ({*values(app, "lead_agency")}, buttons(app)) == ({"Dyfed-Powys Police"}, [])
        if wished:
            app = app.checkbox(key="upload.corrections.keep").check().run()
        else:
            sheet = load_workbook(BytesIO(downloaded(app, "Take the corrected workbook")))["Log"]
            assert [sheet[cell].value for cell in ("C3", "D2", "E3")] == [
                "Dyfed-Powys Police",
                "Green",
                "November 2026",
            ]
            assert "“Grean” is read as “Green”" in sheet["D2"].comment.text
        app = pressed(app, "That is right")
        app = warnings_read(app) if any(box.key.startswith("upload.warnings.") for box in app.checkbox) else app
        assert "ersion 2" in heading(published(ticked(app) if loss_boxes(app) else app))
        later = uploaded(book_of({"Log": [*LOG, [4, "Pay.", "CPS", "Grean", "May 2026", "No."]]}))
        assert values(later, "status", table="progress")[::3] == (["Green", "Green"] if wished else [None] * 2)
    assert store.current() == 2


def test_a_short_form_and_a_pale_colour_are_read_by_buttons_and_stay_so_in_the_corrected_workbook(store):
    log = [
        LOG[0],
        [1, "Find funding.", "Powis; HMCTS", None, None, "No."],
        *LOG[3:],
        [4, "Pay.", "CPS", "Blue", None, "Paid."],
    ]
    app = uploaded(book_of({"Log": log}, fills={"Log!D2": "FFFFC7CE"}))
    assert values(app, "status", table="progress")[0] is None
    app = pressed(pressed(app, "Read this colour as Red"), "“Powis” is Dyfed\\-Powys Police")
    corrected = uploaded(downloaded(app, "Take the corrected workbook"), "corrected.xlsx")
    for each in (app, corrected):
        assert values(each, "lead_agency")[0] == "Dyfed-Powys Police"
        assert values(each, "status", table="progress") == ["Red", "Red", "Blue"]
    assert buttons(corrected) == []


def test_a_pale_colour_on_words_is_the_full_colour_of_its_status_in_the_corrected_workbook(store):
    log = [["Ref", "Recommendation", "Update June 2024"], [1, "Train.", "Begun well."], [2, "Share.", "Shared all."]]
    app = uploaded(book_of({"T": log}, fills={"T!C2": "FFFFC7CE", "T!C3": "FFC6EFCE"}))
    app = pressed(pressed(app, "Read this colour as Red"), "Read this colour as Green")
    content = downloaded(app, "Take the corrected workbook")
    assert "is read as “Red”" in load_workbook(BytesIO(content))["T"]["C2"].comment.text
    corrected = uploaded(content, "corrected.xlsx")
    assert values(corrected, "status", table="progress") == ["Red", "Green"]
    assert values(corrected, "update", table="progress") == ["Begun well.", "Shared all."]
