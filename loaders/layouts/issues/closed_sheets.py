"""Issues of sheets named as closed, with rows that are not closed."""

from collections.abc import Iterator

from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.select.sheet_roles import SheetRole, sheet_role
from loaders.vocabulary.status_words import is_unfinished_word
from model.issues.issue import Issue
from model.text import label_key


def closed_sheet_issues(source: InterpretedTable) -> Iterator[Issue]:
    """Yield one issue of the rows of a closed sheet with an unfinished status; all rows if it has no status column.

    The rows keep their status, or have none.
    """
    columns = source.columns.status_columns
    if sheet_role(source) is not SheetRole.CLOSED or len(columns) > 1:
        return
    if not columns:
        yield _issue(source, cell=source.table.headings[0].cell, rows=[item.row.number for item in source.rows.items])
        return
    [column] = columns
    statuses = [(item.row.number, plain_text(item.row.value_at(column))) for item in source.rows.items]
    unfinished = [(row, words) for row, words in statuses if is_unfinished_word(words)]
    if unfinished:
        [cell] = [heading.cell for heading in source.table.headings if heading.column == column]
        words = {label_key(word): word for _, word in unfinished}
        yield _issue(source, cell=cell, rows=[row for row, _ in unfinished], found=", ".join(words.values()))


def _issue(source: InterpretedTable, *, cell: str, rows: list[int], found: str = "") -> Issue:
    sheet = source.table.sheet.name
    return make_issue("closed-sheet-not-closed", sheet=sheet, cell=cell, found=found, rows=format_row_ranges(rows))
