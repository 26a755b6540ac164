"""Columns whose heading only asks whether an item is done: their cells say whether they hold statuses or days."""

from dataclasses import replace

from loaders.cells.values import DateCell, Value, plain_text
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import Heading
from loaders.vocabulary.heading_aliases import ASKED, ColumnMeaning
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


def asked_column(heading: Heading, table: FoundTable) -> Heading:
    """Return a heading such as Done or Completed as what its cells say it is; any other heading as it was.

    Days below it are when items were done. Mostly Yes and No are statuses, and so is what stands under Done where
    nothing was promised.
    """
    meaning, words = heading.understood.meaning, label_key(heading.words).rstrip(" ?:.")
    done = meaning is ColumnMeaning.DONE and not table.has(ColumnMeaning.ACTIVITY)
    if not done and (words not in ASKED or meaning not in (None, ColumnMeaning.STATUS)):
        return heading
    held = [value for row in table.body if (value := _value(row.values, heading.column)) is not None]
    if held and 2 * sum(map(_is_day, held)) > len(held):
        return _as(heading, ColumnMeaning.COMPLETED)
    answers = sum(label_key(plain_text(value)) in _ANSWERS for value in held)
    if done or (held and 2 * answers > len(held)):
        return _as(heading, ColumnMeaning.STATUS)
    return heading


def _as(heading: Heading, meaning: ColumnMeaning) -> Heading:
    return replace(heading, understood=replace(heading.understood, meaning=meaning, weak=True))


def _is_day(value: Value) -> bool:
    return isinstance(value, DateCell) or (isinstance(value, str) and read_date(value).date.first is not None)


def _value(values: list[Value], column: int) -> Value:
    return values[column - 1] if column <= len(values) else None
