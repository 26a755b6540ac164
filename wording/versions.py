"""Versions, entries of the audit trail, rounds, roles and tokens: in words, and as lines for a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from model.access import FeedToken, Grant
from model.dates import parse_date
from model.returns import round as returns
from model.returns.draft import DELETED, LINK, Draft, RatingProgress, TargetAnswer
from model.returns.round import Recipient, RequestedUpdate, ReturnProgress, Round
from model.terms import RED_AMBER_GREEN, Language, NameKind, Scale, TableRow, Timing
from model.tracker.reading import WorkbookError
from model.versions.version import FIRST_REASON, OF_RECOMMENDATION, Action, AuditEntry, Mode, StoreError, Version
from wording import formatting
from wording.catalogue import Translator, label
from wording.formatting import Names, format_date, format_timestamp, mark_word, marked_name, reviewed_ref
from wording.issues import issue_line, issue_sentence
from wording.names import decision_word, field_name, return_fault, role_word, store_fault


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


def version_lines(versions: Sequence[Version], current: int | None, _: Translator) -> Iterator[str]:
    """Yield every version: its publisher and time, then its reason, its source and its counts."""
    if not versions:
        yield _("Nothing is published yet.")
    for version in versions:
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


def audit_lines(entries: Iterable[AuditEntry], _: Translator) -> Iterator[str]:
    """Yield a line for each entry of the audit trail."""
    for entry in entries:
        version = "" if entry.version is None else _("version {number}", number=entry.version)
        who, action = marked_name(entry.who, _, verified=entry.verified), label("action", entry.action, _)
        reason, origin = audit_reason(entry, RED_AMBER_GREEN, _), audit_origin(entry, _)
        yield " · ".join(filter(None, (format_timestamp(entry.at, _), who, action, version, reason, origin)))


def round_lines(
    of_round: Round, requests: Sequence[RequestedUpdate], listed: Iterable[ReturnProgress], names: Names, _: Translator
) -> Iterator[str]:
    """Yield a round: what it requests, who started it and when, and a line for each return: how far it has come."""
    yield round_sentence(of_round, _)
    yield f"  {request_sentence(requests, _)} · {label('scope', of_round.scope, _)}"
    yield f"  {started_sentence(of_round, _)}"
    for row in listed:
        counted = _("{n} of {total}", n=row.answered, total=row.requested)
        words = progress_words(row.progress, _, overdue=row.is_overdue)
        language = language_name(of_round.language_of(row.recipient), _)
        yield f"  {recipient_name(row.recipient, names, _)} ({language}): {words}, {counted}"
    if nobody := nobody_sentence(requests, _):
        yield f"  {nobody}"


def grant_lines(grants: Sequence[Grant], _: Translator) -> Iterator[str]:
    """Yield a line for each role: whose it is, what it is limited to, and who granted it when."""
    if not grants:
        yield _("No role is granted in the store.")
    for grant in grants:
        granted = _("granted on {moment} by {who}", moment=format_timestamp(grant.at, _), who=grant.granted_by)
        parts = grant.identity, role_word(grant.role, _), agencies_clause(grant.agencies, _), granted
        yield " · ".join(filter(None, parts))


def agencies_clause(agencies: frozenset[str] | None, _: Translator) -> str:
    """Return which agencies' recommendations alone somebody sees; "" for all."""
    return "" if agencies is None else _("sees {agencies} alone", agencies=", ".join(sorted(agencies)))


def feed_token_lines(tokens: Sequence[FeedToken], _: Translator) -> Iterator[str]:
    """Yield a line for each token: its name, what it is limited to, and who made it when."""
    if not tokens:
        yield _("There is no token of the data feeds in the store.")
    for token in tokens:
        made = _("made on {moment} by {who}", moment=format_timestamp(token.at, _), who=token.made_by)
        yield " · ".join(filter(None, (token.name, agencies_clause(token.agencies, _), made)))


