"""The second migration: a table for packed copies of versions, which are loaded without a row of each record."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table. It has no triggers: a copy is made anew from the rows whenever it is missing."""
    op.create_table(
        "packed",
        sa.Column("version", sa.Integer(), sa.ForeignKey("versions.number"), primary_key=True, autoincrement=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
