"""The rows under a table's headings: items, groups of items, and what is neither."""

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from loaders.cell_values import CellRow, shown
from loaders.layouts.columns import Columns
from loaders.layouts.group_rows import Group, group_at
from loaders.layouts.item_rows import holds, look_at
from loaders.layouts.table_ends import end_of_table, foot_places
from loaders.layouts.tables_found import FoundTable


class ItemRow(NamedTuple):
    """A row of the table, and the group it stands in."""

    row: CellRow
    group: Group | None = None


@dataclass(slots=True)
class SortedRows:
    """The rows of a table: its items in order, its groups, rows that are no items, and what stands below it."""

    items: list[ItemRow] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    others: list[CellRow] = field(default_factory=list)
    below: list[CellRow] = field(default_factory=list)


def sort_rows(table: FoundTable, columns: Columns) -> SortedRows:
    """Return the rows of a table by what they are.

    A row without any text of its own (an id, a formula, a default status) is no item. What follows the last item, or a
    total or a key, stands below the table.
    """
    look = look_at(table, columns)
    feet = foot_places(table.body)
    end = end_of_table(look, columns, feet)
    result = SortedRows(below=list(table.body[end:]))
    group: Group | None = None
    inside, ends = _inside_merged(table), set(feet)

    @cache
    def refs() -> set[str]:
        return {shown(row.at(look.ref)) for row in table.body[:end] if holds(row, look.texts)}

    for place, row in enumerate(table.body[:end]):
        if place in ends:
            result.others.append(row)
        elif (named := group_at(place, table, columns)) is not None:
            group = named
            result.groups.append(named)
        elif look.is_item(row, refs):
            result.items.append(ItemRow(row, group))
        elif not all((column, row.number) in inside for column in row.held):
            result.others.append(row)
    _drop_idle_groups(result, table)
    return result


def _drop_idle_groups(result: SortedRows, table: FoundTable) -> None:
    """Count a group row without an item below it among the rows that are no items."""
    if not result.groups:
        return
    used = {item.group.row for item in result.items if item.group is not None}
    idle = {group.row for group in result.groups} - used
    result.groups = [group for group in result.groups if group.row in used]
    result.others += [row for row in table.body if row.number in idle]
    result.others.sort(key=lambda row: row.number)


def _inside_merged(table: FoundTable) -> set[tuple[int, int]]:
    """Return the cells that only repeat the value of a merged cell that begins in a row above."""
    first, last = (table.body[0].number, table.body[-1].number) if table.body else (1, 0)
    return {
        (area.first_column, row)
        for area in table.sheet.merged
        for row in range(max(area.first_row + 1, first), min(area.last_row, last) + 1)
    }
