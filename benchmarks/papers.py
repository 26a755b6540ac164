"""Measure how long papers take to make: `python -m benchmarks.papers`.

It is processor time of one process, because by the clock other programs on the machine would count too.
"""

import argparse
from collections.abc import Iterator, Sequence
from statistics import median
from time import process_time

from analysis.selection import Selection
from benchmarks.report import table
from benchmarks.trackers.large_tracker import Size, generate_rows
from loaders.client import read_candidate
from model.settings import BUNDLED_TRACKER
from model.terms import RED_AMBER_GREEN, Language
from model.tracker.tracker import Tracker
from reports.document import Edition
from reports.registry import FORMATS

MANY = Size(500, 4)
TIMES = 3
HEAD = ("Recommendations", "Paper", "Format", "Seconds")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the time for each paper of the bundled tracker and of a generated one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.papers", description=__doc__.splitlines()[0])
    parser.add_argument("--recommendations", type=int, default=MANY.recommendations)
    parser.add_argument("--quick", action="store_true", help="the bundled tracker alone: to see that it runs")
    chosen = parser.parse_args(argv)
    trackers = [_bundled()]
    if not chosen.quick:
        trackers.append(Tracker.from_rows(generate_rows(Size(chosen.recommendations, MANY.rounds)), RED_AMBER_GREEN))
    print(table(HEAD, [row for tracker in trackers for row in measure(tracker)]))
    return 0


def measure(tracker: Tracker) -> Iterator[tuple[str, ...]]:
    """Yield the row of each paper and format, the median of some runs."""
    edition = Edition(tracker, Selection(), Language.ENGLISH, "tracker.xlsx")
    for paper, formats in FORMATS.items():
        for ending, written in formats.items():
            seconds = []
            for _run in range(TIMES):
                started = process_time()
                written.write(edition)
                seconds.append(process_time() - started)
            yield f"{tracker.recommendation_count:,}", paper.value, ending, f"{median(seconds):.2f}"


def _bundled() -> Tracker:
    reading = read_candidate(BUNDLED_TRACKER).reading
    return Tracker.from_rows(reading.rows, reading.scale)


if __name__ == "__main__":
    main()
