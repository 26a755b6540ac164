"""The entries of a form that are items, and those of which nothing is said."""

from loaders.cell_values import shown
from loaders.layouts.columns import Columns
from loaders.layouts.forms.turn import Down
from loaders.layouts.item_rows import holds, look_at
from loaders.layouts.rows_sorted import ItemRow, SortedRows
from loaders.layouts.tables_found import FoundTable


def sort_entries(table: FoundTable, columns: Columns) -> SortedRows:
    """Return the entries of a form; what it says of another date belongs to its only item."""
    look = look_at(table, columns)
    refs = {shown(row.at(look.ref)) for row in table.body if holds(row, look.texts)}
    whole = table.turn is not None and table.turn.kind is Down.FORM
    result = SortedRows()
    for row in table.body:
        if look.is_item(row, lambda: refs) or (whole and look.says_something(row)):
            result.items.append(ItemRow(row))
        elif row.cells:
            result.others.append(row)
    return result
