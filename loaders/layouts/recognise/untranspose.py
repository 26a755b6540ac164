"""Mapping the records and issues of transposed forms back to the cells of their sheets."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.cells.addresses import LAST_ROW, CellRange, address, column_and_row
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.records import Recognised, Record
from model.issues.issue import Issue
from model.tracker.reading import MappedColumn

_NUMBERS = re.compile(r"(\d{7})(?:-(\d{7}))?")
_ADDRESS = re.compile(r"[A-Z]{1,3}\d{7}\b")
_CODES_WITH_ROWS = {"rows-not-items", "rows-repeated", "rows-continue", "fills-of-rows"}
"""Issues whose `found` is a list of rows."""
_ROW_DETAILS = ("left_out", "rows")
"""Details that list rows; in an issue of a heading they become the cells of its column in these rows."""


@dataclass(frozen=True, slots=True)
class _SourceCells:
    """Where transposed cells, headings (by label) and rows come from; no two forms have a row number in common."""

    cells: Mapping[str, Sequence[str]]
    labels: Mapping[str, Mapping[str, str]]
    extents: Mapping[int, CellRange]

    def of(self, cell: str) -> Sequence[str]:
        """Return the cells that a cell comes from; the cell itself if it was not transposed."""
        return self.cells.get(cell) or [cell]

    def first_cell(self, row: int) -> str:
        """Return the first cell of the entry that is a transposed row; "" for a row of headings."""
        extent = self.extents.get(row)
        return address(extent.first_column, extent.first_row) if extent is not None else ""


def untranspose(
    recognised: Recognised, issues: Iterable[Issue], tables: Iterable[InterpretedTable]
) -> tuple[Recognised, list[Issue]]:
    """Return the records and the issues with the cell addresses of the sheets instead of those of transposed forms."""
    sources = _source_cells(tables)
    if not sources.cells:
        return recognised, list(issues)
    records = {table: [_map_record(row, sources) for row in rows] for table, rows in recognised.records.items()}
    columns = tuple(mapped for column in recognised.columns for mapped in _map_column(column, sources))
    return replace(recognised, records=records, columns=columns), [_map_issue(issue, sources) for issue in issues]


def _source_cells(tables: Iterable[InterpretedTable]) -> _SourceCells:
    forms = [source.table.transposition for source in tables if source.table.transposition is not None]
    return _SourceCells(
        {cell: cells for form in forms for cell, cells in form.source_cells.items()},
        {heading: labels for form in forms for heading, labels in form.label_cells.items()},
        {row: extent for form in forms for row, extent in form.source_ranges.items()},
    )


def _map_record(record: Record, sources: _SourceCells) -> Record:
    """Return a record with its fields at their cells; further cells of a field are parts of it."""
    outside_row = {name: (sheet, sources.of(cell)[0]) for name, (sheet, cell) in record.outside_row.items()}
    parts = {(sheet, source): name for (sheet, cell), name in record.parts.items() for source in sources.of(cell)}
    for name, (sheet, cell) in record.outside_row.items():
        parts |= {(sheet, source): name for source in sources.of(cell)[1:]}
    extent = sources.extents.get(record.row)
    if extent is None:
        row = 1 if record.row > LAST_ROW else record.row
        return record._replace(row=row, outside_row=outside_row, parts=parts)
    columns: dict[str, int] = {}
    for name, column in record.columns.items():
        cells = sources.cells.get(address(column, record.row), ())
        columns[name] = column_and_row(cells[0])[0] if cells else extent.first_column
        if cells and name not in outside_row:
            outside_row[name] = record.sheet, cells[0]
            parts |= {(record.sheet, cell): name for cell in cells[1:]}
    return record._replace(row=extent.first_row, columns=columns, outside_row=outside_row, parts=parts, extent=extent)


def _map_column(column: MappedColumn, sources: _SourceCells) -> list[MappedColumn]:
    """Return a column once for each label that it was transposed from."""
    labels = sources.labels.get(column.cell, {})
    return [replace(column, cell=cell, area=area) for cell, area in labels.items()] or [column]


def _map_issue(issue: Issue, sources: _SourceCells) -> Issue:
    details = {name: _map_addresses(value, sources) for name, value in issue.details.items()}
    column, row = column_and_row(issue.cell) if issue.cell else (0, 0)
    if row <= LAST_ROW:
        return replace(issue, details=details)
    labels, found = sources.labels.get(issue.cell), issue.found
    if issue.code in _CODES_WITH_ROWS:
        found = _map_rows(found, sources)
    elif issue.code == "statuses-side-by-side":
        found = _map_addresses(found, sources)
    details |= {"down": "yes"}
    for name in details.keys() & {*_ROW_DETAILS}:
        details[name] = _map_rows(details[name], sources, column=column if labels else None)
    if labels:
        details["area"] = " ".join([*list(labels)[1:], *labels.values()])
    cell = sources.cells[issue.cell][0] if issue.cell in sources.cells else sources.first_cell(row)
    return replace(issue, cell=cell, found=found, details=details)


def _map_addresses(text: str, sources: _SourceCells) -> str:
    """Return a text with each transposed address replaced by the address on the sheet."""
    return _ADDRESS.sub(lambda match: sources.of(match[0])[0], text)


def _map_rows(text: str, sources: _SourceCells, *, column: int | None = None) -> str:
    """Return transposed row numbers as cells: those of a column, else the first cell of each entry."""

    def cells(found: re.Match[str]) -> str:
        numbers = range(int(found[1]), int(found[2] or found[1]) + 1)
        in_column = [sources.cells.get(address(column, number), ()) if column else () for number in numbers]
        return ", ".join(
            cells[0] if cells else sources.first_cell(number) for cells, number in zip(in_column, numbers, strict=True)
        )

    return _NUMBERS.sub(cells, text)
