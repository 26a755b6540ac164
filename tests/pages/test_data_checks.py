"""Data checks: the annotated copy, the workbook of the translator, and versions that were merged or are old."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from components.published import displayed_tracker
from loaders.pipeline import read_workbook
from model.access import local_actor
from model.tracker.reading import Issue, Severity
from model.versions.version import Candidate, Mode
from reports.registry import translation_workbook
from store.merge import publish_workbook
from store.publish import PublishRequest
from tests.pages.uploads import uploaded
from tests.support.files.packages import saved
from tests.support.page_text import heading, lines, nodes, open_page
from tests.support.workbooks.canonical import PROMISE, RATED, write_workbook


@pytest.mark.usefixtures("temporary_database")
def test_the_workbook_of_the_translator_is_uploaded_again_with_what_was_filled_in():
    book = load_workbook(BytesIO(translation_workbook(displayed_tracker().tracker, displayed_tracker().reading.scale)))
    sheet = book["Recommendations"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Title (Welsh)")
    sheet.cell(2, column).value = "Cyllid parhaol"
    assert heading(uploaded(saved(book))) == "The workbook holds a translation to be added."


def test_after_a_merge_the_version_is_judged_and_not_the_file_that_was_merged(opened_store, tmp_path):
    promise = {**PROMISE, "Due": "whenever"}
    first = write_workbook(tmp_path / "first.xlsx", monitoring=[promise]).read_bytes()
    second = write_workbook(tmp_path / "second.xlsx", progress=[{**RATED, "Date": "June 2024"}]).read_bytes()
    files = {"first.xlsx": first, "second.xlsx": second}
    read = [Candidate(read_workbook(file, name=name), file) for name, file in files.items()]
    opened_store.publish(read[0], actor=local_actor("Ann"), reason="First.")
    alone = open_page("data-checks")
    publish_workbook(opened_store, replace(read[1], mode=Mode.MERGE), PublishRequest(local_actor("Ann"), "June."))
    app = open_page("data-checks")
    assert heading(app) == heading(alone) == "The workbook has no errors and 1 warning."
    assert lines(nodes(app, "issues")) == lines(nodes(alone, "issues"))
    (note,) = lines(nodes(app, "places"))
    assert note.endswith("were read is that of second.xlsx, merged last.")
    assert "Monitoring D2" in " ".join(lines(nodes(app, "issues")))


def test_an_issue_that_an_earlier_release_recorded_is_shown_with_its_cell(opened_store, tmp_path):
    file = write_workbook(tmp_path / "first.xlsx", monitoring=[{**PROMISE, "Due": "whenever"}]).read_bytes()
    reading = read_workbook(file, name="first.xlsx")
    recorded = [
        Issue("of-an-earlier-release", Severity.WARNING, "Progress", "G3", "Maybe"),
        replace(reading.issues[0], details={}),
    ]
    made = Candidate(replace(reading, issues=tuple(recorded)), file)
    opened_store.publish(made, actor=local_actor("Ann"), reason="First.")
    shown = lines(nodes(open_page("data-checks"), "issues"))
    assert "An earlier release of Cynnydd found something about “Maybe” that this one does not look for." in shown
    assert "Progress G3" in " ".join(shown)
