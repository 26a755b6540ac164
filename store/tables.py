"""The tables of the database, as a new one is created, with their triggers.

Each sheet has a table of rows. A row is valid from the version in `introduced` until before the one in `retired`, which
is empty while it is current; `place` is the sort key of the rows of a version, with gaps so that a row can be inserted
between two others without changing them. Triggers refuse every other change.
"""

from collections.abc import Iterator

import sqlalchemy as sa

from model.tracker.columns import KEY, SHEETS, DataType, SheetPlan, table_fields

METADATA = sa.MetaData()
REVISION = "0011"
"""The revision of a new database: the newest of `store/migrations/versions/`."""

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
    sa.Column("verified", sa.Boolean, nullable=False, server_default=sa.false()),
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
    sa.Column("verified", sa.Boolean, nullable=False, server_default=sa.false()),
    *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in ("role", "session", "address")),
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
)
"""The roles that administrators granted; `agencies` is a JSON list, or empty for all."""

ENDED_SESSIONS = sa.Table(
    "ended_sessions",
    METADATA,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("at", sa.String(32), nullable=False),
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
)
"""The tokens of the data feeds, by the SHA-256 of each; `agencies` is a JSON list, or empty for all."""

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
    sa.Column("returns_format", sa.String(8)),
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
)
"""The returns that were received, one row each time; without a file where a person typed an answer."""

DRAFTS = sa.Table(
    "drafts",
    METADATA,
    sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("review", sa.String(512), primary_key=True),
    sa.Column("ref", sa.String(512), primary_key=True),
    sa.Column("field", sa.String(64), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("edit", sa.Integer, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("verified", sa.Boolean, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("before", sa.Text, nullable=False, server_default=""),
)
"""What editors have written and not published, by cell; `edit` counts how often a cell was written.

Round 0 has the changes of the page Edit, with what was published `before`, round -1 the notes to colleagues, which are
never published; the others are of the round.
"""

ADDRESSES = sa.Table(
    "addresses",
    METADATA,
    sa.Column("agency", sa.String(512), primary_key=True),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
)
"""The e-mail address of each agency, to which its returns are sent; no paper and no feed has it."""

UPLOADS = sa.Table(
    "uploads",
    METADATA,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("identity", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
)
"""The files that editors work on, by the SHA-256 of the token of each, with the sign-in that may read it."""

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
        *(sa.Column(field, _TYPES[data_type]) for field, data_type in table_fields(plan).items()),
        sa.Index(f"tracker_{plan.table}_retired", "retired", "introduced"),
    )


ROWS = {plan.table: _rows_table(plan) for plan in SHEETS}
"""The table of each sheet's rows; the rows of the Key are the scale of a version."""

RECORDS = (ORIGINALS, VERSIONS, AUDIT, TOKENS, ROUND_REQUESTS, RETURNS)
"""The tables whose rows are never changed and never deleted."""

PLANS = {plan.table: plan for plan in SHEETS}
SCALE = KEY.table

_REFUSAL = "what was published is never changed"
_FUNCTION = f"""
CREATE FUNCTION cynnydd_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
"""


def triggers(dialect: str) -> Iterator[str]:
    """Yield the statements that create the triggers: a row may be retired once, and the pointer only increases."""
    if dialect == "postgresql":
        yield _FUNCTION
        for table in (*RECORDS, *ROWS.values(), POINTER):
            yield f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION cynnydd_refuse()"
    for table in (*RECORDS, *ROWS.values(), POINTER):
        yield _refused(dialect, table, "delete")
    for table in RECORDS:
        yield _refused(dialect, table, "update")
    for table in ROWS.values():
        fixed = ", ".join(f'"{column.name}"' for column in table.columns if column.name != "retired")
        yield _refused(dialect, table, "update", of=fixed)
        yield _refused(dialect, table, "update", of="retired", when="OLD.retired IS NOT NULL")
    yield _refused(dialect, POINTER, "update", when="NEW.version IS NULL OR NEW.version <= OLD.version")


def _refused(dialect: str, table: sa.Table, change: str, *, of: str = "", when: str = "") -> str:
    """Return the statement that creates a trigger against changes to the rows of a table."""
    name = f"{table}_{change}{'_retired' if of == 'retired' else ''}"
    event = f"BEFORE {change.upper()}{f' OF {of}' if of else ''} ON {table} FOR EACH ROW"
    condition = f" WHEN ({when})" if when else ""
    if dialect == "postgresql":
        return f"CREATE TRIGGER {name} {event}{condition} EXECUTE FUNCTION cynnydd_refuse()"
    return f"CREATE TRIGGER {name} {event}{condition} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
