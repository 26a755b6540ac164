from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from loaders.pipeline import read_workbook
from loaders.vocabulary.headings import column_labels, sheet_labels
from model.dates import PartialDate, Precision, day, months_from
from model.terms import RED_AMBER_GREEN, Scale, Status
from model.tracker.columns import KEY, SHEETS
from model.tracker.reading import WorkbookError
from tests.support.workbooks.canonical import DECISION, PROMISE, RATED, TARGET, UPDATE, write_workbook

FEBRUARY = months_from(date(2024, 2, 1), 1, precision=Precision.MONTH, words="February 2024")
BUNDLED = Path(__file__).parents[2] / "data" / "tracker.xlsx"


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a small canonical workbook."""
    return lambda **sheets: read_workbook(write_workbook(tmp_path / "tracker.xlsx", **sheets))


def column(reading, table, field):
    return [row[field] for row in reading.rows[table]]


def test_a_workbook_becomes_rows_with_every_field_of_its_sheets(read):
    reading = read(monitoring=[PROMISE], names=[{"Kind": "Agency", "Name": "HMCTS", "Name (Welsh)": "GLlTEF"}])
    assert reading.rows["progress"] == [
        {
            "review": "Stalking",
            "ref": "1",
            "date": FEBRUARY,
            "kind": "Progress",
            "status": "Amber",
            "rated_by": "OPCC",
            "basis": "Published",
            "update": "Work has begun.",
            "evidence": None,
            "agency_status": None,
            "proposed_closure": None,
            "closure_reason": None,
            "update_cy": None,
        }
    ]
    counts = {table: len(rows) for table, rows in reading.rows.items()}
    assert counts == {
        **dict.fromkeys((plan.table for plan in SHEETS if plan is not KEY), 1),
        "targets": 0,
        "decisions": 0,
    }
    assert (reading.layout, reading.publishable, reading.issues) == ("canonical", True, ())


def test_a_status_is_read_as_a_word_or_a_letter_in_either_language(read):
    words = ["Amber", "amber ", "A", "Ambr", "a", "COCH", "r"]
    progress = [{**RATED, "Status": word, "Date": f"{number} May 2024"} for number, word in enumerate(words, start=1)]
    reading = read(progress=progress)
    assert column(reading, "progress", "status") == [*["Amber"] * 5, "Red", "Red"]
    assert reading.issues == ()


def test_the_scale_is_the_key_sheets_and_without_one_red_amber_green(read):
    key = [
        {"Status": "Off track", "Meaning": "Late.", "Complete": "No", "Colour": "Red"},
        {"Status": "Done", "Complete": "Yes", "Colour": "#1B7A43", "Status (Welsh)": "Gorffennwyd"},
    ]
    assert read(key=key, progress=[UPDATE]).scale == Scale(
        (Status("Off track", "Late.", False, "Red"), Status("Done", "", True, "#1B7A43", "Gorffennwyd"))
    )
    assert read(key=None).scale == RED_AMBER_GREEN


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (datetime(2024, 2, 1), "mmm-yy", FEBRUARY),
        (datetime(2024, 2, 2), "mmm-yy", day(date(2024, 2, 2))),
        (datetime(2024, 2, 1), "dd/mm/yyyy", day(date(2024, 2, 1))),
        (45323, "General", day(date(2024, 2, 1))),
        (2024, "General", PartialDate(date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR, "2024")),
    ],
)
def test_a_date_cell_is_as_precise_as_its_number_format_shows(tmp_path, value, number_format, expected):
    path = write_workbook(tmp_path / "tracker.xlsx")
    book = load_workbook(path)
    book["Progress"]["C2"] = value
    book["Progress"]["C2"].number_format = number_format
    book.save(path)
    assert column(read_workbook(path), "progress", "date") == [expected]


def test_day_numbers_reach_from_1990_to_2100_also_as_text_and_a_workbook_may_count_from_1904(read, tmp_path):
    first, last, zero = date(1990, 1, 1), date(2100, 12, 31), date(1899, 12, 30)
    numbers = [(first - zero).days, (last - zero).days, (first - zero).days - 1, (last - zero).days + 1]
    days = column(
        read(monitoring=[{**PROMISE, "Due": due} for due in [*numbers, "45352.0", 45352.75]]), "monitoring", "due"
    )
    assert [each and each.first for each in days] == [first, last, None, None, date(2024, 3, 1), date(2024, 3, 1)]
    book = load_workbook(write_workbook(tmp_path / "macintosh.xlsx", monitoring=[{**PROMISE, "Due": 43861}]))
    book.epoch = CALENDAR_MAC_1904
    book.save(tmp_path / "macintosh.xlsx")
    assert [each.first for each in column(read_workbook(tmp_path / "macintosh.xlsx"), "monitoring", "due")] == [
        date(2024, 2, 1)
    ]


def test_a_promise_without_a_year_is_due_after_the_recommendations_latest_round(read):
    reading = read(monitoring=[{**PROMISE, "Due": "January"}, {**PROMISE, "Due": "March", "Ref": "2"}])
    assert [date_.first for date_ in column(reading, "monitoring", "due")] == [date(2025, 1, 1), date(2024, 3, 1)]


def test_welsh_sheet_names_and_headings_are_read(tmp_path):
    path = write_workbook(tmp_path / "tracker.xlsx", monitoring=[PROMISE], targets=[TARGET], decisions=[DECISION])
    expected = read_workbook(path).rows
    book = load_workbook(path)
    sheets = {plan.table: name for name, plan in sheet_labels().items()}
    for plan in SHEETS:
        labels = {field: label for label, field in column_labels(plan).items()}
        for column_number, declared in enumerate(plan.columns, start=1):
            book[plan.name].cell(1, column_number).value = labels[declared.field]
        book[plan.name].title = sheets[plan.table].capitalize()
    book.save(path)
    reading = read_workbook(path)
    assert [name.title for name in book.worksheets][:3] == ["Adolygiadau", "Argymhellion", "Cynnydd"]
    assert (reading.rows, reading.issues) == (expected, ())


def test_the_bundled_tracker_has_no_issue():
    assert read_workbook(BUNDLED).issues == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("letter.xlsx", ("file-not-workbook", ("looks_like", "text"))), ("letter.csv", ("no-table", ("sheets", "CSV")))],
)
def test_text_without_a_table_is_reported_as_text_under_the_name_of_a_workbook(name, expected):
    with pytest.raises(WorkbookError) as refused:
        read_workbook(b"Dear all,\nhere is, as agreed, the list.\nRegards,\n", name=name)
    assert (refused.value.code, next(iter(refused.value.details.items()))) == expected


def test_values_with_commas_under_the_name_of_a_workbook_are_read():
    reading = read_workbook(b"Ref,Recommendation,Owner,RAG Feb 24\n1,Train.,CPS,Red\n", name="tracker.xlsx")
    assert [row["status"] for row in reading.rows["progress"]] == ["Red"]
