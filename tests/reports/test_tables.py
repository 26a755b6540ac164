"""Workbooks of results and open data."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document

from model.terms import Scale, Status
from reports.excel import workbook_bytes
from reports.open_data import open_data_bytes
from reports.registry import PaperType
from tests.support.editions import NASTY, edition_of, made_paper, nasty_tracker, without_control_characters
from tests.support.trackers import tracker_of, update_row


def opened(**options):
    return openpyxl.load_workbook(BytesIO(made_paper(PaperType.WORKBOOK, ".xlsx", **options)))


def table(book, name):
    """Return the rows of a sheet's table, its headings first."""
    sheet = book[name]
    (only,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[only.ref]]


UNLISTED = tracker_of(["1"], [update_row(ref, "June 2024", "Amber") for ref in ("1", "2")])
TRACKERS = {"usual": None, "empty": tracker_of([]), "no updates": tracker_of(["1"]), "not listed": UNLISTED}


@pytest.mark.parametrize("tracker", TRACKERS.values(), ids=TRACKERS)
def test_no_cell_is_merged_or_blank(tracker):
    book = opened(tracker=tracker)
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        for only in sheet.tables.values():
            assert [cell.coordinate for row in sheet[only.ref] for cell in row if cell.value in (None, "")] == []


def test_nothing_after_the_month_and_nothing_that_is_not_chosen_is_in_it():
    book = opened(as_at="2024-02", agency=("The Force",))
    assert [row[1] for row in table(book, "Recommendations")[1:]] == ["Fund the post"]
    assert [row[3] for row in table(book, "Updates")[1:]] == ["February 2024"]


def test_two_statuses_with_one_word_have_two_headings():
    scale = Scale(
        (Status("Open", name_cy="Ar agor"), Status("Begun", name_cy="Ar agor"), Status("Done", complete=True))
    )
    tracker = tracker_of(["1"], [update_row("1", "June 2024", "Open")], scale=scale)
    book = opened(tracker=tracker, language="cy")
    header = table(book, book.sheetnames[3])[0]
    assert header[1:3] == ["Ar agor", "Ar agor (2)"]


def test_a_status_without_a_meaning_has_an_empty_one():
    tracker = tracker_of(["1"], [update_row("1", "June 2024", "Open")], scale=Scale((Status("Open"), Status("Shut"))))
    assert [row[2].strip() for row in table(opened(tracker=tracker), "Scale")[1:3]] == ["", ""]
    paper = Document(BytesIO(made_paper(PaperType.PANEL, ".docx", tracker=tracker)))
    (key,) = [each for each in paper.tables if each.cell(0, 2).text == "Meaning"]
    assert [row.cells[2].text.strip() for row in key.rows[1:3]] == ["", ""]


def test_a_text_from_a_workbook_is_a_text_in_the_list():
    keys = [("Stalking", str(number)) for number in range(1, len(NASTY) + 1)]
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(edition_of(nasty_tracker()), keys)))
    assert [row[12] for row in table(book, "Recommendations")[1:]] == [*map(without_control_characters, NASTY)]


def package_of(**options):
    """Return the description of a package, and the rows of each of its files as they are read."""
    with ZipFile(BytesIO(open_data_bytes(edition_of(**options)))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        files = {name: archive.read(name) for name in archive.namelist() if name.endswith(".csv")}
    tables = {name: StringIO(content.decode("utf-8-sig"), newline="") for name, content in files.items()}
    return package, {name.removesuffix(".csv"): list(csv.DictReader(table)) for name, table in tables.items()}


def test_updates_and_promises_refer_to_recommendations_that_are_there():
    package, files = package_of(agency=("The Force",))
    known = {(row["review"], row["ref"]) for row in files["recommendations"]}
    assert known == {("Stalking", "1")}
    for name in ("progress", "monitoring"):
        (described,) = [resource for resource in package["resources"] if resource["name"] == name]
        assert described["schema"]["foreignKeys"][0]["reference"]["resource"] == "recommendations"
        assert {(row["review"], row["ref"]) for row in files[name]} <= known


def test_no_text_becomes_a_formula_and_every_other_text_stays_as_it_is():
    _package, files = package_of(tracker=nasty_tracker())
    listed = [row["update"] for row in files["progress"]]
    assert listed == [f"'{text}" if text.startswith(("=", "+", "@")) else text for text in NASTY]


def test_updates_targets_and_decisions_after_the_month_are_left_out():
    dated = [{"ref": "1", "date": when} for when in ("Feb 2024", "June 2024")]
    targets = [{**each, "target": "May 2025"} for each in (*dated, {"ref": "1"})]
    decisions = [{**each, "decision": "Kept open", "by": "Commissioner"} for each in dated]
    updates = [update_row("1", month, "Red") for month in ("Feb 2024", "June 2024")]
    tracker = tracker_of(["1"], updates, targets=targets, decisions=decisions)
    _package, files = package_of(as_at="2024-02", tracker=tracker)
    assert [(row["round"], row["status"]) for row in files["progress"]] == [("2024-02-01", "Red")]
    assert [(row["date"], row["target"][:4]) for row in files["targets"]] == [("2024-02-01", "2025"), ("", "2025")]
    assert [(row["date"], row["by"]) for row in files["decisions"]] == [("2024-02-01", "Commissioner")]
