"""The fields of one row, with the cell of each."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, StatusCell, Value, plain_text
from loaders.layouts.columns.column_map import PeriodColumns
from loaders.layouts.forms.ref_titles import split_ref
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.refs import compared_text, ref_key

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
        letter, ref = plain_text(values.pop("letter")), values.get("ref")
        if letter and ref is not None:
            values["ref"] = f"{plain_text(ref)}{letter}"
            parts = {(sheet.name, address(columns["letter"], item.row.number)): "ref"}
        columns = {name: column for name, column in columns.items() if name != "letter"}
    if source.refs_in_text:
        values, columns = _with_split_ref(values, columns)
    outside_row: dict[str, tuple[str, str]] = {}
    for name, inherited in _inherited(source, item, columns, review):
        values[name], outside_row[name] = inherited.value, inherited.location
    return Record(sheet.name, item.row.number, columns, values, sheet.day_zero, outside_row, parts)


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
    if group.further_updates:
        lines = [heading for heading in group.further_updates if displayed_text(item.row.value_at(heading.column))]
        if lines:
            if values.get("update") is None:
                columns["update"] = lines[0].column
            values["update"] = _joined_lines(values.get("update"), lines, item.row)
        parts = {(sheet.name, address(heading.column, number)): "update" for heading in lines}
    shaded = status_columns(group)
    status = read_status(sheet, item.row, *shaded) if shaded else None
    if shaded is not None and status is not None:
        values["status"], columns["status"] = status, shaded[1]
    elif "status" in values:
        values["status"] = None
    return Record(sheet.name, number, columns, values, sheet.day_zero, parts=parts)


def response_fields(source: InterpretedTable, item: ItemRow, group: PeriodColumns) -> Record | None:
    """Return the response in a row for one round; None without one."""
    heading = group.columns.get(ColumnMeaning.RESPONSE)
    value = item.row.value_at(heading.column) if heading else None
    if heading is None or value is None:
        return None
    sheet = source.table.sheet
    return Record(sheet.name, item.row.number, {"update": heading.column}, {"update": value}, sheet.day_zero)


def status_columns(group: PeriodColumns) -> tuple[int | None, int] | None:
    """Return the column of a round's status, or None, and that of its fill; None for a round without either."""
    heading, update = group.columns.get(ColumnMeaning.STATUS), group.columns.get(ColumnMeaning.UPDATE)
    shaded = heading or update
    return None if shaded is None else (heading.column if heading else None, shaded.column)


def read_status(sheet: SheetCells, row: CellRow, column: int | None, shaded: int) -> StatusCell | None:
    """Return the value of a status column with the fill of its cell; None without either."""
    value, fills = row.value_at(column), sheet.fills_by_row.get(row.number, {})
    fill = fills.get(shaded)
    colour = sheet.distinct_fill(row, shaded) if fill is not None else None
    if fill is None or colour is None:
        return _status(value) if value is not None else None
    before, after = fills.get(shaded - 1), fills.get(shaded + 1)
    is_band = (before is not None and before.colour == colour) or (after is not None and after.colour == colour)
    return _status(value, colour, fill.conditional, is_band)


def _values(columns: Mapping[str, int], row: CellRow) -> dict[str, Value]:
    values, width = row.values, len(row.values)
    return {name: values[column - 1] if column <= width else None for name, column in columns.items()}


def _with_split_ref(values: Mapping[str, Value], columns: Mapping[str, int]) -> tuple[dict[str, Value], dict[str, int]]:
    """Return values and columns in which the ref that the text begins with is the ref."""
    parts = split_ref(plain_text(values.get("recommendation")))
    if parts is None:
        return dict(values), dict(columns)
    ref, text = parts
    return {**values, "ref": ref, "recommendation": text}, {**columns, "ref": columns["recommendation"]}


def _inherited(
    source: InterpretedTable, item: ItemRow, columns: Mapping[str, int], review: InheritedValue | None
) -> Iterator[tuple[str, InheritedValue]]:
    """Yield the fields of an item from outside its row: those of its table, the theme of its group, the review."""
    for name in _ITEM_NAMES if source.inherited else ():
        if name in source.inherited and name not in columns:
            yield name, source.inherited[name]
    group = item.group_row
    if group is not None and "theme" not in columns and ColumnMeaning.THEME not in source.columns.fields:
        location = (source.table.sheet.name, address(group.column, group.row))
        yield "theme", InheritedValue(group.words, location)
    if review is not None and "review" not in columns:
        yield "review", review


def _joined_lines(update: Value, lines: Sequence[ColumnHeading], row: CellRow) -> Value:
    """Return an update with the texts of further update columns, each after its heading; a first one has none."""
    for heading in lines:
        value = row.value_at(heading.column)
        update = value if update is None else f"{displayed_text(update)}\n{heading.words}: {displayed_text(value)}"
    return update
