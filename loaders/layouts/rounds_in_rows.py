"""Rows inside a table that hold nothing but a round: the rows below them are from then, or may be."""

from loaders.addresses import address
from loaders.cell_values import shown
from loaders.heading_aliases import Meaning
from loaders.heading_rounds import round_of_cell
from loaders.issue_log import IssueLog
from loaders.layouts.row_numbers import row_numbers
from loaders.layouts.source import Source


def tell_rounds_in_rows(source: Source, log: IssueLog) -> None:
    """Note the rows by which the rows below them were dated; else each of them, where rows below it have no date."""
    if source.rows.rounds:
        first = source.rows.rounds[0]
        numbers = row_numbers(one.row for one in source.rows.rounds)
        cell = address(first.column, first.row)
        log.add("rounds-read", sheet=source.table.sheet.name, cell=cell, found=numbers, words=first.words)
    if source.rows.rounds or all(one.value is not None for one in source.columns.rounds):
        return
    column = source.columns.column(Meaning.DATE)
    undated = [item.row.number for item in source.rows.items if item.row.at(column) is None]
    for row in source.rows.others:
        if row.cells == 1 and round_of_cell(row.at(row.held[0])) is not None and undated and undated[-1] > row.number:
            found = shown(row.at(row.held[0]))
            cell = address(row.held[0], row.number)
            log.add("round-in-row", sheet=source.table.sheet.name, cell=cell, found=found)
