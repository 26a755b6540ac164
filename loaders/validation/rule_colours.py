"""Warn of a status column in which no cell says a status, but rules of conditional formats give colours."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import address, column_and_row
from loaders.cells.sheet import SheetCells
from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.parsing.tables import Tables
from model.issues.issue import Issue
from model.text import label_key
from model.tracker.reading import MappedColumn


def rule_colour_issues(
    columns: Sequence[MappedColumn], sheets: Sequence[SheetCells], tables: Tables
) -> Iterator[Issue]:
    """Yield one issue of each status column that a rule colours, unless a status was read from the words of a cell."""
    by_name = {sheet.name: sheet for sheet in sheets if sheet.coloured_by_rule}
    words = _status_words(tables) if by_name else set[str]()
    for mapped in columns:
        if mapped.field == "status" and mapped.sheet in by_name:
            sheet, (column, heading) = by_name[mapped.sheet], column_and_row(mapped.cell)
            cells = {row.number: row.value_at(column) for row in sheet.rows if row.number > heading}
            is_blank = all(value is None for value in cells.values())
            ranges = [
                (max(area.first_row, heading + 1), min(area.last_row, max(cells, default=0)))
                for area, by_own_value in sheet.coloured_by_rule
                if area.first_column <= column <= area.last_column and not (is_blank and by_own_value)
            ]
            ranges = [(first, last) for first, last in ranges if first <= last]
            if ranges and words.isdisjoint(label_key(plain_text(value)) for value in cells.values()):
                first, last = min(ranges)[0], max(last for _, last in ranges)
                cell = address(column, first)
                found = f"{cell}:{address(column, last)}"
                yield make_issue("conditional-format-not-read", sheet=sheet.name, cell=cell, found=found)


def _status_words(tables: Tables) -> set[str]:
    """Return the words of cells that were read as a status."""
    written = {record.value("status") for row, record in tables.progress if row["status"] is not None}
    return {label_key(plain_text(value)) for value in written if value is not None}
