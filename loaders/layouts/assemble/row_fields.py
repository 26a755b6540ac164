"""The fields of one row, with the cell of each."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, StatusCell, Value, plain_text
from loaders.layouts.columns.column_map import PeriodColumns
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.refs import compared_text, ref_key, split_ref

_status = lru_cache(maxsize=4096, typed=True)(StatusCell)
"""Caches the statuses, for very many cells hold the same one."""
_ITEM_NAMES = ("ref", "title", "theme", "lead_agency")
"""The fields of an item that every row of a table may inherit."""
_NO_PARTS: Mapping[tuple[str, str], str] = MappingProxyType({})
ItemKey = tuple[str, str]
"""The key of an item: its normalised review, and its normalised ref with the item's index among those with that ref."""


def item_fields(source: InterpretedTable, item: ItemRow, review: InheritedValue | None) -> Record:
    """Return the fields of a row that describe the item itself; `review` is that of items without one."""
    sheet, columns, parts = source.table.sheet, source.columns.field_columns, _NO_PARTS
    values = _values(columns, item.row)
    if "letter" in columns:  # it is the end of the ref
        letter, number = plain_text(values.pop("letter")), values.get("ref")
        if letter and number is not None:
            values["ref"] = f"{plain_text(number)}{letter}"
            parts = {(sheet.name, sheet.address(columns["letter"], item.row.number)): "ref"}
        columns = {name: column for name, column in columns.items() if name != "letter"}
    split = split_ref(plain_text(values.get("recommendation"))) if source.refs_in_text else None
    if split is not None:
        values["ref"], values["recommendation"] = split
        columns = {**columns, "ref": columns["recommendation"]}
    outside_row: dict[str, tuple[str, str]] = {}
    for name, inherited in _inherited(source, item, columns, review):
        values[name], outside_row[name] = inherited.value, inherited.location
    return Record(sheet.name, item.row.number, columns, values, sheet.day_zero, outside_row, parts, sheet.turned)


def item_key(fields: Record, index: int) -> ItemKey:
    """Return the key of an item by its first row and its index among those with its ref; its updates have it, too."""
    ref = ref_key(fields.values.get("ref")) or f"\0{fields.sheet}{fields.row}"
    return review_key(fields), f"{ref}\0{index}"


def review_key(fields: Record) -> str:
    """Return the review of a row, normalised for comparison."""
    return compared_text(fields.values.get("review"))


def update_fields(source: InterpretedTable, item: ItemRow, group: PeriodColumns) -> Record:
    """Return the fields of a row that belong to one round, except for a response."""
    values, columns = _values(group.field_columns, item.row), dict(group.field_columns)
    sheet, number, parts = source.table.sheet, item.row.number, _NO_PARTS
    for heading in group.further_updates:  # a text after an update has its heading before it
        value, update = item.row.value_at(heading.column), values.get("update")
        text = displayed_text(value)
        if text and update is None:
            values["update"], columns["update"] = value, heading.column
        elif text:
            values["update"] = f"{displayed_text(update)}\n{heading.words}: {text}"
        if text:
            parts = {**parts, (sheet.name, sheet.address(heading.column, number)): "update"}
    status = read_status(sheet, item.row, *group.status_cells)
    if status is not None:
        values["status"], columns["status"] = status, group.status_cells[1]
    return Record(sheet.name, number, columns, values, sheet.day_zero, parts=parts, turned=sheet.turned)


def response_fields(source: InterpretedTable, item: ItemRow, group: PeriodColumns) -> Record | None:
    """Return the response in a row for one round; None without one."""
    heading = group.columns.get(ColumnMeaning.RESPONSE)
    value = item.row.value_at(heading.column) if heading else None
    if heading is None or value is None:
        return None
    sheet = source.table.sheet
    columns, values = {"update": heading.column}, {"update": value}
    return Record(sheet.name, item.row.number, columns, values, sheet.day_zero, turned=sheet.turned)


def read_status(sheet: SheetCells, row: CellRow, column: int | None, shaded: int) -> StatusCell | None:
    """Return the value of a status column with the fill of its cell; None without either."""
    value, fills = row.value_at(column), sheet.fills_by_row.get(row.number, {})
    fill = fills.get(shaded)
    colour = sheet.distinct_fill(row, shaded) if fill is not None else None
    if fill is None or colour is None:
        return _status(value) if value is not None else None
    before, after = fills.get(shaded - 1), fills.get(shaded + 1)
    is_band = (before is not None and before.colour == colour) or (after is not None and after.colour == colour)
    return _status(value, colour, is_band)


def _values(columns: Mapping[str, int], row: CellRow) -> dict[str, Value]:
    values, width = row.values, len(row.values)
    return {name: values[column - 1] if column <= width else None for name, column in columns.items()}


def _inherited(
    source: InterpretedTable, item: ItemRow, columns: Mapping[str, int], review: InheritedValue | None
) -> Iterator[tuple[str, InheritedValue]]:
    """Yield the fields of an item from outside its row: those of its table, the theme of its group, the review."""
    for name in _ITEM_NAMES if source.inherited else ():
        if name in source.inherited and name not in columns:
            yield name, source.inherited[name]
    group = item.group_row
    if group is not None and "theme" not in columns:
        location = (source.table.sheet.name, source.table.sheet.address(group.column, group.row))
        yield "theme", InheritedValue(group.words, location)
    if review is not None and "review" not in columns:
        yield "review", review
