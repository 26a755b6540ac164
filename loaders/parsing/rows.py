"""Parse records into rows: each cell by the type of its column, or by a parser of its own."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from loaders.cells import DateCell, ErrorCell, Value, cut_text, displayed_text, plain_text
from loaders.records import IssueLog, Record
from model import dates
from model.terms import label_key, normalise_space
from model.tracker.columns import Column, DataType, SheetPlan
from model.tracker.reading import Severity

# Fields that can have a value though their cell is blank: the only review, the agencies in the lead's cell.
_MAY_BE_BLANK = frozenset({"review", "supporting_agencies"})
Field = str | bool | dates.PartialDate | None
# Parses one field of a record; the fields before it are already in the row that is passed.
ParseField = Callable[[Record, str, dict[str, Field]], Field]
ParseFields = Mapping[str, ParseField]
# Returns the day that a date without a year follows, from the fields before it.
ReferenceDay = Callable[[Mapping[str, Field]], date | None]
YES, NO = ("yes", "y", "true", "ie", "do", "oes"), ("no", "n", "false", "na", "naddo", "nac oes")
_FLAGS = {"1": True, "0": False, **dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}
_FIRST_DAY, _LAST_DAY = date(dates.FIRST_YEAR, 1, 1), date(dates.LAST_YEAR, 12, 31)

# A day number of Excel, as in a .csv file.
_DAY_NUMBER = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_DAYS = re.compile(r"(?P<days>[1-9]\d{0,2})(?: (?:days?|dydd|diwrnod|diwrnodau))?", re.ASCII)
# The days that spreadsheets and databases make of an empty date.
_BLANK_DATES = {"1899-12-30", "1899-12-31", "1900-01-01", "1900-12-30"}
_ISSUE_CODES = {dates.Doubt.AMBIGUOUS: "date-ambiguous", dates.Doubt.YEAR_MISSING: "date-year-missing"}


class ParsedRow(NamedTuple):
    """A row with its record, so that a check can name the cell."""

    row: dict[str, Field]
    record: Record

    def text(self, field: str) -> str | None:
        """Return a field that holds text."""
        value = self.row.get(field)
        return value if isinstance(value, str) else None

    def date(self, field: str) -> dates.PartialDate | None:
        """Return a field that holds a date."""
        value = self.row.get(field)
        return value if isinstance(value, dates.PartialDate) else None


def parse_rows(
    plan: SheetPlan, records: Sequence[Record], log: IssueLog, fields: ParseFields, after: ReferenceDay = lambda _: None
) -> list[ParsedRow]:
    """Return the rows of a table; empty required cells are reported.

    Args:
        plan: the sheet's columns; every one of them becomes a field, in order.
        records: the records of the sheet.
        log: receives the issues.
        fields: parsers of fields that need more than their column's type, by field.
        after: the day that a date without a year follows, from the fields before it.
    """
    named = [(column.field, column) for column in plan.columns]
    parsers = [(name, column, fields.get(name) or _column_parser(column, log, after)) for name, column in named]
    blank: dict[str, Field] = dict.fromkeys(dict(named))
    parsed: list[ParsedRow] = []
    for record in records:
        row, cells = blank.copy(), record.cells
        for field, column, parse in parsers:
            cell = cells.get(field)
            if field in _MAY_BE_BLANK or (cell is not None and (cell.value is not None or cell.fill is not None)):
                row[field] = parse(record, field, row)
            if cell is not None and column.required and cell.value is None and row[field] is None:
                log.add(record, field, "value-missing", heading=column.heading)
        parsed.append(ParsedRow(row, record))
    return parsed


def first_day(parsed: ParsedRow, field: str) -> date | None:
    """Return the first day of a field that holds a date."""
    stated = parsed.date(field)
    return stated.first if stated is not None else None


def _column_parser(column: Column, log: IssueLog, after: ReferenceDay) -> ParseField:
    """Return the parser of a column's type."""
    if column.data_type is DataType.DATE:
        return lambda record, _, row: parse_partial_date(record, column, log, after(row))
    if column.data_type is DataType.FLAG:
        return word_parser(_FLAGS, log, expected="Yes, No")
    parse = parse_prose if column.data_type is DataType.TEXT else parse_name
    return lambda record, field, _: parse(record, field, log)


