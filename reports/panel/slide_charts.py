"""The charts of the slides: status over time, by theme and by agency."""

from typing import Any

import pandas as pd

from analysis.attention.groups import rank_groups
from analysis.status.counts import Group, count_by_group
from model.terms import NameKind
from reports.content.slide import BarDirection, ChartSeries, SlideChart
from reports.text.narrator import Narrator
from wording.answers.alt_texts import status_over_time_alt
from wording.catalogue import Translator
from wording.format.dates import format_round
from wording.format.lists import begin_sentence
from wording.format.statuses import list_marks

MAX_ROUNDS, MAX_GROUPS = 12, 10
GROUP_NAME_KINDS: dict[Group, NameKind] = {"theme": NameKind.THEME, "lead_agency": NameKind.AGENCY}


def over_time_chart(narrator: Narrator, counts: pd.DataFrame) -> SlideChart:
    """Return the status at each round, from the columns round, mark and count; of many rounds the latest twelve."""
    _ = narrator.translator
    months = sorted(counts["round"].unique())[-MAX_ROUNDS:]
    return SlideChart(
        BarDirection.VERTICAL,
        tuple(format_round(month, _, short=True) for month in months),
        _pieces(narrator, [counts[counts["round"].eq(month)] for month in months]),
        status_over_time_alt(counts, narrator.scale, _),
    )


def group_chart(narrator: Narrator, standing: pd.DataFrame, group: Group) -> SlideChart:
    """Return the status of each theme or lead agency, the furthest behind first; of many groups the first ten."""
    edition, _ = narrator.edition, narrator.translator
    counts = count_by_group(standing, group=group, scale=narrator.scale)
    ranked = rank_groups(edition.chosen, group=group, as_at=edition.as_at)["group"]
    shown = [_of(counts, name) for name in ranked[:MAX_GROUPS]]
    names = [_name(narrator, group, name) for name in ranked[:MAX_GROUPS]]
    return SlideChart(
        BarDirection.HORIZONTAL,
        tuple(names),
        _pieces(narrator, shown),
        " ".join(group_lines(narrator, standing, group)),
    )


def group_lines(narrator: Narrator, standing: pd.DataFrame, group: Group) -> tuple[str, ...]:
    """Return what the chart says of each group, every group among them."""
    edition, _ = narrator.edition, narrator.translator
    counts = count_by_group(standing, group=group, scale=narrator.scale)
    ranked = rank_groups(edition.chosen, group=group, as_at=edition.as_at)["group"]
    return tuple(_line(narrator, _name(narrator, group, name), _of(counts, name), _) for name in ranked)


def _line(narrator: Narrator, name: str, counts: pd.DataFrame, _: Translator) -> str:
    told = list_marks(zip(counts["mark"], counts["count"], strict=True), narrator.scale, _)
    return _("{name}: {counts}.", name=name, counts=told)


def _of(counts: pd.DataFrame, name: Any) -> pd.DataFrame:
    return counts[counts["group"].isna()] if pd.isna(name) else counts[counts["group"].eq(name)]


def _name(narrator: Narrator, group: Group, name: object) -> str:
    return begin_sentence(narrator.names.short(GROUP_NAME_KINDS[group], name, narrator.translator))


def _pieces(narrator: Narrator, bars: list[pd.DataFrame]) -> tuple[ChartSeries, ...]:
    """Return the pieces of each mark that any bar has."""
    each = [dict(zip(bar["mark"], bar["count"], strict=True)) for bar in bars]
    found = [(mark, tuple(int(bar.get(mark, 0)) for bar in each)) for mark in narrator.scale.marks]
    return tuple(ChartSeries(narrator.mark(mark, brief=True), counts) for mark, counts in found if any(counts))
