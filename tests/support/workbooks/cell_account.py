"""Account for every filled cell: it was read, or an issue names it, its row, its column or its block."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from loaders.cells.addresses import CellAddress, CellRange, address, column_and_row
from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
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
    key_cells: Iterable[tuple[str, CellAddress]] = (),
) -> list[SheetAccount]:
    """Return what became of the cells of each sheet.

    Args:
        sheets: the sheets of the workbook.
        recognised: its records and its column mapping.
        issues: every issue about it.
        key_cells: the sheet and the address of each cell of its keys.
    """
    read = _ReadCells(recognised.records)
    keys: dict[str, set[CellAddress]] = {}
    for name, cell in key_cells:
        keys.setdefault(name, set()).add(cell)
    named: dict[str, list[CellRange]] = {}
    unread: list[MappedColumn] = []
    for issue in issues:
        named.setdefault(issue.sheet, []).extend(issue_ranges(issue))
        unread += _unread_columns(issue)
    return [
        _account(
            sheet,
            read,
            keys.get(sheet.name, set()) | _heading_cells(sheet, recognised.columns),
            _heading_cells(sheet, unread),
            named.get(sheet.name, []),
        )
        for sheet in sheets
    ]


def _unread_columns(issue: Issue) -> Iterator[MappedColumn]:
    """Yield the columns that an issue says were not read; blank columns are named in one issue."""
    if issue.code == "columns-blank":
        for heading, cell in zip(issue.found.split(", "), issue.details["cells"].split(", "), strict=False):
            yield MappedColumn(issue.sheet, cell, heading, "", "")
    elif issue.code in COLUMNS_NOT_READ and issue.cell:
        yield MappedColumn(issue.sheet, issue.cell, issue.found, "", "")


def _account(
    sheet: SheetCells,
    read: "_ReadCells",
    headings: Set[CellAddress],
    unread_headings: Set[CellAddress],
    named: Sequence[CellRange],
) -> SheetAccount:
    cells = read.cells.get(sheet.name, set())
    filled, others = 0, list[CellAddress]()
    for row in sheet.rows:
        columns = row.filled_columns
        filled += len(columns)
        remaining = [
            column for column in columns if (column, row.number) not in cells and (column, row.number) not in headings
        ]
        others += ((column, row.number) for column in read.without_repeats(sheet.name, row, remaining))
    unaccounted = [
        cell
        for cell in others
        if cell not in unread_headings
        and not any(area.contains(*cell) for area in named)
        and not read.has_unlisted_ref(sheet.name, cell[1])
    ]
    width = max((len(row.values) for row in sheet.rows), default=0)
    return SheetAccount(
        sheet.name,
        used=filled - len(others),
        named=len(others) - len(unaccounted),
        blank=width * len(sheet.rows) - filled,
        unaccounted=tuple(address(*cell) for cell in unaccounted),
    )


class _ReadCells:
    """The cells of records by sheet, and the cells that repeat a value of their item, such as its text or its owner."""

    def __init__(self, records: Mapping[str, Iterable[Record]]) -> None:
        self.cells: dict[str, set[CellAddress]] = {}
        self._refs: dict[tuple[str, int], set[str]] = {}
        self._ref_columns: dict[str, set[int]] = {}
        self._values: dict[str, set[Value]] = {}
        self._folded: dict[str, set[str]] = {}
        self._listed = {""}
        for table, of_table in records.items():
            for record in of_table:
                self._add(record)
                if table == "recommendations":
                    self._listed.add(ref_key(record.values.get("ref")))

    def without_repeats(self, sheet: str, row: CellRow, columns: Sequence[int]) -> Iterator[int]:
        """Yield the columns of a row whose cells are no value of an item that the row is about."""
        refs = self._row_refs(sheet, row) if columns else ()
        for column in columns:
            value = row.value_at(column)
            if not any(value in self._values.get(ref, ()) or self._has_text(ref, value) for ref in refs):
                yield column

    def has_unlisted_ref(self, sheet: str, row: int) -> bool:
        """Return whether a row is about no recommendation, which is reported when the records are checked."""
        return not self._refs.get((sheet, row), self._listed) <= self._listed

    def _add(self, record: Record) -> None:
        ref = ref_key(record.values.get("ref"))
        for sheet, cell in _record_cells(record):
            self.cells.setdefault(sheet, set()).add(cell)
            self._refs.setdefault((sheet, cell[1]), set()).add(ref)
        if "ref" in record.columns:
            self._ref_columns.setdefault(record.sheet, set()).add(record.columns["ref"])
        self._values.setdefault(ref, set()).update(record.values.values())

    def _row_refs(self, sheet: str, row: CellRow) -> set[str]:
        """Return the refs of the records from a row, and the ref in its cell."""
        cells = {ref_key(row.value_at(column)) for column in self._ref_columns.get(sheet, ())}
        return self._refs.get((sheet, row.number), set()) | cells

    def _has_text(self, ref: str, value: Value) -> bool:
        """Return whether each line of a cell is among the texts of an item, their lines and the names in them."""
        if ref not in self._folded:
            values = self._values.get(ref, ())
            self._folded[ref] = {part for value in values for part in _parts(displayed_text(value))}
        folded, text = self._folded[ref], displayed_text(value)
        return label_key(text) in folded or all(label_key(line) in folded for line in text.split("\n"))


def _record_cells(record: Record) -> Iterator[tuple[str, CellAddress]]:
    """Yield the sheet and the address of each cell that a record was read from."""
    for name in record.values:
        if name in record.outside_row:
            sheet, cell = record.outside_row[name]
            if cell:
                yield sheet, column_and_row(cell)
        elif name in record.columns:
            yield record.sheet, column_and_row(record.cell(name))
    for sheet, cell in record.parts:
        yield sheet, column_and_row(cell)


def _parts(text: str) -> Iterator[str]:
    """Yield a text, its lines and the names of a list for comparison; a line also without the heading before it."""
    for line in (text, *text.split("\n")):
        yield label_key(line)
        yield label_key(line.partition(": ")[2])
    yield from map(label_key, text.split(";"))


def _heading_cells(sheet: SheetCells, columns: Iterable[MappedColumn]) -> set[CellAddress]:
    """Return the cells of headings and labels on a sheet, with the groups above them that are part of a heading."""
    on_sheet = [column for column in columns if column.sheet == sheet.name and column.cell]
    header_rows: dict[str, set[int]] = {}
    for column in on_sheet:
        for part in {column.heading, *column.heading.split(_HEADING_SEPARATOR)}:
            header_rows.setdefault(part, set()).add(column_and_row(column.cell)[1])
    groups = {
        (number, row.number)
        for row in (sheet.rows if header_rows else ())
        for number in row.filled_columns
        for header_row in header_rows.get(plain_text(row.value_at(number)), ())
        if 0 < header_row - row.number < _MAX_HEADER_ROWS
    }
    return groups | {column_and_row(column.cell) for column in on_sheet}
