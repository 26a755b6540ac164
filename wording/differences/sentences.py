"""The differences between two trackers in sentences, in groups of one kind each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from model.status import Scale
from model.terms import STANDSTILLS, Kind, NameKind
from model.tracker.columns import DECISIONS, KEY, MONITORING, PROGRESS, TARGETS
from model.versions.difference import ChangeKind, Difference, RecommendationId, TrackerChange
from wording.answers.headline import movement_count
from wording.catalogue import Translator
from wording.differences.changes import (
    ChangeGroup,
    ChangeSentence,
    DifferenceContext,
    change_count,
    column_name,
    entry_name,
    format_day_text,
    new_update_count,
    quote,
    value_change,
)
from wording.formatting import Names, format_round
from wording.labels.names import decision_word, field_name
from wording.sentences import label

_Change = Callable[[TrackerChange, DifferenceContext], ChangeSentence]
# The heading of each group of changes.
_Headed = Iterator[tuple[str, list[TrackerChange]]]


def change_groups(
    difference: Difference,
    scales: tuple[Scale, ...],
    names: Names,
    _: Translator,
    *,
    titles: Mapping[RecommendationId, str] | None = None,
    most: int | None = None,
) -> tuple[ChangeGroup, ...]:
    """Return the changes as sentences in groups, without empty groups.

    Args:
        difference: the changes.
        scales: the scale of the new tracker, then that of the old one.
        names: the names of the new tracker.
        titles: the titles of new and removed recommendations.
        most: the most sentences of each group; None for all.
    """
    context = DifferenceContext(_, scales, names, difference.reviews > 1, titles or {})
    return tuple(
        ChangeGroup(
            kind,
            heading,
            tuple(_SENTENCES.get(kind, other_change)(change, context) for change in changes[:most]),
            len(changes),
            _note(difference, kind, _),
        )
        for kind in ChangeKind
        for heading, changes in _headed(difference, kind, _)
    )


def _headed(difference: Difference, kind: ChangeKind, _: Translator) -> _Headed:
    """Yield the changes of a kind with their heading: movements by movement, and new updates by round."""
    changes = difference.of(kind)
    if kind is ChangeKind.MOVED:
        yield from _moved(difference, changes, _)
    elif kind is ChangeKind.UPDATED:
        latest_first = sorted(changes, key=lambda change: change.round or date.min, reverse=True)
        for month, of_round in groupby(latest_first, key=lambda change: change.round):
            updates = list(of_round)
            yield new_update_count(len(updates), month, _), updates
    elif changes:
        yield change_count(changes, _), changes


def _moved(difference: Difference, changes: Sequence[TrackerChange], _: Translator) -> _Headed:
    """Yield the changes of each movement, backward movements first, with both rounds in the heading."""
    start, end = difference.start, difference.end
    if start is None or end is None:
        return
    months = {"start": format_round(start, _), "end": format_round(end, _)}
    for movement, moves in groupby(changes, key=lambda move: move.name):
        of_kind = list(moves)
        if movement in STANDSTILLS:
            continue
        count = movement_count(movement, len(of_kind), _)
        if end < start:
            yield _("{count}, from {start} back to {end}", count=count, **months), of_kind
        else:
            yield _("{count}, from {start} to {end}", count=count, **months), of_kind


def _note(difference: Difference, kind: ChangeKind, _: Translator) -> str:
    """Return a question or a note on all changes of a kind; "" for most kinds."""
    if kind is ChangeKind.REMOVED:
        n = len(difference.of(kind))
        return _renamed_review_question(difference, _) or label("sentence", "removed-by-mistake", _, n=n)
    if kind in (ChangeKind.PAST, ChangeKind.RESTATED):
        return _("The record of rounds that were published is another now. Nothing of it counts as a movement.")
    if kind is ChangeKind.CORRECTED:
        return _("What was inferred is published now: the record is corrected, and nothing has moved.")
    return ""


def _renamed_review_question(difference: Difference, _: Translator) -> str:
    """Return a question if all removed recommendations are new under one other review; else ""."""
    removed, new = (
        {each.item for each in difference.of(kind) if each.item} for kind in (ChangeKind.REMOVED, ChangeKind.NEW)
    )
    gone, added = {item.review for item in removed}, {item.review for item in new}
    if len(gone) != 1 or len(added) != 1 or gone == added or not {i.ref for i in removed} <= {i.ref for i in new}:
        return ""
    return label("sentence", "review-renamed", _, new=added.pop(), gone=gone.pop())


def _new(change: TrackerChange, context: DifferenceContext) -> ChangeSentence:
    return context.sentence(change, "", context.title(change) or context.translator("new"))


def _removed(change: TrackerChange, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    text = _("it never had a status")
    if change.before:
        text = _("its last status was {status}", status=context.status_word(change.before))
    title = context.title(change)
    return context.sentence(change, "", f"{title}: {text}" if title else text)


def _status(change: TrackerChange, context: DifferenceContext) -> ChangeSentence:
    """Return the change of the status of a recommendation, of one of its updates, or as at a round."""
    _, where = context.translator, ""
    if change.kind is ChangeKind.RESTATED:
        where = _("status as at {month}", month=format_round(change.round, _) if change.round else "")
    elif change.kind is not ChangeKind.MOVED:
        where = entry_name(change.name, change.round, _)
    return context.sentence(change, where, context.status_change(change.before, change.after))


def _corrected(change: TrackerChange, context: DifferenceContext) -> ChangeSentence:
    _, before, now = context.translator, context.status_word(change.before), context.status_word(change.after)
    if change.before == change.after:
        text = _("{status} as before, which is published now", status=now)
    else:
        text = _("{before} was inferred; published is {now}", before=before, now=now)
    return context.sentence(change, entry_name(change.name, change.round, _), text)


def _redated(change: TrackerChange, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    where = _("promise {activity}", activity=quote(change.name)) if change.name else _("target date")
    return _revalued(change, context, where, lambda words: format_day_text(words, _))


def _reassigned(change: TrackerChange, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    return _revalued(change, context, _("lead agency"), lambda name: context.names.full(NameKind.AGENCY, name, _))


def _revalued(
    change: TrackerChange, context: DifferenceContext, where: str, words_of: Callable[[str], str]
) -> ChangeSentence:
    """Return the change of a value in words; as it is written where both would have the same words."""
    before, after = (value and words_of(value) for value in (change.before, change.after))
    if before == after:
        before, after = change.before, change.after
    return context.sentence(change, where, value_change(before, after, context.translator))


def _update(change: TrackerChange, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    where = _("response") if change.name == Kind.RESPONSE else ""
    status = context.status_word(change.after) if change.after else _("without a status")
    return context.sentence(change, where, status)


def reworded(change: TrackerChange, context: DifferenceContext) -> ChangeSentence:
    """Return that a text was written, re-worded or emptied."""
    _ = context.translator
    column = label("changed-text", change.field, _, default="") or field_name(change.field, _)
    if change.sheet == PROGRESS.name:
        entry = entry_name(Kind.PROGRESS, change.round, _)
        column = entry if change.field == "update" else f"{entry}, {column}"
    if not change.before:
        text = _("written; it was empty before")
    else:
        text = _("re-worded") if change.after else _("empty now")
    return context.sentence(change, column, text, change.before, change.after)


def other_change(change: TrackerChange, context: DifferenceContext) -> ChangeSentence:
    """Return what has changed in a row or a cell that no other kind of change is about."""
    _ = context.translator
    if change.is_whole_row:
        words = {"words": quote(_row_words(change, _))}
        text = _("row added: {words}", **words) if change.kind is ChangeKind.OTHER else _("row gone: {words}", **words)
        return context.sentence(change, _row_name(change, _), text)
    before, after = (quote(format_day_text(value, _)) for value in (change.before, change.after))
    text = _("re-worded") if before == after else value_change(before, after, _)
    return context.sentence(change, _cell_name(change, _), text, change.before, change.after)


# The function that makes the sentence of a change, by kind; of any other kind it is `other_change`.
_SENTENCES: Mapping[ChangeKind, _Change] = {
    ChangeKind.NEW: _new,
    ChangeKind.REMOVED: _removed,
    **dict.fromkeys((ChangeKind.MOVED, ChangeKind.RERATED, ChangeKind.PAST, ChangeKind.RESTATED), _status),
    ChangeKind.CORRECTED: _corrected,
    ChangeKind.REDATED: _redated,
    ChangeKind.REASSIGNED: _reassigned,
    ChangeKind.UPDATED: _update,
    **dict.fromkeys((ChangeKind.TRANSLATED, ChangeKind.REWORDED), reworded),
}


def _row_words(change: TrackerChange, _: Translator) -> str:
    """Return what stands in a row that was added or removed: a day as a date, a decision in the reader's language."""
    words = change.before or change.after
    if change.sheet == DECISIONS.name:
        return decision_word(words, _) or words
    return format_day_text(words, _) if change.sheet == TARGETS.name else words


def _row_name(change: TrackerChange, _: Translator) -> str:
    """Return the name of a row that was added or removed; "" where its text is enough."""
    if change.sheet == PROGRESS.name:
        return entry_name(Kind.PROGRESS, change.round, _)
    return label("changed-row", change.sheet, _, default="")


def _cell_name(change: TrackerChange, _: Translator) -> str:
    """Return the name of a cell within its recommendation or its sheet."""
    if change.sheet == KEY.name and not change.name:
        return _("order of the statuses")
    row = change.name
    if change.sheet == PROGRESS.name:
        row = entry_name(Kind.PROGRESS, change.round, _)
    elif change.sheet == MONITORING.name:
        row = _("promise {activity}", activity=quote(change.name))
    elif change.sheet == TARGETS.name:
        row = _("target set {date}", date=change.name) if change.name else _("target set without a date")
    elif change.sheet == DECISIONS.name:
        row = _("decision of {date}", date=change.name) if change.name else _("decision without a date")
    column = column_name(change.sheet, change.field, _)
    return f"{row}, {column}" if row else column
