"""Versions and the audit trail, as lines to read on a terminal."""

from collections.abc import Iterable, Iterator

from model.versions.version import AuditEntry, Publication, Version
from wording.answers.versions import action_word, audit_reason, holds_words, published_words, version_notes, who_words
from wording.catalogue import Translator
from wording.format.timestamps import format_moment


def version_lines(versions: Iterable[Version], current: int | None, _: Translator) -> Iterator[str]:
    """Return every version: who published it and when, then why, and what it holds."""
    listed = list(versions)
    if not listed:
        yield _("Nothing is published yet.")
    for version in listed:
        yield _title(version, current, _)
        yield f"  {' · '.join([version.reason, *version_notes(version, _)])}"
        yield f"  {version.source.name} · {holds_words(version, _)}"


def show_lines(version: Version, current: int | None, _: Translator) -> Iterator[str]:
    """Return everything that is on record about a version."""
    yield from version_lines([version], current, _)
    yield "  " + _("SHA-256 of the file: {sha256}", sha256=version.source.sha256)
    yield "  " + _("Digest of the tracker: {digest}", digest=version.digest)
    if version.compared_with is not None:
        yield "  " + _("Compared with version {number}", number=version.compared_with)


def publication_lines(publication: Publication, _: Translator) -> Iterator[str]:
    """Return what came of publishing."""
    number = publication.version.number
    if publication.unchanged:
        yield _("Nothing to publish: version {number} holds the same.", number=number)
    elif publication.version.brings_back is not None:
        earlier = publication.version.brings_back
        yield _("Version {earlier} is published again, as version {number}.", earlier=earlier, number=number)
    else:
        yield _("Version {number} is published.", number=number)


def audit_lines(entries: Iterable[AuditEntry], _: Translator) -> Iterator[str]:
    """Return the audit trail, a line an entry."""
    for entry in entries:
        version = "" if entry.version is None else _("version {number}", number=entry.version)
        parts = (
            format_moment(entry.at, _),
            who_words(entry.who, _),
            action_word(entry.action, _),
            version,
            audit_reason(entry, _),
        )
        yield " · ".join(part for part in parts if part)


def _title(version: Version, current: int | None, _: Translator) -> str:
    title = _("Version {number}", number=version.number)
    if version.number == current:
        title = _("Version {number} (current)", number=version.number)
    return f"{title}, {published_words(version, _)}"
