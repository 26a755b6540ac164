"""The questions that each page asks about the recommendations of a filter."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from analysis.attention import groups_by_outstanding
from analysis.movement import grid_between, latest_movement, stalled
from analysis.promises import next_promise, occasions, overdue_since, promises, responses_due
from analysis.reasons import needs_attention
from analysis.rounds import round_before
from analysis.status import (
    count_by_group_and_round,
    count_by_round,
    counts_at,
    coverage_by_agency,
    list_at,
    silence_at,
    status_at,
    status_grid,
)
from analysis.texts.prose_dates import dates_in_prose
from analysis.updates import latest_words
from model.tracker.tracker import Tracker

TODAY = pd.Timestamp("2026-11-27")

Ask = Callable[[Tracker, pd.Timestamp], object]


def _dated(question: Callable[..., object], **options: object) -> Ask:
    return lambda tracker, as_at: question(tracker, as_at=as_at, **options)


def _grid(tracker: Tracker, as_at: pd.Timestamp) -> object:
    return grid_between(tracker, start=round_before(tracker, as_at=as_at), end=as_at)


_EVERYWHERE = (_dated(overdue_since, today=TODAY), _dated(silence_at))

PAGES: Mapping[str, Sequence[Ask]] = {
    "Overview": (
        *(_dated(each) for each in (status_at, counts_at, latest_movement, status_grid, needs_attention, stalled)),
        *(_dated(each) for each in (count_by_round, promises, responses_due)),
        *_EVERYWHERE,
    ),
    "Recommendations": (*(_dated(each) for each in (list_at, latest_words, next_promise)), *_EVERYWHERE),
    "Over time": (*(_dated(each) for each in (count_by_round, coverage_by_agency)), _grid, *_EVERYWHERE),
    "Themes": (
        *(_dated(each, group="theme") for each in (groups_by_outstanding, count_by_group_and_round)),
        _dated(status_at),
        *_EVERYWHERE,
    ),
    "Monitoring": (
        *(_dated(each) for each in (promises, dates_in_prose, status_at, occasions, responses_due)),
        *_EVERYWHERE,
    ),
}
"""The questions that a page asks about the recommendations of a filter."""
