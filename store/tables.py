"""The tables of the database, as a new one is created, with their triggers.

Each sheet has a table of rows. A row is valid from the version in `introduced` until before the one in `retired`, which
is empty while it is current; `place` is the sort key of the rows of a version, with gaps so that a row can be inserted
between two others without changing them. Triggers refuse every other change.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from model.access import Role
from model.returns.round import Scope
from model.tracker.columns import KEY, SHEETS, DataType, SheetPlan, table_fields
from model.versions.version import Action, Mode

METADATA = sa.MetaData()
# The revision of a new database: the newest of `store/migrations/versions/`.
REVISION = "0011"

# The table in which Alembic stores the revision; another application may use the default name in the same database.
VERSION_TABLE = "cynnydd_schema"

# Characters that one of the databases cannot store; a read workbook has none.
_NEVER_STORED = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return a text that both databases can store: a character that one of them cannot is replaced, not removed."""
    return _NEVER_STORED.sub("\ufffd", text)


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text, by which it is found without being stored."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class _Text(sa.TypeDecorator[Any]):
    """The type of a column of text: how a value is written into it, and read from it."""

    impl, cache_ok = sa.String, True

    def __init__(self, impl: sa.String, write: Callable[[Any], str], read: Callable[[str], Any] = str) -> None:
        super().__init__()
        self.impl, self.write, self.read = impl, write, read  # type: ignore[assignment]

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:
        """Return a value as text; None, which is empty, stays."""
        return None if value is None else self.write(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Any:
        """Return the value of a text."""
        return None if value is None else self.read(value)


def _names(kind: type[frozenset[str] | tuple[str, ...]]) -> _Text:
    """Return the type of a column with several names, without an order or in one."""
    return _Text(sa.Text(), lambda names: json.dumps([*map(storable, names)]), lambda text: kind(json.loads(text)))


def _one_of(values: type[StrEnum], length: int = 16) -> sa.Enum:
    """Return the type of a column with the value of an enumeration, as text."""
    return sa.Enum(values, native_enum=False, length=length, values_callable=lambda listed: [*map(str, listed)])


_Type = type[sa.types.TypeEngine[Any]] | sa.types.TypeEngine[Any]
_DIGEST = sa.String(64)
_NAME = _Text(sa.String(512), storable)
_TEXT = _Text(sa.Text(), storable)
# A moment in UTC, always of the same length, so that texts are in the order of time.
_MOMENT = _Text(sa.String(32), lambda at: at.astimezone(UTC).isoformat(timespec="microseconds"), datetime.fromisoformat)
_DAY = _Text(sa.String(10), date.isoformat, date.fromisoformat)
_JSON = _Text(sa.Text(), lambda values: json.dumps(dict(values)), json.loads)


def _table(name: str, /, *columns: sa.schema.SchemaItem, **required: _Type) -> sa.Table:
    """Return a table, with the columns that are never empty by their names."""
    return sa.Table(name, METADATA, *columns, *_required(**required))


def _required(**types: _Type) -> Iterator[sa.Column[Any]]:
    """Yield columns that are never empty."""
    return (sa.Column(name, type_, nullable=False) for name, type_ in types.items())


def _key(name: str, type_: _Type, *others: sa.schema.SchemaItem) -> sa.Column[Any]:
    """Return a column of the primary key, whose numbers the database does not generate."""
    return sa.Column(name, type_, *others, primary_key=True, autoincrement=False)


def _version(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """Return a column with the number of a version."""
    return sa.Column(name, sa.Integer, sa.ForeignKey("versions.number"), nullable=nullable)


ORIGINALS = _table("originals", _key("sha256", _DIGEST), content=sa.LargeBinary)

VERSIONS = _table(
    "versions",
    _key("number", sa.Integer),
    *_required(published_at=_MOMENT, who=_TEXT, reason=_TEXT, source_name=_TEXT, mode=_one_of(Mode)),
    sa.Column("sha256", _DIGEST, sa.ForeignKey("originals.sha256"), nullable=False),
    *(_version(name, nullable=True) for name in ("compared_with", "brings_back")),
    *_required(recommendations=sa.Integer, updates=sa.Integer, digest=_DIGEST),
    *_required(layout=_TEXT, understood=_TEXT, ordered=sa.Boolean),
    sa.Column("verified", sa.Boolean, nullable=False, server_default=sa.false()),
)

# One row, whose `version` is the current one. A publisher locks it until the transaction ends; it only increases.
POINTER = _table("pointer", _key("id", sa.Integer), _version("version", nullable=True))

# The publication with each token, by the SHA-256 of the token.
TOKENS = _table("tokens", _key("token", _DIGEST), _version("version"), sha256=_DIGEST, unchanged=sa.Boolean)

AUDIT = _table(
    "audit",
    sa.Column("id", sa.Integer, primary_key=True),
    *_required(at=_MOMENT, action=_one_of(Action), who=_TEXT, reason=_TEXT, details=_JSON),
    sa.Column("version", sa.Integer),
    sa.Column("verified", sa.Boolean, nullable=False, server_default=sa.false()),
    *(sa.Column(name, _TEXT, nullable=False, server_default="") for name in ("role", "session", "address")),
    sa.Index("audit_at", "at", "id"),
)

# The roles that administrators granted; `agencies` is empty for all.
ROLES = _table(
    "roles",
    _key("identity", _NAME),
    sa.Column("agencies", _names(frozenset)),
    *_required(role=_one_of(Role), granted_by=_TEXT, at=_MOMENT),
)

# The sign-ins that ended before their time, by a digest: their cookies are refused.
ENDED_SESSIONS = _table("ended_sessions", _key("session", _DIGEST), at=_MOMENT)

# The tokens of the data feeds, by the SHA-256 of each; `agencies` is empty for all.
FEED_TOKENS = _table(
    "feed_tokens",
    _key("name", sa.String(128)),
    sa.Column("digest", _DIGEST, nullable=False, unique=True),
    sa.Column("agencies", _names(frozenset)),
    *_required(made_by=_TEXT, at=_MOMENT),
)

# The column mappings of workbooks, by the SHA-256 of their headings.
MAPPINGS = _table("mappings", _key("headings", _DIGEST), options=_JSON, who=_TEXT, at=_MOMENT)

# The rounds, of which one is open at most.
ROUNDS = _table(
    "rounds",
    _key("number", sa.Integer),
    *_required(month=_DAY, due=_DAY, scope=_one_of(Scope), welsh_agencies=_names(tuple)),
    _version("version"),
    *_required(started_by=_TEXT, verified=sa.Boolean, started_at=_MOMENT),
    sa.Column("closed_at", _MOMENT),
)

# What a round requests, as it was when the round started.
ROUND_REQUESTS = _table(
    "round_requests",
    _key("round", sa.Integer, sa.ForeignKey("rounds.number")),
    _key("place", sa.Integer),
    *_required(agency=_TEXT, role=_TEXT, review=_TEXT, ref=_TEXT),
)

# The returns that were received, one row each time; without a file where a person typed an answer.
RETURNS = _table(
    "returns",
    _key("number", sa.Integer),
    sa.Column("round", sa.Integer, sa.ForeignKey("rounds.number"), nullable=False),
    *_required(agency=_TEXT, role=_TEXT, file=_TEXT, answers=_TEXT, issues=_TEXT),
    *_required(received_by=_TEXT, received_at=_MOMENT, verified=sa.Boolean),
    sa.Column("sha256", _DIGEST, sa.ForeignKey("originals.sha256")),
    sa.Index("returns_round", "round", "number"),
)

# What editors have written and not published, by cell; `edit` counts how often a cell was written. Round 0 has the
# changes of the page Edit, with what was published `before`, round -1 the notes to colleagues, which are never
# published; the others are of the round.
DRAFTS = _table(
    "drafts",
    _key("round", sa.Integer),
    *(_key(name, _NAME) for name in ("review", "ref")),
    _key("field", sa.String(64)),
    *_required(text=_TEXT, by=_TEXT, edit=sa.Integer, verified=sa.Boolean, at=_MOMENT),
    sa.Column("before", _TEXT, nullable=False, server_default=""),
)

# The e-mail address of each agency, to which its returns are sent; no paper and no feed has it.
ADDRESSES = _table("addresses", _key("agency", _NAME), address=_TEXT, by=_TEXT, at=_MOMENT)

# The files that editors work on, by the SHA-256 of the token of each, with the sign-in that may read it.
UPLOADS = _table("uploads", _key("token", _DIGEST), identity=_TEXT, name=_TEXT, content=sa.LargeBinary, at=_MOMENT)

_NOT_TEXT: Mapping[DataType, type[sa.types.TypeEngine[Any]]] = {DataType.DATE: sa.Date, DataType.FLAG: sa.Boolean}


def _rows_table(plan: SheetPlan) -> sa.Table:
    return _table(
        f"tracker_{plan.table}",
        sa.Column("id", sa.Integer, primary_key=True),
        _version("introduced"),
        _version("retired", nullable=True),
        *_required(place=sa.BigInteger, digest=sa.LargeBinary(32)),
        *(sa.Column(field, _NOT_TEXT.get(data_type, sa.Text)) for field, data_type in table_fields(plan).items()),
        sa.Index(f"tracker_{plan.table}_retired", "retired", "introduced"),
    )


# The table of each sheet's rows; the rows of the Key are the scale of a version.
ROWS = {plan.table: _rows_table(plan) for plan in SHEETS}

# The tables whose rows are never changed and never deleted.
RECORDS = (ORIGINALS, VERSIONS, AUDIT, TOKENS, ROUND_REQUESTS, RETURNS)

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
        if dialect == "postgresql":
            yield f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION cynnydd_refuse()"
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
