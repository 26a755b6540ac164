"""Measure the answers of each page to a filter that nobody has used before: `python -m benchmarks.filtering`."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time

from analysis.selection import Selection
from benchmarks.filtering.questions import PAGES, Ask
from benchmarks.report import table
from benchmarks.trackers.large_tracker import LARGE, MEDIUM, PHRASES, THEMES, Size, generate_rows
from model.status import RED_AMBER_GREEN
from model.tracker.tracker import Tracker

SIZES = (LARGE, Size(recommendations=50_000, rounds=20))


@dataclass(frozen=True)
class FilterFigures:
    """The seconds of the processor that the answers of a page take, and those of the floor in the same run."""

    updates: int
    filtered_by: str
    page: str
    seconds: float
    floor: float


def measure(sizes: Sequence[Size] = SIZES, *, new_filters: int = 6) -> list[FilterFigures]:
    """Return the medians over new filters, of trackers that were shown without a filter and with one other filter."""
    figures = []
    for size in sizes:
        tracker = Tracker.from_rows(generate_rows(size), RED_AMBER_GREEN)
        for page, questions in PAGES.items():
            _time(tracker, Selection(), questions)
            _time(tracker, Selection(agencies=("Agency 1",)), questions)
            floor = median(_floor(tracker, theme) for theme in THEMES[:new_filters])
            searches = [Selection(text=phrase.split(".")[0]) for phrase in PHRASES[:new_filters]]
            filters = {"theme": [Selection(themes=(each,)) for each in THEMES[:new_filters]], "search": searches}
            for name, selections in filters.items():
                seconds = median(_time(tracker, selection, questions) for selection in selections)
                figures.append(FilterFigures(size.updates, name, page, seconds, floor))
    return figures


def _time(tracker: Tracker, selection: Selection, questions: Sequence[Ask]) -> float:
    as_at = selection.month(tracker)
    started = process_time()
    chosen = selection.apply(tracker)
    for question in questions:
        question(chosen, as_at)
    return process_time() - started


def _floor(tracker: Tracker, theme: str) -> float:
    """Return the seconds of one mask of the updates of a theme, and one count of their statuses by round."""
    themes = tracker.recommendations[["ref", "theme"]]
    flat = tracker.progress[["ref", "round", "status"]].merge(themes, on="ref")
    started = process_time()
    flat[flat["theme"].eq(theme)].groupby(["round", "status"]).size()
    return process_time() - started


def filtering_table(figures: Sequence[FilterFigures]) -> str:
    """Return the milliseconds of each page with a new filter, and their ratio to the floor."""
    head = ("Updates", "New filter", "Page", "Answers, ms", "Floor, ms", "Times its floor")
    rows = [
        (
            f"{each.updates:,}",
            each.filtered_by,
            each.page,
            f"{each.seconds * 1000:.1f}",
            f"{each.floor * 1000:.1f}",
            f"{each.seconds / each.floor:.1f}",
        )
        for each in figures
    ]
    return table(head, rows)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.filtering", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small tracker only: to see that it runs")
    sys.stdout.write(filtering_table(measure((MEDIUM,) if parser.parse_args(argv).quick else SIZES)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