def round_sentence(of_round: Round, _: Translator) -> str:
    """Return whether a round is open, and the day on which its returns are due."""
    month, due = formatting.format_round(of_round.month, _), formatting.format_day(of_round.due, _)
    is_open = _("The round of {month} is open: its returns are due on {day}.", month=month, day=due)
    return is_open if of_round.is_open else _("The round of {month} is closed.", month=month)


def started_sentence(of_round: Round, _: Translator) -> str:
    """Return when a round was started, by whom and from which version."""
    moment = formatting.format_timestamp(of_round.started_at, _)
    who = formatting.marked_name(of_round.started_by, _, verified=of_round.verified)
    return _("Started on {moment} by {who}, from version {version}.", moment=moment, who=who, version=of_round.version)


def request_sentence(requests: Sequence[RequestedUpdate], _: Translator) -> str:
    """Return on how many recommendations a round requests an update, and from how many agencies and roles."""
    recipients = {each.recipient for each in requests if each.recipient.name}
    counted = sum(bool(each.recipient.name) for each in requests)
    recommendations = _.plural("{n} recommendation", "{n} recommendations", counted)
    asked = _.plural("{n} return", "{n} returns", len(recipients))
    return _("{recommendations} in {returns}", recommendations=recommendations, returns=asked)


def nobody_sentence(requests: Sequence[RequestedUpdate], _: Translator) -> str:
    """Return which recommendations nobody is asked about, as they have no lead; "" where each has one."""
    named = len({each.ref for each in requests}) < len(requests)
    refs = [formatting.reviewed_ref(each.review, each.ref, named=named) for each in requests if not each.recipient.name]
    return label("sentence", "nobody-asked", _, n=len(refs), refs=", ".join(refs)) if refs else ""


def recipient_name(recipient: Recipient, names: formatting.Names, _: Translator) -> str:
    """Return the agency and the role of a recipient, or the one that the tracker names."""
    named = ((NameKind.AGENCY, recipient.agency), (NameKind.ROLE, recipient.role))
    return ", ".join(names.full(kind, name, _) for kind, name in named if name)


def format_words(format_: returns.ReturnFormat, _: Translator) -> str:
    """Return what agencies fill in."""
    return _("Word forms") if format_ is returns.ReturnFormat.WORD else _("Excel workbooks")


def language_name(language: Language, _: Translator) -> str:
    """Return the name of a language in the reader's language."""
    return _("Welsh") if language is Language.WELSH else _("English")


def progress_words(progress: str, _: Translator, *, overdue: bool) -> str:
    """Return how far a return has come, and whether it is overdue."""
    words = label("return-progress", progress, _)
    return _("{progress}, overdue", progress=words) if overdue else words


def progress_sentence(counts: Mapping[str, int], _: Translator, *, overdue: int) -> str:
    """Return how many returns have come, by how far they have come, and how many are overdue."""
    answered, partly, missing = (counts.get(kind, 0) for kind in ("answered", "partly", "not-yet"))
    words = label("sentence", "returns-progress", _, answered=answered, partly=partly, missing=missing)
    return f"{words} {_('Overdue: {overdue}.', overdue=overdue)}" if overdue else words


def contradiction_sentence(rule: str, words: str, scale: Scale, _: Translator) -> str:
    """Return what contradicts in the answers to a recommendation, by a rule of analysis.returns.

    A status and a date are in the reader's language; words of the agency are quoted as they are.
    """
    if rule == "closure-incomplete":
        words = formatting.status_words(words, None, scale, _)
    if rule in {"closure-target", "complete-target", "target-past"}:
        day = parse_date(words)
        words = formatting.format_date(day.first, day.last, day.precision, day.words, _)
    return label("contradiction", rule, _, words=words)


def reminder_days_sentence(of_round: Round, _: Translator) -> str:
    """Return the days on which the reminders of a round fall."""
    days = [formatting.format_day(day, _) for day in returns.reminder_days(of_round).values()]
    month = formatting.format_round(of_round.month, _)
    return label("sentence", "reminder-days", _, n=len(days), month=month, days=formatting.join_words(days, _))


