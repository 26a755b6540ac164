"""Which rows of a table are items: those with a text of their own, and those of which something is said."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from loaders.cell_values import CellRow, UncalculatedCell, shown
from loaders.heading_aliases import Meaning
from loaders.layouts.cell_fill import filled
from loaders.layouts.columns import Columns
from loaders.layouts.strange_refs import strange_refs
from loaders.layouts.tables_found import FoundTable

_ONCE = (Meaning.RECOMMENDATION, Meaning.TITLE, Meaning.RECOMMENDATION_CY)


@dataclass(frozen=True, slots=True)
class ItemLook:
    """A table as its rows are looked at.

    Attributes:
        ref: the column of the refs.
        texts: the columns whose text makes a row an item.
        said: those of them that tell how an item stands.
        statuses: the columns of statuses.
        described: whether items have a text of their own.
        strange: the numbers of the rows whose ref is unlike all others.
    """

    table: FoundTable
    ref: int | None
    texts: Sequence[int]
    said: Sequence[int]
    statuses: Sequence[int]
    described: bool
    strange: frozenset[int] = frozenset()

    def is_item(self, row: CellRow, refs: Callable[[], Collection[str]]) -> bool:
        """Say whether a row is an item; with a strange ref it is one only if something is said of it.

        `refs` gives the refs that rows with a text have: a status alone is of an item whose ref is one of them.
        """
        if row.number in self.strange and not self.says_something(row):
            return False
        if holds(row, self.texts):
            return True
        ref = row.at(self.ref)
        if ref is None or not self.has_status(row):
            return False
        return not self.described or shown(ref) in refs()

    def says_something(self, row: CellRow) -> bool:
        """Say whether a row tells how an item stands."""
        return holds(row, self.said) or self.has_status(row)

    def has_status(self, row: CellRow) -> bool:
        """Say whether a status stands in a row, or a fill where one stands in other rows."""
        sheet = self.table.sheet
        return any(row.at(column) is not None or filled(sheet, row, column) for column in self.statuses)


def look_at(table: FoundTable, columns: Columns) -> ItemLook:
    """Return a table as its rows are looked at."""
    named = [columns.once[meaning].column for meaning in _ONCE if meaning in columns.once]
    named += [heading.column for heading in columns.actions]
    said = _said_columns(columns)
    statuses = [one.columns[Meaning.STATUS].column for one in columns.rounds if Meaning.STATUS in one.columns]
    ref = columns.column(Meaning.REF)
    look = ItemLook(table, ref, [*named, *said], said, statuses, Meaning.RECOMMENDATION in columns.once)
    return replace(look, strange=strange_refs(table.body, ref, look.says_something))


def holds(row: CellRow, columns: Sequence[int]) -> bool:
    """Say whether a row holds a value in one of some columns; a formula without a result is none."""
    values, width = row.values, len(row.values)
    for column in columns:
        value = values[column - 1] if column <= width else None
        if value is not None and not isinstance(value, UncalculatedCell):
            return True
    return False


def _said_columns(columns: Columns) -> list[int]:
    """Return the columns of updates, and of what was promised."""
    found = [columns.once[Meaning.ACTIVITY].column] if Meaning.ACTIVITY in columns.once else []
    for group in columns.rounds:
        told = (Meaning.UPDATE, Meaning.RESPONSE, Meaning.EVIDENCE, Meaning.UPDATE_CY)
        found += [group.columns[meaning].column for meaning in told if meaning in group.columns]
        found += [heading.column for heading in group.more]
    return found
