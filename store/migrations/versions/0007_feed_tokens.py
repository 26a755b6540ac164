"""The seventh migration: the tokens of the data feeds, as digests."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "feed_tokens",
        sa.Column("name", sa.String(128), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("agencies", sa.Text()),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
