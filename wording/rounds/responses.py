"""The formal response to a review in words: when it is due, and how much of it has come."""

from typing import TYPE_CHECKING

from model.terms import Timing
from wording.catalogue import Translator
from wording.format.dates import format_day

if TYPE_CHECKING:
    from analysis.promises import ResponseDueRow


def response_sentences(row: "ResponseDueRow", _: Translator) -> str:
    """Return when a formal response is due, whether it is overdue, and what has one."""
    overdue = [_("It is overdue.")] if row.timing == Timing.OVERDUE else []
    return " ".join((_due_sentence(row, _), *overdue, responded_words(row, _)))


def responded_words(row: "ResponseDueRow", _: Translator) -> str:
    """Return how many recommendations have a response."""
    return _.plural(
        "{responded} of {n} recommendation has a response.",
        "{responded} of {n} recommendations have a response.",
        row.recommendations,
        responded=row.responded,
    )


def response_event(review: str, _: Translator) -> str:
    """Return the title of the days on which a formal response is due."""
    return _("Formal response due: {review}", review=review)


def _due_sentence(row: "ResponseDueRow", _: Translator) -> str:
    """Return the due date; where the day of publication is not known, the days between which it lies."""
    first, last = format_day(row.due, _), format_day(row.due_last, _)
    if first == last:
        return _.plural(
            "the formal response is due on {day}, {n} day after publication.",
            "the formal response is due on {day}, {n} days after publication.",
            row.days,
            day=last,
        )
    return _.plural(
        "the formal response is due between {first} and {last}, {n} day after publication, whose day is not known.",
        "the formal response is due between {first} and {last}, {n} days after publication, whose day is not known.",
        row.days,
        first=first,
        last=last,
    )