def response_sentences(row: TableRow, _: Translator) -> str:
    """Return when a formal response is due, whether it is overdue, and what has one.

    Where the day of publication is not known, it is due between two days.
    """
    overdue = [_("It is overdue.")] if row.timing == Timing.OVERDUE else []
    first, last = formatting.format_day(row.due, _), formatting.format_day(row.due_last, _)
    code = "response-due" if first == last else "response-due-between"
    due = label("sentence", code, _, n=row.days, day=last, first=first, last=last)
    return " ".join((due, *overdue, responded_words(row, _)))


def responded_words(row: TableRow, _: Translator) -> str:
    """Return how many recommendations have a response."""
    return label("sentence", "responded", _, n=row.recommendations, responded=row.responded)


def rated_sentence(counts: Mapping[RatingProgress, int], month: date, _: Translator) -> str:
    """Return how many recommendations of a round the office has rated."""
    of_rated = (RatingProgress.RATED, RatingProgress.DIFFERENT, RatingProgress.UNDECIDED)
    rated = sum(counts.get(each, 0) for each in of_rated)
    return label("sentence", "rated", _, n=sum(counts.values()), rated=rated, month=formatting.format_round(month, _))


def left_sentence(counts: Mapping[RatingProgress, int], undecided: int, _: Translator) -> str:
    """Return what is left to rate and to decide, and how often office and agency differ."""
    parts = [
        _.plural("{n} answer to rate", "{n} answers to rate", counts.get(RatingProgress.UNRATED, 0)),
        _.plural("{n} without an answer", "{n} without an answer", counts.get(RatingProgress.UNANSWERED, 0)),
        label("sentence", "rated-differently", _, n=counts.get(RatingProgress.DIFFERENT, 0)),
    ]
    if undecided:
        parts.append(_.plural("{n} proposed target date to decide", "{n} proposed target dates to decide", undecided))
    return formatting.begin_sentence(f"{', '.join(parts)}.")


def saved_sentence(draft: Draft, _: Translator, *, today: date) -> str:
    """Return when a draft was saved, and by whom."""
    who, time = formatting.marked_name(draft.by, _, verified=draft.verified), formatting.format_time(draft.at, _)
    if formatting.local_day(draft.at) != today:
        return _("Saved on {moment} by {who}.", moment=formatting.format_timestamp(draft.at, _), who=who)
    return _("Saved at {time} by {who}.", time=time, who=who)


def coverage_sentence(missing: Sequence[str], number: int, _: Translator) -> str:
    """Return how many returns of a round have come, and whose are not complete: semicolons part names with commas."""
    answered = label("sentence", "returns-complete", _, n=number, answered=number - len(missing))
    if not missing:
        return f"{answered}."
    between = "; " if any(", " in name for name in missing) else ", "
    return _("{answered}; not those of {names}.", answered=answered, names=between.join(missing))


def outcome_words(outcome: returns.ReturnOutcome, names: Names, _: Translator) -> str:
    """Return how many answers of whom a file had; or why it was not taken in."""
    if outcome.received is not None and outcome.received.recipient is not None:
        answers = _.plural("{n} answer", "{n} answers", len(outcome.received.answers))
        return _("{answers} from {who}.", answers=answers, who=recipient_name(outcome.received.recipient, names, _))
    error, why = outcome.error, ""
    if isinstance(error, returns.ReturnError):
        why = return_fault(error, _)
    elif isinstance(error, WorkbookError | StoreError):
        why = issue_sentence(error, _) if isinstance(error, WorkbookError) else store_fault(error, _)
    return f"{_('Not taken in.')} {why}"


def outcome_lines(outcome: returns.ReturnOutcome, names: Names, _: Translator) -> Iterator[str]:
    """Yield what came of one file: how many answers from whom, and its issues; or why it was not taken in."""
    yield f"{outcome.name}: {outcome_words(outcome, names, _)}"
    if outcome.received is not None:
        yield from (f"  {issue_line(issue, _)}" for issue in outcome.received.issues)
