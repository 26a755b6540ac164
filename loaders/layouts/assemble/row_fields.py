"""The cells of one row under the fields they hold, with the place of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, StatusCell, Value, at, plain_text
from loaders.layouts.columns.column_map import Round
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.ref_prefix import split_ref
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.cell_fill import filled
from loaders.vocabulary.heading_aliases import ColumnMeaning


@dataclass(slots=True)
class RowFields:
    """Values by field: `columns` for those of the row itself, `elsewhere` for those that stand in another place.

    Updates that are made up alike share both.

    Attributes:
        action: the action of a recommendation that an update is about, with its heading; "" where there is none.
        rating: the status of an action, with its heading.
        own: the fields in which an action differs from its recommendation.
        lines: what is said of a recommendation beside its text.
        parts: further cells that became part of a field, by their places.
    """

    sheet: str
    row: int
    values: dict[str, Value] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    elsewhere: dict[str, tuple[str, str]] = field(default_factory=dict)
    action: str = ""
    rating: str = ""
    differing_fields: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    parts: dict[tuple[str, str], str] | None = None

    def set_value(self, name: str, value: Value, column: int) -> None:
        """Set a field that stands in the row."""
        self.values[name] = value
        self.columns[name] = column

    def inherit(self, name: str, given: InheritedValue) -> None:
        """Set a field that stands in another place."""
        self.values[name] = given.value
        self.elsewhere[name] = given.location

    def copy_field(self, name: str, other: "RowFields") -> None:
        """Set a field that another says, at the place where it stands there."""
        self.values[name] = other.values[name]
        self.elsewhere[name] = other.location(name)

    def with_copied_locations(self) -> "RowFields":
        """Return the same with places of its own, so that they can be changed."""
        return replace(self, columns=self.columns.copy(), elsewhere=self.elsewhere.copy())

    def add_part(self, place: tuple[str, str], name: str) -> None:
        """Say of a cell that it became part of a field."""
        self.parts = self.parts or {}
        self.parts[place] = name

    def location(self, name: str) -> tuple[str, str]:
        """Return the sheet and the cell of a field."""
        return self.elsewhere.get(name) or (self.sheet, address(self.columns.get(name, 1), self.row))


def item_fields(source: InterpretedTable, item: ItemRow) -> RowFields:
    """Return what a row says of the item itself."""
    told = RowFields(source.table.sheet.name, item.row.number)
    _put_all(told, source.columns.cells, item.row)
    if "letter" in told.columns:
        _join_letter(told)
    if source.refs_in_text:
        _split_ref(told)
    for name in ("ref", "title", "theme", "lead_agency"):
        if name in source.inherited and name not in told.columns:
            told.inherit(name, source.inherited[name])
    if (
        item.group is not None
        and "theme" not in told.columns
        and not source.columns.once.keys() & {ColumnMeaning.THEME}
    ):
        told.inherit(
            "theme", InheritedValue(item.group.words, (told.sheet, address(item.group.column, item.group.row)))
        )
    return told


def _put_all(told: RowFields, cells: Sequence[tuple[str, int]], row: CellRow) -> None:
    values, width = row.values, len(row.values)
    for name, column in cells:
        told.values[name] = values[column - 1] if column <= width else None
        told.columns[name] = column


def _join_letter(told: RowFields) -> None:
    letter, ref = plain_text(told.values.pop("letter", None)), told.values.get("ref")
    told.columns.pop("letter", None)
    if letter and ref is not None:
        told.values["ref"] = f"{plain_text(ref)}{letter}"


def _split_ref(told: RowFields) -> None:
    parts = split_ref(plain_text(told.values.get("recommendation")))
    if parts is not None:
        told.set_value("ref", parts[0], told.columns["recommendation"])
        told.values["recommendation"] = parts[1]


def update_fields(source: InterpretedTable, item: ItemRow, group: Round) -> RowFields:
    """Return what a row says of one round, except for a response."""
    told = RowFields(source.table.sheet.name, item.row.number)
    _put_all(told, group.cells, item.row)
    _add_lines(told, item.row, group)
    columns = status_columns(group)
    status = read_status(source.table.sheet, item.row, *columns) if columns else None
    if columns is not None and status is not None:
        told.set_value("status", status, columns[1])
    elif "status" in told.values:
        told.values["status"] = None
    return told


def response_fields(source: InterpretedTable, item: ItemRow, group: Round) -> RowFields | None:
    """Return the response a row holds in one round, if it holds one."""
    heading = group.columns.get(ColumnMeaning.RESPONSE)
    value = at(item.row, heading.column) if heading else None
    if heading is None or value is None:
        return None
    told = RowFields(source.table.sheet.name, item.row.number)
    told.set_value("update", value, heading.column)
    return told


def _add_lines(told: RowFields, row: CellRow, group: Round) -> None:
    """Add the words of further columns of text, each under its heading."""
    for heading in group.more:
        text = displayed_text(at(row, heading.column))
        if not text:
            continue
        before = told.values.get("update")
        told.add_part((told.sheet, address(heading.column, told.row)), "update")
        if before is None:
            told.set_value("update", at(row, heading.column), heading.column)
        else:
            told.values["update"] = f"{displayed_text(before)}\n{heading.words}: {text}"


def status_columns(group: Round) -> tuple[int | None, int] | None:
    """Return the column of a round's status, if it has one, and that of its fill: else the update's cell is filled."""
    heading, update = group.columns.get(ColumnMeaning.STATUS), group.columns.get(ColumnMeaning.UPDATE)
    shaded = heading or update
    return None if shaded is None else (heading.column if heading else None, shaded.column)


def read_status(sheet: SheetCells, row: CellRow, column: int | None, shaded: int) -> StatusCell | None:
    """Return what stands in the column of a status, with the fill that goes with it; None where there is neither."""
    value = at(row, column)
    fills = sheet.filled.get(row.number)
    fill = fills.get(shaded) if fills else None
    if fills is None or fill is None:
        return _status(value) if value is not None else None
    if len(fills) == 1:
        return _status(value, fill.colour, fill.conditional)
    colour = filled(sheet, row, shaded)
    if colour is None:
        return _status(value) if value is not None else None
    before, after = fills.get(shaded - 1), fills.get(shaded + 1)
    alike = (before is not None and before.colour == colour) or (after is not None and after.colour == colour)
    return _status(value, colour, fill.conditional, alike)


_status = lru_cache(maxsize=4096, typed=True)(StatusCell)
"""Makes a status once, for very many cells hold the same."""
