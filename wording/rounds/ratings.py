"""The rating of a round in words: how far it has come, what is left, and who has not answered."""

from collections.abc import Mapping, Sequence
from datetime import date

from model.returns.draft import Draft
from model.returns.rating import RatingProgress
from wording.catalogue import Translator
from wording.format.dates import format_round
from wording.format.lists import begin_sentence
from wording.format.names import marked_name
from wording.format.timestamps import format_time, format_timestamp, local_day


def rated_sentence(counts: Mapping[RatingProgress, int], month: date, _: Translator) -> str:
    """Return how many recommendations of a round the office has rated."""
    number = sum(counts.values())
    of_rated = (RatingProgress.RATED, RatingProgress.DIFFERENT, RatingProgress.UNDECIDED)
    rated = sum(counts.get(each, 0) for each in of_rated)
    return _.plural(
        "{rated} of {n} recommendation is rated in the round of {month}",
        "{rated} of {n} recommendations are rated in the round of {month}",
        number,
        rated=rated,
        month=format_round(month, _),
    )


def left_sentence(counts: Mapping[RatingProgress, int], undecided: int, _: Translator) -> str:
    """Return what is left to rate and to decide, and how often office and agency differ."""
    parts = [
        _.plural("{n} answer to rate", "{n} answers to rate", counts.get(RatingProgress.UNRATED, 0)),
        _.plural("{n} without an answer", "{n} without an answer", counts.get(RatingProgress.UNANSWERED, 0)),
        _.plural(
            "{n} that the agency rates differently",
            "{n} that the agency rates differently",
            counts.get(RatingProgress.DIFFERENT, 0),
        ),
    ]
    if undecided:
        words = _.plural("{n} proposed target date to decide", "{n} proposed target dates to decide", undecided)
        parts.append(words)
    return begin_sentence(f"{', '.join(parts)}.")


def progress_words(progress: str, _: Translator) -> str:
    """Return what is left to do about a recommendation."""
    return {
        RatingProgress.UNRATED: _("To rate"),
        RatingProgress.DIFFERENT: _("Rated; the agency rates it differently"),
        RatingProgress.UNDECIDED: _("Rated; a proposed target date is not decided"),
        RatingProgress.UNANSWERED: _("No answer yet"),
        RatingProgress.RATED: _("Rated"),
    }[RatingProgress(progress)]


def saved_sentence(draft: Draft, _: Translator, *, today: date) -> str:
    """Return when a draft was saved, and by whom; one without a name is in this visit alone."""
    if local_day(draft.at) != today:
        moment = format_timestamp(draft.at, _)
        who = marked_name(draft.by, _, verified=draft.verified)
        return _("Saved on {moment} by {who}.", moment=moment, who=who)
    time = format_time(draft.at, _)
    if not draft.by:
        return _("Written at {time}; it stays in this visit.", time=time)
    return _("Saved at {time} by {who}.", time=time, who=marked_name(draft.by, _, verified=draft.verified))


def coverage_sentence(missing: Sequence[str], number: int, _: Translator) -> str:
    """Return how many returns of a round have come, and whose are not complete: semicolons part names with commas."""
    answered = _.plural(
        "{answered} of {n} return is complete",
        "{answered} of {n} returns are complete",
        number,
        answered=number - len(missing),
    )
    if not missing:
        return f"{answered}."
    between = "; " if any(", " in name for name in missing) else ", "
    return _("{answered}; not those of {names}.", answered=answered, names=between.join(missing))
