"""Workbooks of results and open data."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest

from model.status import Scale, Status
from model.tracker.columns import SHEETS
from reports.excel.workbook import listing_workbook_bytes
from reports.open_data import open_data_bytes
from reports.registry import PaperType
from tests.support.editions import NASTY, edition_of, made_paper, nasty_tracker, without_control_characters
from tests.support.trackers import tracker_of, update_row

KEYS = (("Stalking", "2"), ("Stalking", "1"))


def opened(**options):
    return openpyxl.load_workbook(BytesIO(made_paper(PaperType.WORKBOOK, ".xlsx", **options)))


def table(book, name):
    """Return the rows of a sheet's table, its headings first."""
    sheet = book[name]
    (only,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[only.ref]]


def test_it_has_a_cover_contents_notes_and_one_sheet_a_table():
    first = ["Cover", "Contents", "Notes", "Counts by round", "Movement", "Round by round"]
    assert opened().sheetnames == [*first, "Recommendations", "Updates", "Monitoring promises", "Scale"]


def test_the_cover_has_the_title_the_month_the_version_and_the_meaning_of_each_status():
    lines = [cell.value for cell in opened()["Cover"]["A"]]
    assert lines[:3] == [
        "Progress report: Stalking",
        "Data as at June 2024",
        "Data as at June 2024 · version 3 · published by Office of the Commissioner, 2 July 2024",
    ]
    assert "None of the 2 recommendations is complete. 1 is Amber, 1 is not rated, and none is Red." in lines
    assert "Red: No progress has been made." in lines


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_sheet_but_the_cover_has_one_named_table_that_begins_in_a5_below_its_title(language):
    book = opened(language=language)
    for sheet in book.worksheets[1:]:
        (only,) = sheet.tables.values()
        assert only.ref.startswith("A5:"), sheet.title
        assert [bool(sheet.cell(line, 1).value) for line in range(1, 5)] == [True] * 4
    names = [name for sheet in book.worksheets[1:] for name in sheet.tables]
    first = ["contents", "notes", "counts_by_round", "movement", "matrix"]
    assert names == [*first, "recommendations", "updates", "promises", "scale"]


@pytest.mark.parametrize("tracker", [None, tracker_of([]), tracker_of(["1"])], ids=["usual", "empty", "no updates"])
def test_no_cell_is_merged_or_blank(tracker):
    book = opened(tracker=tracker)
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        for only in sheet.tables.values():
            assert [cell.coordinate for row in sheet[only.ref] for cell in row if cell.value in (None, "")] == []


def test_counts_are_numbers_and_rounds_are_dates():
    rows = table(opened(), "Counts by round")
    assert rows[0] == ["Round", "Red", "Amber", "Green", "Not rated", "Not reported", "All"]
    assert [(row[0].isoformat()[:7], *row[1:]) for row in rows[1:]] == [
        ("2024-02", 1, 0, 0, 0, 1, 2),
        ("2024-06", 0, 1, 0, 1, 0, 2),
    ]


def test_movement_and_matrix_have_the_word_of_each_status_and_whether_it_is_inferred():
    book = opened()
    assert table(book, "Movement") == [
        ["Number", "Title", "Status before", "Status now", "Movement"],
        ["1", "Fund the post", "Red, inferred", "Amber", "Improved"],
        ["2", "Train judges", "not reported", "not rated", "Still without a status"],
    ]
    assert table(book, "Round by round") == [
        ["Number", "Title", "February 2024", "June 2024"],
        ["1", "Fund the post", "Red, inferred", "Amber"],
        ["2", "Train judges", "not reported", "not rated"],
    ]


def test_each_update_and_each_promise_is_a_row():
    book = opened()
    updates = [[row[0], row[2].isoformat()[:7], *row[3:]] for row in table(book, "Updates")[1:]]
    assert updates == [
        ["1", "2024-02", "February 2024", "Progress", "Red, inferred", "The office", "Work goes on.", "none"],
        ["1", "2024-06", "June 2024", "Progress", "Amber", "none", "Funding goes on.\nA post is filled.", "none"],
        ["2", "2024-06", "June 2024", "Progress", "not rated", "none", "Work goes on.", "none"],
    ]
    assert table(book, "Monitoring promises")[1:] == [
        ["1", "Fund the post", "Attend the clinic.", "March 2024", "no kind given", "none", "overdue", "none"],
        ["1", "Fund the post", "Ask again.", "July 2024", "Request", "The Force", "still to come", "none"],
    ]


def test_nothing_after_the_month_and_nothing_that_is_not_chosen_is_in_it():
    book = opened(as_at="2024-02", agencies=("The Force",))
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


