from datetime import date, datetime, timedelta

import pytest

from loaders.cells.values import DateCell
from loaders.issue_log import IssueLog, sort_by_cell
from loaders.parsing import rows as values
from loaders.records import Cell, Record
from model.dates import Precision
from model.tracker.columns import Column, DataType

DUE = Column("due", "Due", DataType.DATE)
NEEDED = Column("due", "Due", DataType.DATE, required=True)


def record(value):
    return Record(Cell(None, "Monitoring", 2, 1), {"due": Cell(value, "Monitoring", 2, 4)})


def read(value, column=DUE):
    log = IssueLog()
    return values.parse_partial_date(record(value), column, log, after=date(2024, 6, 1)), [
        (issue.code, issue.severity.value) for issue in sort_by_cell(log.issues, ["Monitoring"])
    ]


@pytest.mark.parametrize(
    ("value", "code", "severity", "severity_where_needed"),
    [
        ("soon", "date-unrecognised", "warning", "error"),
        ("31 June 2024", "date-unrecognised", "warning", "error"),
        ("June 1824", "date-unrecognised", "warning", "error"),
        ("03/02/2024", "date-ambiguous", "warning", "warning"),
        ("July", "date-year-missing", "warning", "warning"),
        ("Autumn", "date-year-missing", "warning", "error"),
        (True, "date-unrecognised", "warning", "error"),
        (7.5, "date-unrecognised", "warning", "error"),
    ],
)
def test_a_doubtful_date_is_an_error_only_where_a_row_cannot_be_placed_without_it(
    value, code, severity, severity_where_needed
):
    assert read(value)[1] == [(code, severity)]
    assert read(value, NEEDED)[1] == [(code, severity_where_needed)]


def test_known_words_are_an_error_only_where_days_are_needed():
    assert read("TBC")[1] == []
    assert read("TBC", NEEDED)[1] == [("date-unrecognised", "error")]


@pytest.mark.parametrize(("first", "last"), [(date(1990, 1, 1), date(2100, 12, 31))])
def test_day_numbers_reach_from_1990_to_2100(first, last):
    numbers = [
        (day - date(1899, 12, 30)).days for day in (first, last, first - timedelta(days=1), last + timedelta(days=1))
    ]
    days = [stated.first if (stated := read(number)[0]) else None for number in numbers]
    assert days == [first, last, None, None]


def test_a_day_number_counts_from_day_zero_of_the_workbook():
    macintosh = record(43861)._replace(day_zero=date(1904, 1, 1))
    stated = values.parse_partial_date(macintosh, DUE, IssueLog(), after=None)
    assert stated is not None
    assert stated.first == date(2024, 2, 1)


@pytest.mark.parametrize(
    ("number_format", "precision"),
    [
        ("mmm-yy", Precision.MONTH),
        ("mmmm yyyy", Precision.MONTH),
        ("[$-809]mmmm yyyy", Precision.MONTH),
        ("dd/mm/yyyy", Precision.DAY),
        ("d-mmm", Precision.DAY),
        ("General", Precision.DAY),
    ],
)
def test_the_first_of_a_month_is_the_month_under_a_format_that_shows_no_day(number_format, precision):
    stated, issues = read(DateCell(datetime(2024, 2, 1), number_format))
    assert stated is not None
    assert (stated.precision, issues) == (precision, [])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Yes", True),
        ("ie", True),
        (True, True),
        (1, True),
        ("No", False),
        ("NA", False),
        (False, False),
        (0, False),
        (None, None),
    ],
)
def test_a_flag_is_yes_or_no_in_either_language(value, expected):
    log = IssueLog()
    assert values.parse_flag(record(value), "due", log) is expected
    assert sort_by_cell(log.issues, []) == ()


@pytest.mark.parametrize("value", ["45352", "45352.0", 45352, 45352.75])
def test_a_day_number_is_read_where_a_csv_file_has_it_as_text_too(value):
    stated, issues = read(value)
    assert stated is not None
    assert (stated.first, issues) == (date(2024, 3, 1), [("date-from-day-number", "info")])


@pytest.mark.parametrize("value", ["1900-12-30", DateCell(datetime(1899, 12, 30), "dd/mm/yyyy")])
def test_what_spreadsheets_make_of_an_empty_date_is_empty(value):
    assert read(value) == (None, [("value-missing", "info")])
    assert read(value, NEEDED) == (None, [("value-missing", "error")])
