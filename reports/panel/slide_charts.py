"""The charts of the slides: status over time, by theme and by agency."""

import pandas as pd

from analysis.attention.groups import groups_by_outstanding
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
    """Return the chart of the columns round, mark and count: the latest twelve rounds."""
    _ = narrator.translator
    months = sorted(counts["round"].unique())[-MAX_ROUNDS:]
    return SlideChart(
        BarDirection.VERTICAL,
        tuple(format_round(month, _, short=True) for month in months),
        _series(narrator, [counts[counts["round"].eq(month)] for month in months]),
        status_over_time_alt(counts, narrator.scale, _),
    )


def group_chart(narrator: Narrator, statuses: pd.DataFrame, group: Group) -> SlideChart:
    """Return the chart of themes or lead agencies: the ten with the most outstanding, the most first."""
    edition, _ = narrator.edition, narrator.translator
    counts = count_by_group(statuses, group=group, scale=narrator.scale)
    ranked = groups_by_outstanding(edition.chosen, group=group, as_at=edition.as_at)["group"]
    shown = [_group_counts(counts, name) for name in ranked[:MAX_GROUPS]]
    names = [_group_name(narrator, group, name) for name in ranked[:MAX_GROUPS]]
    return SlideChart(
        BarDirection.HORIZONTAL,
        tuple(names),
        _series(narrator, shown),
        " ".join(group_lines(narrator, statuses, group)),
    )


def group_lines(narrator: Narrator, statuses: pd.DataFrame, group: Group) -> tuple[str, ...]:
    """Return the counts of every group in sentences, also of groups that the chart leaves out."""
    edition, _ = narrator.edition, narrator.translator
    counts = count_by_group(statuses, group=group, scale=narrator.scale)
    ranked = groups_by_outstanding(edition.chosen, group=group, as_at=edition.as_at)["group"]
    return tuple(
        _group_line(narrator, _group_name(narrator, group, name), _group_counts(counts, name), _) for name in ranked
    )


def _group_line(narrator: Narrator, name: str, counts: pd.DataFrame, _: Translator) -> str:
    status_counts = list_marks(zip(counts["mark"], counts["count"], strict=True), narrator.scale, _)
    return _("{name}: {counts}.", name=name, counts=status_counts)


def _group_counts(counts: pd.DataFrame, name: str | float) -> pd.DataFrame:
    return counts[counts["group"].isna()] if pd.isna(name) else counts[counts["group"].eq(name)]


def _group_name(narrator: Narrator, group: Group, name: object) -> str:
    if group == "review":
        return str(name)
    return begin_sentence(narrator.names.short(GROUP_NAME_KINDS[group], name, narrator.translator))


def _series(narrator: Narrator, bars: list[pd.DataFrame]) -> tuple[ChartSeries, ...]:
    """Return the series of each mark that any bar has, in the order of a stack."""
    bar_counts = [dict(zip(bar["mark"], bar["count"], strict=True)) for bar in bars]
    series = [(mark, tuple(int(bar.get(mark, 0)) for bar in bar_counts)) for mark in narrator.scale.stack]
    return tuple(ChartSeries(narrator.mark(mark, brief=True), counts) for mark, counts in series if any(counts))
