"""How long the comparison of two trackers takes, against making one of them: `python -m benchmarks.comparing`.

Processor time of one process, for another program on the machine would count by the clock.
"""

import argparse
from collections.abc import Callable, Mapping
from functools import partial
from statistics import median
from time import process_time

from analysis.difference.trackers import difference
from benchmarks.large_tracker import LARGE, Size, made_rows
from benchmarks.report import table
from model.status.scale import RED_AMBER_GREEN
from model.tracker.tracker import Row, Tracker

TIMES = 5

Rows = Mapping[str, list[Row]]


def main(arguments: list[str] | None = None) -> None:
    """Print how long it takes to compare a tracker with itself, with a round more, and with other words throughout."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.comparing", description=__doc__.splitlines()[0])
    parser.add_argument("--recommendations", type=int, default=LARGE.recommendations)
    size = Size(parser.parse_args(arguments).recommendations, LARGE.rounds)
    later = made_rows(Size(size.recommendations, size.rounds + 1))
    rows = _without_latest(later)
    made = _seconds(partial(_tracker, rows))
    changed = {"the same rows": rows, "a round more": later, "other words in every update": _reworded(rows)}
    lines = [_line(name, _tracker(rows), _tracker(others), made) for name, others in changed.items()]
    print(f"{size.updates:,} updates; making a tracker of them takes {made:.2f} s of the processor.\n")
    print(table(("Compared with", "Changes", "Seconds", "Times making one"), lines))


def _tracker(rows: Rows) -> Tracker:
    return Tracker.from_rows(rows, RED_AMBER_GREEN)


def _without_latest(rows: Rows) -> Rows:
    latest = max(row["date"].first for row in rows["progress"])  # type: ignore[union-attr, type-var]
    return {**rows, "progress": [row for row in rows["progress"] if row["date"].first != latest]}  # type: ignore[union-attr]


def _reworded(rows: Rows) -> Rows:
    return {**rows, "progress": [{**row, "update": f"{row['update']} More."} for row in rows["progress"]]}


def _line(name: str, before: Tracker, after: Tracker, made: float) -> tuple[str, ...]:
    found = difference(before, after)
    seconds = _seconds(partial(difference, before, after))
    return name, f"{len(found.updated) + len(found.reworded):,}", f"{seconds:.2f}", f"{seconds / made:.1f}"


def _seconds(work: Callable[[], object]) -> float:
    return median(_run(work) for _ in range(TIMES))


def _run(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started


if __name__ == "__main__":
    main()
