"""Fit a mapping to the sheets of a workbook: what is left out, the header rows, and columns that are in no table."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from loaders.cells.addresses import COLUMN_LETTERS, COLUMN_NUMBERS, address, format_row_ranges
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.issue_log import make_issue
from loaders.mapping.sheet_mapping import ColumnChoice, ExcludedRow, SheetMapping, WorkbookMapping
from model.issues.issue import Issue
from model.issues.issue_codes import COLUMNS_NOT_READ
from model.text import label_key, normalise_space
from model.tracker.reading import MappedColumn

_MAX_WORDS = 200
"""So many characters of a row's longest text tell it from others."""
_SEARCHED_ROWS = 200
"""A header row with the headings of a mapping is searched for in so many filled rows."""
_GROUP_SEPARATOR = " / "
Span = tuple[int, int]
"""The first and the last index of adjoining header rows among the rows of a sheet."""


class HeadingPlace(NamedTuple):
    """A heading of a table: its words, and the letters of its columns on the sheet."""

    words: str
    letters: Collection[str]


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


def with_chosen_header_row(sheet: SheetCells, spans: Sequence[Span]) -> list[Span]:
    """Return the header rows of a sheet: the chosen one in place of all above it, and those that follow it.

    Group rows above the chosen row stay, where the reader recognises them together. Where a mapping names no row, it is
    the one with all of its headings, if the reader recognises none there.
    """
    mapping = sheet.mapping
    if mapping is None:
        return list(spans)
    if mapping.header_row is None:
        headings = _headings(mapping)
        recognised = (row for first, last in spans for row in sheet.rows[first : last + 1])
        index = _index_of(sheet, find_header_row(sheet, mapping, share=1))
        if index is None or any(headings <= _row_headings(row) for row in recognised):
            return list(spans)
    else:
        index = _index_of(sheet, mapping.header_row)
        if index is None:
            return []
    chosen = next((span for span in spans if span[1] == index), (index, index))
    return [chosen, *(span for span in spans if span[0] > index)]


def find_header_row(sheet: SheetCells, mapping: SheetMapping, *, share: float = 0.5) -> int | None:
    """Return the number of the row with the headings of a mapping, or at least a share of them.

    It is the row that the mapping names, unless that has none of its headings and another row has them.
    """
    headings = _headings(mapping)
    rows = {row.number: row for row in sheet.rows[:_SEARCHED_ROWS]}
    stated = mapping.header_row
    if stated is not None and (not headings or (stated in rows and headings & _row_headings(rows[stated]))):
        return stated
    counts = {number: len(headings & _row_headings(row)) for number, row in rows.items()} if headings else {}
    best = max(counts, key=lambda number: counts[number], default=None)
    return best if best is not None and counts[best] and counts[best] >= share * len(headings) else stated


def has_chosen_header_row(sheet: SheetCells) -> bool:
    """Return whether a person chose the header row of a sheet."""
    return sheet.mapping is not None and sheet.mapping.header_row is not None


def _index_of(sheet: SheetCells, number: int | None) -> int | None:
    return next((index for index, row in enumerate(sheet.rows) if row.number == number), None)


def _headings(mapping: SheetMapping) -> frozenset[str]:
    """Return the headings of a mapping; of one in several rows the lowest."""
    lowest = (choice.heading.rpartition(_GROUP_SEPARATOR)[2] for choice in mapping.columns)
    return frozenset(map(label_key, lowest)) - {""}


def _row_headings(row: CellRow) -> frozenset[str]:
    words = [plain_text(value) for value in row.values]
    return frozenset(label_key(text.rpartition(_GROUP_SEPARATOR)[2]) for text in words)


def chosen_fields(mapping: SheetMapping | None, headings: Sequence[HeadingPlace]) -> list[str | None]:
    """Return the chosen field of each heading; None where the reader decides.

    Letters decide only between equal headings, and for a column that the mapping names by its letters alone.
    """
    if mapping is None or not mapping.columns:
        return [None] * len(headings)
    counts = Counter(label_key(heading.words) for heading in headings)
    by_heading: dict[str, list[ColumnChoice]] = {}
    for choice in mapping.columns:
        by_heading.setdefault(label_key(choice.heading), []).append(choice)

    def chosen(heading: HeadingPlace) -> str | None:
        key = label_key(heading.words)
        named, by_letters = by_heading.get(key, []) if key else [], by_heading.get("", [])
        if len(named) == counts[key] == 1:
            return named[0].field
        return next((choice.field for choice in (*named, *by_letters) if choice.column in heading.letters), None)

    return [chosen(heading) for heading in headings]


def mapped_columns_of(mapping: SheetMapping | None) -> frozenset[int]:
    """Return the numbers of the columns that a person gave a field, on a sheet whose header row they chose."""
    if mapping is None or mapping.header_row is None:
        return frozenset()
    return frozenset(COLUMN_NUMBERS[choice.column] for choice in mapping.columns if choice.field)
