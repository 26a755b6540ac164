"""Workbooks of results."""

from io import BytesIO

import openpyxl
import pytest

from model.status import Scale, Status
from reports.excel.workbook import listing_workbook_bytes
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
    assert opened().sheetnames == [
        "Cover",
        "Contents",
        "Notes",
        "Counts by round",
        "Movement",
        "Round by round",
        "Recommendations",
        "Updates",
        "Monitoring promises",
        "Scale",
    ]


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
    assert names == [
        "contents",
        "notes",
        "counts_by_round",
        "movement",
        "matrix",
        "recommendations",
        "updates",
        "promises",
        "scale",
    ]


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


def test_an_inferred_status_has_a_dashed_edge():
    sheet = opened()["Round by round"]
    assert [sheet[cell].border.left.style for cell in ("C6", "D6")] == ["dashed", "thin"]


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


def test_every_text_stays_the_text_it_is():
    book = opened(tracker=nasty_tracker())
    expected = [without_control_characters(text) for text in NASTY]
    rows = table(book, "Recommendations")[1:]
    assert [row[1] for row in rows] == expected
    assert [row[2] for row in rows] == expected
    assert {cell.data_type for sheet in book.worksheets for row in sheet for cell in row} <= {"s", "n", "d"}


def test_two_statuses_with_one_word_have_two_headings():
    scale = Scale(
        (Status("Open", name_cy="Ar agor"), Status("Begun", name_cy="Ar agor"), Status("Done", complete=True))
    )
    tracker = tracker_of(["1"], [update_row("1", "June 2024", "Open")], scale=scale)
    book = opened(tracker=tracker, language="cy")
    header = table(book, book.sheetnames[3])[0]
    assert header[1:3] == ["Ar agor", "Ar agor (2)"]


def test_each_sheet_is_linked_from_the_contents_and_links_back():
    book = opened()
    linked = [book["Contents"].cell(line, 1).hyperlink.location for line in range(6, 14)]
    assert linked == [f"'{name}'!A1" for name in book.sheetnames[2:]]
    assert {sheet["A4"].hyperlink.location for sheet in book.worksheets[2:]} == {"'Contents'!A1"}


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
    assert head == [
        "Number",
        "Title",
        "Status",
        "Theme",
        "Lead agency",
        "Latest words",
        "Latest words of",
        "Same status since",
        "Next promise",
        "Where the promise stands",
        "Open promises",
        "Lead role",
        "Agency status",
        "Closure",
        "Target date",
        "First target date",
        "Slips of the target",
        "Days late",
    ]
    assert second[:5] == ["2", "Train judges", "not rated", "none", "The Courts"]
    assert second[7:11] == ["none", "none", "none", 0]
    assert first[:5] == ["1", "Fund the post", "Amber", "Resourcing", "The Force"]
    assert first[5] == "Funding goes on.\nA post is filled."
    assert first[8:11] == ["March 2024", "overdue", 2]


def test_a_text_from_a_workbook_is_a_text_in_the_list():
    keys = [("Stalking", str(number)) for number in range(1, len(NASTY) + 1)]
    book = openpyxl.load_workbook(BytesIO(listing_workbook_bytes(edition_of(nasty_tracker()), keys)))
    assert [row[5] for row in table(book, "Recommendations")[1:]] == [*map(without_control_characters, NASTY)]