def word_parser(
    meanings: Mapping[str, Field], log: IssueLog, *, expected: str = "", severity: Severity | None = None
) -> ParseField:
    """Return a parser of a fixed set of words by their label keys; any other word is reported, and gives None."""
    allowed = expected or ", ".join(dict.fromkeys(map(str, meanings.values())))

    def parse(record: Record, field: str, _: dict[str, Field]) -> Field:
        value = record.value(field)
        if isinstance(value, str) and (meaning := meanings.get(label_key(value))) is not None:
            return meaning
        written = parse_name(record, field, log)
        meaning = meanings.get(label_key(written)) if written else None
        if written and meaning is None:
            log.add(record, field, "word-unknown", found=written, severity=severity, expected=allowed)
        return meaning

    return parse


def parse_text(record: Record, field: str, log: IssueLog) -> str | None:
    """Return a cell's text; an error or a formula without a result is reported and gives None."""
    value = record.value(field)
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, ErrorCell):
        log.add(record, field, "cell-error", found=value.displayed)
        return None
    return plain_text(value)


def parse_prose(record: Record, field: str, log: IssueLog) -> str | None:
    """Return a cell's text as displayed: 5%, not the number behind it; one joined from several cells may be cut."""
    value = record.value(field)
    written = displayed_text(value) if isinstance(value, float | DateCell) else parse_text(record, field, log)
    text = cut_text(written) if written else None
    if text != written:
        log.add(record, field, "text-shortened")
    return text


def parse_name(record: Record, field: str, log: IssueLog) -> str | None:
    """Return a cell's text as a name: on one line, with single spaces."""
    written = parse_text(record, field, log)
    return normalise_space(written) if written else None


def parse_days(record: Record, field: str, log: IssueLog) -> str | None:
    """Return a whole number of days as digits: of 56, "56" and "56 days". Anything else is reported and gives None."""
    written = parse_name(record, field, log) or ""
    found = _DAYS.fullmatch(label_key(written))
    if written and found is None:
        log.add(record, field, "word-unknown", found=written, expected="")
    return found["days"] if found else None


def parse_partial_date(record: Record, column: Column, log: IssueLog, after: date | None) -> dates.PartialDate | None:
    """Return a cell's date with its precision, and report what is doubtful about it.

    A date in the name of a sheet is that of every row, and follows no day. In a required column a date that covers no
    days is an error, because its row has no position in time.
    """
    found = plain_text(record.value(column.field))
    if found.removesuffix(" 00:00:00") in _BLANK_DATES:
        severity = Severity.ERROR if column.required else Severity.INFO
        log.add(record, column.field, "value-missing", found=found, severity=severity, heading=column.heading)
        return None
    read = _read_date(record, column.field, log, after if record.cell(column.field).row else None)
    if read is None:
        return None
    is_lost = column.required and read.date.first is None
    if read.doubt is not None or is_lost:
        month = read.date.first.isoformat()[:7] if read.date.first else ""
        taken = read.date.words if read.date.precision is dates.Precision.DAY else month
        worst, required = (Severity.ERROR, "yes") if is_lost else (None, "")
        code = _ISSUE_CODES.get(read.doubt or dates.Doubt.UNRECOGNISED, "date-unrecognised")
        log.add(record, column.field, code, found=found, severity=worst, taken=taken, required=required)
    return read.date


def _read_date(record: Record, field: str, log: IssueLog, after: date | None) -> dates.ReadDate | None:
    value: Value = record.value(field)
    if isinstance(value, DateCell):
        return _date_from_cell(value)
    number = float(value) if isinstance(value, str) and _DAY_NUMBER.fullmatch(value) else value
    if isinstance(number, int | float):
        first, last = ((day - record.day_zero).days for day in (_FIRST_DAY, _LAST_DAY))  # as Excel counts them
        if first <= number < last + 1:
            counted = record.day_zero + timedelta(days=int(number))
            log.add(record, field, "date-from-day-number", found=plain_text(value), taken=counted.isoformat())
            return dates.ReadDate(dates.day(counted))
    written = parse_text(record, field, log)
    return dates.read_date(written, after=after) if written else None


def _date_from_cell(cell: DateCell) -> dates.ReadDate:
    """Return the date of a date cell; if its format shows no day, the date is a month."""
    first, shown = cell.value.date(), cell.number_format.lower()
    if not dates.FIRST_YEAR <= first.year <= dates.LAST_YEAR:
        words = dates.PartialDate(None, None, dates.Precision.WORDS, first.isoformat())
        return dates.ReadDate(words, dates.Doubt.OUT_OF_RANGE)
    if first.day == 1 and "m" in shown and "d" not in shown:
        month = f"{dates.ENGLISH_MONTHS[first.month]} {first.year}"
        return dates.ReadDate(dates.months_from(first, 1, precision=dates.Precision.MONTH, words=month))
    return dates.ReadDate(dates.day(first))
