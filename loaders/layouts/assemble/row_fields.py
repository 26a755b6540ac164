"""The fields of one row, with the cell of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, StatusCell, Value, plain_text
from loaders.layouts.columns.column_map import PeriodColumns
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.ref_prefix import split_ref
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.cell_fill import distinct_fill
from loaders.vocabulary.heading_aliases import ColumnMeaning

_status = lru_cache(maxsize=4096, typed=True)(StatusCell)
"""Caches the statuses, for very many cells hold the same one."""


@dataclass(slots=True)
class RowFields:
    """The fields of one row, with the location of each: its values, while records are being built.

    Updates with the same pattern of cells share `columns` and `outside_row`.

    Attributes:
        values: the values by field.
        columns: the column number of each field that is in the row itself.
        outside_row: the sheet and cell of each field that is outside the row.
        action: the action of a recommendation that an update is about, with its heading; "" for no action.
        rating: the status of an action, with its heading.
        differing_fields: the fields in which an action differs from its recommendation.
        lines: the lines below a recommendation's text, from background columns and actions.
        parts: the field that each further cell became part of, by its sheet and cell.
    """

    sheet: str
    row: int
    values: dict[str, Value] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    outside_row: dict[str, tuple[str, str]] = field(default_factory=dict)
    action: str = ""
    rating: str = ""
    differing_fields: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    parts: dict[tuple[str, str], str] | None = None

    def set_value(self, name: str, value: Value, column: int) -> None:
        """Set a field from a cell of the row."""
        self.values[name] = value
        self.columns[name] = column

    def inherit(self, name: str, inherited: InheritedValue) -> None:
        """Set a field from a value outside the row."""
        self.values[name] = inherited.value
        self.outside_row[name] = inherited.location

    def copy_field(self, name: str, other: "RowFields") -> None:
        """Copy a field and its location from another row."""
        self.values[name] = other.values[name]
        self.outside_row[name] = other.location(name)

    def with_copied_locations(self) -> "RowFields":
        """Return a copy whose `columns` and `outside_row` can be changed without changing the original's."""
        return replace(self, columns=self.columns.copy(), outside_row=self.outside_row.copy())

    def add_part(self, location: tuple[str, str], name: str) -> None:
        """Record the sheet and cell of a further cell that became part of a field."""
        self.parts = self.parts or {}
        self.parts[location] = name

    def location(self, name: str) -> tuple[str, str]:
        """Return the sheet and the cell address of a field."""
        return self.outside_row.get(name) or (self.sheet, address(self.columns.get(name, 1), self.row))


def item_fields(source: InterpretedTable, item: ItemRow) -> RowFields:
    """Return the fields of a row that describe the item itself."""
    fields = RowFields(source.table.sheet.name, item.row.number)
    _set_values(fields, source.columns.field_columns, item.row)
    if "letter" in fields.columns:
        _join_letter(fields)
    if source.refs_in_text:
        _split_ref(fields)
    for name in ("ref", "title", "theme", "lead_agency"):
        if name in source.inherited and name not in fields.columns:
            fields.inherit(name, source.inherited[name])
    if (
        item.group_row is not None
        and "theme" not in fields.columns
        and not source.columns.fields.keys() & {ColumnMeaning.THEME}
    ):
        fields.inherit(
            "theme",
            InheritedValue(item.group_row.words, (fields.sheet, address(item.group_row.column, item.group_row.row))),
        )
    return fields


def update_fields(source: InterpretedTable, item: ItemRow, group: PeriodColumns) -> RowFields:
    """Return the fields of a row that belong to one round, except for a response."""
    fields = RowFields(source.table.sheet.name, item.row.number)
    _set_values(fields, group.field_columns, item.row)
    _add_lines(fields, item.row, group)
    columns = status_columns(group)
    status = read_status(source.table.sheet, item.row, *columns) if columns else None
    if columns is not None and status is not None:
        fields.set_value("status", status, columns[1])
    elif "status" in fields.values:
        fields.values["status"] = None
    return fields


def response_fields(source: InterpretedTable, item: ItemRow, group: PeriodColumns) -> RowFields | None:
    """Return the response in a row for one round; None without one."""
    heading = group.columns.get(ColumnMeaning.RESPONSE)
    value = item.row.value_at(heading.column) if heading else None
    if heading is None or value is None:
        return None
    fields = RowFields(source.table.sheet.name, item.row.number)
    fields.set_value("update", value, heading.column)
    return fields


def status_columns(group: PeriodColumns) -> tuple[int | None, int] | None:
    """Return the column of a round's status, or None, and that of its fill; None for a round without either."""
    heading, update = group.columns.get(ColumnMeaning.STATUS), group.columns.get(ColumnMeaning.UPDATE)
    shaded = heading or update
    return None if shaded is None else (heading.column if heading else None, shaded.column)


def read_status(sheet: SheetCells, row: CellRow, column: int | None, shaded: int) -> StatusCell | None:
    """Return the value of a status column with the fill of its cell; None without either."""
    value = row.value_at(column)
    fills = sheet.fills_by_row.get(row.number)
    fill = fills.get(shaded) if fills else None
    if fills is None or fill is None:
        return _status(value) if value is not None else None
    if len(fills) == 1:
        return _status(value, fill.colour, fill.conditional)
    colour = distinct_fill(sheet, row, shaded)
    if colour is None:
        return _status(value) if value is not None else None
    before, after = fills.get(shaded - 1), fills.get(shaded + 1)
    same_as_neighbour = (before is not None and before.colour == colour) or (
        after is not None and after.colour == colour
    )
    return _status(value, colour, fill.conditional, same_as_neighbour)


def _set_values(fields: RowFields, cells: Sequence[tuple[str, int]], row: CellRow) -> None:
    values, width = row.values, len(row.values)
    for name, column in cells:
        fields.values[name] = values[column - 1] if column <= width else None
        fields.columns[name] = column


def _join_letter(fields: RowFields) -> None:
    letter, ref = plain_text(fields.values.pop("letter", None)), fields.values.get("ref")
    fields.columns.pop("letter", None)
    if letter and ref is not None:
        fields.values["ref"] = f"{plain_text(ref)}{letter}"


def _split_ref(fields: RowFields) -> None:
    parts = split_ref(plain_text(fields.values.get("recommendation")))
    if parts is not None:
        fields.set_value("ref", parts[0], fields.columns["recommendation"])
        fields.values["recommendation"] = parts[1]


def _add_lines(fields: RowFields, row: CellRow, group: PeriodColumns) -> None:
    """Add the texts of further update columns, each after its heading."""
    for heading in group.further_updates:
        text = displayed_text(row.value_at(heading.column))
        if not text:
            continue
        before = fields.values.get("update")
        fields.add_part((fields.sheet, address(heading.column, fields.row)), "update")
        if before is None:
            fields.set_value("update", row.value_at(heading.column), heading.column)
        else:
            fields.values["update"] = f"{displayed_text(before)}\n{heading.words}: {text}"
