"""What was understood of forms, told by the cells of their own sheets."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from loaders.cells.addresses import LAST_ROW, CellRange, address, column_and_row
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.records import Recognised, Record
from model.issues.issue import Issue
from model.tracker.reading import MappedColumn

_NUMBERS = re.compile(r"(\d{7})(?:-(\d{7}))?")
_ADDRESS = re.compile(r"[A-Z]{1,3}\d{7}\b")
_LISTS_ENTRIES = {"rows-not-items", "rows-continue", "fills-of-rows"}
"""Issues that list the rows they are about under what they found."""
_OF_COLUMN = ("left_out", "rows")
"""Details that list rows; in an issue of a heading they are the cells of its column in these rows."""


def untranspose(
    recognised: Recognised, issues: Iterable[Issue], sources: Iterable[InterpretedTable]
) -> tuple[Recognised, list[Issue]]:
    """Return what was recognised, and the issues, with the cells of the sheets in place of those of laid-out forms."""
    sheets: dict[str, _Sheet] = {}
    for source in sources:
        turn = source.table.transposition
        if turn is not None:
            sheet = sheets.setdefault(source.table.sheet.name, _Sheet({}, {}, {}))
            sheet.cells.update({cell: tuple(cells) for cell, cells in turn.source_cells.items()})
            sheet.labels.update(turn.label_cells)
            sheet.extents.update(turn.source_ranges)
    if not sheets:
        return recognised, list(issues)
    records = {table: [_record(one, sheets) for one in rows] for table, rows in recognised.records.items()}
    columns = tuple(column for one in recognised.columns for column in _columns(one, sheets))
    return replace(recognised, records=records, columns=columns), [_issue(one, sheets) for one in issues]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the forms of one sheet were made of."""

    cells: dict[str, tuple[str, ...]]
    labels: dict[str, Mapping[str, str]]
    extents: dict[int, CellRange]


def _record(record: Record, sheets: Mapping[str, _Sheet]) -> Record:
    elsewhere = {name: _place(place, sheets) for name, place in record.outside_row.items()}
    parts = {_place(place, sheets): name for place, name in record.parts.items()}
    for place, name in (*((at, name) for name, at in record.outside_row.items()), *record.parts.items()):
        parts |= dict.fromkeys(_further(place, sheets), name)
    sheet = sheets.get(record.sheet)
    extent = sheet.extents.get(record.row) if sheet is not None else None
    if sheet is None or extent is None:
        row = 1 if record.row > LAST_ROW else record.row
        return record._replace(row=row, outside_row=elsewhere, parts=parts)
    columns: dict[str, int] = {}
    for name, column in record.columns.items():
        cells = sheet.cells.get(address(column, record.row), ())
        columns[name] = column_and_row(cells[0])[0] if cells else extent.first_column
        if cells and name not in elsewhere:
            elsewhere[name] = record.sheet, cells[0]
            parts |= {(record.sheet, cell): name for cell in cells[1:]}
    return record._replace(row=extent.first_row, columns=columns, outside_row=elsewhere, parts=parts, extent=extent)


def _place(place: tuple[str, str], sheets: Mapping[str, _Sheet]) -> tuple[str, str]:
    sheet, cell = place
    cells = sheets[sheet].cells.get(cell) if sheet in sheets else None
    return (sheet, cells[0]) if cells else place


def _further(place: tuple[str, str], sheets: Mapping[str, _Sheet]) -> list[tuple[str, str]]:
    sheet, cell = place
    cells = sheets[sheet].cells.get(cell, ()) if sheet in sheets else ()
    return [(sheet, one) for one in cells[1:]]


def _columns(column: MappedColumn, sheets: Mapping[str, _Sheet]) -> list[MappedColumn]:
    """Return a column as each of the labels that it was made of."""
    labels = sheets[column.sheet].labels.get(column.cell, {}) if column.sheet in sheets else {}
    return [replace(column, cell=cell, area=area) for cell, area in labels.items()] or [column]


def _issue(issue: Issue, sheets: Mapping[str, _Sheet]) -> Issue:
    details = {name: _addresses(value, issue.sheet, sheets) for name, value in issue.details.items()}
    sheet = sheets.get(issue.sheet)
    if sheet is None or not issue.cell or column_and_row(issue.cell)[1] <= LAST_ROW:
        return replace(issue, details=details)
    column, _ = column_and_row(issue.cell)
    heading = column if issue.cell in sheet.labels else None
    found = issue.found
    if issue.code in _LISTS_ENTRIES:
        found = _entries(found, sheet, None)
    elif issue.code == "statuses-side-by-side":
        found = _addresses(found, issue.sheet, sheets)
    for name in _OF_COLUMN:
        if name in details:
            details[name] = _rows(details[name], issue.sheet, heading, sheets)
    cells = sheet.cells.get(issue.cell)
    cell = cells[0] if cells else _first(sheet, issue.cell)
    told = {**details, "down": "yes"}
    if heading is not None:
        told["area"] = " ".join([*list(sheet.labels[issue.cell])[1:], *sheet.labels[issue.cell].values()])
    return replace(issue, cell=cell, found=found, details=told)


def _first(sheet: _Sheet, cell: str) -> str:
    """Return the first cell of the entry in which a cell would stand."""
    extent = sheet.extents.get(column_and_row(cell)[1])
    return address(extent.first_column, extent.first_row) if extent is not None else ""


def _addresses(text: str, of: str, sheets: Mapping[str, _Sheet]) -> str:
    """Return a text with the cells of sheets in place of those of laid-out forms; each may follow its sheet's name."""
    if not _ADDRESS.search(text):
        return text
    for name, sheet in sheets.items():
        for made in set(_ADDRESS.findall(text)) & sheet.cells.keys():
            text = text.replace(f"{name} {made}", f"{name} {sheet.cells[made][0]}")
    if of in sheets:
        text = _ADDRESS.sub(lambda one: sheets[of].cells.get(one[0], (one[0],))[0], text)
    return text


def _rows(text: str, of: str, heading: int | None, sheets: Mapping[str, _Sheet]) -> str:
    """Return a list of rows as cells; each row may follow its sheet's name."""
    for name, sheet in sheets.items():
        for number in set(re.findall(rf"{re.escape(name)} (\d{{7}})", text)):
            text = text.replace(f"{name} {number}", f"{name} {_entries(number, sheet, None)}")
    return _entries(text, sheets[of], heading)


def _entries(text: str, sheet: _Sheet, heading: int | None) -> str:
    """Return row numbers as cells: those of a heading's column in these rows, else the first of each entry."""

    def cells(found: re.Match[str]) -> str:
        numbers = range(int(found[1]), int(found[2] or found[1]) + 1)
        made = [sheet.cells.get(address(heading, number), ("",))[0] if heading else "" for number in numbers]
        return ", ".join(one or _first(sheet, address(1, number)) for one, number in zip(made, numbers, strict=True))

    return _NUMBERS.sub(cells, text)
