"""The rows that a version is to have, of one table: what they hold is asked only of those that have to be written."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

import sqlalchemy as sa

from model.tracker.columns import SheetPlan
from store.rows.row_diff import VersionRows
from store.rows.stored_rows import row_digests, stored_values
from store.schema.tables import ROWS

if TYPE_CHECKING:
    from model.tracker.tracker import Row

_NEW = ("id", "introduced", "retired", "place")
"""The columns in which a row that is introduced again differs from the one it was."""


class RowSource(Protocol):
    """The rows of a table that a version is to have, in order, by their digests."""

    @property
    def digests(self) -> Sequence[bytes]:
        """The digest of each row."""

    def insert(self, connection: sa.Connection, positions: Iterable[tuple[int, int]], number: int) -> None:
        """Write some of the rows, each given by which it is and its place, as new in a version."""


class WorkbookRows:
    """Rows that were read from a workbook."""

    def __init__(self, plan: SheetPlan, rows: "Iterable[Row]") -> None:
        self._plan, self._rows = plan, list(rows)
        self.digests: Sequence[bytes] = row_digests(plan, self._rows)

    def insert(self, connection: sa.Connection, placed: Iterable[tuple[int, int]], number: int) -> None:
        """Write some of the rows."""
        written = [
            {
                "introduced": number,
                "place": place,
                "digest": self.digests[at],
                **stored_values(self._plan, self._rows[at]),
            }
            for at, place in placed
        ]
        if written:
            connection.execute(sa.insert(ROWS[self._plan.table]), written)


class RepublishedRows:
    """Rows that an earlier version has."""

    def __init__(self, table: str, held: VersionRows) -> None:
        self._table, self._held = ROWS[table], held
        self.digests: Sequence[bytes] = held.digests

    def insert(self, connection: sa.Connection, placed: Iterable[tuple[int, int]], number: int) -> None:
        """Write some of the rows once more: the database copies what they hold."""
        copied = [column for column in self._table.columns if column.name not in _NEW]
        new = (sa.literal(number, sa.Integer), sa.bindparam("at_place", type_=sa.BigInteger))
        again = sa.select(*new, *copied).where(self._table.c.id == sa.bindparam("row_id", type_=sa.Integer))
        names = ["introduced", "place", *(column.name for column in copied)]
        wanted = [{"row_id": self._held.ids[at], "at_place": place} for at, place in placed]
        if wanted:
            connection.execute(sa.insert(self._table).from_select(names, again), wanted)


def retire(connection: sa.Connection, table: sa.Table, ids: Iterable[int], number: int) -> None:
    """Let rows hold no longer from a version on."""
    retired = [{"row_id": row_id} for row_id in ids]
    if retired:
        named = table.c.id == sa.bindparam("row_id")
        connection.execute(sa.update(table).where(named).values(retired=number), retired)
