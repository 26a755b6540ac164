"""Measure the comparison of two trackers against making one of them: `python -m benchmarks.comparing`.

It is processor time of one process, because by the clock other programs on the machine would count too.
"""

import argparse
from collections.abc import Callable, Mapping
from functools import partial
from statistics import median
from time import process_time

from analysis.difference.trackers import difference
from benchmarks.report import table
from benchmarks.trackers.large_tracker import LARGE, Size, generate_rows
from model.status import RED_AMBER_GREEN
from model.tracker.reading import Row
from model.tracker.tracker import Tracker

TIMES = 5

Rows = Mapping[str, list[Row]]


def main(arguments: list[str] | None = None) -> None:
    """Print the time to compare a tracker with itself, with one more round, and with other words throughout."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.comparing", description=__doc__.splitlines()[0])
    parser.add_argument("--recommendations", type=int, default=LARGE.recommendations)
    size = Size(parser.parse_args(arguments).recommendations, LARGE.rounds)
    later = generate_rows(Size(size.recommendations, size.rounds + 1))
    rows = _without_latest(later)
    seconds_to_make = _seconds(partial(_tracker, rows))
    changed = {"the same rows": rows, "a round more": later, "other words in every update": _reworded(rows)}
    lines = [_line(name, _tracker(rows), _tracker(others), seconds_to_make) for name, others in changed.items()]
    print(f"{size.updates:,} updates; making a tracker of them takes {seconds_to_make:.2f} s of the processor.\n")
    print(table(("Compared with", "Changes", "Seconds", "Times making one"), lines))


def _tracker(rows: Rows) -> Tracker:
    return Tracker.from_rows(rows, RED_AMBER_GREEN)


def _without_latest(rows: Rows) -> Rows:
    latest = max(row["date"].first for row in rows["progress"])  # type: ignore[union-attr, type-var]
    return {**rows, "progress": [row for row in rows["progress"] if row["date"].first != latest]}  # type: ignore[union-attr]


def _reworded(rows: Rows) -> Rows:
    return {**rows, "progress": [{**row, "update": f"{row['update']} More."} for row in rows["progress"]]}


def _line(name: str, before: Tracker, after: Tracker, seconds_to_make: float) -> tuple[str, ...]:
    changes = difference(before, after)
    seconds = _seconds(partial(difference, before, after))
    return (
        name,
        f"{len(changes.updated) + len(changes.reworded):,}",
        f"{seconds:.2f}",
        f"{seconds / seconds_to_make:.1f}",
    )


def _seconds(work: Callable[[], object]) -> float:
    return median(_time_run(work) for _ in range(TIMES))


def _time_run(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started


if __name__ == "__main__":
    main()
