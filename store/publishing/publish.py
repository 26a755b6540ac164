"""Publishing: a new version, in one transaction, from what differs between it and the current one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa

from model.store_error import StoreError, StoreErrorCode
from model.tracker.reading import Source
from model.versions.version import Action, AuditEntry, Candidate, Mode, Publication
from store.rows.new_rows import RepublishedRows, RowSource, WorkbookRows, retire
from store.rows.reading_text import reading_to_text
from store.rows.row_diff import VersionRows, row_diff, same_rows
from store.rows.stored_rows import scale_rows, storable
from store.schema.tables import ORIGINALS, PLANS, POINTER, ROWS, SCALE, TOKENS, VERSIONS
from store.versions.audit import add_entry, timestamp
from store.versions.loading import version_rows
from store.versions.versions import lock_current, version_of


@dataclass(frozen=True, slots=True)
class Content:
    """What a version will hold.

    Attributes:
        rows: the rows of each table: read from a workbook, or those that an earlier version has.
        original: the file's bytes; None where they are on record already.
        brings_back: the earlier version this is, or None.
    """

    rows: Mapping[str, RowSource]
    ordered: bool
    source: Source
    original: bytes | None
    mode: Mode
    layout: str
    understood: str
    brings_back: int | None = None

    @property
    def digest(self) -> str:
        """SHA-256 over every row and the scale, in order."""
        return content_digest({table: given.digests for table, given in self.rows.items()}, self.ordered)


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """Who wants something published, and why.

    Attributes:
        compared_with: the version it was compared with; None means the current one, whichever that is.
        token: a word of the client's own by which a second try is known.
    """

    who: str
    reason: str
    compared_with: int | None = None
    token: str | None = None

    def validated(self) -> "PublishRequest":
        """Return the wish without spaces around its words. Raises StoreError(NO_NAME or NO_REASON)."""
        who, reason = storable(self.who).strip(), storable(self.reason).strip()
        if not who:
            raise StoreError(StoreErrorCode.NO_NAME)
        if not reason:
            raise StoreError(StoreErrorCode.NO_REASON)
        return replace(self, who=who, reason=reason)


def content_of(candidate: Candidate) -> Content:
    """Return what will be published of a workbook. It takes no database."""
    reading = candidate.reading
    given = {**reading.rows, SCALE: scale_rows(reading.scale)}
    return Content(
        rows={table: WorkbookRows(plan, given.get(table, ())) for table, plan in PLANS.items()},
        ordered=reading.scale.ordered,
        source=Source(storable(reading.source.name), sha256(candidate.original).hexdigest()),
        original=candidate.original,
        mode=candidate.mode,
        layout=storable(reading.layout),
        understood=reading_to_text(reading),
    )


def content_of_version(connection: sa.Connection, number: int) -> Content:
    """Return what a version holds, to be published again. Raises StoreError(UNKNOWN_VERSION)."""
    version = version_of(connection, number)
    told = (VERSIONS.c.layout, VERSIONS.c.ordered, VERSIONS.c.understood)
    row = connection.execute(sa.select(*told).where(VERSIONS.c.number == number)).one()
    return Content(
        rows={table: RepublishedRows(table, version_rows(connection, table, number)) for table in PLANS},
        ordered=row.ordered,
        source=version.source,
        original=None,
        mode=version.mode,
        layout=row.layout,
        understood=row.understood,
        brings_back=number,
    )


def content_digest(digests: Mapping[str, Sequence[bytes]], ordered: bool) -> str:
    """Return the digest of a version from the digests of its rows, table by table."""
    counted = sha256()
    for table in PLANS:
        listed = digests.get(table, ())
        counted.update(f"{table} {len(listed)}\n".encode())
        counted.update(b"".join(listed))
    counted.update(b"ordered" if ordered else b"not ordered")
    return counted.hexdigest()


def publish(connection: sa.Connection, content: Content, request: PublishRequest) -> Publication:
    """Publish within a transaction that writes.

    A token that was used is looked at before anything else: what it stands for has happened, whatever came after.
    """
    current = lock_current(connection)
    if request.token is not None and (done := earlier_publication(connection, request.token, content.source.sha256)):
        return done
    _refuse_outdated(connection, request.compared_with, current)
    published = _published(connection, content, request, current)
    if request.token is not None:
        _remember(connection, request.token, content.source.sha256, published)
    return published


def publish_first(connection: sa.Connection, content: Content, request: PublishRequest) -> Publication:
    """Publish where there is no version yet; where there is one, say which is current."""
    current = lock_current(connection)
    if current is not None:
        return Publication(version_of(connection, current), unchanged=True)
    return _published(connection, content, request, None)


def earlier_publication(connection: sa.Connection, token: str, file: str) -> Publication | None:
    """Return what came of an earlier try. Raises StoreError(TOKEN_USED) where that was with another file."""
    row = connection.execute(sa.select(TOKENS).where(TOKENS.c.token == _token_key(token))).one_or_none()
    if row is None:
        return None
    if row.sha256 != file:
        raise StoreError(StoreErrorCode.TOKEN_USED, version=str(row.version))
    return Publication(version_of(connection, row.version), unchanged=row.unchanged)


def _remember(connection: sa.Connection, token: str, file: str, published: Publication) -> None:
    came = {"version": published.version.number, "unchanged": published.unchanged}
    connection.execute(sa.insert(TOKENS), {"token": _token_key(token), "sha256": file, **came})


def _token_key(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _refuse_outdated(connection: sa.Connection, compared_with: int | None, current: int | None) -> None:
    """Raise StoreError(CONFLICT) where the current version is another than the one that was compared with."""
    if compared_with in (None, current):
        return
    if current is None:
        raise StoreError(StoreErrorCode.CONFLICT, current="", who="")
    raise StoreError(StoreErrorCode.CONFLICT, current=str(current), who=version_of(connection, current).who)


def _published(connection: sa.Connection, content: Content, wish: PublishRequest, current: int | None) -> Publication:
    held = {table: VersionRows() if current is None else version_rows(connection, table, current) for table in PLANS}
    if current is not None and _same(connection, content, held, current):
        return Publication(version_of(connection, current), unchanged=True)
    number = (current or 0) + 1
    at = datetime.now(UTC)
    _keep_original(connection, content)
    connection.execute(sa.insert(VERSIONS), _version_values(content, wish, number, current, at))
    for table, given in content.rows.items():
        change = row_diff(held[table], given.digests)
        retire(connection, ROWS[table], change.retired, number)
        given.insert(connection, change.inserted, number)
    connection.execute(sa.update(POINTER).values(version=number))
    _add_to_audit(connection, content, wish, number, at)
    return Publication(version_of(connection, number), unchanged=False)


def _same(connection: sa.Connection, content: Content, held: Mapping[str, VersionRows], current: int) -> bool:
    """Say whether the current version holds the same: rows in any order, and the scale in its own."""
    ordered = connection.execute(sa.select(VERSIONS.c.ordered).where(VERSIONS.c.number == current)).scalar_one()
    return ordered == content.ordered and all(
        same_rows(held[table].digests, given.digests, in_order=table == SCALE) for table, given in content.rows.items()
    )


def _keep_original(connection: sa.Connection, content: Content) -> None:
    """Keep the file's bytes, once however many versions come from it."""
    key = content.source.sha256
    known = connection.execute(sa.select(ORIGINALS.c.sha256).where(ORIGINALS.c.sha256 == key)).scalar()
    if known is None:
        connection.execute(sa.insert(ORIGINALS), {"sha256": key, "content": content.original})


def _version_values(
    content: Content, wish: PublishRequest, number: int, current: int | None, at: datetime
) -> dict[str, object]:
    return {
        "number": number,
        "published_at": timestamp(at),
        "who": wish.who,
        "reason": wish.reason,
        "source_name": content.source.name,
        "sha256": content.source.sha256,
        "recommendations": len(content.rows["recommendations"].digests),
        "updates": len(content.rows["progress"].digests),
        "digest": content.digest,
        "compared_with": current,
        "brings_back": content.brings_back,
        "mode": content.mode.value,
        "layout": content.layout,
        "ordered": content.ordered,
        "understood": content.understood,
    }


def _add_to_audit(connection: sa.Connection, content: Content, wish: PublishRequest, number: int, at: datetime) -> None:
    back = content.brings_back
    details = {"file": content.source.name, "sha256": content.source.sha256, "mode": content.mode.value}
    details |= {} if back is None else {"brings_back": str(back)}
    action = Action.PUBLISH if back is None else Action.ROLL_BACK
    add_entry(connection, AuditEntry(at, wish.who, action, number, wish.reason, details))
