"""What is on record about a version, and what the audit trail records, in words."""

from collections.abc import Iterator

from model.versions.version import Action, AuditEntry, Mode, Version
from wording.catalogue import Translator
from wording.format.timestamps import format_moment


def who_words(who: str, _: Translator) -> str:
    """Return a name as it was given, with what nobody has checked; where none was given that is said."""
    return _("{who} (not verified)", who=who) if who else _("no name given")


def published_words(version: Version, _: Translator) -> str:
    """Return when and by whom a version was published, in one clause."""
    moment, who = format_moment(version.published_at, _), who_words(version.who, _)
    return _("published on {moment} by {who}", moment=moment, who=who)


def choice_words(version: Version, _: Translator) -> str:
    """Return a version as one of a list to choose from."""
    moment, who = format_moment(version.published_at, _, short=True), who_words(version.who, _)
    return _("{number}: {moment}, {who}", number=version.number, moment=moment, who=who)


def version_notes(version: Version, _: Translator) -> Iterator[str]:
    """Return what is particular about a version: that it brings back another, or was merged."""
    if version.brings_back is not None:
        yield _("Brings back version {number}.", number=version.brings_back)
    elif version.mode is Mode.MERGE:
        yield _("Merged into the version before.")


def holds_words(version: Version, _: Translator) -> str:
    """Return how much a version holds."""
    recommendations = _.plural("{n} recommendation", "{n} recommendations", version.recommendations)
    updates = _.plural("{n} update", "{n} updates", version.updates)
    return f"{recommendations}, {updates}"


def action_word(action: Action, _: Translator) -> str:
    """Return what was done, as the audit trail names it."""
    words = {
        Action.UPLOAD: _("upload"),
        Action.REFUSAL: _("refusal"),
        Action.PUBLISH: _("publish"),
        Action.ROLL_BACK: _("roll back"),
        Action.EXPORT: _("export"),
    }
    return words[action]


def audit_reason(entry: AuditEntry, _: Translator) -> str:
    """Return the reason that was given, or the codes of what was wrong, then the file it was about."""
    reason, file = entry.reason, entry.details.get("file", "")
    if entry.action is Action.REFUSAL and reason:
        reason = _("what was wrong: {codes}", codes=reason)
    return " · ".join(part for part in (reason, file) if part)
