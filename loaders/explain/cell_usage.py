"""Find what one cell of a workbook became: the fields of the tracker's rows that were read from it."""

from collections.abc import Iterator, Mapping, Sequence

from loaders.cells.addresses import address, column_and_row
from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.explain.used_cell import CellUse, UsedCell
from loaders.parsing.rows import Field, ParsedRow
from loaders.parsing.tables import Tables
from loaders.records import Record
from model.dates.date import PartialDate

_TABLES = ("reviews", "recommendations", "progress", "monitoring", "targets", "decisions", "key", "names")


def find_used_cell(location: tuple[str, str], *, sheets: Sequence[SheetCells], tables: Tables) -> UsedCell:
    """Return the content of a cell and the fields read from it; `location` is a sheet and a cell address."""
    sheet, cell = location
    column, row = column_and_row(cell)
    cells = next(each for each in sheets if each.name == sheet)
    values = next((each.values for each in cells.rows if each.number == row), [])
    fill = cells.fill(column, row)
    uses = tuple(_uses(location, tables))
    in_row = () if uses else tuple(_row_uses(sheet, column, row, tables))
    found = displayed_text(values[column - 1]) if column <= len(values) else ""
    colour, conditional = (fill.colour, fill.conditional) if fill else ("", False)
    return UsedCell(sheet, cell, found, colour, uses, in_row, conditional, _merged_range(cells, column, row))


def _merged_range(cells: SheetCells, column: int, row: int) -> str:
    """Return the range that a cell is merged into; "" if it is not merged."""
    for area in cells.merged:
        if area.contains(column, row):
            first, last = address(area.first_column, area.first_row), address(area.last_column, area.last_row)
            return f"{first}:{last}"
    return ""


def _uses(location: tuple[str, str], tables: Tables) -> Iterator[CellUse]:
    for table, parsed in _all_rows(tables):
        for field in _fields_from_cell(parsed.record, location):
            yield _use(table, field, parsed)


def _row_uses(sheet: str, column: int, row: int, tables: Tables) -> Iterator[CellUse]:
    """Yield the refs of the recommendations and updates that were read from a row, or from the form around a cell."""
    for table, parsed in _all_rows(tables):
        record = parsed.record
        within = record.row == row if record.extent is None else record.extent.contains(column, row)
        if record.sheet == sheet and within and parsed.text("ref"):
            yield _use(table, "ref", parsed)


def _all_rows(tables: Tables) -> Iterator[tuple[str, ParsedRow]]:
    for table in _TABLES:
        for parsed in getattr(tables, table):
            yield table, parsed


def _fields_from_cell(record: Record, location: tuple[str, str]) -> list[str]:
    """Return the fields of a record that were read from a cell, including one that the cell is only a part of."""
    located = record.columns.keys() | record.outside_row.keys()
    found = [field for field in record.values if field in located and record.location(field) == location]
    part = record.parts.get(location)
    return found if part is None or part in found else [*found, part]


def _use(table: str, field: str, parsed: ParsedRow) -> CellUse:
    row: Mapping[str, Field] = parsed.row
    review, ref = (parsed.text(name) or "" for name in ("review", "ref"))
    dated = parsed.date("date") if table == "progress" else None
    return CellUse(table, field, _value_text(row.get(field)), review, ref, dated.words if dated else "")


def _value_text(value: Field) -> str:
    if isinstance(value, PartialDate):
        return value.words
    if isinstance(value, bool):
        return str(value).upper()
    return value or ""
