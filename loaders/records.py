"""The cells of one row of a table by field, each with its place; and the issues that are found at them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from msgspec import Struct, structs

from loaders.cells import DAY_ZERO, CellRange, CellRow, SheetCells, Value, address
from model.tracker.reading import SEVERITIES, Issue, MappedColumn, Severity

# The name of the layout of every paper.
PAPER = "published-paper"


class Cell(Struct, frozen=True, gc=False):
    """A value and its place.

    Attributes:
        row: the number of its row; 0 for a value that is in no cell, such as the name of a sheet.
        fill: the colour of a cell that may be a status, as `#rrggbb`; None for white.
        kind: what it is where it is no cell of a table: the source of a name, or the unit that a paper counts in.
    """

    value: Value
    sheet: str = ""
    row: int = 0
    column: int = 0
    fill: str | None = None
    kind: str = ""

    def changed(self, **fields: Any) -> "Cell":
        """Return the cell with other values of some fields."""
        return structs.replace(self, **fields)

    @property
    def address(self) -> str:
        """Its address, such as E7 or line 7; "" for a value that is in no cell."""
        if not self.row:
            return ""
        return address(self.column, self.row) if self.column else f"{self.kind} {self.row}"

    @property
    def location(self) -> tuple[str, str]:
        """Its sheet and its address."""
        return self.sheet, self.address


def name_cell(value: Value, sheet: str, kind: str = "sheet-name") -> Cell:
    """Return a value that is in no cell, such as a month in the name of a sheet; `kind` says where it is from."""
    return Cell(value, sheet, kind=kind)


def cell_at(sheet: SheetCells, row: int, column: int, value: Value = None) -> Cell:
    """Return a cell with a value; that of a transposed sheet has its place on the sheet of the file."""
    return Cell(value, sheet.name, column, row) if sheet.transposed else Cell(value, sheet.name, row, column)


def cell_of(sheet: SheetCells, row: CellRow, column: int) -> Cell:
    """Return a cell of a row."""
    return cell_at(sheet, row.number, column, row.value_at(column))


def cells_of(sheet: SheetCells, row: CellRow, columns: Mapping[str, int]) -> dict[str, Cell]:
    """Return the cell of each field of a row, from the columns of the fields; as `cell_of` does each."""
    if sheet.transposed:
        return {field: cell_of(sheet, row, column) for field, column in columns.items()}
    values, name, number = [None, *row.values], sheet.name, row.number
    width = len(values)
    return {f: Cell(values[c] if c < width else None, name, number, c) for f, c in columns.items()}


class Record(Struct, frozen=True, gc=False):
    """One row of a table, before its values are parsed.

    Attributes:
        place: its first cell, where issues of a field without a cell are.
        cells: the cell of each field; a blank one of a column that the table has is there as well.
        day_zero: the day from which a number in a date column counts.
        transposed: whether its cells are in one column of the sheet.
    """

    place: Cell
    cells: Mapping[str, Cell]
    day_zero: date = DAY_ZERO
    transposed: bool = False

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.place.sheet

    def value(self, name: str) -> Value:
        """Return the value of a field."""
        cell = self.cells.get(name)
        return None if cell is None else cell.value

    def cell(self, name: str) -> Cell:
        """Return the cell of a field; the place of the record for a field without one."""
        return self.cells.get(name, self.place)

    def with_cells(self, cells: Mapping[str, Cell]) -> "Record":
        """Return the record with other cells of some fields."""
        return self.replaced({**self.cells, **cells})

    def replaced(self, cells: Mapping[str, Cell]) -> "Record":
        """Return the record with other cells alone."""
        return Record(self.place, cells, self.day_zero, self.transposed)

    def with_value(self, name: str, value: Value) -> "Record":
        """Return the record with another value of a field, in the same place."""
        return self.with_cells({name: self.cell(name).changed(value=value)})

    def pick(self, names: Iterable[str]) -> dict[str, Cell]:
        """Return the cells of some of its fields."""
        return {name: self.cells[name] for name in names if name in self.cells}


class TableRange(NamedTuple):
    """The range of a table on its sheet.

    Attributes:
        header_row: the number of its last header row; None for a transposed table, which has labels.
        read: whether it was read.
    """

    sheet: str
    header_row: int | None
    area: CellRange
    read: bool = True


@dataclass(frozen=True, slots=True)
class Recognised:
    """A workbook with a recognised layout: its records by table, the field of each column, and its tables."""

    layout: str
    records: Mapping[str, Sequence[Record]]
    columns: tuple[MappedColumn, ...]
    tables: tuple[TableRange, ...] = ()


def make_issue(
    code: str, *, sheet: str = "", cell: str = "", found: str = "", severity: Severity | None = None, **details: str
) -> Issue:
    """Return an issue; its severity is that of its code by default."""
    return Issue(code, severity or SEVERITIES[code], sheet, cell, found, details)


def issue_at(record: Record, field: str, code: str, *, severity: Severity | None = None, **details: str) -> Issue:
    """Return an issue of the cell of a field in a record; its severity is that of its code by default."""
    sheet, cell = record.cell(field).location
    return make_issue(code, sheet=sheet, cell=cell, severity=severity, **details)


class IssueLog:
    """Collects issues; nothing is raised, so that everything wrong is reported together.

    Equal issues are added once, such as that of a heading which is read with many rows.
    """

    def __init__(self) -> None:
        self._issues: dict[tuple[str, ...], Issue] = {}

    def add_all(self, issues: Iterable[Issue]) -> None:
        """Add issues, equal ones once."""
        for each in issues:
            self._issues.setdefault((each.code, each.sheet, each.cell, each.found, *each.details.values()), each)

    @property
    def issues(self) -> Sequence[Issue]:
        """The issues in the order in which they were added."""
        return tuple(self._issues.values())

    def add(self, record: Record, field: str, code: str, *, severity: Severity | None = None, **details: str) -> None:
        """Add an issue of the cell of a field in a record."""
        self.add_all([issue_at(record, field, code, severity=severity, **details)])


def sort_by_cell(issues: Iterable[Issue], sheets: Sequence[str]) -> tuple[Issue, ...]:
    """Return issues by sheet, then by row and column, A before B before AA; those of the whole workbook come first."""
    sheet_order = {name: index for index, name in enumerate(sheets)}

    def sheet_row_column(issue: Issue) -> tuple[int, int, int, str]:
        letters = issue.cell.rstrip("-0123456789")
        row = int(issue.cell.removeprefix(letters) or 0)
        return sheet_order.get(issue.sheet, -1), row, len(letters), letters

    return tuple(sorted(issues, key=sheet_row_column))
