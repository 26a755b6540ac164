"""The store: every published version of the tracker, and the audit trail."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar

import sqlalchemy as sa

from model.access import Actor, FeedToken, Grant, Role
from model.tracker.reading import Reading
from model.versions.version import (
    Action,
    AuditChoices,
    AuditEntry,
    AuditFilter,
    Candidate,
    Publication,
    StoreError,
    StoreErrorCode,
    Version,
)
from store import access, versions
from store.access import require
from store.audit import (
    EVERYTHING,
    add_bounded_entry,
    add_entry,
    choices,
    count_entries,
    entry_of,
    ratings_of,
    some_entries,
)
from store.database import open_database, read_connection, refuse_unwritable, write_transaction
from store.publish import PublishRequest, content_of, content_of_version, earlier_publication, publish, publish_first
from store.tables import ROUND_REQUESTS, ROUNDS, storable
from store.versions import (
    all_versions,
    current_number,
    current_version,
    is_sample,
    load_version,
    original_of,
    version_of,
)

if TYPE_CHECKING:
    from model.tracker.tracker import Requested


_P = ParamSpec("_P")
_Found = TypeVar("_Found")
# Why a store is read, and not written.
READ_ONLY = (StoreErrorCode.NOT_WRITABLE, StoreErrorCode.FULL)


class Store:
    """A database of published versions. One store serves all threads of a process.

    Every method raises StoreError where the database fails: UNREACHABLE, NOT_WRITABLE or FULL. Then nothing was
    changed, unless only the response was lost: a retry with the same token finds out.

    Every method that writes, or reads an original file, the roles or the audit trail, asks who acts. It raises
    StoreError(NOT_ALLOWED) where the actor's role is too low, whatever a page has shown.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the store at a URL; its database is created or migrated where necessary.

        Raises StoreError: BAD_ADDRESS, UNREACHABLE, NOT_WRITABLE or NEWER_SCHEMA.
        """
        return cls(open_database(url))

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def refuse_unwritable(self) -> None:
        """Raise StoreError(NOT_WRITABLE) where nothing can be published, without waiting for a lock."""
        refuse_unwritable(self.engine)

    def current(self) -> int | None:
        """Return the number of the current version, or None before the first. One small query."""
        return self._read(current_number)

    def current_version(self) -> Version | None:
        """Return the current version, or None before the first. One small query."""
        return self._read(current_version)

    def version(self, number: int) -> Version:
        """Return the record of a version. Raises StoreError(UNKNOWN_VERSION)."""
        return self._read(version_of, number)

    def versions(self) -> tuple[Version, ...]:
        """Return every version, the newest first."""
        return self._read(all_versions)

    def is_sample(self, number: int) -> bool:
        """Return whether a version is the bundled tracker, with or without what was merged into it since."""
        return self._read(is_sample, number)

    def load(self, number: int) -> Reading:
        """Load a version as it was published: every row with every field. Raises StoreError(UNKNOWN_VERSION)."""
        return self._read(load_version, number)

    def introduced(self, table: str, number: int) -> list[int]:
        """Return which version brought each row of a table, as it is in a version, in their order."""
        return self._read(versions.introduced, table, number)

    def requested(self, number: int) -> "Requested":
        """Return of which recommendations each round that was started before a version asked for an update."""
        query = sa.select(ROUNDS.c.month, ROUND_REQUESTS.c.review, ROUND_REQUESTS.c.ref)
        query = query.join_from(ROUNDS, ROUND_REQUESTS, ROUND_REQUESTS.c.round == ROUNDS.c.number)
        query = query.where(ROUNDS.c.version < number)
        asked: dict[date, set[tuple[str, str]]] = {}
        with read_connection(self.engine) as connection:
            for month, review, ref in connection.execute(query):
                asked.setdefault(month, set()).add((review, ref))
        return asked

    def original(self, number: int, *, actor: Actor) -> tuple[str, bytes]:
        """Return the name and the bytes of a version's original file, for an editor.

        Raises StoreError(UNKNOWN_VERSION).
        """
        require(self.engine, actor, Role.EDITOR, attempt="original")
        return self._read(original_of, number)

    def publish(
        self,
        candidate: Candidate,
        *,
        actor: Actor,
        reason: str,
        compared_with: int | None = None,
        token: str | None = None,
    ) -> Publication:
        """Publish a workbook as a new version; where the current one has the same content, return that one.

        Args:
            candidate: the workbook; with merged rows, `compared_with` has to be the version they were merged into.
            actor: the publisher, an editor, with the name that the version has.
            reason: why.
            compared_with: the version that has to be current; None for any.
            token: an idempotency key: a retry with the same token returns the version of the first attempt.

        Raises:
            StoreError: CONFLICT where another version is current (`current` is "" where there is none), NO_NAME,
                NO_REASON, TOKEN_USED where the token belongs to another file.
        """
        require(self.engine, actor, Role.EDITOR, attempt="publish")
        request = PublishRequest(actor, reason, compared_with, token).validated()
        content = content_of(candidate)
        return self._write(publish, content, request)

    def earlier_publication(self, token: str, sha256: str) -> Publication | None:
        """Return the publication of a file with a token, or None.

        Raises StoreError(TOKEN_USED) where the token belongs to another file.
        """
        return self._read(earlier_publication, token, sha256)

    def publish_first(self, candidate: Candidate, *, actor: Actor, reason: str) -> Publication:
        """Publish a workbook as version 1; where there is a version already, return the current one unchanged."""
        require(self.engine, actor, Role.EDITOR, attempt="publish")
        request = PublishRequest(actor, reason).validated()
        content = content_of(candidate)
        return self._write(publish_first, content, request)

    def roll_back(
        self, number: int, *, actor: Actor, reason: str, compared_with: int | None = None, token: str | None = None
    ) -> Publication:
        """Publish an earlier version again, as a new one; a retry with the same token returns the first attempt's.

        Raises StoreError: UNKNOWN_VERSION, CONFLICT, NO_NAME, NO_REASON, TOKEN_USED.
        """
        require(self.engine, actor, Role.EDITOR, attempt="roll-back")
        request = PublishRequest(actor, reason, compared_with, token).validated()
        with write_transaction(self.engine) as connection:
            return publish(connection, content_of_version(connection, number), request)

    def record(
        self,
        action: Action,
        *,
        actor: Actor,
        version: int | None = None,
        reason: str = "",
        details: Mapping[str, str] | None = None,
    ) -> bool:
        """Add a line to the audit trail, and return whether it was; publishing and rolling back do so themselves.

        A viewer may export what is published; only so many exports of one visitor in an hour are recorded.
        """
        is_export = action is Action.EXPORT
        require(self.engine, actor, Role.VIEWER if is_export else Role.EDITOR, attempt=action.value)
        entry = entry_of(actor, action, version=version, reason=reason, details=details)
        with write_transaction(self.engine) as connection:
            if is_export:
                return add_bounded_entry(connection, entry)
            add_entry(connection, entry)
            return True

    def audit(
        self, matching: AuditFilter = EVERYTHING, *, actor: Actor, most: int | None = None, skipped: int = 0
    ) -> tuple[AuditEntry, ...]:
        """Return lines of the audit trail for an administrator, the newest first."""
        require(self.engine, actor, Role.ADMINISTRATOR, attempt="audit")
        return self._read(some_entries, matching, most=most, skipped=skipped)

    def ratings_of(self, review: str, ref: str, *, version: int, actor: Actor) -> tuple[AuditEntry, ...]:
        """Return who rated a recommendation and decided on it, up to a version, for an editor, the newest first."""
        require(self.engine, actor, Role.EDITOR, attempt="ratings")
        return self._read(ratings_of, review, ref, version=version)

    def accepted_as_public(self) -> dict[int | None, frozenset[str]]:
        """Return the digests of the names that were accepted as public, by the version, the newest first.

        It asks for no actor: a digest tells nothing.
        """
        with read_connection(self.engine) as connection:
            lines = some_entries(connection, AuditFilter(actions=(Action.PUBLIC,)))
        accepted: dict[int | None, frozenset[str]] = {}
        for line in lines:
            accepted[line.version] = accepted.get(line.version, frozenset()) | {*line.details["names"].split()}
        return accepted

    def count_audit(self, matching: AuditFilter = EVERYTHING, *, actor: Actor) -> int:
        """Return how many lines of the audit trail match, for an administrator."""
        require(self.engine, actor, Role.ADMINISTRATOR, attempt="audit")
        return self._read(count_entries, matching)

    def audit_choices(self, *, actor: Actor) -> AuditChoices:
        """Return the names and times on the audit trail, for an administrator."""
        require(self.engine, actor, Role.ADMINISTRATOR, attempt="audit")
        return self._read(choices)

    def grants(self, *, actor: Actor) -> tuple[Grant, ...]:
        """Return the roles that were granted, for an administrator."""
        require(self.engine, actor, Role.ADMINISTRATOR, attempt="roles")
        return self._read(access.all_grants)

    def grants_of(self, identities: Collection[str]) -> tuple[Grant, ...]:
        """Return the roles of one person by all identities that a sign-in names. One small query."""
        return self._read(access.grants_of, identities)

    def grant(self, identity: str, role: Role, *, agencies: Collection[str] | None = None, actor: Actor) -> Grant:
        """Grant a role in place of an earlier one; a viewer may see the recommendations of some agencies alone.

        Raises StoreError: BAD_GRANT, UNKNOWN_AGENCY, LAST_ADMINISTRATOR.
        """
        require(self.engine, actor, Role.ADMINISTRATOR, attempt="grant")
        with write_transaction(self.engine) as connection:
            _refuse_unknown(connection, agencies if role is Role.VIEWER else None)
            return access.grant(connection, identity, role, agencies=agencies, actor=actor)

    def revoke(self, identity: str, *, actor: Actor) -> None:
        """Revoke the role of an identity. Raises StoreError: NO_GRANT, LAST_ADMINISTRATOR."""
        require(self.engine, actor, Role.ADMINISTRATOR, attempt="revoke")
        self._write(access.revoke, identity, actor=actor)

    def feed_tokens(self, *, actor: Actor) -> tuple[FeedToken, ...]:
        """Return the tokens of the data feeds that are on record, for an administrator."""
        require(self.engine, actor, Role.ADMINISTRATOR, attempt="tokens")
        return self._read(access.all_feed_tokens)

    def has_feed_tokens(self) -> bool:
        """Return whether there is a token of the data feeds. One small query."""
        with read_connection(self.engine) as connection:
            return bool(access.all_feed_tokens(connection))

    def feed_token_of(self, token: str) -> FeedToken | None:
        """Return what is on record about a token that a client sent; None where it is not known. One small query."""
        return self._read(access.feed_token_of, token)

    def add_feed_token(
        self, name: str, *, agencies: Collection[str] | None = None, actor: Actor
    ) -> tuple[FeedToken, str]:
        """Make a token of the data feeds, for all recommendations or those of some agencies; it is returned here alone.

        Raises StoreError: BAD_FEED_TOKEN, UNKNOWN_AGENCY.
        """
        require(self.engine, actor, Role.ADMINISTRATOR, attempt="token-add")
        with write_transaction(self.engine) as connection:
            _refuse_unknown(connection, agencies)
            return access.add_feed_token(connection, name, agencies=agencies, actor=actor)

    def revoke_feed_token(self, name: str, *, actor: Actor) -> None:
        """Revoke a token of the data feeds by its name: the next request with it is refused.

        Raises StoreError(NO_FEED_TOKEN).
        """
        require(self.engine, actor, Role.ADMINISTRATOR, attempt="token-revoke")
        self._write(access.revoke_feed_token, name, actor=actor)

    def end_sign_in(self, key: str) -> None:
        """End a sign-in before its time, by its digest. It asks for no actor: whoever has the digest may leave."""
        self._write(access.end_sign_in, key)

    def ended_sign_ins(self, keys: Collection[str]) -> frozenset[str]:
        """Return which of some sign-ins were ended. One small query."""
        return self._read(access.ended_among, keys)

    def note_refused(self, attempt: str, *, actor: Actor) -> None:
        """Record what somebody tried who may not, where it was refused before the store; only so many in an hour."""
        self._write(add_bounded_entry, entry_of(actor, Action.NOT_ALLOWED, reason=attempt))

    def load_mapping(self, headings: str) -> dict[str, Any] | None:
        """Return the remembered column mapping for some headings, or None."""
        return self._read(versions.load_mapping, headings)

    def save_mapping(self, headings: str, options: Mapping[str, Any], *, actor: Actor) -> None:
        """Remember a column mapping for some headings; its values must be JSON values."""
        require(self.engine, actor, Role.EDITOR, attempt="mapping")
        self._write(versions.save_mapping, headings, options, who=actor.name)

    def forget_mapping(self, headings: str, *, actor: Actor) -> None:
        """Delete the remembered column mapping for some headings, if there is one."""
        require(self.engine, actor, Role.EDITOR, attempt="mapping")
        self._write(versions.delete_mapping, headings)

    @contextmanager
    def read_as_editor(self, actor: Actor, *, attempt: str) -> Iterator[sa.Connection]:
        """Open a connection that an editor reads something with."""
        require(self.engine, actor, Role.EDITOR, attempt=attempt)
        with read_connection(self.engine) as connection:
            yield connection

    @contextmanager
    def changing(self, actor: Actor, *, attempt: str) -> Iterator[sa.Connection]:
        """Open a connection that an editor with a name changes something with; others wait meanwhile.

        Raises StoreError(NO_NAME).
        """
        require(self.engine, actor, Role.EDITOR, attempt=attempt)
        if not storable(actor.name).strip():
            raise StoreError(StoreErrorCode.NO_NAME)
        with write_transaction(self.engine) as connection:
            versions.lock_current(connection)
            yield connection

    def _read(
        self, question: Callable[Concatenate[sa.Connection, _P], _Found], *values: _P.args, **options: _P.kwargs
    ) -> _Found:
        with read_connection(self.engine) as connection:
            return question(connection, *values, **options)

    def _write(
        self, change: Callable[Concatenate[sa.Connection, _P], _Found], *values: _P.args, **options: _P.kwargs
    ) -> _Found:
        with write_transaction(self.engine) as connection:
            return change(connection, *values, **options)


def _refuse_unknown(connection: sa.Connection, agencies: Collection[str] | None) -> None:
    """Raise StoreError(UNKNOWN_AGENCY) for one that the published tracker has not: by a slip somebody sees nothing."""
    known = versions.agencies_of(connection) if agencies else frozenset()
    for agency in sorted(set(agencies or ()) - known):
        raise StoreError(StoreErrorCode.UNKNOWN_AGENCY, agency=agency)


def note_export(store: Store, number: int, *, actor: Actor, file: str) -> bool:
    """Record the export of a version as a file, and return whether that was possible.

    It is not where the store is read-only, or the actor has exported too much in the last hour.
    """
    try:
        return store.record(Action.EXPORT, actor=actor, version=number, details={"file": file})
    except StoreError as fault:
        if fault.code not in READ_ONLY:
            raise
        return False
