"""Account for every filled cell from the outside: it is in what was read, or an issue names it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loaders.cells.addresses import LAST_ROW, address, column_and_row
from loaders.cells.display import displayed_text
from loaders.cells.values import DateCell
from model.dates import PartialDate
from model.language import label_key
from model.tracker.reading import Reading
from tests.support.workbooks.issue_ranges import issue_ranges

_MAX_HEADER_ROWS = 3
_OF_A_ROW = ("key-read", "value-missing")
"""Issues of one cell that are about the others in its row, too."""
_ADDRESS = re.compile(r"\b[A-Z]{1,3}\d+\b")
_SEPARATORS = re.compile(r"[\n;,/&]")


def unaccounted_cells(sheets: Mapping[str, Sequence[Sequence[Any]]], reading: Reading) -> list[str]:
    """Return the filled cells of the sheets of a workbook that were neither read nor named by an issue."""
    texts = {label_key(part) for value in _values(reading) for text in _texts(value) for part in _parts(text)}
    everything = "\n".join(texts)
    named = {name: [area for i in reading.issues if i.sheet == name for area in issue_ranges(i)] for name in sheets}
    headings = {(c.sheet, *column_and_row(c.cell)): c.heading for c in reading.columns if c.cell}
    turned = {column.sheet for column in reading.columns if column.area}
    of_row = [i for i in reading.issues if i.cell and (i.code in _OF_A_ROW or i.sheet in turned)]
    rows_named = {(i.sheet, column_and_row(i.cell)[1]) for i in of_row}
    other_keys = {i.sheet: column_and_row(i.cell)[1] for i in reading.issues if i.code == "key-not-read"}
    columns_named = {
        (i.sheet, column_and_row(cell)[0])
        for i in of_row
        if i.sheet in turned
        for cell in (i.cell, *_ADDRESS.findall(i.found))
    }
    return [
        f"{name}!{address(column, row)}"
        for name, rows in sheets.items()
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
        and not any(area.contains(column, row) for area in named[name])
        and not any((name, column, row + above) in headings for above in range(_MAX_HEADER_ROWS))
        and (name, row) not in rows_named
        and row < other_keys.get(name, LAST_ROW)
        and (name, column) not in columns_named
        and not any(_is_read(text, texts, everything) for text in _texts(value))
    ]


def _values(reading: Reading) -> Iterator[Any]:
    for rows in reading.rows.values():
        for row in rows:
            yield from (value for value in row.values() if value not in (None, ""))
    yield from (text for s in reading.scale.statuses for text in (s.name, s.meaning, s.colour, s.name_cy, s.meaning_cy))
    yield from (column.heading for column in reading.columns)
    yield from ("Yes", "No", "RAG", "Meaning", "Complete")


def _texts(value: Any) -> list[str]:
    """Return what a value may be written as: a month as such, and its words."""
    if isinstance(value, PartialDate):
        return [value.words, *([value.first.isoformat()] if value.first else [])]
    if hasattr(value, "isoformat"):
        is_time = not hasattr(value, "year")
        shown = (
            value.isoformat() if is_time else displayed_text(DateCell(value, "mmm-yy" if value.day == 1 else "d m y"))
        )
        return [shown, value.isoformat()[:10]]
    return [displayed_text(value)]


def _parts(text: str) -> Iterator[str]:
    """Yield a text, its lines and the names of a list; a line also without the heading before it."""
    for line in (text, *text.split("\n")):
        yield line
        yield line.partition(": ")[2]
        yield from _SEPARATORS.split(line)


def _is_read(text: str, texts: set[str], everything: str) -> bool:
    lines = [label_key(line) for line in text.split("\n")]
    return all(line in everything for line in lines) or all(
        label_key(part) in texts for part in _SEPARATORS.split(text)
    )
