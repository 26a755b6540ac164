"""Refuse a workbook without a tracker, with the row that is most like its header row, or with an empty one."""

from collections.abc import Sequence

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.layouts.interpret_tables import InterpretedTable
from loaders.layouts.sheet_issues import rows_with_texts
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import LONGEST_HEADING, match_heading
from model.issues.issue import WorkbookError

_SEARCHED_ROWS = 50
"""The header row is searched for in so many of the first filled rows of a sheet."""
_MAX_HEADINGS = 12
_MIN_ROWS_WITH_TEXTS, _MIN_MEANINGS = 2, 3
_TEXTS = {ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE, ColumnMeaning.ACTIVITY}
_NO_FIELD = {None, ColumnMeaning.NOTE, ColumnMeaning.RATING, ColumnMeaning.MONTH}


def refusal(
    sheets: Sequence[SheetCells], tables: Sequence[InterpretedTable], table_sheets: Sequence[SheetCells]
) -> WorkbookError:
    """Return the refusal of a workbook without a tracker, or with an empty one and no sheet with other texts."""
    empty = [source.table for source in tables if source.lists_items and not source.rows.items]
    with_tables = {source.table.sheet.name for source in tables}
    others = [sheet for sheet in table_sheets if sheet.name not in with_tables]
    if (
        empty
        and not any(rows_with_texts(source.table.body) for source in tables)
        and not any(len(rows_with_texts(sheet.rows)) >= _MIN_ROWS_WITH_TEXTS for sheet in others)
    ):
        return WorkbookError("tracker-empty", sheet=empty[0].sheet.name, row=str(empty[0].header_row))
    names = ", ".join(sheet.name for sheet in sheets)
    rows = [(sheet, row, _words(row)) for sheet in sheets for row in sheet.rows[:_SEARCHED_ROWS]]
    several = [found for found in rows if len(found[2]) > 1]
    if not several:
        return WorkbookError("no-table", sheets=names)
    sheet, row, words = max(several, key=lambda found: (len(_meanings(found[2])), len(found[2])))
    meanings = _meanings(words)
    missing = "details" if len(meanings) < _MIN_MEANINGS else "rows"  # details of items next to their text, or items
    return WorkbookError(
        "no-table",
        sheets=names,
        sheet=sheet.name,
        row=str(row.number),
        recognised=", ".join([word for word in dict.fromkeys(words) if _meanings([word])][:_MAX_HEADINGS]),
        headings="\t".join(words),
        missing=missing if meanings & _TEXTS else "text",
    )


def _words(row: CellRow) -> list[str]:
    return [plain_text(value) for value in row.contents if isinstance(value, str) and len(value) <= LONGEST_HEADING]


def _meanings(words: Sequence[str]) -> set[ColumnMeaning | None]:
    """Return the fields that some words are headings of."""
    return {match_heading(word).meaning for word in words} - _NO_FIELD
