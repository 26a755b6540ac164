"""Versions and entries of the audit trail in words."""

from collections.abc import Iterator

from model.dates import parse_date
from model.edits import DELETED, LINK
from model.returns.draft import TargetAnswer
from model.status import Scale
from model.versions.version import FIRST_REASON, OF_RECOMMENDATION, Action, AuditEntry, Mode, Version
from wording.catalogue import Translator
from wording.formatting import format_date, format_timestamp, mark_word, marked_name, reviewed_ref
from wording.labels.names import decision_word, field_name, role_word
from wording.sentences import label


def publisher_of(version: Version, _: Translator) -> str:
    """Return the name of a version's publisher with the note how well it is known."""
    return marked_name(version.who, _, verified=version.verified)


def publication_reason(reason: str, _: Translator) -> str:
    """Return why a version was published, in the words of its publisher; that of the sample is ours."""
    return _("The bundled sample tracker.") if reason == FIRST_REASON else reason


def publication_clause(version: Version, _: Translator) -> str:
    """Return the clause on when and by whom a version was published."""
    timestamp, who = format_timestamp(version.published_at, _), publisher_of(version, _)
    return _("published on {moment} by {who}", moment=timestamp, who=who)


def version_line(version: Version, _: Translator) -> str:
    """Return who published a version, when and why, as a line of a list."""
    return _(
        "Version {number}, {published}: {reason}",
        number=version.number,
        published=publication_clause(version, _),
        reason=version.reason,
    )


def version_option(version: Version, _: Translator) -> str:
    """Return a version as an option of a list: without who published it, which a phone would cut."""
    return _("{number}: {moment}", number=version.number, moment=format_timestamp(version.published_at, _, short=True))


def version_notes(version: Version, _: Translator) -> Iterator[str]:
    """Yield notes on a version: that it brings back another, or was merged."""
    if version.brings_back is not None:
        yield _("Brings back version {number}.", number=version.brings_back)
    elif version.mode is Mode.MERGE:
        yield _("Merged into the version before.")


def version_counts(version: Version, _: Translator) -> str:
    """Return how many recommendations and updates a version has."""
    recommendations = _.plural("{n} recommendation", "{n} recommendations", version.recommendations)
    updates = _.plural("{n} update", "{n} updates", version.updates)
    return f"{recommendations}, {updates}"


def action_word(action: Action, _: Translator) -> str:
    """Return the name of an action in the audit trail."""
    return label("action", action, _)


def rating_words(entry: AuditEntry, scale: Scale, _: Translator) -> str:
    """Return which recommendation was rated, decided on or changed, and how; "" for any other entry."""
    if entry.action is Action.EDIT:
        change = {name: entry.details[name] for name in ("review", "ref", "field", "before", "value")}
        return change_sentence(**change, _=_)
    if entry.action not in OF_RECOMMENDATION:
        return ""
    ref, review = entry.details["ref"], entry.details["review"]
    status = rating_value(entry, scale, _)
    return _("Recommendation {ref} ({review}): {status}", ref=ref, review=review, status=status)


def rating_value(entry: AuditEntry, scale: Scale, _: Translator) -> str:
    """Return the word of the status or the decision that an entry records."""
    value = entry.details["value"]
    if entry.action is Action.TARGET:
        answer, _colon, words = value.partition(": ")
        day = parse_date(words)
        date = format_date(day.first, day.last, day.precision, day.words, _)
        if answer == TargetAnswer.ACCEPTED:
            return _("{date} is accepted as the target date", date=date)
        return _("{date} is not accepted as the target date", date=date)
    if entry.action is Action.WORDS:
        return _("Words of the agency edited")
    return mark_word(value, scale, _) if entry.action is Action.RATING else decision_word(value, _) or value


def change_sentence(review: str, ref: str, field: str, before: str, value: str, _: Translator) -> str:
    """Return which value of which recommendation or review was changed, from what to what."""
    if ref:
        about = _("Recommendation {ref}", ref=reviewed_ref(review, ref, named=bool(review)))
    else:
        about = review or _("A new review or recommendation")
    if field == DELETED:
        what = before.partition(" ")[2]
        return _("{about}: “{what}” is deleted, because: {reason}", about=about, what=what, reason=value)
    name = _("Link to the evidence") if field == LINK else field_name(field, _)
    if not before:
        return _("{about}, {field}: “{value}”", about=about, field=name, value=value)
    if not value:
        return _("{about}, {field}: “{before}” was taken out", about=about, field=name, before=before)
    return _("{about}, {field}: “{before}” became “{value}”", about=about, field=name, before=before, value=value)


def audit_reason(entry: AuditEntry, scale: Scale, _: Translator) -> str:
    """Return the reason of an entry, the codes of its errors, or what was rated; then the name of its file."""
    reason, file = publication_reason(entry.reason, _), entry.details.get("file", "")
    if entry.action is Action.REFUSAL and reason:
        reason = _("what was wrong: {codes}", codes=reason)
    if entry.action is Action.NOT_ALLOWED:
        reason = _("tried: {what}", what=reason)
    limit = _("further ones within an hour are not recorded") if "limit" in entry.details else ""
    return " · ".join(part for part in (reason, rating_words(entry, scale, _), file, limit) if part)


def audit_origin(entry: AuditEntry, _: Translator) -> str:
    """Return the role, the address and the session of an entry."""
    session = _("session {session}", session=entry.session) if entry.session else ""
    return " · ".join(part for part in (role_word(entry.role, _), entry.address, session) if part)
