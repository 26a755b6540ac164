"""Step 2 of Upload: sheets are mapped by hand, also those of a workbook that was refused."""

from contextlib import closing
from typing import Any

import pytest

from components.published import published_store
from loaders import read_workbook
from loaders.cells.addresses import COLUMN_LETTERS
from model.access import local_actor
from model.versions.version import Candidate
from store.store import Store
from tests.pages.uploads import canonical, field, lines_at, pressed, published, replacing, ticked, uploaded
from tests.support.page_text import has_part, heading, set_stale_label
from tests.support.workbooks.canonical import RECOMMENDATION
from tests.support.workbooks.layouts import GREEN, book_of

PLAN = [
    ["Our plan"],
    ["Commitment", "Team", "Pulse"],
    ["Example", "Nobody", "Green"],
    ["Training", "DPP", "Amber"],
    ["Data", "CPS", "Green"],
]
LOG: list[list[Any]] = [
    ["Rec No", "Recommendation", "Agency", "Kost", "RAG Feb 24", "Progress Feb 24"],
    [1, "Find lasting funding.", "Dyfed-Powys Police", 5, "Green", "Funded."],
    [2, "Recruit officers.", "CPS", 6, "Amber", "Begun."],
]


@pytest.fixture
def store(temporary_database, tmp_path):
    """Return the store of this test, with one published version."""
    content = canonical(tmp_path, recommendations=[RECOMMENDATION])
    with closing(Store.open(temporary_database)) as opened:
        opened.publish_first(
            Candidate(read_workbook(content, name="first.xlsx"), content), actor=local_actor("Ann"), reason="First."
        )
    return published_store()


def upload(app):
    return app.session_state["candidate.upload"]


def texts(app):
    return [row["recommendation"] for row in upload(app).workbook.reading.rows["recommendations"]]


def chosen(app, label, value):
    """Return the page after a field of the mapping was set."""
    return field(app, label).set_value(value).run()


def test_a_refused_workbook_names_what_was_looked_at_and_is_mapped_on_the_page(store):
    app = uploaded(book_of({"Plan": PLAN}))
    assert heading(app) == "The file cannot be used."
    assert "Row 2 of the sheet Plan" in app.error[0].value.replace("\\", "")
    caption, header, first, *_ = lines_at(app, "upload.map.0.table")
    assert (caption, header) == ("The first rows of the sheet Plan", "Row | A | B | C | ")
    assert first.startswith("1 | Our plan")
    app = chosen(app, "A “Commitment”", "recommendation")
    assert texts(app) == ["Example", "Training", "Data"]
    app = chosen(app, "B “Team”", "lead_agency")
    app = chosen(app, "C “Pulse”", "status")
    (rows,) = [each for each in app.text_input if each.label.startswith("Rows to leave out")]
    app = rows.set_value("3").run()
    assert texts(app) == ["Training", "Data"]
    assert lines_at(app, "upload.map.outcome")[:2] == [
        "What comes out",
        "2 recommendations, 2 updates, 0 monitoring promises (before the last change: 3 recommendations, 3 updates, "
        "0 monitoring promises)",
    ]
    assert store.current() == 1


def test_every_column_with_a_heading_can_be_mapped_and_the_page_names_how_many_it_shows(store):
    headings = [*(f"Thing {n}" for n in range(1, 41)), None, "Last"]
    headings[9], headings[37] = None, None
    statuses = ["Red", "Green", "Amber", "Red"] * 3
    rows = [
        [*(f"Matter {number} {n}" for n in range(30)), *[None] * 4, status, *"abcdefg"]
        for number, status in enumerate(statuses)
    ]
    app = uploaded(book_of({"Plan": [headings, *rows]}))
    labels = [each.label.partition(" ")[0] for each in app.selectbox if each.key.startswith("upload.map.0.column.")]
    assert labels == [COLUMN_LETTERS[n] for n in range(1, 43) if n not in (38, 41)]
    app = chosen(chosen(app, "B “Thing 2”", "recommendation"), "AI “Thing 35”", "status")
    assert [row["status"] for row in upload(app).workbook.reading.rows["progress"]] == statuses
    _caption, header, *_rows, rest = lines_at(app, "upload.map.0.table")
    assert " | BRecommendation | " in header
    assert [cell[:2] for cell in header.split(" | ")[27:]] == ["AA", "AB", "AC", "AD", ""]
    assert rest == "The first 30 of 42 columns are shown. 1 more row is not shown."
    assert store.current() == 1


