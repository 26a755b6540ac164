"""What one cell of a workbook became: the fields of the tracker's rows that were read from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.cells.addresses import address, column_and_row
from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.parsing.rows import Field, Parsed
from loaders.parsing.tables import Tables
from loaders.records import Record
from model.dates.date import PartialDate


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that a cell became.

    Attributes:
        table: the table of the tracker, such as `progress`.
        field: the field of its row.
        value: what the field holds; "" where the cell could not be understood.
        review: the review of the recommendation it is about.
        ref: the recommendation.
        date: the words of the date of an update.
    """

    table: str
    field: str
    value: str
    review: str = ""
    ref: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class UsedCell:
    """A cell, what stands in it, and what it became.

    Attributes:
        found: its text.
        colour: its fill, as `#rrggbb`; "" where it has none.
        conditional: whether a conditional format gives it that fill.
        merged: the range it is merged into, such as `A4:A6`; "" where it is not.
        uses: what it became; a heading that names a round is the date of each update of that round.
        in_row: what the other cells of its row became, where it became nothing itself: whose row it is.
    """

    sheet: str
    cell: str
    found: str
    colour: str
    uses: tuple[Use, ...]
    in_row: tuple[Use, ...] = ()
    conditional: bool = False
    merged: str = ""


_TABLES = ("reviews", "recommendations", "progress", "monitoring", "key", "names")


def used_cell(place: tuple[str, str], *, sheets: Sequence[SheetCells], tables: Tables) -> UsedCell:
    """Return what stands in the cell at a place, a sheet and an address, and what it became."""
    sheet, cell = place
    column, row = column_and_row(cell)
    cells = next(one for one in sheets if one.name == sheet)
    held = next((one.values for one in cells.rows if one.number == row), [])
    fill = cells.fill(column, row)
    uses = tuple(_uses(place, tables))
    in_row = () if uses else tuple(_row_uses(sheet, column, row, tables))
    found = displayed_text(held[column - 1]) if column <= len(held) else ""
    colour, conditional = (fill.colour, fill.conditional) if fill else ("", False)
    return UsedCell(sheet, cell, found, colour, uses, in_row, conditional, _merged(cells, column, row))


def _merged(cells: SheetCells, column: int, row: int) -> str:
    """Return the range that a cell is merged into; "" where it is not."""
    for area in cells.merged:
        if area.contains(column, row):
            first, last = address(area.first_column, area.first_row), address(area.last_column, area.last_row)
            return f"{first}:{last}"
    return ""


def _uses(place: tuple[str, str], tables: Tables) -> Iterator[Use]:
    for table, parsed in _rows(tables):
        for field in _fields(parsed.record, place):
            yield _use(table, field, parsed)


def _row_uses(sheet: str, column: int, row: int, tables: Tables) -> Iterator[Use]:
    """Yield the refs of the recommendations and updates that a row became, or the form in which a cell stands."""
    for table, parsed in _rows(tables):
        record = parsed.record
        within = record.row == row if record.extent is None else record.extent.contains(column, row)
        if record.sheet == sheet and within and parsed.text("ref"):
            yield _use(table, "ref", parsed)


def _rows(tables: Tables) -> Iterator[tuple[str, Parsed]]:
    for table in _TABLES:
        for parsed in getattr(tables, table):
            yield table, parsed


def _fields(record: Record, place: tuple[str, str]) -> list[str]:
    """Return the fields of a record that stand in a cell, or that it is a part of."""
    stated = record.columns.keys() | record.outside_row.keys()
    found = [field for field in record.values if field in stated and record.location(field) == place]
    part = record.parts.get(place)
    return found if part is None or part in found else [*found, part]


def _use(table: str, field: str, parsed: Parsed) -> Use:
    row: Mapping[str, Field] = parsed.row
    review, ref = (parsed.text(name) or "" for name in ("review", "ref"))
    dated = parsed.date("date") if table == "progress" else None
    return Use(table, field, _text(row.get(field)), review, ref, dated.words if dated else "")


def _text(value: Field) -> str:
    if isinstance(value, PartialDate):
        return value.words
    if isinstance(value, bool):
        return str(value).upper()
    return value or ""