def test_with_several_reviews_each_row_names_its_review():
    tracker = tracker_of(
        [{"ref": "1", "review": "One"}, {"ref": "1", "review": "Two"}],
        [update_row("1", "June 2024", "Red", review="One"), update_row("1", "June 2024", "Green", review="Two")],
    )
    rows = table(opened(tracker=tracker), "Round by round")
    assert rows == [
        ["Review", "Number", "Title", "June 2024"],
        ["One", "1", "Do it.", "Red"],
        ["Two", "1", "Do it.", "Green"],
    ]


def test_the_list_has_the_chosen_recommendations_in_their_order_with_words_and_promises():
    book = openpyxl.load_workbook(BytesIO(listing_workbook_bytes(edition_of(), KEYS)))
    head, second, first = table(book, "Recommendations")
    assert head[:8] == [
        *("Number", "Title", "Status", "Theme", "Lead agency", "Latest words", "Latest words of", "Same status since")
    ]
    assert head[8:14] == [
        *("Next promise", "Where the promise stands", "Open promises", "Lead role", "Agency status", "Closure")
    ]
    assert head[14:] == ["Target date", "First target date", "Slips of the target", "Days late"]
    assert second[:5] == ["2", "Train judges", "not rated", "none", "The Courts"]
    assert second[7:11] == ["none", "none", "none", 0]
    assert first[:5] == ["1", "Fund the post", "Amber", "Resourcing", "The Force"]
    assert first[5] == "Funding goes on.\nA post is filled."
    assert first[8:11] == ["March 2024", "overdue", 2]


def test_a_text_from_a_workbook_is_a_text_in_the_list():
    keys = [("Stalking", str(number)) for number in range(1, len(NASTY) + 1)]
    book = openpyxl.load_workbook(BytesIO(listing_workbook_bytes(edition_of(nasty_tracker()), keys)))
    assert [row[5] for row in table(book, "Recommendations")[1:]] == [*map(without_control_characters, NASTY)]


TYPES = {"string", "date", "boolean", "integer"}


def package_of(**options):
    """Return the description of a package, and the rows of each of its files as they are read."""
    with ZipFile(BytesIO(open_data_bytes(edition_of(**options)))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        files = {name: archive.read(name) for name in archive.namelist() if name.endswith(".csv")}
    return package, {name.removesuffix(".csv"): read(content) for name, content in files.items()}


def read(content):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_each_sheet_of_the_workbook_is_a_file_and_each_file_is_described():
    package, files = package_of()
    assert [resource["name"] for resource in package["resources"]] == [plan.table for plan in SHEETS]
    assert {resource["path"] for resource in package["resources"]} == {f"{name}.csv" for name in files}


@pytest.mark.parametrize("tracker", [None, tracker_of([])], ids=["usual", "empty"])
def test_each_column_is_described_in_order_with_a_type_and_a_sentence(tracker):
    with ZipFile(BytesIO(open_data_bytes(edition_of(tracker)))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for resource in package["resources"]:
            fields = resource["schema"]["fields"]
            header = archive.read(resource["path"]).decode("utf-8-sig").splitlines()[0]
            assert [field["name"] for field in fields] == header.split(",")
            assert {field["type"] for field in fields} <= TYPES
            assert [field["name"] for field in fields if not field["description"].endswith(".")] == []


def test_recommendations_have_their_status_as_at_the_month():
    _package, files = package_of()
    listed = [(row["ref"], row["status_now"], row["basis_now"], row["rated_on"]) for row in files["recommendations"]]
    assert listed == [("1", "Amber", "Published", "2024-06-01"), ("2", "", "", "")]


def test_updates_after_the_month_are_left_out():
    _package, files = package_of(as_at="2024-02")
    assert [(row["ref"], row["round"], row["status"]) for row in files["progress"]] == [("1", "2024-02-01", "Red")]


def test_updates_and_promises_refer_to_recommendations_that_are_there():
    package, files = package_of(agencies=("The Force",))
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


def test_targets_and_decisions_after_the_month_are_left_out():
    dated = [{"ref": "1", "date": when} for when in ("Feb 2024", "June 2024")]
    targets = [{**each, "target": "May 2025"} for each in (*dated, {"ref": "1"})]
    decisions = [{**each, "decision": "Kept open", "by": "Commissioner"} for each in dated]
    tracker = tracker_of(
        ["1"], [update_row("1", "Feb 2024"), update_row("1", "June 2024")], targets=targets, decisions=decisions
    )
    _package, files = package_of(as_at="2024-02", tracker=tracker)
    assert [(row["date"], row["target"]) for row in files["targets"]] == [
        ("2024-02-01", "2025-05-01"),
        ("", "2025-05-01"),
    ]
    assert [(row["date"], row["decision"], row["by"]) for row in files["decisions"]] == [
        ("2024-02-01", "Kept open", "Commissioner")
    ]
