"""Cells coloured like statuses in a table where nothing is the status: its numbers, its names or its whole rows."""

from collections.abc import Iterator

from loaders.cell_values import CellRow
from loaders.heading_aliases import Meaning
from loaders.issue_log import IssueLog
from loaders.layouts.cell_fill import filled
from loaders.layouts.headings_joined import Heading
from loaders.layouts.source import Source
from loaders.status_colours import shade_of
from model.status.scale import RED_AMBER_GREEN


def tell_colours_elsewhere(source: Source, log: IssueLog) -> None:
    """Note the first column whose cells have the colours of two statuses or more, where no status can be read.

    Most of its rows must be coloured, for themes and groups may be as well; the colours are not taken, only told.
    """
    sheet, rows = source.table.sheet, [item.row for item in source.rows.items]
    told = source.columns.status_columns or source.columns.rivals
    if not sheet.filled or told or any(_is_read(source, row) for row in rows):
        return
    for heading in source.table.headings:
        found = [status for row in rows if (status := _status(source, row, heading.column)) is not None]
        if len(set(found)) > 1 and 2 * len(found) > len(rows):
            statuses = ", ".join(status.name for status in RED_AMBER_GREEN.statuses if status.name in found)
            log.add("colours-not-read", sheet=sheet.name, cell=heading.cell, found=heading.words, statuses=statuses)
            return


def _is_read(source: Source, row: CellRow) -> bool:
    """Say whether the fill of an update of the row was read as its status."""
    return any(filled(source.table.sheet, row, heading.column) is not None for heading in _updates(source))


def _updates(source: Source) -> Iterator[Heading]:
    for one in source.columns.rounds:
        if Meaning.UPDATE in one.columns:
            yield one.columns[Meaning.UPDATE]


def _status(source: Source, row: CellRow, column: int) -> str | None:
    fill = source.table.sheet.filled.get(row.number, {}).get(column)
    return shade_of(fill.colour, RED_AMBER_GREEN).status if fill is not None else None
