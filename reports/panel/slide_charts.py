"""The charts of the slides: status over time, by theme and by agency."""

from typing import Any

import pandas as pd

from analysis.attention.groups import rank_groups
from analysis.status.counts import Group, count_by_group
from model.terms import NameKind
from reports.content.slide import Bars, Chart, Pieces
from reports.text.narrator import Speaker
from wording.answers.alt_texts import status_over_time_alt
from wording.catalogue import Translator
from wording.format.dates import format_round
from wording.format.lists import begin_sentence
from wording.format.statuses import list_marks

MOST_ROUNDS, MOST_GROUPS = 12, 10
KINDS: dict[Group, NameKind] = {"theme": NameKind.THEME, "lead_agency": NameKind.AGENCY}


def over_time_chart(speaker: Speaker, counts: pd.DataFrame) -> Chart:
    """Return the status at each round, from the columns round, mark and count; of many rounds the latest twelve."""
    _ = speaker.translator
    months = sorted(counts["round"].unique())[-MOST_ROUNDS:]
    return Chart(
        Bars.UPRIGHT,
        tuple(format_round(month, _, short=True) for month in months),
        _pieces(speaker, [counts[counts["round"].eq(month)] for month in months]),
        status_over_time_alt(counts, speaker.scale, _),
    )


def group_chart(speaker: Speaker, standing: pd.DataFrame, group: Group) -> Chart:
    """Return the status of each theme or lead agency, the furthest behind first; of many groups the first ten."""
    edition, _ = speaker.edition, speaker.translator
    counts = count_by_group(standing, group=group, scale=speaker.scale)
    ranked = rank_groups(edition.chosen, group=group, as_at=edition.as_at)["group"]
    shown = [_of(counts, name) for name in ranked[:MOST_GROUPS]]
    names = [_name(speaker, group, name) for name in ranked[:MOST_GROUPS]]
    return Chart(Bars.LYING, tuple(names), _pieces(speaker, shown), " ".join(group_lines(speaker, standing, group)))


def group_lines(speaker: Speaker, standing: pd.DataFrame, group: Group) -> tuple[str, ...]:
    """Return what the chart says of each group, every group among them."""
    edition, _ = speaker.edition, speaker.translator
    counts = count_by_group(standing, group=group, scale=speaker.scale)
    ranked = rank_groups(edition.chosen, group=group, as_at=edition.as_at)["group"]
    return tuple(_line(speaker, _name(speaker, group, name), _of(counts, name), _) for name in ranked)


def _line(speaker: Speaker, name: str, counts: pd.DataFrame, _: Translator) -> str:
    told = list_marks(zip(counts["mark"], counts["count"], strict=True), speaker.scale, _)
    return _("{name}: {counts}.", name=name, counts=told)


def _of(counts: pd.DataFrame, name: Any) -> pd.DataFrame:
    return counts[counts["group"].isna()] if pd.isna(name) else counts[counts["group"].eq(name)]


def _name(speaker: Speaker, group: Group, name: object) -> str:
    return begin_sentence(speaker.names.short(KINDS[group], name, speaker.translator))


def _pieces(speaker: Speaker, bars: list[pd.DataFrame]) -> tuple[Pieces, ...]:
    """Return the pieces of each mark that any bar has."""
    each = [dict(zip(bar["mark"], bar["count"], strict=True)) for bar in bars]
    found = [(mark, tuple(int(bar.get(mark, 0)) for bar in each)) for mark in speaker.scale.marks]
    return tuple(Pieces(speaker.mark(mark, brief=True), counts) for mark, counts in found if any(counts))
