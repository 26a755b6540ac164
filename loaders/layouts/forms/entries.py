"""The entries of a form that are items, and those of which nothing is said."""

from loaders.cells.values import plain_text
from loaders.layouts.columns.column_map import Columns
from loaders.layouts.rows.item_rows import holds, look_at
from loaders.layouts.rows.row_types import ItemRow, SortedRows
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.transposition import Down


def sort_entries(table: FoundTable, columns: Columns) -> SortedRows:
    """Return the entries of a form; what it says of another date belongs to its only item."""
    look = look_at(table, columns)
    refs = {plain_text(row.at(look.ref)) for row in table.body if holds(row, look.texts)}
    whole = table.turn is not None and table.turn.kind is Down.FORM
    result = SortedRows()
    for row in table.body:
        if look.is_item(row, lambda: refs) or (whole and look.says_something(row)):
            result.items.append(ItemRow(row))
        elif row.cells:
            result.others.append(row)
    return result
