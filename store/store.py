"""The store: every published version of the tracker, and the audit trail."""

import json
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any, Self

import sqlalchemy as sa

from model.access import Actor, Role
from model.tracker.reading import Reading
from model.versions import version as model
from store import audit
from store.access import StoreAccess
from store.audit import Details
from store.database import open_database, read_connection
from store.publish import PublishRequest, content_of, publish
from store.tables import AUDIT, MAPPINGS, ORIGINALS, POINTER, ROUND_REQUESTS, ROUNDS, ROWS, VERSIONS, text_digest
from store.versions import bundled_sha256, current_number, in_version, load_version, version_of, versions_where

_EVERYTHING = model.AuditFilter()
_HOUR = len("2026-11-27T22")


class Store(StoreAccess):
    """A database of published versions. One store serves all threads of a process.

    Every method raises StoreError where the database fails: UNREACHABLE, NOT_WRITABLE or FULL. Then nothing was
    changed, unless only the response was lost: a retry with the same token finds out.

    Every method that writes, or reads an original file, the roles or the audit trail, asks who acts. It raises
    StoreError(NOT_ALLOWED) where the actor's role is too low, whatever a page has shown.
    """

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the store at a URL; its database is created or migrated where necessary.

        Raises StoreError: BAD_ADDRESS, UNREACHABLE, NOT_WRITABLE or NEWER_SCHEMA.
        """
        return cls(open_database(url))

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def current(self) -> int | None:
        """Return the number of the current version, or None before the first. One small query."""
        with read_connection(self.engine) as connection:
            return current_number(connection)

    def current_version(self) -> model.Version | None:
        """Return the current version, or None before the first. One small query."""
        current = sa.select(POINTER.c.version).scalar_subquery()
        with read_connection(self.engine) as connection:
            return next(iter(versions_where(connection, VERSIONS.c.number == current)), None)

    def version(self, number: int) -> model.Version:
        """Return the record of a version. Raises StoreError(UNKNOWN_VERSION)."""
        with read_connection(self.engine) as connection:
            return version_of(connection, number)

    def versions(self) -> tuple[model.Version, ...]:
        """Return every version, the newest first."""
        with read_connection(self.engine) as connection:
            return versions_where(connection)

    def is_sample(self, number: int) -> bool:
        """Return whether a version is the bundled tracker, with or without what was merged into it since."""
        versions, bundled = {version.number: version for version in self.versions()}, bundled_sha256()
        version = versions.get(number)
        while version is not None and version.source.sha256 != bundled:
            before = version.compared_with if version.mode is model.Mode.MERGE else None
            version = versions.get(version.brings_back or before or 0)
        return version is not None

    def load(self, number: int) -> Reading:
        """Load a version as it was published: every row with every field. Raises StoreError(UNKNOWN_VERSION)."""
        with read_connection(self.engine) as connection:
            return load_version(connection, number)

    def introduced(self, table: str, number: int) -> list[int]:
        """Return which version brought each row of a table, as it is in a version, in their order."""
        query = in_version(sa.select(ROWS[table].c.introduced), ROWS[table], number)
        with read_connection(self.engine) as connection:
            return list(connection.execute(query).scalars())

    def requested(self, number: int) -> Mapping[date, Collection[tuple[str, str]]]:
        """Return of which recommendations each round that was started before a version asked for an update."""
        query = sa.select(ROUNDS.c.month, ROUND_REQUESTS.c.review, ROUND_REQUESTS.c.ref)
        query = query.join_from(ROUNDS, ROUND_REQUESTS, ROUND_REQUESTS.c.round == ROUNDS.c.number)
        asked: dict[date, set[tuple[str, str]]] = {}
        with read_connection(self.engine) as connection:
            for month, review, ref in connection.execute(query.where(ROUNDS.c.version < number)):
                asked.setdefault(month, set()).add((review, ref))
        return asked

    def original(self, number: int, *, actor: Actor) -> tuple[str, bytes]:
        """Return the name and the bytes of a version's original file, for an editor.

        Raises StoreError(UNKNOWN_VERSION).
        """
        with self.read_as(actor, attempt="original") as connection:
            source = version_of(connection, number).source
            query = sa.select(ORIGINALS.c.content).where(ORIGINALS.c.sha256 == source.sha256)
            return source.name, bytes(connection.execute(query).scalar_one())

    def publish(
        self,
        candidate: model.Candidate,
        *,
        actor: Actor,
        reason: str,
        compared_with: int | None = None,
        token: str | None = None,
    ) -> model.Publication:
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
        content = content_of(candidate)
        with self.write_as(actor, attempt="publish") as connection:
            return publish(connection, content, PublishRequest(actor, reason, compared_with, token))

    def publish_first(self, candidate: model.Candidate, *, actor: Actor, reason: str) -> model.Publication:
        """Publish a workbook as version 1; where there is a version already, return the current one unchanged."""
        content = content_of(candidate)
        with self.write_as(actor, attempt="publish") as connection:
            return publish(connection, content, PublishRequest(actor, reason, is_first=True))

    def roll_back(
        self, number: int, *, actor: Actor, reason: str, compared_with: int | None = None, token: str | None = None
    ) -> model.Publication:
        """Publish an earlier version again, as a new one; a retry with the same token returns the first attempt's.

        Raises StoreError: UNKNOWN_VERSION, CONFLICT, NO_NAME, NO_REASON, TOKEN_USED.
        """
        with self.write_as(actor, attempt="roll-back") as connection:
            version = version_of(connection, number)
            content = content_of(model.Candidate(load_version(connection, number), b"", version.mode))
            content = content._replace(sha256=version.source.sha256, brings_back=number)
            return publish(connection, content, PublishRequest(actor, reason, compared_with, token))

    def record(
        self, action: model.Action, *, actor: Actor, details: Details, version: int | None = None, reason: str = ""
    ) -> bool:
        """Add a line to the audit trail, and return whether it was; publishing and rolling back do so themselves.

        A viewer may export what is published; only so many exports of one visitor in an hour are recorded.
        """
        entry = audit.entry_of(actor, action, version=version, reason=reason, details=details)
        role = Role.VIEWER if action is model.Action.EXPORT else Role.EDITOR
        with self.write_as(actor, role, attempt=action.value) as connection:
            return audit.add_entry(connection, entry)

    def audit(
        self, matching: model.AuditFilter = _EVERYTHING, *, actor: Actor, most: int | None = None, skipped: int = 0
    ) -> tuple[model.AuditEntry, ...]:
        """Return lines of the audit trail for an administrator, the newest first."""
        with self.read_as(actor, Role.ADMINISTRATOR, attempt="audit") as connection:
            return audit.some_entries(connection, *audit.conditions_of(matching), most=most, skipped=skipped)

    def ratings_of(self, review: str, ref: str, *, version: int, actor: Actor) -> tuple[model.AuditEntry, ...]:
        """Return who rated a recommendation and decided on it, up to a version, for an editor, the newest first."""
        about = json.dumps(audit.recommendation_details(review, ref)).removesuffix("}")
        is_about = sa.type_coerce(AUDIT.c.details, sa.Text).startswith(f"{about},", autoescape=True)
        action = AUDIT.c.action.in_(model.OF_RECOMMENDATION)
        with self.read_as(actor, attempt="ratings") as connection:
            return audit.some_entries(connection, action, AUDIT.c.version <= version, is_about)

    def accepted_as_public(self) -> tuple[list[int | None], frozenset[str]]:
        """Return of which versions names were accepted as public, the newest first, and the digests of all of them.

        It asks for no actor: a digest tells nothing.
        """
        with read_connection(self.engine) as connection:
            lines = audit.some_entries(connection, AUDIT.c.action == model.Action.PUBLIC)
        names = frozenset(name for line in lines for name in line.details["names"].split())
        return list(dict.fromkeys(line.version for line in lines)), names

    def count_audit(self, matching: model.AuditFilter = _EVERYTHING, *, actor: Actor) -> int:
        """Return how many lines of the audit trail match, for an administrator."""
        with self.read_as(actor, Role.ADMINISTRATOR, attempt="audit") as connection:
            return audit.count_entries(connection, *audit.conditions_of(matching))

    def audit_choices(self, *, actor: Actor) -> tuple[list[str], list[datetime]]:
        """Return each name on the audit trail, and each hour in which something was done, for an administrator.

        The names are in alphabetical order, the hours begin with the newest.
        """
        with self.read_as(actor, Role.ADMINISTRATOR, attempt="audit") as connection:
            people = connection.execute(sa.select(AUDIT.c.who).distinct()).scalars()
            hours = connection.execute(sa.select(sa.func.substr(AUDIT.c.at, 1, _HOUR)).distinct()).scalars()
            newest_first = sorted((datetime.fromisoformat(f"{each}:00+00:00") for each in hours), reverse=True)
            return sorted(people, key=str.casefold), newest_first

    def load_mapping(self, headings: str) -> dict[str, Any] | None:
        """Return the remembered column mapping for some headings, or None."""
        query = sa.select(MAPPINGS.c.options).where(MAPPINGS.c.headings == text_digest(headings))
        with read_connection(self.engine) as connection:
            options: dict[str, Any] | None = connection.execute(query).scalar()
        return options

    def save_mapping(self, headings: str, options: Mapping[str, Any], *, actor: Actor) -> None:
        """Remember a column mapping for some headings, in place of an earlier one; its values must be JSON values."""
        key, values = text_digest(headings), {"options": options, "who": actor.name, "at": datetime.now(UTC)}
        with self.write_as(actor, attempt="mapping") as connection:  # others may save the same meanwhile
            if connection.execute(sa.update(MAPPINGS).where(MAPPINGS.c.headings == key).values(values)).rowcount == 0:
                connection.execute(sa.insert(MAPPINGS), {"headings": key, **values})

    def forget_mapping(self, headings: str, *, actor: Actor) -> None:
        """Delete the remembered column mapping for some headings, if there is one."""
        with self.write_as(actor, attempt="mapping") as connection:
            connection.execute(sa.delete(MAPPINGS).where(MAPPINGS.c.headings == text_digest(headings)))


def note_export(store: Store, number: int, *, actor: Actor, file: str) -> bool:
    """Record the export of a version as a file, and return whether that was possible.

    It is not where the store is read-only, or the actor has exported too much in the last hour.
    """
    try:
        return store.record(model.Action.EXPORT, actor=actor, version=number, details={"file": file})
    except model.StoreError as fault:
        if fault.code not in (model.StoreErrorCode.NOT_WRITABLE, model.StoreErrorCode.FULL):
            raise
        return False
