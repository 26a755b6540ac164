"""Publish a version in one transaction, which writes only the rows that differ from the current one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa

from model.access import Actor
from model.tracker.columns import DECISIONS, TARGETS
from model.tracker.reading import Source
from model.versions.version import Action, Candidate, Publication, StoreError, StoreErrorCode
from store.audit import add_entry, entry_of
from store.stored_rows import VersionRows, WantedRows, retire, row_diff, scale_rows
from store.tables import PLANS, POINTER, ROWS, SCALE, TOKENS, VERSIONS, storable, text_digest
from store.versions import load_version, lock_current, reading_to_text, store_original, version_of, version_rows


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a version to publish.

    Attributes:
        rows: the rows of each table.
        brings_back: the earlier version to roll back to, whose file is stored already; or None.
    """

    candidate: Candidate
    rows: Mapping[str, WantedRows]
    source: Source
    understood: str
    brings_back: int | None = None

    @property
    def digest(self) -> str:
        """SHA-256 over every row and the scale, in order."""
        return content_digest({table: source.digests for table, source in self.rows.items()}, self.ordered)

    @property
    def ordered(self) -> bool:
        """Whether the order of the scale is known."""
        return self.candidate.reading.scale.ordered


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """A request to publish: who, why, and against which version.

    Attributes:
        compared_with: the version that has to be current; None for any.
        token: an idempotency key of the client: a retry with the same token publishes nothing new.
    """

    actor: Actor
    reason: str
    compared_with: int | None = None
    token: str | None = None

    def validated(self) -> "PublishRequest":
        """Return the request with trimmed texts. Raises StoreError(NO_NAME or NO_REASON)."""
        who, reason = storable(self.actor.name).strip(), storable(self.reason).strip()
        if not who:
            raise StoreError(StoreErrorCode.NO_NAME)
        if not reason:
            raise StoreError(StoreErrorCode.NO_REASON)
        return replace(self, actor=replace(self.actor, name=who), reason=reason)


def content_of(candidate: Candidate) -> Content:
    """Return the content to publish from a workbook, without using the database."""
    reading = candidate.reading
    rows = {**reading.rows, SCALE: scale_rows(reading.scale)}
    wanted = {table: WantedRows(plan, rows.get(table, ())) for table, plan in PLANS.items()}
    source = Source(storable(reading.source.name), sha256(candidate.original).hexdigest())
    return Content(candidate, wanted, source, reading_to_text(reading))


def content_of_version(connection: sa.Connection, number: int) -> Content:
    """Return the content of a version, to publish it again. Raises StoreError(UNKNOWN_VERSION)."""
    version, reading = version_of(connection, number), load_version(connection, number)
    content = content_of(Candidate(reading, b"", version.mode))
    return replace(content, source=version.source, brings_back=number)


def content_digest(digests: Mapping[str, Sequence[bytes]], ordered: bool) -> str:
    """Return the digest of a version from the digests of its rows, table by table.

    A sheet that may be left out counts where it has rows.
    """
    digest = sha256()
    for table in PLANS:
        row_digests = digests.get(table, ())
        if table in (TARGETS.table, DECISIONS.table) and not row_digests:
            continue
        digest.update(f"{table} {len(row_digests)}\n".encode())
        digest.update(b"".join(row_digests))
    digest.update(b"ordered" if ordered else b"not ordered")
    return digest.hexdigest()


def publish(connection: sa.Connection, content: Content, request: PublishRequest) -> Publication:
    """Publish in a write transaction.

    A used token is checked first: its publication stays valid, whatever was published later.
    """
    current = lock_current(connection)
    if request.token is not None and (earlier := earlier_publication(connection, request.token, content.source.sha256)):
        return earlier
    _refuse_outdated(connection, request.compared_with, current)
    published = _publish_if_changed(connection, content, request, current)
    if request.token is not None:
        row = {"token": text_digest(request.token), "sha256": content.source.sha256, "unchanged": published.unchanged}
        connection.execute(sa.insert(TOKENS), row | {"version": published.version.number})
    return published


