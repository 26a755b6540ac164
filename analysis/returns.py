"""Rounds of returns: what is requested of whom, what was answered, and how it is rated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from analysis.cache import cached_row_by_row
from analysis.promises import promises
from analysis.status import standings
from analysis.table_rows import rows_of
from analysis.texts.phrases import contradictions_in, date_still_to_come, phrase_of
from model.returns import round as model
from model.returns.draft import Draft, DraftField, RatingProgress, answer_to_target, has_passed
from model.returns.round import Answers, Item, RequestedUpdate, ReturnProgress, StoredReturn, answer_text
from model.terms import OPEN_TIMINGS, Contradiction, Scale, group_by
from model.tracker.tracker import Tracker

_Requests = Sequence[RequestedUpdate]
_Returns = Sequence[StoredReturn]


def requested(tracker: Tracker, *, as_at: pd.Timestamp, scope: model.Scope) -> tuple[RequestedUpdate, ...]:
    """Return the recommendations on which a round requests an update, each with its lead agency and lead role.

    One is outstanding unless it is closed or stands at a complete status as at the month: a recommendation that was
    never rated or never reported is outstanding. Supporting agencies are not asked. One without a lead agency and a
    lead role is listed too, so that whoever starts the round sees that nobody is asked about it.

    Those of the filter are all of a tracker that the filter is applied to. They are in the tracker's order.
    """
    listed = tracker.recommendations[["review", "ref", "lead_agency", "lead_role"]].fillna("")
    if scope is model.Scope.OUTSTANDING:
        listed = listed[standings(tracker, as_at=as_at)["outstanding"]]
    rows = rows_of(listed)
    return tuple(RequestedUpdate(model.Recipient(row.lead_agency, row.lead_role), row.review, row.ref) for row in rows)


@cached_row_by_row
def promises_due(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the open promises whose first due day is not after the month.

    A promise that is done, or has no date, is not due. One that may fall due later than the month is due in it as soon
    as its first day is: a promise for autumn is due in September.

    Returns:
        The columns of `promises`, in its order.
    """
    listed = promises(tracker, as_at=as_at, today=today)
    is_open = listed["timing"].isin(OPEN_TIMINGS)
    return listed[is_open & listed["due"].le(as_at + pd.offsets.MonthEnd())].reset_index(drop=True)


# How far the return of a recipient has come, in the order in which they are listed: nothing, something, everything.
_ANSWER_PROGRESS = ("not-yet", "partly", "answered")


def return_progress(requests: _Requests, returns: _Returns, *, due: date, today: date) -> list[ReturnProgress]:
    """Return how far each recipient has come: who has not answered first, then by agency and role.

    A recommendation is answered once one of its returns has an update on it: a rating alone is no answer. A recipient
    who has not answered everything is overdue from the day after the due date.
    """
    updated, senders = _updated(returns), {each.recipient for each in returns}
    by_recipient = group_by((each for each in requests if each.recipient.name), lambda each: each.recipient)
    found = []
    for recipient, asked in sorted(by_recipient.items()):
        answered = sum((each.review, each.ref) in updated for each in asked)
        is_done = answered == len(asked)
        progress = _ANSWER_PROGRESS[2 if is_done else recipient in senders]
        found.append(ReturnProgress(recipient, len(asked), answered, progress, not is_done and today > due))
    return sorted(found, key=lambda each: _ANSWER_PROGRESS.index(each.progress))


def unanswered(requests: _Requests, returns: _Returns) -> tuple[RequestedUpdate, ...]:
    """Return what a round requests of somebody and has no update on yet: a rating alone is no answer."""
    updated = _updated(returns)
    return tuple(each for each in requests if each.recipient.name and (each.review, each.ref) not in updated)


def _updated(returns: _Returns) -> set[tuple[str, str]]:
    return {(each.review, each.ref) for sent in returns for each in sent.answers if each.item is Item.UPDATE}


def answer_contradictions(answers: Answers, *, scale: Scale, month: pd.Timestamp) -> Iterator[tuple[str, str]]:
    """Yield each rule by which the answers to a recommendation contradict each other, with the words.

    The words of its update contradict the agency's own rating as those of a published update contradict its status. To
    propose closure contradicts words that name something still to be done, an incomplete rating, and a new target date;
    a complete rating contradicts a new target date, too, and that has not passed on the day on which it came.
    A date in the update that is still to come contradicts a complete rating and a proposal to close: one with a year,
    after the month of the round and after the month in which the update came, which may be the later.

    A rule is a `Contradiction`, `date-to-come`, `closure-incomplete`, `closure-target`, `complete-target` or
    `target-past`, and the words are the phrase, the rating or the date.
    """
    items = (Item.UPDATE, Item.AGENCY_STATUS, Item.NEW_TARGET, Item.CLOSURE)
    update, status, target, closure = (answer_text(answers, item) for item in items)
    proposes, is_complete = closure == "yes", status in scale.complete
    if status in scale.rank:
        for rule, phrase in contradictions_in(update, status=status, scale=scale):
            yield rule.value, phrase
    if proposes and not is_complete:
        if still_open := phrase_of(update, Contradiction.STILL_OPEN):
            yield Contradiction.STILL_OPEN.value, still_open
        if status in scale.rank:
            yield "closure-incomplete", status
    if target and (proposes or is_complete):
        yield "closure-target" if proposes else "complete-target", target
    if target and has_passed(target, answers[Item.NEW_TARGET].received_at.date()):
        yield "target-past", target
    if update and (proposes or is_complete):
        came = pd.Timestamp(answers[Item.UPDATE].received_at.date())
        if words := date_still_to_come(update, month=max(month, came)):
            yield "date-to-come", words


class RatedRow(NamedTuple):
    """A recommendation of a round as it is rated.

    Attributes:
        place: its place in the round, from 1.
        agency_status: the agency's own rating; "" for none, as of the office's.
        is_undecided: whether its agency proposes a target date that is neither accepted nor refused.
    """

    review: str
    ref: str
    place: int
    agency_status: str
    office_status: str
    progress: RatingProgress
    is_undecided: bool


def rating_list(
    requests: _Requests, answers: Mapping[tuple[str, str], Answers], drafts: Iterable[Draft], scale: Scale
) -> list[RatedRow]:
    """Return the recommendations of a round, what is left to rate first, and then in the order of the round.

    Args:
        requests: what the round requests.
        answers: those of `latest_answers`.
        drafts: those of the round.
        scale: the scale of the tracker: a status that it no longer has counts as none.
    """
    written, found = {(each.cell.review, each.cell.ref, each.cell.field): each for each in drafts}, []
    for place, each in enumerate(requests, start=1):
        key = (each.review, each.ref)
        answered = answers.get(key, {})
        agency, proposed = (answer_text(answered, item) for item in (Item.AGENCY_STATUS, Item.NEW_TARGET))
        status = written.get((*key, DraftField.STATUS))
        office = status.text if status is not None and status.text in scale.rank else ""
        is_undecided = bool(proposed) and answer_to_target(written.get((*key, DraftField.TARGET)), proposed) is None
        progress = RatingProgress.RATED
        if not office:
            progress = RatingProgress.UNRATED if answered else RatingProgress.UNANSWERED
        elif is_undecided:
            progress = RatingProgress.UNDECIDED
        elif agency not in ("", office):
            progress = RatingProgress.DIFFERENT
        found.append(RatedRow(*key, place, agency, office, progress, is_undecided))
    return sorted(found, key=lambda row: [*RatingProgress].index(row.progress))
