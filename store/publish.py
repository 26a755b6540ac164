"""Publish a version in one transaction, which writes only the rows that differ from the current one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

import sqlalchemy as sa

from model.access import Actor
from model.tracker.columns import DECISIONS, TARGETS
from model.tracker.reading import Row, scale_rows
from model.versions.version import Action, Candidate, Publication, StoreError, StoreErrorCode
from store.audit import add_entry, entry_of
from store.stored_rows import VersionRows, row_diff, row_digests, stored_values
from store.tables import PLANS, POINTER, ROWS, SCALE, TOKENS, VERSIONS, storable, text_digest
from store.versions import current_number, reading_to_text, store_original, version_of, version_rows


class Content(NamedTuple):
    """The content of a version to publish.

    Attributes:
        rows: the rows of each table, with the rows of the Key.
        digests: the digest of each row.
        sha256: that of the original file.
        brings_back: the earlier version to roll back to, whose file is stored already; or None.
    """

    candidate: Candidate
    rows: Mapping[str, Sequence[Row]]
    digests: Mapping[str, list[bytes]]
    sha256: str
    brings_back: int | None = None


class PublishRequest(NamedTuple):
    """A request to publish: who, why, and against which version.

    Attributes:
        compared_with: the version that has to be current; None for any.
        token: an idempotency key of the client: a retry with the same token publishes nothing new.
        is_first: whether it is only published where there is no version.
    """

    actor: Actor
    reason: str
    compared_with: int | None = None
    token: str | None = None
    is_first: bool = False


def content_of(candidate: Candidate) -> Content:
    """Return the content to publish from a workbook, without using the database."""
    reading = candidate.reading
    rows = {**dict.fromkeys(PLANS, ()), **reading.rows, SCALE: scale_rows(reading.scale)}
    digests = {table: row_digests(plan, rows[table]) for table, plan in PLANS.items()}
    return Content(candidate, rows, digests, sha256(candidate.original).hexdigest())


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
    """Publish in a write transaction; what is to be the first version only where there is none.

    A used token is checked first: its publication stays valid, whatever was published later.
    """
    who, reason = storable(request.actor.name).strip(), storable(request.reason).strip()
    if not who:
        raise StoreError(StoreErrorCode.NO_NAME)
    if not reason:
        raise StoreError(StoreErrorCode.NO_REASON)
    request = request._replace(actor=replace(request.actor, name=who), reason=reason)
    current = current_number(connection, lock=True)
    if request.token is not None and (earlier := earlier_publication(connection, request.token, content.sha256)):
        return earlier
    if request.is_first and current is not None:
        return Publication(version_of(connection, current), unchanged=True)
    if request.compared_with not in (None, current):
        newer = None if current is None else version_of(connection, current)
        by = {"who": newer.who, "verified": "yes" if newer.verified else ""} if newer else {"who": ""}
        raise StoreError(StoreErrorCode.CONFLICT, current=str(current or ""), **by)
    published = _write(connection, content, request, current)
    if request.token is not None:
        row = {"token": text_digest(request.token), "sha256": content.sha256, "unchanged": published.unchanged}
        connection.execute(sa.insert(TOKENS), row | {"version": published.version.number})
    return published


def earlier_publication(connection: sa.Connection, token: str, file: str) -> Publication | None:
    """Return the publication with a token, or None. Raises StoreError(TOKEN_USED) where its file was another."""
    row = connection.execute(sa.select(TOKENS).where(TOKENS.c.token == text_digest(token))).one_or_none()
    if row is None:
        return None
    if row.sha256 != file:
        raise StoreError(StoreErrorCode.TOKEN_USED, version=str(row.version))
    return Publication(version_of(connection, row.version), unchanged=row.unchanged)


def _write(connection: sa.Connection, content: Content, request: PublishRequest, current: int | None) -> Publication:
    """Write a version, unless the current one has the same content."""
    existing = {table: version_rows(connection, table, current or 0) for table in PLANS}
    if current is not None and _is_same(connection, content, existing, current):
        return Publication(version_of(connection, current), unchanged=True)
    number, back, candidate = (current or 0) + 1, content.brings_back, content.candidate
    details = {"file": candidate.reading.source.name, "sha256": content.sha256, "mode": candidate.mode.value}
    details |= {} if back is None else {"brings_back": str(back)}
    action = Action.PUBLISH if back is None else Action.ROLL_BACK
    entry = entry_of(request.actor, action, version=number, reason=request.reason, details=details)
    store_original(connection, content.sha256, candidate.original if back is None else None)
    values = {"number": number, "published_at": entry.at, "compared_with": current, "brings_back": back}
    connection.execute(sa.insert(VERSIONS), values | _version_values(content, request))
    for table, plan in PLANS.items():
        rows, digests = content.rows[table], content.digests[table]
        retired, inserted = row_diff(existing[table], digests)
        if retired:
            retire = sa.update(ROWS[table]).where(ROWS[table].c.id == sa.bindparam("row")).values(retired=number)
            connection.execute(retire, [{"row": each} for each in retired])
        new = [
            {"introduced": number, "place": place, "digest": digests[at], **stored_values(plan, rows[at])}
            for at, place in inserted
        ]
        if new:
            connection.execute(sa.insert(ROWS[table]), new)
    connection.execute(sa.update(POINTER).values(version=number))
    for each in sorted(candidate.ratings, key=lambda rating: rating.at):
        add_entry(connection, each._replace(version=number))
    add_entry(connection, entry)
    return Publication(version_of(connection, number), unchanged=False)


def _is_same(connection: sa.Connection, content: Content, existing: Mapping[str, VersionRows], current: int) -> bool:
    """Return whether the current version has the same content: rows in any order, the scale in the same order."""
    ordered = connection.execute(sa.select(VERSIONS.c.ordered).where(VERSIONS.c.number == current)).scalar_one()
    return (
        ordered == content.candidate.reading.scale.ordered
        and [*existing[SCALE].digests] == content.digests[SCALE]
        and all(sorted(existing[table].digests) == sorted(digests) for table, digests in content.digests.items())
    )


def _version_values(content: Content, request: PublishRequest) -> dict[str, object]:
    candidate, reading = content.candidate, content.candidate.reading
    by: dict[str, object] = {"who": request.actor.name, "verified": request.actor.verified, "reason": request.reason}
    file = {"source_name": reading.source.name, "sha256": content.sha256, "layout": reading.layout}
    counts = {"recommendations": len(content.rows["recommendations"]), "updates": len(content.rows["progress"])}
    read = {"mode": candidate.mode, "ordered": reading.scale.ordered, "understood": reading_to_text(reading)}
    return {**by, **file, **counts, **read, "digest": content_digest(content.digests, reading.scale.ordered)}
