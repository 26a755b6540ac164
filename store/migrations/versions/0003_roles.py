"""The third migration: who acted, in versions and the audit trail; roles; and sign-ins that ended."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns with defaults, so that a copy of an earlier release still writes; earlier names were typed."""
    op.add_column("versions", _verified())
    op.add_column("audit", _verified())
    for name in ("role", "session", "address"):
        op.add_column("audit", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_index("audit_at", "audit", ["at", "id"])
    op.create_table(
        "roles",
        sa.Column("identity", sa.String(512), primary_key=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("agencies", sa.Text()),
        sa.Column("granted_by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "ended_sessions",
        sa.Column("session", sa.String(64), primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
    )


def _verified() -> sa.Column[bool]:
    return sa.Column("verified", sa.Boolean(), nullable=False, server_default=sa.false())
