"""Rounds of returns: what is requested of whom, what was answered, and how it is rated."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from analysis.cache import cached_row_by_row
from analysis.promises import promises
from analysis.status import is_closed, status_at
from analysis.table_rows import keys_of, rows_of
from analysis.texts.phrases import contradictions_in, date_still_to_come, phrase_of
from model.dates import parse_date
from model.returns.draft import RatingProgress
from model.returns.round import Item, Recipient, RequestedUpdate, Scope, StoredReturn
from model.terms import OPEN_TIMINGS, Contradiction, Scale, group_by
from model.tracker.tracker import Tracker

_KEY = ["review", "ref", "item"]
_Requests = Sequence[RequestedUpdate]
# A review and a ref.
_Ref = tuple[str, str]


def requested(tracker: Tracker, *, as_at: pd.Timestamp, scope: Scope) -> tuple[RequestedUpdate, ...]:
    """Return the recommendations on which a round requests an update, each with its lead agency and lead role.

    One is outstanding unless it is closed or stands at a complete status as at the month: a recommendation that was
    never rated or never reported is outstanding. Supporting agencies are not asked. One without a lead agency and a
    lead role is listed too, so that whoever starts the round sees that nobody is asked about it.

    Those of the filter are all of a tracker that the filter is applied to. They are in the tracker's order.
    """
    listed = tracker.recommendations[["review", "ref", "lead_agency", "lead_role"]].fillna("")
    if scope is Scope.OUTSTANDING:
        standing = status_at(tracker, as_at=as_at)
        is_done = standing["mark"].isin(tracker.scale.complete) | is_closed(tracker, standing, as_at=as_at)
        listed = listed[~is_done.to_numpy()]
    rows = rows_of(listed)
    return tuple(RequestedUpdate(Recipient(row.lead_agency, row.lead_role), row.review, row.ref) for row in rows)


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


def return_progress(requests: _Requests, returns: Sequence[StoredReturn], *, due: date, today: date) -> pd.DataFrame:
    """Return how far each recipient has come.

    A recommendation is answered once one of its returns has an update on it: a rating alone is no answer. A recipient
    who has not answered everything is overdue from the day after the due date.

    Returns:
        Columns agency, role, requested and answered (how many recommendations), progress (`not-yet`, `partly` or
        `answered`), overdue and received (how many returns): who has not answered first, then by agency and role.
    """
    updated, received = _updated(returns), Counter(each.recipient for each in returns)
    by_recipient = group_by((each for each in requests if each.recipient.name), lambda each: each.recipient)
    rows = []
    for recipient, of_recipient in sorted(by_recipient.items()):
        answers = [(each.review, each.ref) in updated for each in of_recipient]
        is_done, count = all(answers), received[recipient]
        progress = _ANSWER_PROGRESS[2 if is_done else bool(count)]
        counts = (len(answers), sum(answers), progress, not is_done and today > due, count)
        rows.append((recipient.agency, recipient.role, *counts))
    rows.sort(key=lambda row: _ANSWER_PROGRESS.index(row[4]))
    return pd.DataFrame(rows, columns=["agency", "role", "requested", "answered", "progress", "overdue", "received"])


def unanswered(requests: _Requests, returns: Sequence[StoredReturn]) -> tuple[RequestedUpdate, ...]:
    """Return what a round requests of somebody and has no update on yet: a rating alone is no answer."""
    updated = _updated(returns)
    return tuple(each for each in requests if each.recipient.name and (each.review, each.ref) not in updated)


def _updated(returns: Sequence[StoredReturn]) -> set[tuple[str, str]]:
    return {(each.review, each.ref) for sent in returns for each in sent.answers if each.item is Item.UPDATE}


def latest_answers(returns: Sequence[StoredReturn]) -> pd.DataFrame:
    """Return the answer that counts to each item of each recommendation: that of the latest return that has one.

    A cell that a later return leaves blank does not take an earlier answer away.

    Returns:
        Columns review, ref, item (an `Item`), text, earlier (the answer before it, missing where there is none or it
        is the same), number and language (of its return) and received (the day on which that came).
    """
    rows = [
        (each.review, each.ref, each.item.value, each.text, sent.number, each.language.value, sent.received_at.date())
        for sent in sorted(returns, key=lambda sent: sent.number)
        for each in sent.answers
    ]
    types = {"text": "str", "item": "str", "language": "str", "received": "datetime64[us]"}
    listed = pd.DataFrame(rows, columns=[*_KEY, "text", "number", "language", "received"]).astype(types)
    earlier = listed.groupby(_KEY, sort=False)["text"].shift()
    changed = earlier.where(earlier.ne(listed["text"]))
    table = listed.assign(earlier=changed).drop_duplicates(_KEY, keep="last")
    return table[[*_KEY, "text", "earlier", "number", "language", "received"]].reset_index(drop=True)


def answer_contradictions(answers: pd.DataFrame, *, scale: Scale, month: pd.Timestamp) -> pd.DataFrame:
    """Return what contradicts in the answers to each recommendation.

    The words of its update contradict the agency's own rating as those of a published update contradict its status. To
    propose closure contradicts words that name something still to be done, an incomplete rating, and a new target date;
    a complete rating contradicts a new target date, too, and that has not passed on the day on which it came.
    A date in the update that is still to come contradicts a complete rating and a proposal to close: one with a year,
    after the month of the round and after the month in which the update came, which may be the later.

    Returns:
        Columns review, ref, rule (a `Contradiction`, `date-to-come`, `closure-incomplete`, `closure-target`,
        `complete-target` or `target-past`) and words (the phrase, the rating or the date).
    """
    found = []
    for (review, ref), group in answers.groupby(["review", "ref"], sort=False):
        texts, received = (dict(zip(group["item"], group[name], strict=True)) for name in ("text", "received"))
        found += [(review, ref, rule, words) for rule, words in _contradictions(texts, received, scale, month)]
    return pd.DataFrame(found, columns=["review", "ref", "rule", "words"]).astype("str")


def _contradictions(
    texts: dict[str, str], received: dict[str, pd.Timestamp], scale: Scale, month: pd.Timestamp
) -> Iterator[tuple[str, str]]:
    """Yield each rule by which the answers to a recommendation contradict each other, by item, with the words."""
    update, status, target = (texts.get(item, "") for item in (Item.UPDATE, Item.AGENCY_STATUS, Item.NEW_TARGET))
    proposes, is_complete = texts.get(Item.CLOSURE) == "yes", status in scale.complete
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
    last = parse_date(target).last if target else None
    if last is not None and last < received[Item.NEW_TARGET].date():
        yield "target-past", target
    if update and (proposes or is_complete):
        words = date_still_to_come(update, month=max(month, received[Item.UPDATE]))
        yield from [("date-to-come", words)] if words else []


def rating_list(
    requests: _Requests, answers: pd.DataFrame, statuses: Mapping[_Ref, str], undecided: Collection[_Ref] = ()
) -> pd.DataFrame:
    """Return the recommendations of a round, what is left to rate first.

    Args:
        requests: what the round requests.
        answers: those of `latest_answers`.
        statuses: the office's status in the drafts, by review and ref; "" or nothing for none.
        undecided: those with a proposed target date that is neither accepted nor refused.

    Returns:
        Columns review, ref, place (in the round, from 1), agency_status and office_status ("" for none), and progress
        (a `RatingProgress`), by progress and then in the order of the round.
    """
    given = answers[answers["item"].eq(Item.AGENCY_STATUS)]
    of_agency, answered = dict(zip(keys_of(given), given["text"], strict=True)), {*keys_of(answers)}
    rows = []
    for place, each in enumerate(requests, start=1):
        key = (each.review, each.ref)
        agency, office, progress = of_agency.get(key, ""), statuses.get(key, ""), RatingProgress.RATED
        if not office:
            progress = RatingProgress.UNRATED if key in answered else RatingProgress.UNANSWERED
        elif key in undecided:
            progress = RatingProgress.UNDECIDED
        elif agency not in ("", office):
            progress = RatingProgress.DIFFERENT
        rows.append((*key, place, agency, office, progress.value))
    rows.sort(key=lambda row: [*map(str, RatingProgress)].index(row[5]))
    return pd.DataFrame(rows, columns=["review", "ref", "place", "agency_status", "office_status", "progress"])