def publish_first(connection: sa.Connection, content: Content, request: PublishRequest) -> Publication:
    """Publish version 1; where there is a version already, return the current one unchanged."""
    current = lock_current(connection)
    if current is not None:
        return Publication(version_of(connection, current), unchanged=True)
    return _publish_if_changed(connection, content, request, None)


def earlier_publication(connection: sa.Connection, token: str, file: str) -> Publication | None:
    """Return the publication with a token, or None. Raises StoreError(TOKEN_USED) where its file was another."""
    row = connection.execute(sa.select(TOKENS).where(TOKENS.c.token == text_digest(token))).one_or_none()
    if row is None:
        return None
    if row.sha256 != file:
        raise StoreError(StoreErrorCode.TOKEN_USED, version=str(row.version))
    return Publication(version_of(connection, row.version), unchanged=row.unchanged)


def _refuse_outdated(connection: sa.Connection, compared_with: int | None, current: int | None) -> None:
    """Raise StoreError(CONFLICT) where the current version is not the one that was compared with."""
    if compared_with in (None, current):
        return
    if current is None:
        raise StoreError(StoreErrorCode.CONFLICT, current="", who="")
    published = version_of(connection, current)
    who = {"who": published.who, "verified": "yes" if published.verified else ""}
    raise StoreError(StoreErrorCode.CONFLICT, current=str(current), **who)


def _publish_if_changed(
    connection: sa.Connection, content: Content, request: PublishRequest, current: int | None
) -> Publication:
    existing = {
        table: VersionRows() if current is None else version_rows(connection, table, current) for table in PLANS
    }
    if current is not None and _is_unchanged(connection, content, existing, current):
        return Publication(version_of(connection, current), unchanged=True)
    number = (current or 0) + 1
    at = datetime.now(UTC)
    original = content.candidate.original if content.brings_back is None else None
    store_original(connection, content.source.sha256, original)
    connection.execute(sa.insert(VERSIONS), _version_values(content, request, number, current, at))
    for table, source in content.rows.items():
        retired, inserted = row_diff(existing[table], source.digests)
        retire(connection, ROWS[table], retired, number)
        source.insert(connection, inserted, number)
    connection.execute(sa.update(POINTER).values(version=number))
    _add_to_audit(connection, content, request, number, at)
    return Publication(version_of(connection, number), unchanged=False)


def _is_unchanged(
    connection: sa.Connection, content: Content, existing: Mapping[str, VersionRows], current: int
) -> bool:
    """Return whether the current version has the same content: rows in any order, the scale in the same order."""
    ordered = connection.execute(sa.select(VERSIONS.c.ordered).where(VERSIONS.c.number == current)).scalar_one()
    return ordered == content.ordered and all(
        sorted(existing[table].digests) == sorted(source.digests)
        and (table != SCALE or [*existing[table].digests] == [*source.digests])
        for table, source in content.rows.items()
    )


def _version_values(
    content: Content, request: PublishRequest, number: int, current: int | None, at: datetime
) -> dict[str, object]:
    return {
        "number": number,
        "published_at": at,
        "who": request.actor.name,
        "verified": request.actor.verified,
        "reason": request.reason,
        "source_name": content.source.name,
        "sha256": content.source.sha256,
        "recommendations": len(content.rows["recommendations"].digests),
        "updates": len(content.rows["progress"].digests),
        "digest": content.digest,
        "compared_with": current,
        "brings_back": content.brings_back,
        "mode": content.candidate.mode,
        "layout": content.candidate.reading.layout,
        "ordered": content.ordered,
        "understood": content.understood,
    }


def _add_to_audit(
    connection: sa.Connection, content: Content, request: PublishRequest, number: int, at: datetime
) -> None:
    back = content.brings_back
    details = {"file": content.source.name, "sha256": content.source.sha256, "mode": content.candidate.mode.value}
    details |= {} if back is None else {"brings_back": str(back)}
    action = Action.PUBLISH if back is None else Action.ROLL_BACK
    entry = entry_of(request.actor, action, version=number, reason=request.reason, details=details)
    for each in sorted(content.candidate.ratings, key=lambda rating: rating.at):
        add_entry(connection, replace(each, version=number))
    add_entry(connection, replace(entry, at=at))
