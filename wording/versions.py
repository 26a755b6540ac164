"""Versions, entries of the audit trail, rounds, roles and tokens: in words, and as lines for a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from model.access import FeedToken, Grant
from model.dates import parse_date
from model.returns.draft import DELETED, LINK, TargetAnswer
from model.returns.round import Recipient, RequestedUpdate, ReturnOutcome, Round
from model.status import RED_AMBER_GREEN, Scale
from model.terms import TableRow
from model.versions.version import FIRST_REASON, OF_RECOMMENDATION, Action, AuditEntry, Mode, Publication, Version
from wording import rounds
from wording.catalogue import Translator, label
from wording.formatting import Names, format_date, format_timestamp, mark_word, marked_name, reviewed_ref
from wording.issues import issue_line
from wording.labels.names import decision_word, field_name, role_word


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
    published, number = publication_clause(version, _), version.number
    return _("Version {number}, {published}: {reason}", number=number, published=published, reason=version.reason)


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
    item = {"ref": entry.details["ref"], "review": entry.details["review"]}
    return _("Recommendation {ref} ({review}): {status}", **item, status=rating_value(entry, scale, _))


def rating_value(entry: AuditEntry, scale: Scale, _: Translator) -> str:
    """Return the word of the status or the decision that an entry records."""
    value = entry.details["value"]
    if entry.action is Action.TARGET:
        answer, _colon, words = value.partition(": ")
        day = parse_date(words)
        date = format_date(day.first, day.last, day.precision, day.words, _)
        refused = _("{date} is not accepted as the target date", date=date)
        return _("{date} is accepted as the target date", date=date) if answer == TargetAnswer.ACCEPTED else refused
    if entry.action is Action.WORDS:
        return _("Words of the agency edited")
    return mark_word(value, scale, _) if entry.action is Action.RATING else decision_word(value, _) or value


def change_sentence(review: str, ref: str, field: str, before: str, value: str, _: Translator) -> str:
    """Return which value of which recommendation or review was changed, from what to what."""
    about = review or _("A new review or recommendation")
    if ref:
        about = _("Recommendation {ref}", ref=reviewed_ref(review, ref, named=bool(review)))
    if field == DELETED:
        what = before.partition(" ")[2]
        return _("{about}: “{what}” is deleted, because: {reason}", about=about, what=what, reason=value)
    name = _("Link to the evidence") if field == LINK else field_name(field, _)
    values = {"about": about, "field": name, "before": before, "value": value}
    if not before:
        return _("{about}, {field}: “{value}”", **values)
    became = _("{about}, {field}: “{before}” became “{value}”", **values)
    return became if value else _("{about}, {field}: “{before}” was taken out", **values)


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


def version_lines(versions: Iterable[Version], current: int | None, _: Translator) -> Iterator[str]:
    """Yield every version: its publisher and time, then its reason, its source and its counts."""
    listed = list(versions)
    if not listed:
        yield _("Nothing is published yet.")
    for version in listed:
        number = version.number
        title = _("Version {number}", number=number)
        title = _("Version {number} (current)", number=number) if number == current else title
        yield f"{title}, {publication_clause(version, _)}"
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
    number, earlier = publication.version.number, publication.version.brings_back
    if publication.unchanged:
        yield _("Nothing to publish: version {number} holds the same.", number=number)
    elif earlier is not None:
        yield _("Version {earlier} is published again, as version {number}.", earlier=earlier, number=number)
    else:
        yield _("Version {number} is published.", number=number)


def audit_lines(entries: Iterable[AuditEntry], _: Translator) -> Iterator[str]:
    """Yield a line for each entry of the audit trail."""
    for entry in entries:
        version = "" if entry.version is None else _("version {number}", number=entry.version)
        who, action = marked_name(entry.who, _, verified=entry.verified), action_word(entry.action, _)
        reason, origin = audit_reason(entry, RED_AMBER_GREEN, _), audit_origin(entry, _)
        yield " · ".join(filter(None, (format_timestamp(entry.at, _), who, action, version, reason, origin)))


def round_lines(
    of_round: Round, requests: Sequence[RequestedUpdate], progress: Iterable[TableRow], names: Names, _: Translator
) -> Iterator[str]:
    """Yield a round: what it requests, who started it and when, and a line for each return: how far it has come."""
    yield rounds.round_sentence(of_round, _)
    yield f"  {rounds.request_sentence(requests, _)} · {label('scope', of_round.scope, _)}"
    if of_round.started_at is not None:
        yield f"  {rounds.started_sentence(of_round, of_round.started_at, _)}"
    for row in progress:
        recipient = Recipient(row.agency, row.role)
        counted = _("{n} of {total}", n=row.answered, total=row.requested)
        words = rounds.progress_words(row.progress, _, overdue=bool(row.overdue))
        language = rounds.language_name(of_round.language_of(recipient), _)
        yield f"  {rounds.recipient_name(recipient, names, _)} ({language}): {words}, {counted}"
    if nobody := rounds.nobody_sentence(requests, _):
        yield f"  {nobody}"


def outcome_lines(outcome: ReturnOutcome, names: Names, _: Translator) -> Iterator[str]:
    """Yield what came of one file: how many answers from whom, and its issues; or why it was not taken in."""
    yield f"{outcome.name}: {rounds.outcome_words(outcome, names, _)}"
    if outcome.received is not None:
        yield from (f"  {issue_line(issue, _)}" for issue in outcome.received.issues)


def grant_lines(grants: Iterable[Grant], _: Translator) -> Iterator[str]:
    """Yield a line for each role: whose it is, what it is limited to, and who granted it when."""
    listed = list(grants)
    if not listed:
        yield _("No role is granted in the store.")
    for grant in listed:
        granted = _("granted on {moment} by {who}", moment=format_timestamp(grant.at, _), who=grant.granted_by)
        parts = grant.identity, role_word(grant.role, _), agencies_clause(grant.agencies, _), granted
        yield " · ".join(filter(None, parts))


def agencies_clause(agencies: frozenset[str] | None, _: Translator) -> str:
    """Return which agencies' recommendations alone somebody sees; "" for all."""
    return "" if agencies is None else _("sees {agencies} alone", agencies=", ".join(sorted(agencies)))


def feed_token_lines(tokens: Iterable[FeedToken], _: Translator) -> Iterator[str]:
    """Yield a line for each token: its name, what it is limited to, and who made it when."""
    listed = list(tokens)
    if not listed:
        yield _("There is no token of the data feeds in the store.")
    for token in listed:
        made = _("made on {moment} by {who}", moment=format_timestamp(token.at, _), who=token.made_by)
        yield " · ".join(filter(None, (token.name, agencies_clause(token.agencies, _), made)))
