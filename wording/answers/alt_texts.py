"""The text alternatives of the charts, for screen readers."""

import pandas as pd

from model.terms import NameKind, Scale
from wording.catalogue import Translator
from wording.formatting import Names, format_round, join_words, list_marks


def status_over_time_alt(counts: pd.DataFrame, scale: Scale, _: Translator) -> str:
    """Return the counts of the statuses in the first and in the latest round (columns round, mark, count)."""
    if counts.empty:
        return _("Status over time: nothing has been reported.")

    def in_round(month: pd.Timestamp) -> str:
        counted = _mark_counts(counts[counts["round"].eq(month)], scale, _)
        return _("In {month}: {counts}.", month=format_round(month, _), counts=counted)

    first, last = counts["round"].min(), counts["round"].max()
    if first == last:
        return _("Status in one round.") + " " + in_round(last)
    rounds = _.plural("Status over {n} round.", "Status over {n} rounds.", counts["round"].nunique())
    return f"{rounds} {in_round(first)} {in_round(last)}"


def small_multiples_alt(counts: pd.DataFrame, scale: Scale, _: Translator, *, names: Names, kind: NameKind) -> str:
    """Return the counts of each group's statuses in the latest round (columns group, round, mark, count)."""
    if counts.empty:
        return _("Status over time by group: nothing has been reported.")
    last = counts["round"].max()
    groups = [
        _("{name}: {counts}", name=names.full(kind, group, _), counts=_mark_counts(rows, scale, _))
        for group, rows in counts[counts["round"].eq(last)].groupby("group", sort=False, dropna=False)
    ]
    return _("Status over time by group. In {month}: {groups}.", month=format_round(last, _), groups="; ".join(groups))


def coverage_summary(coverage: pd.DataFrame, _: Translator, *, names: Names) -> str:
    """Return which agencies reported nothing in the latest round though a report was due (`coverage_by_agency`)."""
    if coverage.empty:
        return _("Who reported in which round: nothing has been reported.")
    last = coverage["round"].max()
    is_silent = coverage["reported"].eq(0) & coverage["recommendations"].gt(0)
    silent = coverage.loc[coverage["round"].eq(last) & is_silent, "lead_agency"]
    month = format_round(last, _)
    if silent.empty:
        return _("Every lead agency reported in {month} where a report was due.", month=month)
    named = [names.in_sentence(NameKind.AGENCY, name, _) for name in silent]
    return _("Nothing was reported in {month} by: {agencies}.", month=month, agencies=join_words(named, _))


def _mark_counts(rows: pd.DataFrame, scale: Scale, _: Translator) -> str:
    return list_marks(zip(rows["mark"], rows["count"], strict=True), scale, _)
