"""The tables of the database, at the newest migration.

Each sheet has a table of rows. A row is valid from the version in `introduced` until before the one in `retired`, which
is empty while it is current; `place` is the sort key of the rows of a version, with gaps so that a row can be inserted
between two others without changing them. Triggers, which the migrations create, refuse every other change.
"""

import sqlalchemy as sa

from model.tracker.columns import DECISIONS, KEY, PROGRESS, REVIEWS, SHEETS, TARGETS, DataType, SheetPlan, table_fields

METADATA = sa.MetaData()
REVISION = "0011"
"""The newest migration. A database at this revision needs no other."""

READ_AS_THEY_ARE = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
"""Earlier migrations whose databases and backups are read as they are: what they do not have yet has a default."""

SINCE = "since"
"""The key, in the `info` of a table or column, of the migration that added it."""

VERSION_TABLE = "cynnydd_schema"
"""The table in which Alembic stores the revision; another application may use the default name in the same database."""

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
    sa.Column("verified", sa.Boolean, nullable=False, server_default=sa.false(), info={SINCE: "0003"}),
)

POINTER = sa.Table(
    "pointer",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, sa.ForeignKey("versions.number")),
)
"""One row, whose `version` is the current one. A publisher locks it until the transaction ends; it only increases."""

TOKENS = sa.Table(
    "tokens",
    METADATA,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("version", sa.Integer, sa.ForeignKey("versions.number"), nullable=False),
    sa.Column("unchanged", sa.Boolean, nullable=False),
)
"""The publication with each token, by the SHA-256 of the token."""

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
    sa.Column("verified", sa.Boolean, nullable=False, server_default=sa.false(), info={SINCE: "0003"}),
    *(
        sa.Column(name, sa.Text, nullable=False, server_default="", info={SINCE: "0003"})
        for name in ("role", "session", "address")
    ),
    sa.Index("audit_at", "at", "id"),
)

