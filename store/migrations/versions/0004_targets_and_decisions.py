"""The fourth migration: tables for targets and decisions, and what agencies say of themselves in the updates.

It repeats the schema of its time, whatever `store.tables` has today.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0004"
down_revision = "0003"

_REFUSAL = "what was published is never changed"
_Columns = tuple[tuple[str, type[TypeEngine[Any]]], ...]


def upgrade() -> None:
    """Create the tables, add the columns, and extend the triggers to both.

    Packed copies lack them, and are made anew from the rows.
    """
    dialect = op.get_bind().dialect.name
    for table, columns in _TABLES.items():
        _make_rows_table(f"tracker_{table}", columns)
        for statement in _triggers(dialect, f"tracker_{table}", [name for name, _ in columns]):
            op.execute(statement)
    for name, kind in _ADDED:
        op.add_column(_PROGRESS, sa.Column(name, kind()))
    of_table = f" ON {_PROGRESS}" if dialect == "postgresql" else ""
    op.execute(f"DROP TRIGGER IF EXISTS {_PROGRESS}_update{of_table}")
    op.execute(_refused(dialect, _PROGRESS, "update", of=_fixed([*_UPDATE_COLUMNS, *(name for name, _ in _ADDED)])))
    op.execute("DELETE FROM packed")


def _make_rows_table(name: str, columns: _Columns) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("introduced", sa.Integer(), sa.ForeignKey("versions.number"), nullable=False),
        sa.Column("retired", sa.Integer(), sa.ForeignKey("versions.number")),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        *(sa.Column(column, kind()) for column, kind in columns),
    )
    op.create_index(f"{name}_retired", name, ["retired", "introduced"])


def _triggers(dialect: str, name: str, columns: list[str]) -> Iterator[str]:
    """Yield the statements that create the triggers of a table of rows: each may be retired once."""
    yield _refused(dialect, name, "delete")
    yield _refused(dialect, name, "update", of=_fixed(columns))
    yield _refused(dialect, name, "update", of="retired", when="OLD.retired IS NOT NULL")
    if dialect == "postgresql":
        yield f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {name} EXECUTE FUNCTION cynnydd_refuse()"


def _fixed(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in ("id", "introduced", "place", "digest", *columns))


def _refused(dialect: str, table: str, change: str, *, of: str = "", when: str = "") -> str:
    """Return the statement that creates a trigger against changes to the rows of a table."""
    name = f"{table}_{change}{'_retired' if of == 'retired' else ''}"
    event = f"BEFORE {change.upper()}{f' OF {of}' if of else ''} ON {table} FOR EACH ROW"
    condition = f" WHEN ({when})" if when else ""
    if dialect == "postgresql":
        return f"CREATE TRIGGER {name} {event}{condition} EXECUTE FUNCTION cynnydd_refuse()"
    return f"CREATE TRIGGER {name} {event}{condition} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"


_PROGRESS = "tracker_progress"
_UPDATE_COLUMNS = (
    *("review", "ref", "date", "date_last", "date_precision", "date_words"),
    *("kind", "status", "rated_by", "basis", "update", "evidence", "update_cy"),
)
_ADDED: _Columns = (("agency_status", sa.Text), ("proposed_closure", sa.Boolean), ("closure_reason", sa.Text))
_DATE: _Columns = (
    *(("date", sa.Date), ("date_last", sa.Date)),
    *(("date_precision", sa.Text), ("date_words", sa.Text)),
)
_TABLES: Mapping[str, _Columns] = {
    "targets": (
        *(("review", sa.Text), ("ref", sa.Text)),
        *_DATE,
        *(("target", sa.Date), ("target_last", sa.Date), ("target_precision", sa.Text), ("target_words", sa.Text)),
        ("reason", sa.Text),
    ),
    "decisions": (
        *(("review", sa.Text), ("ref", sa.Text)),
        *_DATE,
        *(("decision", sa.Text), ("reason", sa.Text), ("evidence", sa.Text), ("by", sa.Text)),
    ),
}
