"""The text alternatives of the charts, for screen readers."""

import pandas as pd

from model.status import Scale
from model.terms import NameKind
from wording.catalogue import Translator
from wording.formatting import Names, format_round, join_words, list_marks


def status_over_time_alt(counts: pd.DataFrame, scale: Scale, _: Translator) -> str:
    """Return the counts of the statuses in the first and in the latest round (columns round, mark, count)."""
    if counts.empty:
        return _("Status over time: nothing has been reported.")
    first, last = counts["round"].min(), counts["round"].max()
    now = _("In {month}: {counts}.", month=format_round(last, _), counts=_round_counts(counts, last, scale, _))
    if first == last:
        return _("Status in one round.") + " " + now
    then = _("In {month}: {counts}.", month=format_round(first, _), counts=_round_counts(counts, first, scale, _))
    rounds = counts["round"].nunique()
    return " ".join((_.plural("Status over {n} round.", "Status over {n} rounds.", rounds), then, now))


def small_multiples_alt(
    counts: pd.DataFrame, scale: Scale, _: Translator, *, names: Names | None = None, kind: NameKind = NameKind.THEME
) -> str:
    """Return the counts of each group's statuses in the latest round (columns group, round, mark, count)."""
    if counts.empty:
        return _("Status over time by group: nothing has been reported.")
    last = counts["round"].max()
    groups = _by_group(counts[counts["round"].eq(last)], scale, _, names=names, kind=kind)
    return _("Status over time by group. In {month}: {groups}.", month=format_round(last, _), groups=groups)


def coverage_summary(coverage: pd.DataFrame, _: Translator, *, names: Names | None = None) -> str:
    """Return which agencies reported nothing in the latest round though a report was due (`coverage_by_agency`)."""
    if coverage.empty:
        return _("Who reported in which round: nothing has been reported.")
    last = coverage["round"].max()
    is_silent = coverage["reported"].eq(0) & coverage["recommendations"].gt(0)
    silent = coverage.loc[coverage["round"].eq(last) & is_silent, "lead_agency"]
    month = format_round(last, _)
    if silent.empty:
        return _("Every lead agency reported in {month} where a report was due.", month=month)
    named = [names.in_sentence(NameKind.AGENCY, name, _) if names else str(name) for name in silent]
    return _("Nothing was reported in {month} by: {agencies}.", month=month, agencies=join_words(named, _))


def _by_group(counts: pd.DataFrame, scale: Scale, _: Translator, *, names: Names | None, kind: NameKind) -> str:
    sentences = []
    for group, rows in counts.groupby("group", sort=False, dropna=False):
        name = names.full(kind, group, _) if names else str(group)
        sentences.append(_("{name}: {counts}", name=name, counts=_mark_counts(rows, scale, _)))
    return "; ".join(sentences)


def _round_counts(counts: pd.DataFrame, month: pd.Timestamp, scale: Scale, _: Translator) -> str:
    return _mark_counts(counts[counts["round"].eq(month)], scale, _)


def _mark_counts(rows: pd.DataFrame, scale: Scale, _: Translator) -> str:
    return list_marks(zip(rows["mark"], rows["count"], strict=True), scale, _)