ROLES = sa.Table(
    "roles",
    METADATA,
    sa.Column("identity", sa.String(512), primary_key=True),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("agencies", sa.Text),
    sa.Column("granted_by", sa.Text, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    info={SINCE: "0003"},
)
"""The roles that administrators granted; `agencies` is a JSON list, or empty for all."""

ENDED_SESSIONS = sa.Table(
    "ended_sessions",
    METADATA,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("at", sa.String(32), nullable=False),
    info={SINCE: "0003"},
)
"""The sign-ins that ended before their time, by a digest: their cookies are refused."""

FEED_TOKENS = sa.Table(
    "feed_tokens",
    METADATA,
    sa.Column("name", sa.String(128), primary_key=True),
    sa.Column("digest", sa.String(64), nullable=False, unique=True),
    sa.Column("agencies", sa.Text),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    info={SINCE: "0007"},
)
"""The tokens of the data feeds, by the SHA-256 of each; `agencies` is a JSON list, or empty for all."""

PACKED = sa.Table(
    "packed",
    METADATA,
    sa.Column("version", sa.Integer, sa.ForeignKey("versions.number"), primary_key=True, autoincrement=False),
    sa.Column("checksum", sa.String(64), nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""Copies of the rows of the newest versions in columns; the rows are what was published."""

MAPPINGS = sa.Table(
    "mappings",
    METADATA,
    sa.Column("headings", sa.String(64), primary_key=True),
    sa.Column("options", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
)
"""The column mappings of workbooks, by the SHA-256 of their headings."""

ROUNDS = sa.Table(
    "rounds",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("month", sa.String(10), nullable=False),
    sa.Column("due", sa.String(10), nullable=False),
    sa.Column("scope", sa.String(16), nullable=False),
    sa.Column("version", sa.Integer, sa.ForeignKey("versions.number"), nullable=False),
    sa.Column("welsh_agencies", sa.Text, nullable=False),
    sa.Column("started_by", sa.Text, nullable=False),
    sa.Column("verified", sa.Boolean, nullable=False),
    sa.Column("started_at", sa.String(32), nullable=False),
    sa.Column("closed_by", sa.Text),
    sa.Column("closed_at", sa.String(32)),
    sa.Column("returns_format", sa.String(8), info={SINCE: "0009"}),
    info={SINCE: "0005"},
)
"""The rounds, of which one is open at most; `welsh_agencies` is a JSON list, `returns_format` the last one made."""

ROUND_REQUESTS = sa.Table(
    "round_requests",
    METADATA,
    sa.Column("round", sa.Integer, sa.ForeignKey("rounds.number"), primary_key=True, autoincrement=False),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("review", sa.Text, nullable=False),
    sa.Column("ref", sa.Text, nullable=False),
    info={SINCE: "0005"},
)
"""What a round requests, as it was when the round started."""

RETURNS = sa.Table(
    "returns",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("round", sa.Integer, sa.ForeignKey("rounds.number"), nullable=False),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("received_at", sa.String(32), nullable=False),
    sa.Column("received_by", sa.Text, nullable=False),
    sa.Column("verified", sa.Boolean, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256")),
    sa.Column("version", sa.Integer),
    sa.Column("answers", sa.Text, nullable=False),
    sa.Column("issues", sa.Text, nullable=False),
    sa.Index("returns_round", "round", "number"),
    info={SINCE: "0005"},
)
"""The returns that were received, one row each time; without a file where a person typed an answer."""

DRAFTS = sa.Table(
    "drafts",
    METADATA,
    sa.Column("round", sa.Integer, sa.ForeignKey("rounds.number"), primary_key=True, autoincrement=False),
    sa.Column("review", sa.String(512), primary_key=True),
    sa.Column("ref", sa.String(512), primary_key=True),
    sa.Column("field", sa.String(64), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("edit", sa.Integer, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("verified", sa.Boolean, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    info={SINCE: "0006"},
)
"""What the office has decided so far in a round, by cell; `edit` counts how often a cell was written."""

UPLOADS = sa.Table(
    "uploads",
    METADATA,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("identity", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    info={SINCE: "0010"},
)
"""The files that editors work on, by the SHA-256 of the token of each, with the sign-in that may read it."""

_TYPES = {
    DataType.TEXT: sa.Text,
    DataType.NAME: sa.Text,
    DataType.NAMES: sa.Text,
    DataType.DATE: sa.Date,
    DataType.FLAG: sa.Boolean,
}


_ADDED = {
    (TARGETS.table, ""): "0004",
    (DECISIONS.table, ""): "0004",
    **{(PROGRESS.table, field): "0004" for field in ("agency_status", "proposed_closure", "closure_reason")},
    (REVIEWS.table, "response_days"): "0008",
    (DECISIONS.table, "superseded_by"): "0011",
}
"""The migration that added a sheet, or a column of one."""


def _since(table: str, field: str = "") -> dict[str, str]:
    """Return the `info` of a sheet's table, or of one of its columns."""
    return {SINCE: _ADDED[table, field]} if (table, field) in _ADDED else {}


def _rows_table(plan: SheetPlan) -> sa.Table:
    return sa.Table(
        f"tracker_{plan.table}",
        METADATA,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("introduced", sa.Integer, sa.ForeignKey("versions.number"), nullable=False),
        sa.Column("retired", sa.Integer, sa.ForeignKey("versions.number")),
        sa.Column("place", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        *(
            sa.Column(field, _TYPES[data_type], info=_since(plan.table, field))
            for field, data_type in table_fields(plan).items()
        ),
        sa.Index(f"tracker_{plan.table}_retired", "retired", "introduced"),
        info=_since(plan.table),
    )


ROWS = {plan.table: _rows_table(plan) for plan in SHEETS}
"""The table of each sheet's rows; the rows of the Key are the scale of a version."""

RECORDS = (ORIGINALS, VERSIONS, AUDIT, TOKENS, ROUND_REQUESTS, RETURNS)
"""The tables whose rows are never changed and never deleted."""

PLANS = {plan.table: plan for plan in SHEETS}
SCALE = KEY.table