def test_a_label_in_the_language_that_the_page_was_in_before_maps_no_column(store):
    app = uploaded(book_of({"Log": LOG}))
    before = upload(app).workbook
    app = set_stale_label(field(app, "A “Rec No”"), "Cyf (adnabuwyd)").run()
    assert not app.exception
    assert upload(app).workbook is before
    assert field(app, "A “Rec No”").value == "as-read"


def test_what_was_mapped_is_used_for_the_next_workbook_and_can_be_forgotten(store):
    app = uploaded(book_of({"Plan": PLAN}))
    for label, value in (("A “", "recommendation"), ("B “", "lead_agency"), ("C “", "")):
        app = chosen(app, label, value)
    (rows,) = [each for each in app.text_input if each.label.startswith("Rows to leave out")]
    app = rows.set_value("3").run()
    assert heading(published(ticked(replacing(app)))) == "Version 2 is published."
    later = uploaded(book_of({"Plan": [*PLAN, ["Cameras", "DPP", "Red"]]}))
    assert texts(later) == ["Training", "Data", "Cameras"]
    assert lines_at(later, "upload.recalled") != []
    later = pressed(later, "Forget these answers")
    assert not has_part(later, "upload.recalled")
    assert heading(uploaded(book_of({"Plan": PLAN}))) == "The file cannot be used."


def test_a_column_is_read_as_the_field_that_is_chosen_above_it(store):
    app = uploaded(book_of({"Log": LOG}))
    assert field(app, "D “Kost”").value == "as-read"
    app = chosen(app, "D “Kost”", "theme")
    assert [row["theme"] for row in upload(app).workbook.reading.rows["recommendations"]] == ["5", "6"]
    assert field(app, "D “Kost”").value == "theme"
    app = chosen(app, "D “Kost”", "as-read")
    assert [row["theme"] for row in upload(app).workbook.reading.rows["recommendations"]] == [None, None]
    assert upload(app).workbook.options.mapping.sheets[0].columns == ()
    assert store.current() == 1


def test_the_header_row_can_be_moved_and_the_columns_keep_their_fields(store):
    app = uploaded(book_of({"Plan": PLAN}))
    app = chosen(app, "A “Commitment”", "recommendation")
    (row,) = app.number_input
    assert row.value == 2
    app = row.set_value(3).run()
    assert texts(app) == ["Training", "Data"]
    assert field(app, "A “Example").value == "recommendation"
    assert store.current() == 1


def test_a_column_keeps_its_field_where_the_header_row_is_moved_to_one_with_a_long_heading(store):
    long = f"The part of the plan, {'as the board agreed it, ' * 5}with its number"
    app = uploaded(book_of({"Plan": [["Team", "Pulse"], ["Whoever", long], ["DPP", "Training"], ["CPS", "Data"]]}))
    app = chosen(app, "B “Pulse”", "recommendation")
    app = app.number_input[0].set_value(2).run()
    assert texts(app) == ["Training", "Data"]
    label = "B “The part of the plan"
    assert field(app, label).value == "recommendation"
    app = chosen(app, label, "title")
    columns = upload(app).workbook.options.mapping.sheets[0].columns
    assert [(choice.column, choice.heading, choice.field) for choice in columns] == [("B", long, "title")]


def test_a_sheet_can_be_left_out_and_read_again(store):
    app = uploaded(book_of({"Log": LOG, "More": [LOG[0], [3, *LOG[1][1:]]]}))
    assert len(texts(app)) == 3
    app = app.button(key="upload.sheet.0.not").click().run()
    assert len(texts(app)) == 1
    assert lines_at(app, "upload.sheet.0")[0] == "Log: left out, 3 rows."
    assert lines_at(app, "upload.sheet.1") == ["More: A1:F2 was read"]
    app = pressed(app, "Read this too")
    assert len(texts(app)) == 3
    assert store.current() == 1


def test_a_list_of_rows_that_is_none_is_refused_with_what_to_write(store):
    app = uploaded(book_of({"Log": LOG}))
    (rows,) = [each for each in app.text_input if each.label.startswith("Rows to leave out")]
    app = rows.set_value("the last").run()
    assert [each.value for each in app.error] == [r"“the last” is no list of rows\. Give numbers such as 7, 12\-14\."]
    assert len(texts(app)) == 2
    assert store.current() == 1


def test_cells_are_shown_with_their_fills_and_never_as_markup(store):
    rows = [LOG[0], [1, "<b>Find</b> **funding**.", *LOG[1][2:]]]
    app = uploaded(book_of({"Log": rows}, fills={"Log!E2": GREEN}))
    assert "<b>Find</b> **funding**." in lines_at(app, "upload.map.0.table")[-1]
    assert not app.exception
    assert store.current() == 1


