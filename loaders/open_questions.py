"""The questions that a reading leaves open, each with a proposed answer, and the options that accept the proposals."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from loaders.cells import DateCell, SheetCells, column_and_row
from loaders.layouts.interpret_tables import states_day_of_list
from loaders.mapping.mapping_file import ALL_FIELDS
from loaders.options import ColumnChoice, ReadOptions, format_scale_order, parse_scale_order
from loaders.vocabulary.headings import ColumnMeaning, heading_parts, match_heading
from loaders.vocabulary.rounds import round_at_start, split_round
from loaders.vocabulary.status_words import order_worst_first
from model.dates import Precision, read_date
from model.tracker.reading import MappedColumn, OpenQuestion, Reading, Severity

MAPPING, SCALE, AS_AT = "--mapping", "--scale", "--as-at"
_UNDATED = ("snapshot-undated", "column-without-round", "round-without-year")
_LONGEST_DATE = 40
# The fields of days to come, and the meanings of headings whose days have been.
_TO_COME, _PAST = ("target", "due"), {ColumnMeaning.DATE, ColumnMeaning.COMPLETED}
# In so many of the first rows, short texts are searched for dates.
_SEARCHED_ROWS = 500


def open_questions(reading: Reading, sheets: Sequence[SheetCells], today: date) -> tuple[OpenQuestion, ...]:
    """Return the open questions of a reading: columns that are close calls, the order of statuses, a missing month.

    The month proposed is that of the latest date on the sheets; without sheets it is none.
    """
    undated = [issue.sheet for issue in reading.issues_of(Severity.ERROR) if issue.code in _UNDATED]
    month = latest_month(sheets, today, reading.columns) if undated else ""
    months = (OpenQuestion("month", sheet, (), AS_AT, (), month) for sheet in undated[:1])
    return *_column_questions(reading.columns), *_scale_questions(reading), *months


def accept_proposals(options: ReadOptions, questions: Iterable[OpenQuestion]) -> ReadOptions:
    """Return the options with every proposed answer; a month is never made up."""
    mapping = options.mapping
    for question in questions:
        if question.option == MAPPING and question.proposed in {"", *ALL_FIELDS}:
            choice = ColumnChoice(question.columns[0], question.heading, question.proposed)
            mapping = mapping.with_sheet(mapping.of_sheet(question.sheet).with_column(choice))
        elif question.option == SCALE:
            options = replace(options, scale=parse_scale_order(question.proposed))
        elif question.option == AS_AT and question.proposed:
            options = replace(options, as_at=question.proposed)
    return replace(options, mapping=mapping)


def latest_month(sheets: Sequence[SheetCells], today: date, columns: Sequence[MappedColumn] = ()) -> str:
    """Return the month of the latest date on some sheets that is not in the future; "" where they have none.

    Targets, and days under a heading that does not say that something was done or updated then, do not count.
    """
    days = (day for sheet in sheets for day in _days(sheet, _other_columns(sheet, columns)) if day <= today)
    return max((day.isoformat()[:7] for day in days), default="")


def _column_questions(columns: Sequence[MappedColumn]) -> Iterator[OpenQuestion]:
    """Yield a question for each column whose field is a close call; equal headings of several tables are one."""
    found: dict[str, OpenQuestion] = {}
    for column in columns:
        if not column.candidates or column.choice is None or column.evidence == "option":
            continue
        identifier = f"column {column.sheet}!{column.letters} {column.heading}"
        fields = (field for field in column.candidates if field in ALL_FIELDS)
        choices = tuple(dict.fromkeys((column.choice, *fields, "")))
        place = column.sheet, (column.letters,)
        found.setdefault(identifier, OpenQuestion(identifier, *place, MAPPING, choices, column.choice, column.heading))
    yield from found.values()


def _scale_questions(reading: Reading) -> Iterator[OpenQuestion]:
    proposed = reading.proposed_scale
    if proposed is not None and not proposed.confirmed:
        words = tuple(word for word, _ in proposed.words)
        letters = proposed.cell.rstrip("0123456789")
        order = words if reading.scale.complete else order_worst_first(words)  # Blue comes after Green
        yield OpenQuestion("scale", proposed.sheet, (letters,), SCALE, words, format_scale_order(order))


def _other_columns(sheet: SheetCells, columns: Sequence[MappedColumn]) -> set[int]:
    """Return the columns of a sheet whose days do not show from when it is, by their headings."""
    places = [each for each in columns if each.sheet == sheet.name and each.cell and not each.area]
    located = [(*column_and_row(each.cell), each.field) for each in places]
    fields, header_rows = {column: field for column, _, field in located}, {row for _, row, _ in located}
    rows = [row for row in sheet.rows if row.number in header_rows]
    headings = {column: row.value_at(column) for row in rows for column in row.filled_columns if column not in fields}
    unread = {column for column, value in headings.items() if isinstance(value, str) and not _names_past_day(value)}
    return unread | {column for column, field in fields.items() if field in _TO_COME}


def _names_past_day(heading: str) -> bool:
    """Return whether a heading says that something was done or updated on the days below it, or names a round."""
    meanings = {match_heading(heading).meaning, *heading_parts(heading)}
    is_past = states_day_of_list(heading) or not meanings.isdisjoint(_PAST)
    is_target = ColumnMeaning.TARGET in meanings or "revised" in heading.casefold()
    return (is_past and not is_target) or split_round(heading)[1] is not None


def _days(sheet: SheetCells, others: set[int]) -> Iterator[date]:
    """Yield the days in the cells of a sheet, and in its name, but for those in other columns.

    They are dates, those that begin a line of a text, and short texts that are one or end with one.
    """
    texts = {sheet.name.partition(" (")[0]}
    for index, row in enumerate(sheet.rows):
        values = [row.value_at(column) for column in row.filled_columns if column not in others]
        yield from (value.value.date() for value in values if isinstance(value, DateCell))
        texts |= {value for value in values if isinstance(value, str) and index < _SEARCHED_ROWS}
    for text in texts:
        dates = [read_date(words).date for line in text.splitlines() if (words := round_at_start(line))]
        if len(text) <= _LONGEST_DATE and any(map(str.isdigit, text)):
            ends = read_date(text.rpartition(":")[2]).date
            dates.append(ends if ends.first is not None else read_date(split_round(text)[1] or "").date)
        yield from (each.first for each in dates if each.first and each.precision in (Precision.DAY, Precision.MONTH))
