"""Columns whose heading only asks whether an item is done: their cells show whether they hold statuses or days."""

from dataclasses import replace

from loaders.cells.values import DateCell, Value, plain_text
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import YES_NO_HEADINGS, ColumnMeaning
from model.dates.date_grammar import read_date
from model.text import label_key

_ANSWERS = frozenset(
    [
        "yes",
        "no",
        "y",
        "n",
        "true",
        "false",
        "partial",
        "partially",
        "partly",
        "in part",
        "part",
        "n/a",
        "na",
        "ie",
        "nac ydy",
        "nage",
        "do",
        "naddo",
        "oes",
        "rhannol",
    ]
)


def classify_yes_no_heading(heading: ColumnHeading, table: FoundTable) -> ColumnHeading:
    """Return a heading such as Done or Completed with the meaning that its cells have; any other heading unchanged.

    Days below it are dates of completion. Mostly Yes and No are statuses, and so is a column Done in a table without
    activities.
    """
    meaning, words = heading.match.meaning, label_key(heading.words).rstrip(" ?:.")
    is_done_column = meaning is ColumnMeaning.DONE and not table.has(ColumnMeaning.ACTIVITY)
    if not is_done_column and (words not in YES_NO_HEADINGS or meaning not in (None, ColumnMeaning.STATUS)):
        return heading
    values = [value for row in table.body if (value := _value(row.values, heading.column)) is not None]
    if values and 2 * sum(map(_is_day, values)) > len(values):
        return _with_meaning(heading, ColumnMeaning.COMPLETED)
    answers = sum(label_key(plain_text(value)) in _ANSWERS for value in values)
    if is_done_column or (values and 2 * answers > len(values)):
        return _with_meaning(heading, ColumnMeaning.STATUS)
    return heading


def _with_meaning(heading: ColumnHeading, meaning: ColumnMeaning) -> ColumnHeading:
    return replace(heading, match=replace(heading.match, meaning=meaning, weak=True))


def _is_day(value: Value) -> bool:
    return isinstance(value, DateCell) or (isinstance(value, str) and read_date(value).date.first is not None)


def _value(values: list[Value], column: int) -> Value:
    return values[column - 1] if column <= len(values) else None
