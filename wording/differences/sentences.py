"""What differs between two trackers, in sentences."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TypeVar

from model.status.scale import Scale
from model.terms import Kind, NameKind
from model.tracker.columns import KEY, MONITORING, PROGRESS
from model.versions.difference import (
    AgencyChange,
    DateChange,
    Difference,
    Item,
    NewUpdate,
    OtherChange,
    Removed,
    StatusChange,
    WordsChange,
)
from wording.catalogue import Translator
from wording.differences.by_change import Change, ChangeGroup, ChangeKind
from wording.differences.phrases import Telling, column_words, day_words, entry_words, quoted, turned
from wording.format.dates import format_round
from wording.format.names import Names
from wording.labels.fields import field_name

Told = TypeVar("Told")


def change_groups(
    difference: Difference,
    scales: tuple[Scale, ...],
    names: Names,
    _: Translator,
    *,
    titles: Mapping[Item, str] | None = None,
    most: int | None = None,
) -> tuple[ChangeGroup, ...]:
    """Return every change as a sentence, in groups; a group without a change is left out.

    Args:
        difference: what differs.
        scales: the scale of the tracker after, then that of the tracker before.
        names: the names of the tracker after.
        titles: the titles of recommendations that are to be named where they are new or gone.
        most: so many sentences of each group are made; None for all.
    """
    telling = Telling(_, scales, names, difference.reviews > 1, titles or {})
    worse = [change for change in difference.rerated if change.worse]
    rerated = [change for change in difference.rerated if not change.worse]
    gone = _group(ChangeKind.REMOVED, difference.removed, _removed, telling, most)
    groups = (
        _group(ChangeKind.NEW, difference.new, _new, telling, most),
        replace(gone, note=_renamed(difference, _) or gone.note),
        _group(ChangeKind.WORSE, worse, _rerated, telling, most),
        _group(ChangeKind.RERATED, rerated, _rerated, telling, most),
        _group(ChangeKind.CORRECTED, difference.corrected, _corrected, telling, most),
        _group(ChangeKind.REOPENED, difference.reopened, _reopened, telling, most),
        _group(ChangeKind.REDATED, difference.redated, _redated, telling, most),
        _group(ChangeKind.REASSIGNED, difference.reassigned, _reassigned, telling, most),
        *_updated(difference.updated, telling, most),
        _group(ChangeKind.REWORDED, difference.reworded, _reworded, telling, most),
        _group(ChangeKind.OTHER, difference.other, _other, telling, most),
    )
    return tuple(group for group in groups if group.count)


def counted(kind: ChangeKind, n: int, _: Translator) -> str:
    """Return how many changes of a kind there are: the heading of a group, and a clause of the headline."""
    return {
        ChangeKind.NEW: _.plural("{n} new recommendation", "{n} new recommendations", n),
        ChangeKind.REMOVED: _.plural("{n} recommendation gone", "{n} recommendations gone", n),
        ChangeKind.WORSE: _.plural("{n} status re-rated, and worse now", "{n} statuses re-rated, and worse now", n),
        ChangeKind.RERATED: _.plural("{n} status re-rated", "{n} statuses re-rated", n),
        ChangeKind.CORRECTED: _.plural("{n} status corrected", "{n} statuses corrected", n),
        ChangeKind.REOPENED: _.plural("{n} recommendation reopened", "{n} recommendations reopened", n),
        ChangeKind.REDATED: _.plural("{n} date changed", "{n} dates changed", n),
        ChangeKind.REASSIGNED: _.plural("{n} lead agency changed", "{n} lead agencies changed", n),
        ChangeKind.UPDATED: _.plural("{n} new update", "{n} new updates", n),
        ChangeKind.REWORDED: _.plural("{n} text re-worded", "{n} texts re-worded", n),
        ChangeKind.OTHER: _.plural("{n} other change", "{n} other changes", n),
    }[kind]


def counted_updates(n: int, month: date | None, _: Translator) -> str:
    """Return how many updates of a round are new."""
    if month is None:
        return _.plural("{n} new update without a date", "{n} new updates without a date", n)
    return _.plural("{n} new update of {month}", "{n} new updates of {month}", n, month=format_round(month, _))


def _group(
    kind: ChangeKind,
    changes: Sequence[Told],
    tell: Callable[[Told, Telling], Change],
    telling: Telling,
    most: int | None,
) -> ChangeGroup:
    _, n = telling.translator, len(changes)
    told = tuple(tell(change, telling) for change in changes[:most])
    return ChangeGroup(kind, counted(kind, n, _), told, n, _note(kind, n, _))


def _note(kind: ChangeKind, n: int, _: Translator) -> str:
    """Return what is to be asked or known of all changes of a kind."""
    if kind is ChangeKind.REMOVED:
        return _.plural("Was it completed, or removed by mistake?", "Were they completed, or removed by mistake?", n)
    if kind is ChangeKind.CORRECTED:
        return _("What was inferred is published now: the record is corrected, and nothing has moved.")
    return ""


def _renamed(difference: Difference, _: Translator) -> str:
    """Return a question where all that is gone is new under one other review; "" where that is not so."""
    gone, new = ({item.review for item in items} for items in (_gone(difference), difference.new))
    if len(gone) != 1 or len(new) != 1 or gone == new:
        return ""
    if not {item.ref for item in _gone(difference)} <= {item.ref for item in difference.new}:
        return ""
    return _(
        "The same refs are new in the review “{new}” and gone from “{gone}”. Is it one review under two names?",
        new=new.pop(),
        gone=gone.pop(),
    )


def _gone(difference: Difference) -> list[Item]:
    return [change.item for change in difference.removed]


def _new(item: Item, telling: Telling) -> Change:
    _ = telling.translator
    return Change(item, telling.item(item), "", telling.titles.get(item) or _("new"))


def _removed(change: Removed, telling: Telling) -> Change:
    _ = telling.translator
    if not change.status:
        text = _("it never had a status")
    elif change.complete:
        text = _("its last status was {status}, which is complete", status=telling.status(change.status))
    else:
        text = _("its last status was {status}, which is not complete", status=telling.status(change.status))
    title = telling.titles.get(change.item, "")
    return Change(change.item, telling.item(change.item), "", f"{title}: {text}" if title else text)


def _rerated(change: StatusChange, telling: Telling) -> Change:
    where = entry_words(change.kind, change.round, telling.translator)
    return Change(change.item, telling.item(change.item), where, telling.way(change.before, change.after))


def _corrected(change: StatusChange, telling: Telling) -> Change:
    _ = telling.translator
    if change.before == change.after:
        text = _("{status} as before, which is published now", status=telling.status(change.after))
    else:
        before, now = telling.status(change.before), telling.status(change.after)
        text = _("{before} was inferred; published is {now}", before=before, now=now)
    return Change(change.item, telling.item(change.item), entry_words(change.kind, change.round, _), text)


def _reopened(item: Item, telling: Telling) -> Change:
    _ = telling.translator
    return Change(item, telling.item(item), "", _("it was complete, and no longer is"))


def _redated(change: DateChange, telling: Telling) -> Change:
    _ = telling.translator
    before, after = day_words(change.before, _), day_words(change.after, _)
    if before == after:
        before, after = change.before, change.after
    where = _("promise {activity}", activity=quoted(change.name)) if change.name else _("target date")
    return Change(change.item, telling.item(change.item), where, turned(before, after, _))


def _reassigned(change: AgencyChange, telling: Telling) -> Change:
    _ = telling.translator
    before, after = (name and telling.names.full(NameKind.AGENCY, name, _) for name in (change.before, change.after))
    if before == after:
        before, after = change.before, change.after
    return Change(change.item, telling.item(change.item), _("lead agency"), turned(before, after, _))


def _updated(changes: Iterable[NewUpdate], telling: Telling, most: int | None) -> Iterator[ChangeGroup]:
    """Yield a group for each round, the latest first; what has no date comes last."""
    latest_first = sorted(changes, key=lambda change: change.round or date.min, reverse=True)
    for month, of_round in groupby(latest_first, key=lambda change: change.round):
        group = _group(ChangeKind.UPDATED, list(of_round), _update, telling, most)
        yield replace(group, heading=counted_updates(group.count, month, telling.translator))


def _update(change: NewUpdate, telling: Telling) -> Change:
    _ = telling.translator
    where = _("response") if change.kind == Kind.RESPONSE else ""
    return Change(change.item, telling.item(change.item), where, _standing(change, telling))


def _standing(change: NewUpdate, telling: Telling) -> str:
    """Return where a new update leaves its recommendation."""
    _, now = telling.translator, telling.status(change.status)
    if not change.status:
        return _("without a status")
    if not change.held:
        return _("{status}, without a status before", status=now)
    if change.held == change.status:
        return _("still {status}", status=now)
    way = telling.way(change.held, change.status)
    if change.worse is None:
        return way
    return _("worse, {way}", way=way) if change.worse else _("better, {way}", way=way)


def _reworded(change: WordsChange, telling: Telling) -> Change:
    _ = telling.translator
    own = {
        "title": _("its title"),
        "title_cy": _("its title in Welsh"),
        "recommendation": _("its text"),
        "recommendation_cy": _("its text in Welsh"),
    }
    column = own.get(change.field) or field_name(change.field, _)
    if change.sheet == PROGRESS.name:
        entry = entry_words(Kind.PROGRESS, change.round, _)
        column = entry if change.field == "update" else f"{entry}, {column}"
    if not change.before:
        text = _("written; it was empty before")
    else:
        text = _("re-worded") if change.after else _("empty now")
    return Change(change.item, telling.item(change.item), column, text, change.before, change.after)


def _other(change: OtherChange, telling: Telling) -> Change:
    _ = telling.translator
    name = telling.item(change.item) if change.item else change.sheet
    if change.whole:
        words = {"words": quoted(change.before or change.after)}
        text = _("row gone: {words}", **words) if change.before else _("row added: {words}", **words)
        return Change(change.item, name, _row_words(change, _), text)
    before, after = (quoted(day_words(value, _)) for value in (change.before, change.after))
    text = _("re-worded") if before == after else turned(before, after, _)
    return Change(change.item, name, _cell_words(change, _), text, change.before, change.after)


def _row_words(change: OtherChange, _: Translator) -> str:
    """Return which row came or went, beside the words it is told with."""
    if change.sheet == PROGRESS.name:
        return entry_words(Kind.PROGRESS, change.round, _)
    return _("monitoring promise") if change.sheet == MONITORING.name else ""


def _cell_words(change: OtherChange, _: Translator) -> str:
    """Return which cell it is, as far as the name of its recommendation or its sheet does not say it."""
    if change.sheet == KEY.name and not change.name:
        return _("order of the statuses")
    row = change.name
    if change.sheet == PROGRESS.name:
        row = entry_words(Kind.PROGRESS, change.round, _)
    elif change.sheet == MONITORING.name:
        row = _("promise {activity}", activity=quoted(change.name))
    column = column_words(change.sheet, change.column, _)
    return f"{row}, {column}" if row else column
