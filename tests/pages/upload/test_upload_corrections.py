"""Step 3 of Upload: errors are corrected on the page, and the corrected workbook is taken along."""

from contextlib import closing
from io import BytesIO

import pytest
from openpyxl import load_workbook

from components.published import published_store
from loaders import read_workbook
from model.access import local_actor
from model.versions.version import Action, Candidate
from store.store import Store
from tests.pages.uploads import canonical, lines_at, loss_boxes, pressed, published, ticked, uploaded, warnings_read
from tests.support.page_text import downloaded, has_part, heading
from tests.support.published_trackers import ADMINISTRATOR
from tests.support.workbooks.canonical import RATED, RECOMMENDATION
from tests.support.workbooks.layouts import AMBER, book_of

HEADINGS = ["Ref", "Recommendation", "Owner", "RAG", "Target date", "Progress Feb 24"]
LOG = [
    HEADINGS,
    [1, "Find lasting funding.", "Dyfed-Powys Police", "Grean", "March 2025", "Funded."],
    [2, "Recruit officers.", "Dyfed-Powys Polise", "Amber", "Novembe 2026", "Begun."],
    [3, "Share data.", "Dyfed-Powys Police", "Red", "June 2026", "Nothing yet."],
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


def rows(app, table):
    return app.session_state["candidate.upload"].workbook.reading.rows[table]


def buttons(app):
    return [each.label for each in app.button if each.key.startswith("upload.fix.")]


def test_each_error_has_its_fix_as_a_button_which_reads_the_cell_so_and_names_the_correction(store):
    app = uploaded(book_of({"Log": LOG}))
    assert buttons(app) == [
        "Read “Grean” as Green",
        "“Dyfed\\-Powys Polise” is Dyfed\\-Powys Police",
        "Read “Novembe 2026” as November 2026",
        "Make all 3 corrections with one choice",
    ]
    app = pressed(app, "Read “Grean” as Green")
    assert [row["status"] for row in rows(app, "progress")] == ["Green", "Amber", "Red"]
    assert lines_at(app, "upload.corrected.0") == ["Log D: “Grean” is read as “Green”"]
    assert store.audit(actor=ADMINISTRATOR)[0].action is Action.CORRECTION
    assert store.audit(actor=ADMINISTRATOR)[0].reason == "Log D: Grean = Green"
    app = pressed(app, "Undo")
    assert rows(app, "progress")[0]["status"] is None
    assert not has_part(app, "upload.corrected.title")


def test_a_short_form_of_a_published_agency_is_that_agency_by_a_button(store):
    app = uploaded(book_of({"Log": [HEADINGS, [1, "Find funding.", "Powis; HMCTS", "Red", None, "No."], *LOG[3:]]}))
    app = pressed(app, "“Powis” is Dyfed\\-Powys Police")
    found = rows(app, "recommendations")[0]
    assert (found["lead_agency"], found["supporting_agencies"]) == ("Dyfed-Powys Police", "HMCTS")


def test_all_plain_fixes_are_one_press_and_the_corrected_workbook_has_them_in_its_cells(store):
    app = pressed(uploaded(book_of({"Log": LOG})), "Make all 3 corrections with one choice")
    assert {row["lead_agency"] for row in rows(app, "recommendations")} == {"Dyfed-Powys Police"}
    assert rows(app, "recommendations")[1]["target"].words == "November 2026"
    assert buttons(app) == []
    sheet = load_workbook(BytesIO(downloaded(app, "Take the corrected workbook")))["Log"]
    assert (sheet["C3"].value, sheet["D2"].value, sheet["E3"].value) == ("Dyfed-Powys Police", "Green", "November 2026")
    assert "“Grean” is read as “Green”" in sheet["D2"].comment.text
    assert store.current() == 1


def test_corrections_serve_the_next_workbook_with_the_same_headings_only_if_that_is_wished(store):
    for wished in (False, True):
        app = pressed(uploaded(book_of({"Log": LOG})), "Make all 3 corrections with one choice")
        if wished:
            app = app.checkbox(key="upload.corrections.keep").check().run()
        app = warnings_read(app) if any(box.key.startswith("upload.warnings.") for box in app.checkbox) else app
        assert "ersion 2" in heading(published(ticked(app) if loss_boxes(app) else app))
        later = uploaded(book_of({"Log": [*LOG, [4, "Pay.", "CPS", "Grean", "May 2026", "No."]]}))
        assert store.current() == 2
        assert [row["status"] for row in rows(later, "progress")][::3] == (["Green", "Green"] if wished else [None] * 2)


def test_blue_becomes_a_status_of_the_key_that_means_done(store, tmp_path):
    app = uploaded(canonical(tmp_path, recommendations=[RECOMMENDATION], progress=[{**RATED, "Status": "Blue"}]))
    app = pressed(app, "“Blue” is a status\\: complete and signed off")
    scale = app.session_state["candidate.upload"].workbook.reading.scale
    assert (scale.names[-1], "Blue" in scale.complete) == ("Blue", True)
    assert rows(app, "progress")[0]["status"] == "Blue"
    assert store.current() == 1


def test_where_the_word_and_the_colour_disagree_a_button_each_picks_the_right_one(store):
    log = [HEADINGS, [1, "Find lasting funding.", "DPP", "Green", None, "Funded."], *LOG[3:]]
    app = uploaded(book_of({"Log": log}, fills={"Log!D2": AMBER}))
    assert buttons(app)[:2] == ["Read “Green” as Green", "Read “Green” as Amber"]
    app = pressed(app, "Read “Green” as Amber")
    assert [row["status"] for row in rows(app, "progress")] == ["Amber", "Red"]
    assert store.current() == 1
