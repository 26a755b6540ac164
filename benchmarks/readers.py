"""Measure many readers at once on one server: `python -m benchmarks.readers`.

Each reader has a connection of their own and one page open; after a few seconds of thought they choose another theme,
search for another word, or look at all again. The readers arrive within the first seconds.
"""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from benchmarks.peers.material import publish
from benchmarks.report import MEBIBYTE, table
from benchmarks.server import DASHBOARD, Server, serving
from benchmarks.session import Session
from benchmarks.trackers.large_tracker import LARGE, large_tracker
from components.session.slugs import by_slug
from loaders.pipeline import read_workbook
from model.settings import BUNDLED_TRACKER
from model.tracker.tracker import Tracker

READERS = (1, 50, 200)
THINK_SECONDS = (2.0, 6.0)
PAGES = ("", "recommendations", "over-time", "themes", "agencies", "monitoring")
SEARCHES = ("policy", "funding", "pilot", "board", "staff", "sample")


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many readers of a server, who read for some seconds and choose among these query strings."""

    readers: int
    seconds: float
    queries: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReadersFigures:
    """What so many readers met: the seconds of their first pages and of all later ones, and the bytes for each."""

    tracker: str
    readers: int
    first: Sequence[float]
    later: Sequence[float]
    memory: float
    processor: float

    def row(self) -> tuple[str, ...]:
        """Return the row of the table: milliseconds and MiB."""
        first, later = _percentiles(self.first), _percentiles(self.later)
        cells = (self.tracker, str(self.readers), f"{len(self.later):,}", *later, *first)
        return (*cells, f"{self.memory / MEBIBYTE:.1f}", f"{self.processor * 100:.0f}%")


HEAD = (
    *("Tracker", "Readers", "Pages", "Page, ms: median", "95 in 100", "First page, ms: median", "95 in 100"),
    *("Memory a reader, MiB", "Processor"),
)


def measure(tracker: str, workbook: Path, readers: Sequence[int] = READERS, *, seconds: float) -> list[ReadersFigures]:
    """Return the figures of each number of readers, each on a server of its own that has shown one page."""
    reading = read_workbook(workbook)
    queries = _queries(Tracker.from_rows(reading.rows, reading.scale))
    figures = []
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment = {"CYNNYDD_DATABASE_URL": publish(workbook, Path(folder))}
        for count in readers:
            with serving(DASHBOARD, ours=True, environment=environment) as server:
                with Session(server.port, page="") as session:
                    session.rerun()
                figures.append(_with_readers(tracker, server, Crowd(count, seconds, queries)))
    return figures


def _queries(tracker: Tracker) -> list[str]:
    """Return the query strings that readers choose: none, each theme, and some searches."""
    themes = [f"theme={slug}" for slug in by_slug(dict.fromkeys(tracker.themes))]
    return ["", *themes, *(f"q={word}" for word in SEARCHES)]


def _with_readers(tracker: str, server: Server, crowd: Crowd) -> ReadersFigures:
    memory, processor, began = server.memory, server.cpu, monotonic()
    with ThreadPoolExecutor(crowd.readers) as pool:
        readings = list(pool.map(lambda number: _read(server.port, number, crowd), range(crowd.readers)))
    spent = (server.cpu - processor) / (monotonic() - began)
    first = [times[0] for times in readings]
    later = [time for times in readings for time in times[1:]]
    return ReadersFigures(tracker, crowd.readers, first, later, (server.memory - memory) / crowd.readers, spent)


def _read(port: int, number: int, crowd: Crowd) -> list[float]:
    """Return the seconds of each page that a reader asked for; the first is that of the arrival."""
    random = Random(number)  # noqa: S311 -- the readers must be the same each time
    until = monotonic() + crowd.seconds
    sleep(random.uniform(0, THINK_SECONDS[1]))
    with Session(port, page=random.choice(PAGES)) as session:
        taken = [session.rerun().seconds]
        while monotonic() < until:
            sleep(random.uniform(*THINK_SECONDS))
            taken.append(session.rerun(query=random.choice(crowd.queries)).seconds)
    return taken


def _percentiles(seconds: Sequence[float]) -> tuple[str, str]:
    if not seconds:
        return "", ""
    high = quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
    return f"{median(seconds) * 1000:.0f}", f"{high * 1000:.0f}"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three readers of the small tracker: to see that it runs")
    parser.add_argument("--seconds", type=float, default=60, help="how long the readers read")
    arguments = parser.parse_args(argv)
    if arguments.quick:
        figures = measure("18 recommendations", BUNDLED_TRACKER, (3,), seconds=3)
    else:
        figures = measure("18 recommendations", BUNDLED_TRACKER, seconds=arguments.seconds)
        figures += measure("100,000 updates", large_tracker(LARGE), seconds=arguments.seconds)
    sys.stdout.write(table(HEAD, [each.row() for each in figures]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
