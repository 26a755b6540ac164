"""Versions, rounds, roles and tokens, as lines for a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from model.access import FeedToken, Grant
from model.returns.received import ReturnOutcome
from model.returns.round import Recipient, RequestedUpdate, Round
from model.status import RED_AMBER_GREEN
from model.tracker.rows import TableRow
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
from wording.formatting import Names, format_timestamp, marked_name
from wording.issues import issue_line
from wording.labels.names import role_word
from wording.rounds import (
    language_name,
    nobody_sentence,
    outcome_words,
    progress_words,
    recipient_name,
    request_sentence,
    round_sentence,
    started_sentence,
)
from wording.sentences import label


def version_lines(versions: Iterable[Version], current: int | None, _: Translator) -> Iterator[str]:
    """Yield every version: its publisher and time, then its reason, its source and its counts."""
    listed = list(versions)
    if not listed:
        yield _("Nothing is published yet.")
    for version in listed:
        is_current, number = version.number == current, version.number
        title = _("Version {number} (current)", number=number) if is_current else _("Version {number}", number=number)
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


def round_lines(
    of_round: Round, requests: Sequence[RequestedUpdate], progress: Iterable[TableRow], names: Names, _: Translator
) -> Iterator[str]:
    """Yield a round: what it requests, who started it and when, and a line for each return: how far it has come."""
    yield round_sentence(of_round, _)
    yield f"  {request_sentence(requests, _)} · {label('scope', of_round.scope, _)}"
    if of_round.started_at is not None:
        yield f"  {started_sentence(of_round, of_round.started_at, _)}"
    for row in progress:
        recipient = Recipient(row.agency, row.role)
        counted = _("{n} of {total}", n=row.answered, total=row.requested)
        words = progress_words(row.progress, _, overdue=bool(row.overdue))
        language = language_name(of_round.language_of(recipient), _)
        yield f"  {recipient_name(recipient, names, _)} ({language}): {words}, {counted}"
    if nobody := nobody_sentence(requests, _):
        yield f"  {nobody}"


def outcome_lines(outcome: ReturnOutcome, names: Names, _: Translator) -> Iterator[str]:
    """Yield what came of one file: how many answers from whom, and its issues; or why it was not taken in."""
    yield f"{outcome.name}: {outcome_words(outcome, names, _)}"
    if outcome.received is not None:
        yield from (f"  {issue_line(issue, _)}" for issue in outcome.received.issues)


def grant_lines(grants: Iterable[Grant], _: Translator) -> Iterator[str]:
    """Yield a line for each role: whose it is, what it is limited to, and who granted it when."""
    listed = list(grants)
    if not listed:
        yield _("No role is granted in the store.")
    for grant in listed:
        moment = format_timestamp(grant.at, _)
        parts = (
            grant.identity,
            role_word(grant.role, _),
            agencies_clause(grant.agencies, _),
            _("granted on {moment} by {who}", moment=moment, who=grant.granted_by),
        )
        yield " · ".join(part for part in parts if part)


def agencies_clause(agencies: frozenset[str] | None, _: Translator) -> str:
    """Return which agencies' recommendations alone somebody sees; "" for all."""
    if agencies is None:
        return ""
    return _("sees {agencies} alone", agencies=", ".join(sorted(agencies)))


def feed_token_lines(tokens: Iterable[FeedToken], _: Translator) -> Iterator[str]:
    """Yield a line for each token: its name, what it is limited to, and who made it when."""
    listed = list(tokens)
    if not listed:
        yield _("There is no token of the data feeds in the store.")
    for token in listed:
        moment = format_timestamp(token.at, _)
        made = _("made on {moment} by {who}", moment=moment, who=token.made_by)
        yield " · ".join(part for part in (token.name, agencies_clause(token.agencies, _), made) if part)
