"""Sheets that are named for what is closed: rows on them that say otherwise are asked about."""

from loaders.cell_values import shown
from loaders.headings import fold
from loaders.issue_log import IssueLog
from loaders.layouts.earlier_sheets import standing
from loaders.layouts.row_cells import at
from loaders.layouts.row_numbers import row_numbers
from loaders.layouts.sheet_standing import Standing
from loaders.layouts.source import Source
from loaders.usual_order import means_unfinished


def tell_closed(source: Source, log: IssueLog) -> None:
    """Note once the rows of a closed sheet whose status is a usual word for what is not done; they keep it."""
    columns = source.columns.status_columns
    if standing(source) is not Standing.CLOSED or len(columns) != 1:
        return
    [column] = columns
    said = [(item.row.number, words) for item in source.rows.items if (words := shown(at(item.row, column)))]
    unfinished = [(row, words) for row, words in said if means_unfinished(words)]
    if not unfinished:
        return
    [heading] = [one for one in source.table.headings if one.column == column]
    words = ", ".join({fold(word): word for _, word in unfinished}.values())
    rows = row_numbers(row for row, _ in unfinished)
    sheet = source.table.sheet.name
    log.add("closed-sheet-not-closed", sheet=sheet, cell=heading.cell, found=words, rows=rows, of=str(len(said)))
