"""Issues of sheets named as closed, with rows that are not closed."""

from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.values import plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.select.sheet_roles import SheetRole, sheet_role
from loaders.vocabulary.status_words import is_unfinished_word
from model.text import label_key


def report_closed_sheet(source: InterpretedTable, log: IssueLog) -> None:
    """Report once the rows of a closed sheet with an unfinished status; all rows if the sheet has no status column.

    The rows keep their status, or have none.
    """
    columns = source.columns.status_columns
    if sheet_role(source) is not SheetRole.CLOSED or len(columns) > 1:
        return
    if not columns:
        _report(source, log, cell=source.table.headings[0].cell, rows=[item.row.number for item in source.rows.items])
        return
    [column] = columns
    statuses = [(item.row.number, plain_text(item.row.value_at(column))) for item in source.rows.items]
    unfinished = [(row, words) for row, words in statuses if is_unfinished_word(words)]
    if unfinished:
        [cell] = [heading.cell for heading in source.table.headings if heading.column == column]
        words = {label_key(word): word for _, word in unfinished}
        _report(source, log, cell=cell, rows=[row for row, _ in unfinished], found=", ".join(words.values()))


def _report(source: InterpretedTable, log: IssueLog, *, cell: str, rows: list[int], found: str = "") -> None:
    sheet = source.table.sheet.name
    log.add("closed-sheet-not-closed", sheet=sheet, cell=cell, found=found, rows=format_row_ranges(rows))
