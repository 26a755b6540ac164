"""The questions that each page asks about the recommendations of a filter."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from analysis.attention.attention import needs_attention
from analysis.attention.groups import groups_by_outstanding
from analysis.movement.movement import grid_between, latest_movement
from analysis.movement.stalled import stalled
from analysis.promises.next_promise import next_promise
from analysis.promises.occasions import occasions
from analysis.promises.promises import promises
from analysis.promises.responses import responses_due
from analysis.promises.since import overdue_since
from analysis.status.counts import count_by_group_and_round, count_by_round, counts_at
from analysis.status.coverage import coverage_by_agency
from analysis.status.latest_status import list_at, status_at
from analysis.status.silence import silence_at
from analysis.status.status_grid import status_grid
from analysis.texts.prose_dates import dates_in_prose
from analysis.updates.latest_words import latest_words
from analysis.updates.rounds import round_before
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
