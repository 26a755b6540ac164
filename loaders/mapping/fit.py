"""Fit a mapping to the sheets of a workbook: what is left out, the header rows, and columns that are in no table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.cells.addresses import COLUMN_LETTERS, address
from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.issue_log import make_issue
from loaders.mapping.header_row import find_header_row
from loaders.mapping.sheet_mapping import ColumnChoice, ExcludedRow, SheetMapping, WorkbookMapping
from model.issues.issue import Issue
from model.issues.issue_codes import COLUMNS_NOT_READ
from model.text import label_key, normalise_space
from model.tracker.reading import MappedColumn

_MAX_WORDS = 200
"""So many characters of a row's longest text tell it from others."""


@dataclass(frozen=True, slots=True)
class FittedSheets:
    """The sheets to read, each with its mapping, the issues of the mapping, and the mappings of sheets left out."""

    sheets: tuple[SheetCells, ...]
    issues: tuple[Issue, ...] = ()
    left_out: tuple[SheetMapping, ...] = ()

    @property
    def mapping(self) -> WorkbookMapping:
        """The mapping as it fits the sheets."""
        read = [sheet.mapping for sheet in self.sheets if sheet.mapping is not None]
        return WorkbookMapping((*read, *self.left_out))


def fit_mapping(sheets: Sequence[SheetCells], mapping: WorkbookMapping) -> FittedSheets:
    """Return the sheets to read with their mappings: one of the same name, else one with the same headings.

    A mapping that fits no sheet is an issue.
    """
    if mapping.is_empty:
        return FittedSheets(tuple(sheets))
    by_sheet = _mappings_by_sheet(sheets, mapping)
    issues = [
        make_issue("mapping-unused", found=other.sheet)
        for other in mapping.sheets
        if other.read and other not in by_sheet.values()
    ]
    fitted: list[SheetCells] = []
    for sheet in sheets:
        chosen = by_sheet.get(sheet.name)
        if chosen is None:
            fitted.append(sheet)
        elif chosen.read:
            found = _fit_sheet(sheet, chosen)
            fitted += found.sheets
            issues += found.issues
        else:
            issues.append(make_issue("sheet-left-out", sheet=sheet.name))
    left_out = tuple(chosen for chosen in by_sheet.values() if not chosen.read)
    return FittedSheets(tuple(fitted), tuple(issues), left_out)


def _mappings_by_sheet(sheets: Sequence[SheetCells], mapping: WorkbookMapping) -> dict[str, SheetMapping]:
    """Return the mapping of each sheet that has one."""
    names = {sheet.name for sheet in sheets}
    found = {chosen.sheet: chosen for chosen in mapping.sheets if chosen.sheet in names}
    others = [chosen for chosen in mapping.sheets if chosen.sheet not in names and chosen.columns]
    for sheet in sheets if others else ():
        if sheet.name not in found:
            fitting = next((other for other in others if find_header_row(sheet, other, share=1) is not None), None)
            if fitting is not None:
                found[sheet.name] = fitting
    return found


def _fit_sheet(sheet: SheetCells, mapping: SheetMapping) -> FittedSheets:
    """Return a sheet without the rows left out, with its mapping: the header row and the letters are those it has."""
    header = find_header_row(sheet, mapping)
    found = [(row, _find_excluded_row(sheet, row, header)) for row in mapping.excluded_rows]
    excluded = {row.number: row for _, row in found if row is not None}
    fitted = replace(
        mapping,
        sheet=sheet.name,
        header_row=header if mapping.header_row is not None else None,
        columns=_fit_columns(sheet, mapping, header),
        excluded_rows=tuple(ExcludedRow(number, row_words(excluded[number])) for number in sorted(excluded)),
    )
    rows = [row for row in sheet.rows if row.number not in excluded]
    issues = [
        make_issue("mapping-unused", sheet=sheet.name, found=row.words, row=str(row.row))
        for row, place in found
        if place is None and row.words
    ]
    return FittedSheets((replace(sheet, rows=rows, mapping=fitted),), (*_rows_left_out(sheet, excluded), *issues))


def _find_excluded_row(sheet: SheetCells, excluded: ExcludedRow, header: int | None) -> CellRow | None:
    """Return the row that a mapping excludes: by its number if it has the words, else the only one with them.

    The header row is never excluded.
    """
    rows = [row for row in sheet.rows if row.number != header]
    there = next((row for row in rows if row.number == excluded.row), None)
    if not excluded.words or (there is not None and row_words(there) == excluded.words):
        return there
    named = [row for row in rows if row_words(row) == excluded.words]
    return named[0] if len(named) == 1 else None


def row_words(row: CellRow) -> str:
    """Return the longest text of a row, which tells it from others."""
    return normalise_space(max(map(plain_text, row.contents), key=len))[:_MAX_WORDS]


def _rows_left_out(sheet: SheetCells, numbers: Iterable[int]) -> tuple[Issue, ...]:
    rows = sorted(numbers)
    if not rows:
        return ()
    cell, found = address(1, rows[0]), format_row_ranges(rows)
    return (make_issue("rows-left-out", sheet=sheet.name, cell=cell, found=found),)


def _fit_columns(sheet: SheetCells, mapping: SheetMapping, header: int | None) -> tuple[ColumnChoice, ...]:
    """Return the choices with the letters of this sheet, where a heading is in one cell of its header row alone."""
    row = next((row for row in sheet.rows if row.number == header), None)
    if row is None:
        return mapping.columns
    words = [label_key(plain_text(value)) for value in row.values]
    counts = Counter(words)
    named = Counter(label_key(choice.heading) for choice in mapping.columns)

    def fitted(choice: ColumnChoice) -> ColumnChoice:
        key = label_key(choice.heading)
        is_clear = key and counts[key] == named[key] == 1
        return choice._replace(column=COLUMN_LETTERS[words.index(key) + 1]) if is_clear else choice

    return tuple(map(fitted, mapping.columns))


def missing_columns(
    mappings: Sequence[SheetMapping], columns: Sequence[MappedColumn], issues: Sequence[Issue]
) -> Iterator[Issue]:
    """Yield an issue for each column with a chosen field that was not read, unless another issue names the column."""
    for mapping in mappings:
        sheet = mapping.sheet
        found = [(column.cell, column.heading) for column in columns if column.sheet == sheet and column.cell]
        found += [
            (issue.cell, issue.found) for issue in issues if issue.sheet == sheet and issue.code in COLUMNS_NOT_READ
        ]
        for choice in mapping.columns:
            if choice.field and not any(_is_of(choice, *place) for place in found):
                words = choice.heading or choice.column
                yield make_issue("mapping-unused", sheet=sheet, found=words, column=choice.column)


def _is_of(choice: ColumnChoice, cell: str, words: str) -> bool:
    if choice.heading:
        return label_key(choice.heading) == label_key(words)
    return cell.rstrip("0123456789") == choice.column
