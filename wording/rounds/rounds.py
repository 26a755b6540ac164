"""A round of returns in words: what it requests of whom, and by when."""

from collections.abc import Mapping, Sequence

from model.dates.date_grammar import parse_date
from model.language import Language
from model.returns.formats import ReturnFormat
from model.returns.items import LABELS, Item
from model.returns.round import RequestedUpdate, Round, Scope
from model.status.scale import Scale
from wording.catalogue import Translator
from wording.format.dates import format_date, format_day, format_round
from wording.format.refs import reviewed_ref
from wording.format.statuses import status_words


def round_sentence(of_round: Round, _: Translator) -> str:
    """Return whether a round is open, and the day on which its returns are due."""
    month, due = format_round(of_round.month, _), format_day(of_round.due, _)
    if of_round.is_open:
        return _("The round of {month} is open: its returns are due on {day}.", month=month, day=due)
    return _("The round of {month} is closed.", month=month)


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
    refs = [reviewed_ref(each.review, each.ref, named=named) for each in requests if not each.recipient.name]
    if not refs:
        return ""
    listed = ", ".join(refs)
    return _.plural(
        "Nobody is asked about {n} recommendation without a lead agency or a lead role: {refs}.",
        "Nobody is asked about {n} recommendations without a lead agency or a lead role: {refs}.",
        len(refs),
        refs=listed,
    )


def scope_words(scope: Scope, _: Translator) -> str:
    """Return which recommendations a round requests an update on."""
    return {
        Scope.OUTSTANDING: _("all outstanding recommendations"),
        Scope.ALL: _("all recommendations"),
        Scope.FILTERED: _("the recommendations of the filter"),
    }[scope]


def format_words(format_: ReturnFormat, _: Translator) -> str:
    """Return what agencies fill in."""
    return _("Word forms") if format_ is ReturnFormat.WORD else _("Excel workbooks")


def language_name(language: Language, _: Translator) -> str:
    """Return the name of a language in the reader's language."""
    return _("Welsh") if language is Language.WELSH else _("English")


def progress_words(progress: str, _: Translator, *, overdue: bool) -> str:
    """Return how far a return has come, and whether it is overdue."""
    words = {"answered": _("answered"), "partly": _("partly answered"), "not-yet": _("not yet answered")}[progress]
    return _("{progress}, overdue", progress=words) if overdue else words


def progress_sentence(counts: Mapping[str, int], _: Translator, *, overdue: int) -> str:
    """Return how many returns have come, by how far they have come, and how many are overdue."""
    answered, partly, missing = (counts.get(kind, 0) for kind in ("answered", "partly", "not-yet"))
    if overdue:
        return _(
            "Answered: {answered}. Partly answered: {partly}. Not yet answered: {missing}. Overdue: {overdue}.",
            answered=answered,
            partly=partly,
            missing=missing,
            overdue=overdue,
        )
    return _(
        "Answered: {answered}. Partly answered: {partly}. Not yet answered: {missing}.",
        answered=answered,
        partly=partly,
        missing=missing,
    )


def item_name(item: Item, _: Translator) -> str:
    """Return the name of an item for the office, to whom the agency's rating is not its own."""
    return _("The agency's own rating") if item is Item.AGENCY_STATUS else LABELS[item].in_language(_.language)


def contradiction_sentence(rule: str, words: str, scale: Scale, _: Translator) -> str:
    """Return what contradicts in the answers to a recommendation, by a rule of analysis.returns.

    A status and a date are in the reader's language; words of the agency are quoted as they are.
    """
    if rule == "closure-incomplete":
        words = status_words(words, None, scale, _)
    if rule in {"closure-target", "complete-target", "target-past"}:
        day = parse_date(words)
        words = format_date(day.first, day.last, day.precision, day.words, _)
    sentences = {
        "no-progress": _("The words report no progress, and the rating is not the worst: “{words}”.", words=words),
        "still-open": _("Something is still to be done: “{words}”.", words=words),
        "said-complete": _("The words call it complete, and the rating is not: “{words}”.", words=words),
        "date-to-come": _("A date that is still to come is named: “{words}”.", words=words),
        "closure-incomplete": _("Closure is proposed, and the rating is {words}.", words=words),
        "closure-target": _("Closure is proposed, and so is a new target date: {words}.", words=words),
        "complete-target": _("The rating is a complete one, and there is a new target date: {words}.", words=words),
        "target-past": _("The new target date had passed when it came: {words}.", words=words),
    }
    return sentences[rule]