def test_a_sheet_that_is_ticked_is_read_next_to_the_others(store):
    app = uploaded(book_of({"Log": LOG, "Plan": PLAN}))
    app.session_state[f"upload.map.tabs.{upload(app).field_number}"] = "Plan"
    app = pressed(app.run(), "Read this too")
    assert {"Find lasting funding.", "Data"} <= {*texts(app)}
    app = chosen(app, "A “Commitment”", "theme")
    assert lines_at(app, "upload.map.1.none") == [
        "Nothing on this sheet was read yet. Choose the column with the text of the recommendations."
    ]
    assert store.current() == 1


def test_columns_that_are_close_calls_are_questions_and_taken_as_proposed(store):
    rows = [
        ["Ref", "Sentences", "RAG Feb 24"],
        [1, "The force should find lasting funding for the service.", "Amber"],
        [2, "The force should recruit an officer who speaks with victims.", "Green"],
        [3, "The force should record all of the data in one place.", "Red"],
    ]
    app = uploaded(book_of({"Log": rows}))
    assert lines_at(app, "upload.doubts")[2].startswith("“Sentences” (Log B) was read as Recommendation.")
    assert lines_at(app, "upload.publish.reading") == ["Say first, in step 2, that it was read right."]
    before = texts(app)
    app = pressed(app, "That is right")
    assert not has_part(app, "upload.doubts")
    assert (texts(app), field(app, "B “Sentences”").value) == (before, "recommendation")
    assert store.current() == 1


def test_rows_can_be_recommendations_and_ranges_can_be_tables_by_hand(store):
    rows = [["Recommendation", "Status", None] * 2, ["Train.", "Open", None, "Fund.", "Open"]]
    rows += [["Share.", "Closed", None, "Equip.", "Closed"], ["Total: count.", None, None, None, None]]
    app = uploaded(book_of({"Plan": rows}))

    def typed(app, label, value):
        (found,) = [each for each in app.text_input if each.label.startswith(label)]
        return found.set_value(value).run()

    app = typed(app, "The ranges of the tables", "A1:B3, d1:e3")
    assert sorted(texts(app)) == ["Equip.", "Fund.", "Share.", "Train."]
    app = typed(typed(app, "The ranges of the tables", "A:B"), "Rows that are recommendations", "4")
    assert texts(app) == ["Train.", "Share.", "Total: count."]
    assert [each.value for each in typed(app, "The ranges of the tables", "below").error] == [
        r"“below” is no list of ranges\. Give ranges such as A3\:F20, H3\:M20\."
    ]
    assert store.current() == 1


def test_each_doubt_about_a_column_is_answered_by_a_button_below_it(store):
    rows = [
        ["Ref", "Sentences", "RAG Feb 24"],
        [1, "The force should find lasting funding for the service.", "Amber"],
        [2, "The force should recruit an officer who speaks with victims.", "Green"],
        [3, "The force should record all of the data in one place.", "Red"],
    ]
    app = pressed(uploaded(book_of({"Log": rows})), "It is Recommendation")
    assert field(app, "B “Sentences”").value == "recommendation"
    assert not has_part(app, "upload.doubts")
    assert store.current() == 1


def test_the_first_a_middle_and_the_last_recommendation_name_the_cell_of_each_value(store):
    rows = [LOG[0], *([n, f"Text {n}.", "DPP", 5, "Green", f"Words {n}."] for n in range(1, 6))]
    lines = lines_at(uploaded(book_of({"Log": rows})), "upload.cards")
    assert [line for line in lines if line.startswith(("The first", "One in", "The last"))] == [
        "The first of 5",
        "One in the middle, number 3",
        "The last, number 5",
    ]
    assert {"Text 1. Log B2", "Text 3. Log B4", "Text 5. Log B6", "Green Log E6", "Words 5. Log F6"} <= {*lines}
    assert store.current() == 1


def test_rows_that_were_left_out_are_read_at_a_press_and_what_was_left_out_is_confirmed_by_one(store):
    rows = [LOG[0], LOG[1], ["Culture and people"], LOG[2]]
    app = uploaded(book_of({"Log": rows, "Meetings": [["Meeting", "Attended"], ["June", "Ann"], ["July", "Ben"]]}))
    assert lines_at(app, "upload.sheet.0")[1].startswith("These rows name groups: 3.")
    assert has_part(app, "upload.doubts")
    right = pressed(app, "That is right")
    assert not has_part(right, "upload.doubts")
    again = pressed(right, "Row 3 is a recommendation")
    assert len(texts(again)) == 3
    assert store.current() == 1
