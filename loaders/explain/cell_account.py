"""Account for every filled cell: it was read, or an issue names it, its row, its column or its block."""

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from loaders.cells.addresses import CellRange, address, column_and_row
from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.issue_ranges import issue_ranges
from loaders.records import Recognised, Record
from loaders.vocabulary.refs import ref_key
from model.issues.issue import Issue
from model.issues.issue_codes import COLUMNS_NOT_READ
from model.text import label_key
from model.tracker.reading import MappedColumn

_MAX_HEADER_ROWS = 3
_HEADING_SEPARATOR = " / "
"""The separator between the parts of a heading that spans several rows."""


@dataclass(frozen=True, slots=True)
class SheetAccount:
    """The cells of a sheet by what became of them.

    Attributes:
        used: how many filled cells are in a record, in a key, or in the heading of a column that was read.
        named: how many other filled cells an issue names.
        blank: how many cells between the filled ones are empty.
        unaccounted: the addresses of the filled cells that are neither used nor named.
    """

    sheet: str
    used: int
    named: int
    blank: int
    unaccounted: tuple[str, ...]


def account_for_cells(
    sheets: Sequence[SheetCells],
    recognised: Recognised,
    issues: Iterable[Issue],
    key_cells: Collection[tuple[str, str]] = (),
) -> list[SheetAccount]:
    """Return what became of the cells of each sheet.

    Args:
        sheets: the sheets of the workbook.
        recognised: its records and its column mapping.
        issues: every issue about it.
        key_cells: the sheet and the address of each cell of its keys.
    """
    records = [record for table in recognised.records.values() for record in table]
    used = {*key_cells, *(cell for record in records for cell in _record_cells(record))}
    repeated = _RepeatedValues(records)
    named: dict[str, list[CellRange]] = {}
    unread = []
    for issue in issues:
        named.setdefault(issue.sheet, []).extend(issue_ranges(issue))
        if issue.code in COLUMNS_NOT_READ and issue.cell:
            unread.append(MappedColumn(issue.sheet, issue.cell, issue.found, "", ""))
    return [
        _account(
            sheet,
            used | repeated.cells(sheet) | _heading_cells(sheet, recognised.columns),
            _heading_cells(sheet, unread),
            named.get(sheet.name, []),
        )
        for sheet in sheets
    ]


def _account(
    sheet: SheetCells, used: Set[tuple[str, str]], unread: Set[tuple[str, str]], named: Sequence[CellRange]
) -> SheetAccount:
    filled = [(column, row.number) for row in sheet.rows for column in row.filled_columns]
    others = [cell for cell in filled if (sheet.name, address(*cell)) not in used]
    unaccounted = [
        cell
        for cell in others
        if (sheet.name, address(*cell)) not in unread and not any(area.contains(*cell) for area in named)
    ]
    width = max((len(row.values) for row in sheet.rows), default=0)
    return SheetAccount(
        sheet.name,
        used=len(filled) - len(others),
        named=len(others) - len(unaccounted),
        blank=width * len(sheet.rows) - len(filled),
        unaccounted=tuple(address(*cell) for cell in unaccounted),
    )


def _record_cells(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the sheet and the address of each cell that a record was read from."""
    yield from record.parts
    for name in record.values:
        if name in record.columns or name in record.outside_row:
            yield record.location(name)


class _RepeatedValues:
    """The cells that repeat a value of their item: its text, its owner or its ref, in each row of its updates."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._refs: dict[tuple[str, int], set[str]] = {}
        self._values: dict[str, set[str]] = {}
        self._ref_columns: dict[str, set[int]] = {}
        for record in records:
            ref = ref_key(record.values.get("ref"))
            if "ref" in record.columns:
                self._ref_columns.setdefault(record.sheet, set()).add(record.columns["ref"])
            for sheet, cell in _record_cells(record):
                if cell:
                    self._refs.setdefault((sheet, column_and_row(cell)[1]), set()).add(ref)
            for value in record.values.values():
                self._values.setdefault(ref, set()).update(_parts(displayed_text(value)))

    def cells(self, sheet: SheetCells) -> set[tuple[str, str]]:
        """Return the cells of a sheet whose value is one of an item that their row is about."""
        return {
            (sheet.name, address(column, row.number))
            for row in sheet.rows
            for refs in [self._row_refs(sheet.name, row)]
            for column in row.filled_columns
            if any(self._has(ref, displayed_text(row.value_at(column))) for ref in refs)
        }

    def _row_refs(self, sheet: str, row: CellRow) -> set[str]:
        """Return the refs of the records from a row, and the ref in its cell."""
        cells = {ref_key(row.value_at(column)) for column in self._ref_columns.get(sheet, ())}
        return self._refs.get((sheet, row.number), set()) | cells

    def _has(self, ref: str, text: str) -> bool:
        """Return whether each line of a text is among the values of an item."""
        values = self._values.get(ref, set())
        return label_key(text) in values or all(label_key(line) in values for line in text.split("\n"))


def _parts(text: str) -> Iterator[str]:
    """Yield a text, its lines and the names of a list for comparison; a line also without the heading before it."""
    for line in (text, *text.split("\n")):
        yield label_key(line)
        yield label_key(line.partition(": ")[2])
    yield from map(label_key, text.split(";"))


def _heading_cells(sheet: SheetCells, columns: Iterable[MappedColumn]) -> set[tuple[str, str]]:
    """Return the cells of headings and labels on a sheet, with the groups above them that are part of a heading."""
    on_sheet = [column for column in columns if column.sheet == sheet.name and column.cell]
    header_rows: dict[str, set[int]] = {}
    for column in on_sheet:
        for part in column.heading.split(_HEADING_SEPARATOR)[:-1]:
            header_rows.setdefault(part, set()).add(column_and_row(column.cell)[1])
    groups = {
        (sheet.name, address(number, row.number))
        for row in (sheet.rows if header_rows else ())
        for number in row.filled_columns
        for header_row in header_rows.get(plain_text(row.value_at(number)), ())
        if 0 < header_row - row.number < _MAX_HEADER_ROWS
    }
    return groups | {(sheet.name, column.cell) for column in on_sheet}
