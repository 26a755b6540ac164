"""The first migration: tables for versions, originals, rows and the audit trail, with triggers against changes.

It repeats the schema of its time, whatever `store.tables` has today.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None

_RECORDS = ("originals", "versions", "tokens", "audit")
_REFUSAL = "what was published is never changed"


def upgrade() -> None:
    """Create the tables and their triggers."""
    _make_tables()
    for table, columns in _ROWS.items():
        _make_rows_table(f"tracker_{table}", columns)
    op.execute("INSERT INTO pointer (id) VALUES (1)")
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(statement)


def _make_tables() -> None:
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("published_at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256"), nullable=False),
        sa.Column("recommendations", sa.Integer(), nullable=False),
        sa.Column("updates", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("compared_with", sa.Integer(), sa.ForeignKey("versions.number")),
        sa.Column("brings_back", sa.Integer(), sa.ForeignKey("versions.number")),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("ordered", sa.Boolean(), nullable=False),
        sa.Column("understood", sa.Text(), nullable=False),
    )
    op.create_table(
        "pointer",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer(), sa.ForeignKey("versions.number")),
    )
    op.create_table(
        "tokens",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), sa.ForeignKey("versions.number"), nullable=False),
        sa.Column("unchanged", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
    )
    op.create_table(
        "mappings",
        sa.Column("headings", sa.String(64), primary_key=True),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )


def _make_rows_table(name: str, columns: tuple[tuple[str, type[TypeEngine[Any]]], ...]) -> None:
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


def _triggers(dialect: str) -> Iterator[str]:
    """Yield the statements that create the triggers: a row may be retired once, and the pointer only increases."""
    if dialect == "postgresql":
        yield _REFUSE_ON_POSTGRESQL
    for table in _RECORDS:
        yield _refused(dialect, table, "update")
        yield _refused(dialect, table, "delete")
    for table, columns in _ROWS.items():
        name = f"tracker_{table}"
        fixed = ["id", "introduced", "place", "digest", *(column for column, _ in columns)]
        listed = ", ".join(f'"{column}"' for column in fixed)
        yield _refused(dialect, name, "delete")
        yield _refused(dialect, name, "update", of=listed)
        yield _refused(dialect, name, "update", of="retired", when="OLD.retired IS NOT NULL")
    yield _refused(dialect, "pointer", "delete")
    yield _refused(dialect, "pointer", "update", when="NEW.version IS NULL OR NEW.version <= OLD.version")
    if dialect == "postgresql":
        for table in (*_RECORDS, "pointer", *(f"tracker_{table}" for table in _ROWS)):
            yield f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION cynnydd_refuse()"


_REFUSE_ON_POSTGRESQL = f"""
CREATE FUNCTION cynnydd_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
"""


def _refused(dialect: str, table: str, change: str, *, of: str = "", when: str = "") -> str:
    """Return the statement that creates a trigger against changes to the rows of a table."""
    name = f"{table}_{change}{'_retired' if of == 'retired' else ''}"
    event = f"BEFORE {change.upper()}{f' OF {of}' if of else ''} ON {table} FOR EACH ROW"
    condition = f" WHEN ({when})" if when else ""
    if dialect == "postgresql":
        return f"CREATE TRIGGER {name} {event}{condition} EXECUTE FUNCTION cynnydd_refuse()"
    return f"CREATE TRIGGER {name} {event}{condition} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"


_ROWS: Mapping[str, tuple[tuple[str, type[TypeEngine[Any]]], ...]] = {
    "reviews": (
        ("review", sa.Text),
        ("title", sa.Text),
        ("published", sa.Date),
        ("published_last", sa.Date),
        ("published_precision", sa.Text),
        ("published_words", sa.Text),
        ("body", sa.Text),
        ("source", sa.Text),
        ("notes", sa.Text),
        ("title_cy", sa.Text),
    ),
    "recommendations": (
        ("review", sa.Text),
        ("ref", sa.Text),
        ("title", sa.Text),
        ("recommendation", sa.Text),
        ("theme", sa.Text),
        ("lead_agency", sa.Text),
        ("supporting_agencies", sa.Text),
        ("lead_role", sa.Text),
        ("accepted", sa.Text),
        ("target", sa.Date),
        ("target_last", sa.Date),
        ("target_precision", sa.Text),
        ("target_words", sa.Text),
        ("related_refs", sa.Text),
        ("title_cy", sa.Text),
        ("recommendation_cy", sa.Text),
    ),
    "progress": (
        ("review", sa.Text),
        ("ref", sa.Text),
        ("date", sa.Date),
        ("date_last", sa.Date),
        ("date_precision", sa.Text),
        ("date_words", sa.Text),
        ("kind", sa.Text),
        ("status", sa.Text),
        ("rated_by", sa.Text),
        ("basis", sa.Text),
        ("update", sa.Text),
        ("evidence", sa.Text),
        ("update_cy", sa.Text),
    ),
    "monitoring": (
        ("review", sa.Text),
        ("ref", sa.Text),
        ("activity", sa.Text),
        ("due", sa.Date),
        ("due_last", sa.Date),
        ("due_precision", sa.Text),
        ("due_words", sa.Text),
        ("kind", sa.Text),
        ("with", sa.Text),
        ("done", sa.Boolean),
        ("outcome", sa.Text),
        ("activity_cy", sa.Text),
        ("outcome_cy", sa.Text),
    ),
    "key": (
        ("status", sa.Text),
        ("meaning", sa.Text),
        ("complete", sa.Boolean),
        ("colour", sa.Text),
        ("status_cy", sa.Text),
        ("meaning_cy", sa.Text),
    ),
    "names": (
        ("kind", sa.Text),
        ("name", sa.Text),
        ("short_name", sa.Text),
        ("name_cy", sa.Text),
        ("short_name_cy", sa.Text),
    ),
}
