"""Versions and the audit trail as lines for a terminal."""

from collections.abc import Iterable, Iterator

from model.status import RED_AMBER_GREEN
from model.versions.version import AuditEntry, Publication, Version
from wording.answers.versions import (
    action_word,
    audit_origin,
    audit_reason,
    publication_clause,
    publication_reason,
    version_counts,
    version_notes,
)
from wording.catalogue import Translator
from wording.format.dates import format_timestamp
from wording.format.names import marked_name


def version_lines(versions: Iterable[Version], current: int | None, _: Translator) -> Iterator[str]:
    """Yield every version: its publisher and time, then its reason, its source and its counts."""
    listed = list(versions)
    if not listed:
        yield _("Nothing is published yet.")
    for version in listed:
        yield _title(version, current, _)
        yield f"  {' · '.join([publication_reason(version.reason, _), *version_notes(version, _)])}"
        yield f"  {version.source.name} · {version_counts(version, _)}"


def version_detail_lines(version: Version, current: int | None, _: Translator) -> Iterator[str]:
    """Yield all details of a version."""
    yield from version_lines([version], current, _)
    yield "  " + _("SHA-256 of the file: {sha256}", sha256=version.source.sha256)
    yield "  " + _("Digest of the tracker: {digest}", digest=version.digest)
    if version.compared_with is not None:
        yield "  " + _("Compared with version {number}", number=version.compared_with)


def publication_lines(publication: Publication, _: Translator) -> Iterator[str]:
    """Yield the result of publishing."""
    number = publication.version.number
    if publication.unchanged:
        yield _("Nothing to publish: version {number} holds the same.", number=number)
    elif publication.version.brings_back is not None:
        earlier = publication.version.brings_back
        yield _("Version {earlier} is published again, as version {number}.", earlier=earlier, number=number)
    else:
        yield _("Version {number} is published.", number=number)


def audit_lines(entries: Iterable[AuditEntry], _: Translator) -> Iterator[str]:
    """Yield a line for each entry of the audit trail."""
    for entry in entries:
        version = "" if entry.version is None else _("version {number}", number=entry.version)
        parts = (
            format_timestamp(entry.at, _),
            marked_name(entry.who, _, verified=entry.verified),
            action_word(entry.action, _),
            version,
            audit_reason(entry, RED_AMBER_GREEN, _),
            audit_origin(entry, _),
        )
        yield " · ".join(part for part in parts if part)


def _title(version: Version, current: int | None, _: Translator) -> str:
    title = _("Version {number}", number=version.number)
    if version.number == current:
        title = _("Version {number} (current)", number=version.number)
    return f"{title}, {publication_clause(version, _)}"
