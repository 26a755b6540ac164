"""A round of returns in words: what it requests, what came back, its rating, reminders and formal responses."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from model.dates import parse_date
from model.returns.draft import Draft, RatingProgress
from model.returns.round import (
    LABELS,
    Item,
    Recipient,
    Reminder,
    RequestedUpdate,
    ReturnError,
    ReturnFormat,
    ReturnOutcome,
    Round,
    reminder_days,
)
from model.status import Scale
from model.terms import Language, NameKind, TableRow, Timing
from model.tracker.reading import WorkbookError
from model.versions.version import StoreError
from wording import formatting
from wording.catalogue import Translator, label
from wording.errors import return_fault, store_fault
from wording.issues import issue_sentence


def round_sentence(of_round: Round, _: Translator) -> str:
    """Return whether a round is open, and the day on which its returns are due."""
    month, due = formatting.format_round(of_round.month, _), formatting.format_day(of_round.due, _)
    is_open = _("The round of {month} is open: its returns are due on {day}.", month=month, day=due)
    return is_open if of_round.is_open else _("The round of {month} is closed.", month=month)


def started_sentence(of_round: Round, started_at: datetime, _: Translator) -> str:
    """Return when a round was started, by whom and from which version."""
    moment = formatting.format_timestamp(started_at, _)
    who = formatting.marked_name(of_round.started_by, _, verified=of_round.verified)
    return _("Started on {moment} by {who}, from version {version}.", moment=moment, who=who, version=of_round.version)


def request_sentence(requests: Sequence[RequestedUpdate], _: Translator) -> str:
    """Return on how many recommendations a round requests an update, and from how many agencies and roles."""
    recipients = {each.recipient for each in requests if each.recipient.name}
    counted = sum(bool(each.recipient.name) for each in requests)
    recommendations = _.plural("{n} recommendation", "{n} recommendations", counted)
    returns = _.plural("{n} return", "{n} returns", len(recipients))
    return _("{recommendations} in {returns}", recommendations=recommendations, returns=returns)


def nobody_sentence(requests: Sequence[RequestedUpdate], _: Translator) -> str:
    """Return which recommendations nobody is asked about, as they have no lead; "" where each has one."""
    named = len({each.ref for each in requests}) < len(requests)
    refs = [formatting.reviewed_ref(each.review, each.ref, named=named) for each in requests if not each.recipient.name]
    return label("sentence", "nobody-asked", _, n=len(refs), refs=", ".join(refs)) if refs else ""


def recipient_name(recipient: Recipient, names: formatting.Names, _: Translator) -> str:
    """Return the agency and the role of a recipient, or the one that the tracker names."""
    named = ((NameKind.AGENCY, recipient.agency), (NameKind.ROLE, recipient.role))
    return ", ".join(names.full(kind, name, _) for kind, name in named if name)


def outcome_words(outcome: ReturnOutcome, names: formatting.Names, _: Translator) -> str:
    """Return how many answers of whom a file had; or why it was not taken in."""
    if outcome.received is not None and outcome.received.recipient is not None:
        answers = _.plural("{n} answer", "{n} answers", len(outcome.received.answers))
        return _("{answers} from {who}.", answers=answers, who=recipient_name(outcome.received.recipient, names, _))
    error, why = outcome.error, ""
    if isinstance(error, ReturnError):
        why = return_fault(error, _)
    elif isinstance(error, WorkbookError | StoreError):
        why = issue_sentence(error, _) if isinstance(error, WorkbookError) else store_fault(error, _)
    return f"{_('Not taken in.')} {why}"


def format_words(format_: ReturnFormat, _: Translator) -> str:
    """Return what agencies fill in."""
    return _("Word forms") if format_ is ReturnFormat.WORD else _("Excel workbooks")


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


def item_name(item: Item, _: Translator) -> str:
    """Return the name of an item for the office, to whom the agency's rating is not its own."""
    return _("The agency's own rating") if item is Item.AGENCY_STATUS else LABELS[item].in_language(_.language)


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
    days = [formatting.format_day(day, _) for day in reminder_days(of_round).values()]
    month = formatting.format_round(of_round.month, _)
    return label("sentence", "reminder-days", _, n=len(days), month=month, days=formatting.join_words(days, _))


def due_sentence(of_round: Round, _: Translator) -> str:
    """Return the day on which the returns of a round are due."""
    month, day = formatting.format_round(of_round.month, _), formatting.format_day(of_round.due, _)
    return _("The returns of the round of {month} are due on {day}.", month=month, day=day)


def reminder_event(reminder: Reminder, of_round: Round, _: Translator) -> str:
    """Return the title of the day of a reminder."""
    month = formatting.format_round(of_round.month, _)
    before = _("Remind those who have not answered, due in two weeks: round of {month}", month=month)
    overdue = _("Remind those who are overdue: round of {month}", month=month)
    return before if reminder is Reminder.BEFORE else overdue


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


def response_event(review: str, _: Translator) -> str:
    """Return the title of the days on which a formal response is due."""
    return _("Formal response due: {review}", review=review)


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
    """Return when a draft was saved, and by whom; a draft without a name is in this visit alone."""
    who, time = formatting.marked_name(draft.by, _, verified=draft.verified), formatting.format_time(draft.at, _)
    if formatting.local_day(draft.at) != today:
        return _("Saved on {moment} by {who}.", moment=formatting.format_timestamp(draft.at, _), who=who)
    unnamed = _("Written at {time}; it stays in this visit.", time=time)
    return _("Saved at {time} by {who}.", time=time, who=who) if draft.by else unnamed


def coverage_sentence(missing: Sequence[str], number: int, _: Translator) -> str:
    """Return how many returns of a round have come, and whose are not complete: semicolons part names with commas."""
    answered = label("sentence", "returns-complete", _, n=number, answered=number - len(missing))
    if not missing:
        return f"{answered}."
    between = "; " if any(", " in name for name in missing) else ", "
    return _("{answered}; not those of {names}.", answered=answered, names=between.join(missing))
