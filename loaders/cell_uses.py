"""What one cell of a workbook became: the fields of the tracker's rows that were read from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.addresses import COLUMN_NUMBERS
from loaders.cell_values import shown
from loaders.cells import SheetCells
from loaders.records import Record
from loaders.rows import Field, Parsed
from loaders.tables import Tables
from model.dates import PartialDate

_TABLES = ("reviews", "recommendations", "progress", "monitoring", "key", "names")


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
        uses: what it became; a heading that names a round is the date of each update of that round.
        in_row: what the other cells of its row became, where it became nothing itself: whose row it is.
    """

    sheet: str
    cell: str
    found: str
    colour: str
    uses: tuple[Use, ...]
    in_row: tuple[Use, ...] = ()


def used_cell(place: tuple[str, str], *, sheets: Sequence[SheetCells], tables: Tables) -> UsedCell:
    """Return what stands in the cell at a place, a sheet and an address, and what it became."""
    sheet, cell = place
    column, row = numbers_of(cell)
    cells = next(one for one in sheets if one.name == sheet)
    held = next((one.values for one in cells.rows if one.number == row), [])
    fill = cells.fill(column, row)
    uses = tuple(_uses(place, tables))
    in_row = () if uses else tuple(_row_uses(sheet, row, tables))
    found = shown(held[column - 1]) if column <= len(held) else ""
    return UsedCell(sheet, cell, found, fill.colour if fill else "", uses, in_row)


def numbers_of(cell: str) -> tuple[int, int]:
    """Return the numbers of a cell's column and row."""
    letters = cell.rstrip("0123456789")
    return COLUMN_NUMBERS[letters], int(cell.removeprefix(letters))


def _uses(place: tuple[str, str], tables: Tables) -> Iterator[Use]:
    for table, parsed in _rows(tables):
        for field in _fields(parsed.record, place):
            yield _use(table, field, parsed)


def _row_uses(sheet: str, row: int, tables: Tables) -> Iterator[Use]:
    """Yield the refs of the recommendations and updates that a row became."""
    for table, parsed in _rows(tables):
        if (parsed.record.sheet, parsed.record.row) == (sheet, row) and parsed.text("ref"):
            yield _use(table, "ref", parsed)


def _rows(tables: Tables) -> Iterator[tuple[str, Parsed]]:
    for table in _TABLES:
        for parsed in getattr(tables, table):
            yield table, parsed


def _fields(record: Record, place: tuple[str, str]) -> list[str]:
    """Return the fields of a record that stand in a cell."""
    stated = record.columns.keys() | record.elsewhere.keys()
    return [field for field in record.values if field in stated and record.place(field) == place]


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
