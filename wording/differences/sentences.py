"""The differences between two trackers in sentences."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TypeVar

from model.status.scale import Scale
from model.terms import Kind, NameKind
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
    WordsChange,
)
from wording.catalogue import Translator
from wording.differences.by_change import (
    GONE_KINDS,
    ChangeGroup,
    ChangeKind,
    ChangeSentence,
    other_changes,
    word_changes,
)
from wording.differences.phrases import DifferenceContext, column_name, entry_name, format_day_text, quote, value_change
from wording.format.dates import format_round
from wording.format.names import Names
from wording.labels.decisions import decision_word
from wording.labels.fields import field_name

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
    worse = [change for change in difference.rerated if change.worse]
    rerated = [change for change in difference.rerated if not change.worse]
    other = other_changes(difference)
    removed = _group(ChangeKind.REMOVED, difference.removed, _removed, context, most)
    groups = (
        _group(ChangeKind.NEW, difference.new, _new, context, most),
        replace(removed, note=_renamed_review_question(difference, _) or removed.note),
        *(_group(kind, other[kind], _other, context, most) for kind in GONE_KINDS),
        _group(ChangeKind.WORSE, worse, _rerated, context, most),
        _group(ChangeKind.RERATED, rerated, _rerated, context, most),
        _group(ChangeKind.CORRECTED, difference.corrected, _corrected, context, most),
        _group(ChangeKind.REOPENED, difference.reopened, _reopened, context, most),
        _group(ChangeKind.REDATED, difference.redated, _redated, context, most),
        _group(ChangeKind.REASSIGNED, difference.reassigned, _reassigned, context, most),
        *_updated(difference.updated, context, most),
        *(_group(kind, changes, _reworded, context, most) for kind, changes in word_changes(difference).items()),
        _group(ChangeKind.OTHER, other[ChangeKind.OTHER], _other, context, most),
    )
    return tuple(group for group in groups if group.count)


def change_count(kind: ChangeKind, n: int, _: Translator) -> str:
    """Return the number of changes of a kind in words, for the heading of a group and a clause of the headline."""
    return {
        ChangeKind.NEW: _.plural("{n} new recommendation", "{n} new recommendations", n),
        ChangeKind.REMOVED: _.plural("{n} recommendation gone", "{n} recommendations gone", n),
        ChangeKind.UPDATES_GONE: _.plural("{n} update gone", "{n} updates gone", n),
        ChangeKind.PROMISES_GONE: _.plural("{n} monitoring promise gone", "{n} monitoring promises gone", n),
        ChangeKind.ROWS_GONE: _.plural("{n} row gone", "{n} rows gone", n),
        ChangeKind.WORSE: _.plural("{n} status re-rated, and worse now", "{n} statuses re-rated, and worse now", n),
        ChangeKind.RERATED: _.plural("{n} status re-rated", "{n} statuses re-rated", n),
        ChangeKind.CORRECTED: _.plural("{n} status corrected", "{n} statuses corrected", n),
        ChangeKind.REOPENED: _.plural("{n} recommendation reopened", "{n} recommendations reopened", n),
        ChangeKind.REDATED: _.plural("{n} date changed", "{n} dates changed", n),
        ChangeKind.REASSIGNED: _.plural("{n} lead agency changed", "{n} lead agencies changed", n),
        ChangeKind.UPDATED: _.plural("{n} new update", "{n} new updates", n),
        ChangeKind.TRANSLATED: _.plural("{n} text translated into Welsh", "{n} texts translated into Welsh", n),
        ChangeKind.REWORDED: _.plural("{n} text re-worded", "{n} texts re-worded", n),
        ChangeKind.OTHER: _.plural("{n} other change", "{n} other changes", n),
    }[kind]


def new_update_count(n: int, month: date | None, _: Translator) -> str:
    """Return the number of new updates of a round in words."""
    if month is None:
        return _.plural("{n} new update without a date", "{n} new updates without a date", n)
    return _.plural("{n} new update of {month}", "{n} new updates of {month}", n, month=format_round(month, _))


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
    _ = context.translator
    return ChangeSentence(item, context.recommendation_name(item), "", context.titles.get(item) or _("new"))


def _removed(change: Removed, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    if not change.status:
        text = _("it never had a status")
    elif change.complete:
        text = _("its last status was {status}, which is complete", status=context.status_word(change.status))
    else:
        text = _("its last status was {status}, which is not complete", status=context.status_word(change.status))
    title = context.titles.get(change.item, "")
    return ChangeSentence(
        change.item, context.recommendation_name(change.item), "", f"{title}: {text}" if title else text
    )


def _rerated(change: StatusChange, context: DifferenceContext) -> ChangeSentence:
    where = entry_name(change.kind, change.round, context.translator)
    return ChangeSentence(
        change.item, context.recommendation_name(change.item), where, context.status_change(change.before, change.after)
    )


def _corrected(change: StatusChange, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    if change.before == change.after:
        text = _("{status} as before, which is published now", status=context.status_word(change.after))
    else:
        before, now = context.status_word(change.before), context.status_word(change.after)
        text = _("{before} was inferred; published is {now}", before=before, now=now)
    return ChangeSentence(
        change.item, context.recommendation_name(change.item), entry_name(change.kind, change.round, _), text
    )


def _reopened(item: RecommendationId, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    return ChangeSentence(item, context.recommendation_name(item), "", _("it was complete, and no longer is"))


def _redated(change: DateChange, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    before, after = format_day_text(change.before, _), format_day_text(change.after, _)
    if before == after:
        before, after = change.before, change.after
    where = _("promise {activity}", activity=quote(change.name)) if change.name else _("target date")
    return ChangeSentence(change.item, context.recommendation_name(change.item), where, value_change(before, after, _))


def _reassigned(change: AgencyChange, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    before, after = (name and context.names.full(NameKind.AGENCY, name, _) for name in (change.before, change.after))
    if before == after:
        before, after = change.before, change.after
    return ChangeSentence(
        change.item, context.recommendation_name(change.item), _("lead agency"), value_change(before, after, _)
    )


def _updated(changes: Iterable[NewUpdate], context: DifferenceContext, most: int | None) -> Iterator[ChangeGroup]:
    """Yield a group for each round, the latest first; updates without a date come last."""
    latest_first = sorted(changes, key=lambda change: change.round or date.min, reverse=True)
    for month, of_round in groupby(latest_first, key=lambda change: change.round):
        group = _group(ChangeKind.UPDATED, list(of_round), _update, context, most)
        yield replace(group, heading=new_update_count(group.count, month, context.translator))


def _update(change: NewUpdate, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    where = _("response") if change.kind == Kind.RESPONSE else ""
    return ChangeSentence(change.item, context.recommendation_name(change.item), where, _status_after(change, context))


def _status_after(change: NewUpdate, context: DifferenceContext) -> str:
    """Return the status of a recommendation after a new update, and how it changed."""
    _, now = context.translator, context.status_word(change.status)
    if not change.status:
        return _("without a status")
    if not change.previous_status:
        return _("{status}, without a status before", status=now)
    if change.previous_status == change.status:
        return _("still {status}", status=now)
    way = context.status_change(change.previous_status, change.status)
    if change.worse is None:
        return way
    return _("worse, {way}", way=way) if change.worse else _("better, {way}", way=way)


def _reworded(change: WordsChange, context: DifferenceContext) -> ChangeSentence:
    _ = context.translator
    names = {
        "title": _("its title"),
        "title_cy": _("its title in Welsh"),
        "recommendation": _("its text"),
        "recommendation_cy": _("its text in Welsh"),
    }
    column = names.get(change.field) or field_name(change.field, _)
    if change.sheet == PROGRESS.name:
        entry = entry_name(Kind.PROGRESS, change.round, _)
        column = entry if change.field == "update" else f"{entry}, {column}"
    if not change.before:
        text = _("written; it was empty before")
    else:
        text = _("re-worded") if change.after else _("empty now")
    return ChangeSentence(
        change.item, context.recommendation_name(change.item), column, text, change.before, change.after
    )


def _other(change: OtherChange, context: DifferenceContext) -> ChangeSentence:
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
    names = {
        MONITORING.name: _("monitoring promise"),
        TARGETS.name: _("target date"),
        DECISIONS.name: _("decision on closure"),
    }
    return names.get(change.sheet, "")


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
