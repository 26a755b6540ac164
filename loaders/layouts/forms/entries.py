"""The entries of a form that are items, and those of which nothing is said."""

from loaders.cells.values import plain_text
from loaders.layouts.columns.column_map import ColumnMap
from loaders.layouts.rows.item_rows import has_value, item_row_rules
from loaders.layouts.rows.row_types import ClassifiedRows, ItemRow
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.transposition import TransposedKind


def classify_entries(table: FoundTable, columns: ColumnMap) -> ClassifiedRows:
    """Return the entries of a form; what it says of another date belongs to its only item."""
    look = item_row_rules(table, columns)
    refs = {plain_text(row.value_at(look.ref_column)) for row in table.body if has_value(row, look.text_columns)}
    whole = table.transposition is not None and table.transposition.kind is TransposedKind.FORM
    result = ClassifiedRows()
    for row in table.body:
        if look.is_item(row, lambda: refs) or (whole and look.has_update(row)):
            result.items.append(ItemRow(row))
        elif row.filled_count:
            result.other_rows.append(row)
    return result
