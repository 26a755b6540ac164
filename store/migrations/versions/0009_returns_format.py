"""The ninth migration: the format in which the returns of a round were made last."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column, which is empty for a round whose returns were made before."""
    op.add_column("rounds", sa.Column("returns_format", sa.String(8)))
