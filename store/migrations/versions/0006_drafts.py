"""The sixth migration: the drafts of a round, each cell with how often it was written."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "drafts",
        sa.Column("round", sa.Integer(), sa.ForeignKey("rounds.number"), primary_key=True, autoincrement=False),
        sa.Column("review", sa.String(512), primary_key=True),
        sa.Column("ref", sa.String(512), primary_key=True),
        sa.Column("field", sa.String(64), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
