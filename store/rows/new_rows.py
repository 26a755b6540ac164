"""The rows of a new version, from a workbook or an earlier version; only changed rows are written."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

import sqlalchemy as sa

from model.tracker.columns import SheetPlan
from store.rows.row_diff import VersionRows
from store.rows.stored_rows import row_digests, stored_values
from store.schema.tables import ROWS

if TYPE_CHECKING:
    from model.tracker.reading import Row

_NOT_COPIED = ("id", "introduced", "retired", "place")
"""The columns in which a republished row differs from the earlier row."""


class RowSource(Protocol):
    """The rows of one table of a new version, in order, with their digests."""

    @property
    def digests(self) -> Sequence[bytes]:
        """The digest of each row."""

    def insert(self, connection: sa.Connection, positions: Iterable[tuple[int, int]], number: int) -> None:
        """Write some of the rows into a version; each position is a row number and its `place` in the order."""


class WorkbookRows:
    """Rows from a workbook."""

    def __init__(self, plan: SheetPlan, rows: "Iterable[Row]") -> None:
        self._plan, self._rows = plan, list(rows)
        self.digests: Sequence[bytes] = row_digests(plan, self._rows)

    def insert(self, connection: sa.Connection, positions: Iterable[tuple[int, int]], number: int) -> None:
        """Write some of the rows."""
        written = [
            {
                "introduced": number,
                "place": place,
                "digest": self.digests[row_number],
                **stored_values(self._plan, self._rows[row_number]),
            }
            for row_number, place in positions
        ]
        if written:
            connection.execute(sa.insert(ROWS[self._plan.table]), written)


class RepublishedRows:
    """Rows of an earlier version."""

    def __init__(self, table: str, rows: VersionRows) -> None:
        self._table, self._rows = ROWS[table], rows
        self.digests: Sequence[bytes] = rows.digests

    def insert(self, connection: sa.Connection, positions: Iterable[tuple[int, int]], number: int) -> None:
        """Write some of the rows again: the database copies their values."""
        copied = [column for column in self._table.columns if column.name not in _NOT_COPIED]
        new = (sa.literal(number, sa.Integer), sa.bindparam("at_place", type_=sa.BigInteger))
        copies = sa.select(*new, *copied).where(self._table.c.id == sa.bindparam("row_id", type_=sa.Integer))
        names = ["introduced", "place", *(column.name for column in copied)]
        wanted = [{"row_id": self._rows.ids[row_number], "at_place": place} for row_number, place in positions]
        if wanted:
            connection.execute(sa.insert(self._table).from_select(names, copies), wanted)


def retire(connection: sa.Connection, table: sa.Table, ids: Iterable[int], number: int) -> None:
    """Retire rows from a version on."""
    retired = [{"row_id": row_id} for row_id in ids]
    if retired:
        is_row = table.c.id == sa.bindparam("row_id")
        connection.execute(sa.update(table).where(is_row).values(retired=number), retired)
