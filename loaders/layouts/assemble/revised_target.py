"""The revised target of an item, as a record of the sheet Targets."""

from loaders.cells.values import Value
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning

REVISED = ColumnMeaning.REVISED_TARGET.value
_TARGET = ColumnMeaning.TARGET.value
_KEY = (ColumnMeaning.REVIEW.value, ColumnMeaning.REF.value)


def revised_target(item: Record) -> Record:
    """Return the record of an item's revised target; when it was set is not known."""
    values: dict[str, Value] = {}
    columns: dict[str, int] = {}
    outside_row: dict[str, tuple[str, str]] = {}
    for name, field in (*((name, name) for name in _KEY), (REVISED, _TARGET)):
        if name in item.values:
            values[field] = item.values[name]
        if name in item.columns:
            columns[field] = item.columns[name]
        if name in item.outside_row:
            outside_row[field] = item.outside_row[name]
    return Record(item.sheet, item.row, columns, values, item.day_zero, outside_row, extent=item.extent)
