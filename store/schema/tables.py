"""The tables of the database, as the newest migration leaves them.

Each sheet has a table of rows. A row holds from the version in `introduced` until the one in `retired`, which is empty
while it is current; `place` puts the rows of a version in order, and has gaps so that a row can be put between two
others without touching them. Triggers, which the migrations make, refuse every other change of what was once written.
"""

import sqlalchemy as sa

from model.tracker.columns import KEY, SHEETS, DataType, SheetPlan, table_fields

METADATA = sa.MetaData()
REVISION = "0001"
"""The newest migration. A database that is there already needs no look at the others."""

VERSION_TABLE = "cynnydd_schema"
"""Where Alembic notes the migration a database is at; another application in it may have a table of the usual name."""

ORIGINALS = sa.Table(
    "originals",
    METADATA,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

VERSIONS = sa.Table(
    "versions",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("published_at", sa.String(32), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("source_name", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256"), nullable=False),
    sa.Column("recommendations", sa.Integer, nullable=False),
    sa.Column("updates", sa.Integer, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("compared_with", sa.Integer, sa.ForeignKey("versions.number")),
    sa.Column("brings_back", sa.Integer, sa.ForeignKey("versions.number")),
    sa.Column("mode", sa.String(16), nullable=False),
    sa.Column("layout", sa.Text, nullable=False),
    sa.Column("ordered", sa.Boolean, nullable=False),
    sa.Column("understood", sa.Text, nullable=False),
)

POINTER = sa.Table(
    "pointer",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, sa.ForeignKey("versions.number")),
)
"""One row, whose `version` is the current one. Whoever publishes holds it until the end, and it never goes back."""

TOKENS = sa.Table(
    "tokens",
    METADATA,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("version", sa.Integer, sa.ForeignKey("versions.number"), nullable=False),
    sa.Column("unchanged", sa.Boolean, nullable=False),
)
"""What was published with which token, by the SHA-256 of the token."""

AUDIT = sa.Table(
    "audit",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("action", sa.String(16), nullable=False),
    sa.Column("version", sa.Integer),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("details", sa.Text, nullable=False),
)

MAPPINGS = sa.Table(
    "mappings",
    METADATA,
    sa.Column("headings", sa.String(64), primary_key=True),
    sa.Column("options", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
)
"""How workbooks were understood, by the SHA-256 of their headings."""

_TYPES = {
    DataType.TEXT: sa.Text,
    DataType.NAME: sa.Text,
    DataType.NAMES: sa.Text,
    DataType.DATE: sa.Date,
    DataType.FLAG: sa.Boolean,
}


def _rows_table(plan: SheetPlan) -> sa.Table:
    return sa.Table(
        f"tracker_{plan.table}",
        METADATA,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("introduced", sa.Integer, sa.ForeignKey("versions.number"), nullable=False),
        sa.Column("retired", sa.Integer, sa.ForeignKey("versions.number")),
        sa.Column("place", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        *(sa.Column(field, _TYPES[holds]) for field, holds in table_fields(plan).items()),
        sa.Index(f"tracker_{plan.table}_retired", "retired", "introduced"),
    )


ROWS = {plan.table: _rows_table(plan) for plan in SHEETS}
"""The table of each sheet's rows; the statuses of a version's scale are the rows of the Key."""

RECORDS = (ORIGINALS, VERSIONS, AUDIT, TOKENS)
"""What is never changed and never deleted."""

PLANS = {plan.table: plan for plan in SHEETS}
SCALE = KEY.table
