"""Sheets that are named for what is closed: rows on them that do not say so are asked about."""

from loaders.cells.values import at, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.select.sheet_roles import Standing, standing
from loaders.layouts.tables.row_ranges import row_numbers
from loaders.vocabulary.status_words import means_unfinished
from model.text import label_key


def tell_closed(source: InterpretedTable, log: IssueLog) -> None:
    """Note once the rows of a closed sheet that say otherwise, and all where no column says how they stand.

    They keep what they say: a usual word for what is not done, or nothing.
    """
    columns = source.columns.status_columns
    if standing(source) is not Standing.CLOSED or len(columns) > 1:
        return
    if not columns:
        _tell(source, log, cell=source.table.headings[0].cell, rows=[item.row.number for item in source.rows.items])
        return
    [column] = columns
    said = [(item.row.number, plain_text(at(item.row, column))) for item in source.rows.items]
    unfinished = [(row, words) for row, words in said if means_unfinished(words)]
    if unfinished:
        [cell] = [one.cell for one in source.table.headings if one.column == column]
        words = {label_key(word): word for _, word in unfinished}
        _tell(source, log, cell=cell, rows=[row for row, _ in unfinished], found=", ".join(words.values()))


def _tell(source: InterpretedTable, log: IssueLog, *, cell: str, rows: list[int], found: str = "") -> None:
    sheet = source.table.sheet.name
    log.add("closed-sheet-not-closed", sheet=sheet, cell=cell, found=found, rows=row_numbers(rows))
