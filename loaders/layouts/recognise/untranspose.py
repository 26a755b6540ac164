"""Mapping the records and issues of transposed forms back to the cells of their sheets."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.cells.addresses import LAST_ROW, CellRange, address, column_and_row
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.tables.transposition import Transposition
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
    """The cells of one sheet from which its forms were transposed."""

    cells: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Mapping[str, str]]
    extents: Mapping[int, CellRange]


def untranspose(
    recognised: Recognised, issues: Iterable[Issue], sources: Iterable[InterpretedTable]
) -> tuple[Recognised, list[Issue]]:
    """Return the records and the issues with the cell addresses of the sheets instead of those of transposed forms."""
    sheets = _source_cells_by_sheet(sources)
    if not sheets:
        return recognised, list(issues)
    records = {table: [_map_record(row, sheets) for row in rows] for table, rows in recognised.records.items()}
    columns = tuple(mapped for column in recognised.columns for mapped in _map_column(column, sheets))
    return replace(recognised, records=records, columns=columns), [_map_issue(issue, sheets) for issue in issues]


def untranspose_columns(columns: Iterable[MappedColumn], sources: Iterable[InterpretedTable]) -> list[MappedColumn]:
    """Return columns with the cells of the sheets: a column of a transposed form once for each of its labels."""
    sheets = _source_cells_by_sheet(sources)
    return [mapped for column in columns for mapped in _map_column(column, sheets)]


def _source_cells_by_sheet(sources: Iterable[InterpretedTable]) -> dict[str, _SourceCells]:
    by_sheet: dict[str, list[Transposition]] = {}
    for source in sources:
        if source.table.transposition is not None:
            by_sheet.setdefault(source.table.sheet.name, []).append(source.table.transposition)
    return {sheet: _source_cells(transpositions) for sheet, transpositions in by_sheet.items()}


def _source_cells(transpositions: Sequence[Transposition]) -> _SourceCells:
    """Return the cells of all forms of one sheet."""
    return _SourceCells(
        {cell: tuple(cells) for form in transpositions for cell, cells in form.source_cells.items()},
        {heading: labels for form in transpositions for heading, labels in form.label_cells.items()},
        {row: cells for form in transpositions for row, cells in form.source_ranges.items()},
    )


def _map_record(record: Record, sheets: Mapping[str, _SourceCells]) -> Record:
    outside_row = {name: _location(location, sheets) for name, location in record.outside_row.items()}
    parts = {_location(location, sheets): name for location, name in record.parts.items()}
    for location, name in (*((at, name) for name, at in record.outside_row.items()), *record.parts.items()):
        parts |= dict.fromkeys(_further_locations(location, sheets), name)
    sheet = sheets.get(record.sheet)
    extent = sheet.extents.get(record.row) if sheet is not None else None
    if sheet is None or extent is None:
        row = 1 if record.row > LAST_ROW else record.row
        return record._replace(row=row, outside_row=outside_row, parts=parts)
    columns: dict[str, int] = {}
    for name, column in record.columns.items():
        cells = sheet.cells.get(address(column, record.row), ())
        columns[name] = column_and_row(cells[0])[0] if cells else extent.first_column
        if cells and name not in outside_row:
            outside_row[name] = record.sheet, cells[0]
            parts |= {(record.sheet, cell): name for cell in cells[1:]}
    return record._replace(row=extent.first_row, columns=columns, outside_row=outside_row, parts=parts, extent=extent)


def _location(location: tuple[str, str], sheets: Mapping[str, _SourceCells]) -> tuple[str, str]:
    sheet, cell = location
    cells = sheets[sheet].cells.get(cell) if sheet in sheets else None
    return (sheet, cells[0]) if cells else location


def _further_locations(location: tuple[str, str], sheets: Mapping[str, _SourceCells]) -> list[tuple[str, str]]:
    sheet, cell = location
    cells = sheets[sheet].cells.get(cell, ()) if sheet in sheets else ()
    return [(sheet, further) for further in cells[1:]]


def _map_column(column: MappedColumn, sheets: Mapping[str, _SourceCells]) -> list[MappedColumn]:
    """Return a column once for each label that it was transposed from."""
    labels = sheets[column.sheet].labels.get(column.cell, {}) if column.sheet in sheets else {}
    return [replace(column, cell=cell, area=area) for cell, area in labels.items()] or [column]


def _map_issue(issue: Issue, sheets: Mapping[str, _SourceCells]) -> Issue:
    details = {name: _map_addresses(value, issue.sheet, sheets) for name, value in issue.details.items()}
    sheet = sheets.get(issue.sheet)
    if sheet is None or not issue.cell or column_and_row(issue.cell)[1] <= LAST_ROW:
        return replace(issue, details=details)
    column, _ = column_and_row(issue.cell)
    heading = column if issue.cell in sheet.labels else None
    found = issue.found
    if issue.code in _CODES_WITH_ROWS:
        found = _map_entries(found, sheet, None)
    elif issue.code == "statuses-side-by-side":
        found = _map_addresses(found, issue.sheet, sheets)
    for name in _ROW_DETAILS:
        if name in details:
            details[name] = _map_rows(details[name], issue.sheet, heading, sheets)
    cells = sheet.cells.get(issue.cell)
    cell = cells[0] if cells else _first_cell(sheet, issue.cell)
    mapped_details = {**details, "down": "yes"}
    if heading is not None:
        mapped_details["area"] = " ".join([*list(sheet.labels[issue.cell])[1:], *sheet.labels[issue.cell].values()])
    return replace(issue, cell=cell, found=found, details=mapped_details)


def _first_cell(sheet: _SourceCells, cell: str) -> str:
    """Return the first cell of the entry that a transposed cell is in."""
    extent = sheet.extents.get(column_and_row(cell)[1])
    return address(extent.first_column, extent.first_row) if extent is not None else ""


def _map_addresses(text: str, of: str, sheets: Mapping[str, _SourceCells]) -> str:
    """Return a text with each transposed address, also after its sheet's name, replaced by the address on the sheet."""
    if not _ADDRESS.search(text):
        return text
    for name, sheet in sheets.items():
        for cell in set(_ADDRESS.findall(text)) & sheet.cells.keys():
            text = text.replace(f"{name} {cell}", f"{name} {sheet.cells[cell][0]}")
    if of in sheets:
        text = _ADDRESS.sub(lambda match: sheets[of].cells.get(match[0], (match[0],))[0], text)
    return text


def _map_rows(text: str, of: str, heading: int | None, sheets: Mapping[str, _SourceCells]) -> str:
    """Return a list of transposed rows as cells; each row may follow its sheet's name."""
    for name, sheet in sheets.items():
        for number in set(re.findall(rf"{re.escape(name)} (\d{{7}})", text)):
            text = text.replace(f"{name} {number}", f"{name} {_map_entries(number, sheet, None)}")
    return _map_entries(text, sheets[of], heading)


def _map_entries(text: str, sheet: _SourceCells, heading: int | None) -> str:
    """Return transposed row numbers as cells: of a heading's column, else the first cell of each entry."""

    def cells(found: re.Match[str]) -> str:
        numbers = range(int(found[1]), int(found[2] or found[1]) + 1)
        found_cells = [sheet.cells.get(address(heading, number), ("",))[0] if heading else "" for number in numbers]
        return ", ".join(
            cell or _first_cell(sheet, address(1, number)) for cell, number in zip(found_cells, numbers, strict=True)
        )

    return _NUMBERS.sub(cells, text)
