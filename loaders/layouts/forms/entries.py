"""Which entries of a transposed form are items."""

from loaders.cells.values import CellRow, plain_text
from loaders.layouts.columns.column_map import ColumnMap
from loaders.layouts.rows.item_rows import has_value, item_row_rules
from loaders.layouts.rows.row_types import ClassifiedRows, ItemRow
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.transposition import TransposedKind


def classify_entries(table: FoundTable, columns: ColumnMap) -> ClassifiedRows:
    """Return the rows of a transposed form by type; each dated entry of a single recommendation is an item."""
    rules = item_row_rules(table, columns)
    refs = {plain_text(row.value_at(rules.ref_column)) for row in table.body if has_value(row, rules.text_columns)}
    is_single = table.transposition is not None and table.transposition.kind is TransposedKind.FORM
    items: list[ItemRow] = []
    others: list[CellRow] = []
    for row in table.body:
        if rules.is_item(row, lambda: refs) or (is_single and rules.has_update(row)):
            items.append(ItemRow(row))
        elif row.filled_count:
            others.append(row)
    return ClassifiedRows(items=tuple(items), other_rows=tuple(others))
