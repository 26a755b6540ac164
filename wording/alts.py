"""What each chart says, for those who do not see it."""

import pandas as pd

from model.scale import Scale
from model.terms import NOT_RATED, NOT_REPORTED, NameKind
from wording.catalogue import Translator
from wording.dates import format_round
from wording.lists import join_words
from wording.marks import mark_word, marks_listed
from wording.movement import from_to
from wording.names import Names
from wording.numbers import format_count


def status_over_time_alt(counts: pd.DataFrame, scale: Scale, _: Translator) -> str:
    """Return what the statuses were in the first and in the latest round (columns round, mark, count)."""
    if counts.empty:
        return _("Status over time: nothing has been reported.")
    first, last = counts["round"].min(), counts["round"].max()
    now = _("In {month}: {counts}.", month=format_round(last, _), counts=_marks(counts, last, scale, _))
    if first == last:
        return _("Status in one round.") + " " + now
    then = _("In {month}: {counts}.", month=format_round(first, _), counts=_marks(counts, first, scale, _))
    rounds = counts["round"].nunique()
    return " ".join((_.plural("Status over {n} round.", "Status over {n} rounds.", rounds), then, now))


def movement_grid_alt(grid: pd.DataFrame, scale: Scale, _: Translator) -> str:
    """Return how many went from which mark to which (columns from_mark, to_mark, count)."""
    rows = zip(grid["from_mark"], grid["to_mark"], grid["count"], strict=True)
    told = [_("{n} {way}", n=format_count(n, _), way=_way(before, now, scale, _)) for before, now, n in rows if n]
    if not told:
        return _("Movement between two rounds: there are no recommendations to show.")
    return _("Movement between two rounds: {movements}.", movements="; ".join(told))


def small_multiples_alt(
    counts: pd.DataFrame, scale: Scale, _: Translator, *, names: Names | None = None, kind: NameKind = NameKind.THEME
) -> str:
    """Return what each group's statuses were in the latest round (columns group, round, mark, count)."""
    if counts.empty:
        return _("Status over time by group: nothing has been reported.")
    last = counts["round"].max()
    told = _by_group(counts[counts["round"].eq(last)], scale, _, names=names, kind=kind)
    return _("Status over time by group. In {month}: {groups}.", month=format_round(last, _), groups=told)


def counted_bars_alt(
    counts: pd.DataFrame, scale: Scale, _: Translator, *, names: Names | None = None, kind: NameKind = NameKind.THEME
) -> str:
    """Return what each group's statuses are (columns group, mark, count)."""
    if not counts["count"].sum():
        return _("Status by group: there are no recommendations to show.")
    return _("Status by group: {groups}.", groups=_by_group(counts, scale, _, names=names, kind=kind))


def coverage_alt(coverage: pd.DataFrame, _: Translator, *, names: Names | None = None) -> str:
    """Return how many recommendations were reported in each round, and which agencies were silent in the latest.

    The columns are lead_agency, round, recommendations and reported.
    """
    if coverage.empty:
        return _("Who reported in which round: nothing has been reported.")
    sums = coverage.groupby("round", as_index=False)[["reported", "recommendations"]].sum()
    rounds = [
        _("{month}: {reported} of {total}", month=format_round(month, _), reported=reported, total=total)
        for month, reported, total in zip(sums["round"], sums["reported"], sums["recommendations"], strict=True)
    ]
    told = _("Recommendations reported in each round: {rounds}.", rounds="; ".join(rounds))
    return f"{told} {_silent(coverage, names, _)}"


def _silent(coverage: pd.DataFrame, names: Names | None, _: Translator) -> str:
    last = coverage["round"].max()
    silent = coverage.loc[coverage["round"].eq(last) & coverage["reported"].eq(0), "lead_agency"]
    month = format_round(last, _)
    if silent.empty:
        return _("Every lead agency reported in {month}.", month=month)
    named = [names.full(NameKind.AGENCY, name, _) if names else str(name) for name in silent]
    return _("Nothing was reported in {month} by: {agencies}.", month=month, agencies=join_words(named, _))


def _way(before: str, now: str, scale: Scale, _: Translator) -> str:
    if before == now:
        return _("unchanged at {now}", now=mark_word(now, scale, _))
    if before in (NOT_RATED, NOT_REPORTED) and now in scale.rank:
        return _("newly rated {now}", now=mark_word(now, scale, _))
    return from_to(before, now, scale, _)


def _by_group(counts: pd.DataFrame, scale: Scale, _: Translator, *, names: Names | None, kind: NameKind) -> str:
    told = []
    for group, rows in counts.groupby("group", sort=False, dropna=False):
        name = names.full(kind, group, _) if names else str(group)
        told.append(_("{name}: {counts}", name=name, counts=_listed(rows, scale, _)))
    return "; ".join(told)


def _marks(counts: pd.DataFrame, month: pd.Timestamp, scale: Scale, _: Translator) -> str:
    return _listed(counts[counts["round"].eq(month)], scale, _)


def _listed(rows: pd.DataFrame, scale: Scale, _: Translator) -> str:
    return marks_listed(zip(rows["mark"], rows["count"], strict=True), scale, _)
