"""Measure the answers of each page to a filter that nobody has used before: `python -m benchmarks.filtering`."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from time import process_time

import pandas as pd

from analysis.attention import groups_by_outstanding
from analysis.movement import grid_between, latest_movement, stalled
from analysis.promises import next_promise, occasions, overdue_since, promises, responses_due
from analysis.reasons import needs_attention
from analysis.rounds import round_before
from analysis.selection import Selection
from analysis.status import (
    count_by_group_and_round,
    count_by_round,
    count_not_reported,
    counts_at,
    coverage_by_agency,
    list_at,
    status_at,
    status_grid,
)
from analysis.texts.prose_dates import dates_in_prose
from analysis.updates import latest_words
from benchmarks.report import table
from benchmarks.trackers.large_tracker import LARGE, MEDIUM, PHRASES, THEMES, Size, generate_rows
from model.status import RED_AMBER_GREEN
from model.tracker.tracker import Tracker

SIZES = (LARGE, Size(recommendations=50_000, rounds=20))
HEAD = ("Updates", "New filter", "Page", "Answers, ms")
TODAY = pd.Timestamp("2026-11-27")

Ask = Callable[[Tracker, pd.Timestamp], object]


def _dated(question: Callable[..., object], **options: object) -> Ask:
    return lambda tracker, as_at: question(tracker, as_at=as_at, **options)


def _grid(tracker: Tracker, as_at: pd.Timestamp) -> object:
    return grid_between(tracker, start=round_before(tracker, as_at=as_at), end=as_at)


_EVERYWHERE = (_dated(overdue_since, today=TODAY), _dated(count_not_reported))

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


def measure(sizes: Sequence[Size] = SIZES, *, new_filters: int = 6) -> Iterator[tuple[str, ...]]:
    """Yield the row of each page: the median over new filters, of a tracker that was shown with two others."""
    for size in sizes:
        tracker = Tracker.from_rows(generate_rows(size), RED_AMBER_GREEN)
        for page, questions in PAGES.items():
            _time(tracker, Selection(), questions)
            _time(tracker, Selection(agencies=("Agency 1",)), questions)
            searches = [Selection(text=phrase.split(".")[0]) for phrase in PHRASES[:new_filters]]
            filters = {"theme": [Selection(themes=(each,)) for each in THEMES[:new_filters]], "search": searches}
            for name, selections in filters.items():
                seconds = median(_time(tracker, selection, questions) for selection in selections)
                yield f"{size.updates:,}", name, page, f"{seconds * 1000:.1f}"


def _time(tracker: Tracker, selection: Selection, questions: Sequence[Ask]) -> float:
    as_at = selection.month(tracker)
    started = process_time()
    chosen = selection.apply(tracker)
    for question in questions:
        question(chosen, as_at)
    return process_time() - started


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.filtering", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small tracker only: to see that it runs")
    sys.stdout.write(table(HEAD, measure((MEDIUM,) if parser.parse_args(argv).quick else SIZES)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
