"""Corrections that a person made to cells: a text of a column is read as another, as if the workbook had it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.cells.addresses import COLUMN_NUMBERS, address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.issue_log import make_issue
from loaders.mapping.sheet_mapping import Correction
from model.issue import Issue


def correct_cells(
    sheets: Sequence[SheetCells], corrections: Sequence[Correction]
) -> tuple[list[SheetCells], list[Issue]]:
    """Return the sheets with the corrections, and an issue for each that changed a cell.

    One that is about no cell of this workbook changes nothing.
    """
    issues: list[Issue] = []
    corrected = list(sheets)
    for correction in corrections:
        if correction.is_of_colour:  # that is for the parser of statuses, which reads colours
            continue
        for index, sheet in enumerate(corrected):
            rows = dict(corrected_rows(sheet, correction))
            if rows:
                corrected[index] = _with_rows(sheet, correction, rows)
                issues.append(_issue(correction, sorted(rows)))
    return corrected, issues


def corrected_rows(sheet: SheetCells, correction: Correction) -> Iterator[tuple[int, str]]:
    """Yield the number of each row that a correction changes, and the text that its cell has then.

    A colour is that of a cell without words.
    """
    if correction.is_of_colour:
        yield from ((row, correction.value) for row in rows_of_colour(sheet, correction, is_blank=True))
        return
    column = COLUMN_NUMBERS[correction.column]
    for row in _rows(sheet, correction):
        value = row.value_at(column)
        if value is not None and (text := correction.corrected(plain_text(value))) is not None:
            yield row.number, text


def rows_of_colour(sheet: SheetCells, correction: Correction, *, is_blank: bool) -> list[int]:
    """Return the number of each row whose cell has the colour of a correction, and no words or some."""
    column = COLUMN_NUMBERS[correction.column]
    return [
        row.number
        for row in _rows(sheet, correction)
        if correction.is_of_colour
        and sheet.fill(column, row.number) == correction.found
        and (row.value_at(column) is None) == is_blank
    ]


def _rows(sheet: SheetCells, correction: Correction) -> list[CellRow]:
    return [row for row in sheet.rows if sheet.name == correction.sheet and correction.row in (0, row.number)]


def _with_rows(sheet: SheetCells, correction: Correction, texts: dict[int, str]) -> SheetCells:
    """Return a sheet with some texts in a column; a cell that was corrected by itself has no fill to contradict it."""
    column = COLUMN_NUMBERS[correction.column]

    def changed(row: CellRow) -> CellRow:
        if row.number not in texts:
            return row
        return CellRow(row.number, [*row.values[: column - 1], texts[row.number], *row.values[column:]])

    fills = {
        number: {at: fill for at, fill in of_row.items() if not (number == correction.row and at == column)}
        for number, of_row in sheet.fills_by_row.items()
    }
    return replace(sheet, rows=[changed(row) for row in sheet.rows], fills_by_row=fills)


def _issue(correction: Correction, rows: Sequence[int]) -> Issue:
    return make_issue(
        "value-corrected",
        sheet=correction.sheet,
        cell=address(COLUMN_NUMBERS[correction.column], rows[0]),
        found=correction.found,
        value=correction.value,
        count=str(len(rows)),
    )
