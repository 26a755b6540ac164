"""The differences between two trackers in sentences, in groups of one kind each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TypeVar

from model.status import Scale
from model.terms import STANDSTILLS, Kind, NameKind
from model.tracker.columns import DECISIONS, KEY, MONITORING, PROGRESS, TARGETS
from model.versions.difference import (
    AgencyChange,
    DateChange,
    Difference,
    NewUpdate,
    OtherChange,
    RecommendationId,
    Removed,
    StatusChange,
    StatusMove,
    WordsChange,
)
from wording.answers.headline import movement_count
from wording.catalogue import Translator
from wording.differences.changes import (
    GONE_KINDS,
    ChangeGroup,
    ChangeKind,
    ChangeSentence,
    DifferenceContext,
    change_count,
    column_name,
    entry_name,
    format_day_text,
    new_update_count,
    other_changes,
    quote,
    rerated_changes,
    restated_count,
    value_change,
    word_changes,
)
from wording.format.dates import format_round
from wording.format.names import Names
from wording.labels.fields import field_name
from wording.labels.names import decision_word
from wording.sentences import label

ChangeT = TypeVar("ChangeT")


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
    other = other_changes(difference)
    restated = _group(ChangeKind.RESTATED, difference.restated, _restated, context, most)
    removed = _group(ChangeKind.REMOVED, difference.removed, _removed, context, most)
    groups = (
        _group(ChangeKind.NEW, difference.new, _new, context, most),
        replace(removed, note=_renamed_review_question(difference, _) or removed.note),
        *(_group(kind, other[kind], other_change, context, most) for kind in GONE_KINDS),
        *_moved(difference, context, most),
        _group(ChangeKind.CORRECTED, difference.corrected, _corrected, context, most),
        *(_group(kind, changes, _rerated, context, most) for kind, changes in rerated_changes(difference).items()),
        replace(restated, heading=restated_count(difference.restated, _)),
        _group(ChangeKind.REDATED, difference.redated, _redated, context, most),
        _group(ChangeKind.REASSIGNED, difference.reassigned, _reassigned, context, most),
        *_updated(difference.updated, context, most),
        *(_group(kind, changes, reworded, context, most) for kind, changes in word_changes(difference).items()),
        _group(ChangeKind.OTHER, other[ChangeKind.OTHER], other_change, context, most),
    )
    return tuple(group for group in groups if group.count)


def _group(
    kind: ChangeKind,
    changes: Sequence[ChangeT],
    make_change: Callable[[ChangeT, DifferenceContext], ChangeSentence],
    context: DifferenceContext,
    most: int | None,
) -> ChangeGroup:
    _, n = context.translator, len(changes)
    made = tuple(make_change(change, context) for change in changes[:most])
    return ChangeGroup(kind, change_count(kind, n, _), made, n, _note(kind, n, _))


def _note(kind: ChangeKind, n: int, _: Translator) -> str:
    """Return a question or a note on all changes of a kind; "" for most kinds."""
    if kind is ChangeKind.REMOVED:
        return _.plural("Was it completed, or removed by mistake?", "Were they completed, or removed by mistake?", n)
    if kind in (ChangeKind.PAST, ChangeKind.RESTATED):
        return _("The record of rounds that were published is another now. Nothing of it counts as a movement.")
    if kind is ChangeKind.CORRECTED:
        return _("What was inferred is published now: the record is corrected, and nothing has moved.")
    return ""


def _renamed_review_question(difference: Difference, _: Translator) -> str:
    """Return a question if all removed recommendations are new under one other review; else ""."""
    removed, new = ({item.review for item in items} for items in (_removed_items(difference), difference.new))
    if len(removed) != 1 or len(new) != 1 or removed == new:
        return ""
    if not {item.ref for item in _removed_items(difference)} <= {item.ref for item in difference.new}:
        return ""
    return _(
        "The same refs are new in the review “{new}” and gone from “{gone}”. Is it one review under two names?",
        new=new.pop(),
        gone=removed.pop(),
    )


def _removed_items(difference: Difference) -> list[RecommendationId]:
    return [change.item for change in difference.removed]


def _new(item: RecommendationId, context: DifferenceContext) -> ChangeSentence:
    return context.sentence(item, "", context.titles.get(item) or context.translator("new"))


def _removed(change: Removed, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    if not change.status:
        text = _("it never had a status")
    elif change.complete:
        text = _("its last status was {status}, which is complete", status=context.status_word(change.status))
    else:
        text = _("its last status was {status}, which is not complete", status=context.status_word(change.status))
    title = context.titles.get(change.item, "")
    return context.sentence(change.item, "", f"{title}: {text}" if title else text)


def _rerated(change: StatusChange, context: DifferenceContext) -> ChangeSentence:
    where = entry_name(change.kind, change.round, context.translator)
    return context.sentence(change.item, where, context.status_change(change.before, change.after))


def _restated(change: StatusChange, context: DifferenceContext) -> ChangeSentence:
    month = format_round(change.round, context.translator) if change.round else ""
    return context.sentence(
        change.item,
        context.translator("status as at {month}", month=month),
        context.status_change(change.before, change.after),
    )


def _corrected(change: StatusChange, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    if change.before == change.after:
        text = _("{status} as before, which is published now", status=context.status_word(change.after))
    else:
        before, now = context.status_word(change.before), context.status_word(change.after)
        text = _("{before} was inferred; published is {now}", before=before, now=now)
    return context.sentence(change.item, entry_name(change.kind, change.round, _), text)


def _redated(change: DateChange, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    before, after = format_day_text(change.before, _), format_day_text(change.after, _)
    if before == after:
        before, after = change.before, change.after
    where = _("promise {activity}", activity=quote(change.name)) if change.name else _("target date")
    return context.sentence(change.item, where, value_change(before, after, _))


def _reassigned(change: AgencyChange, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    before, after = (name and context.names.full(NameKind.AGENCY, name, _) for name in (change.before, change.after))
    if before == after:
        before, after = change.before, change.after
    return context.sentence(change.item, _("lead agency"), value_change(before, after, _))


def _moved(difference: Difference, context: DifferenceContext, most: int | None) -> Iterator[ChangeGroup]:
    """Yield a group for each movement, backward movements first, with both rounds in its heading."""
    _, start, end = context.translator, difference.start, difference.end
    moved = [move for move in difference.moves if move.movement not in STANDSTILLS]
    if start is None or end is None:
        return
    months = {"start": format_round(start, _), "end": format_round(end, _)}
    for movement, moves in groupby(moved, key=lambda move: move.movement):
        of_kind = list(moves)
        count = movement_count(movement, len(of_kind), _)
        heading = _("{count}, from {start} to {end}", count=count, **months)
        if end < start:
            heading = _("{count}, from {start} back to {end}", count=count, **months)
        yield replace(_group(ChangeKind.MOVED, of_kind, _move, context, most), heading=heading)


def _move(move: StatusMove, context: DifferenceContext) -> ChangeSentence:
    return context.sentence(move.item, "", context.status_change(move.before, move.after))


def _updated(changes: Iterable[NewUpdate], context: DifferenceContext, most: int | None) -> Iterator[ChangeGroup]:
    """Yield a group for each round, the latest first; updates without a date come last."""
    latest_first = sorted(changes, key=lambda change: change.round or date.min, reverse=True)
    for month, of_round in groupby(latest_first, key=lambda change: change.round):
        group = _group(ChangeKind.UPDATED, list(of_round), _update, context, most)
        yield replace(group, heading=new_update_count(group.count, month, context.translator))


def _update(change: NewUpdate, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    where = _("response") if change.kind == Kind.RESPONSE else ""
    status = context.status_word(change.status) if change.status else _("without a status")
    return context.sentence(change.item, where, status)


def reworded(change: WordsChange, context: DifferenceContext) -> ChangeSentence:
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
    return context.sentence(change.item, column, text, change.before, change.after)


def other_change(change: OtherChange, context: DifferenceContext) -> ChangeSentence:
    """Return what has changed in a row or a cell that no other kind of change is about."""
    _ = context.translator
    name = context.recommendation_name(change.item) if change.item else change.sheet
    if change.is_whole_row:
        words = {"words": quote(_row_words(change, _))}
        text = _("row gone: {words}", **words) if change.before else _("row added: {words}", **words)
        return ChangeSentence(change.item, name, _row_name(change, _), text)
    before, after = (quote(format_day_text(value, _)) for value in (change.before, change.after))
    text = _("re-worded") if before == after else value_change(before, after, _)
    return ChangeSentence(change.item, name, _cell_name(change, _), text, change.before, change.after)


def _row_words(change: OtherChange, _: Translator) -> str:
    """Return what stands in a row that was added or removed: a day as a date, a decision in the reader's language."""
    words = change.before or change.after
    if change.sheet == DECISIONS.name:
        return decision_word(words, _) or words
    return format_day_text(words, _) if change.sheet == TARGETS.name else words


def _row_name(change: OtherChange, _: Translator) -> str:
    """Return the name of a row that was added or removed; "" where its text is enough."""
    if change.sheet == PROGRESS.name:
        return entry_name(Kind.PROGRESS, change.round, _)
    return label("changed-row", change.sheet, _, default="")


def _cell_name(change: OtherChange, _: Translator) -> str:
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
    column = column_name(change.sheet, change.column, _)
    return f"{row}, {column}" if row else column
