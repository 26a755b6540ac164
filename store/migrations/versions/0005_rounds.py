"""The fifth migration: rounds, what each requests, and the returns that were received.

What a round requests and what was received is never changed: triggers refuse it, as for what was published.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_RECORDS = ("round_requests", "returns")


def upgrade() -> None:
    """Create the tables and their triggers."""
    op.create_table(
        "rounds",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("month", sa.String(10), nullable=False),
        sa.Column("due", sa.String(10), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), sa.ForeignKey("versions.number"), nullable=False),
        sa.Column("welsh_agencies", sa.Text(), nullable=False),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.String(32), nullable=False),
        sa.Column("closed_by", sa.Text()),
        sa.Column("closed_at", sa.String(32)),
    )
    op.create_table(
        "round_requests",
        sa.Column("round", sa.Integer(), sa.ForeignKey("rounds.number"), primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
    )
    op.create_table(
        "returns",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("round", sa.Integer(), sa.ForeignKey("rounds.number"), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("received_at", sa.String(32), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256")),
        sa.Column("version", sa.Integer()),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("issues", sa.Text(), nullable=False),
    )
    op.create_index("returns_round", "returns", ["round", "number"])
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(statement)


def _triggers(dialect: str) -> Iterator[str]:
    """Yield the statements that create the triggers; PostgreSQL has the function of the first migration."""
    for table in _RECORDS:
        for change in ("update", "delete"):
            head = f"CREATE TRIGGER {table}_{change} BEFORE {change.upper()} ON {table} FOR EACH ROW"
            if dialect == "postgresql":
                yield f"{head} EXECUTE FUNCTION cynnydd_refuse()"
            else:
                yield f"{head} BEGIN SELECT RAISE(ABORT, 'what was published is never changed'); END"
        if dialect == "postgresql":
            yield f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION cynnydd_refuse()"
