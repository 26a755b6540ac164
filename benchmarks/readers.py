"""Measure many readers at once: `python -m benchmarks.readers`.

Each reader has a connection of their own and one page open; after some seconds of thought they choose another theme,
search for another word, or look at all again. Readers arrive evenly within some seconds, or in a rush. They think as
the readers of the benchmark TPC-W do (TPC-W 1.8, 5.3.1.1): 7 seconds on average, exponentially distributed, 70 at most.
"""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from benchmarks.report import MEBIBYTE, table
from benchmarks.server import Server, dashboard
from benchmarks.session import Session
from benchmarks.trackers.large_tracker import LARGE, large_tracker
from components.session.links import by_slug
from loaders.pipeline import read_workbook
from model.access import local_actor
from model.settings import BUNDLED_TRACKER
from model.tracker.tracker import Tracker
from model.versions.version import Candidate
from store.store import Store

READERS = (1, 50, 200)
THINK_SECONDS, LONGEST_THINK_SECONDS = 7.0, 70.0
RUSH_SECONDS = 6.0
PAGES = ("", "recommendations", "over-time", "themes", "agencies", "monitoring")
SEARCHES = ("policy", "funding", "pilot", "board", "staff", "sample")


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many readers: they arrive within some seconds, read for some more, and choose these queries."""

    readers: int
    arrival: float
    seconds: float
    queries: Sequence[str] = ()

    @property
    def name(self) -> str:
        """The crowd in words, for the table."""
        return f"{self.readers} within {self.arrival:.0f} s"


@dataclass(frozen=True, slots=True)
class ReadersFigures:
    """What a crowd met: the seconds of their first pages and of all later ones; bytes for each; cores in use."""

    tracker: str
    crowd: Crowd
    first: Sequence[float]
    later: Sequence[float]
    memory: float
    processor: float

    def row(self) -> tuple[str, ...]:
        """Return the row of the table: milliseconds and MiB."""
        first, later = _percentiles(self.first), _percentiles(self.later)
        cells = (self.tracker, self.crowd.name, f"{len(self.later):,}", *later, *first)
        return (*cells, f"{self.memory / MEBIBYTE:.1f}", f"{self.processor * 100:.0f}%")


HEAD = (
    *("Tracker", "Readers", "Pages", "Page, ms: median", "95 in 100", "First page, ms: median", "95 in 100"),
    *("Memory a reader, MiB", "Processor"),
)


def measure(tracker: str, workbook: Path, crowds: Sequence[Crowd]) -> list[ReadersFigures]:
    """Return the figures of each crowd, each on a server of its own that has loaded its tracker."""
    reading = read_workbook(workbook)
    queries = _queries(Tracker.from_rows(reading.rows, reading.scale))
    figures = []
    for crowd in crowds:
        with (
            TemporaryDirectory(ignore_cleanup_errors=True) as folder,
            dashboard({"CYNNYDD_DATABASE_URL": publish(workbook, Path(folder))}) as server,
        ):
            with Session(server.port, page="") as session:
                session.rerun()
            figures.append(_with_readers(tracker, server, replace(crowd, queries=queries)))
    return figures


def _queries(tracker: Tracker) -> list[str]:
    """Return the query strings that readers choose: none, each theme, and some searches."""
    themes = [f"theme={slug}" for slug in by_slug(dict.fromkeys(tracker.themes))]
    return ["", *themes, *(f"q={word}" for word in SEARCHES)]


def _with_readers(tracker: str, server: Server, crowd: Crowd) -> ReadersFigures:
    memory, processor, began = server.memory, server.cpu, monotonic()
    with ThreadPoolExecutor(crowd.readers) as pool:
        readings = list(pool.map(partial(_read, crowd, server.port), range(crowd.readers)))
    spent = (server.cpu - processor) / (monotonic() - began)
    first = [times[0] for times in readings]
    later = [time for times in readings for time in times[1:]]
    return ReadersFigures(tracker, crowd, first, later, (server.memory - memory) / crowd.readers, spent)


def _read(crowd: Crowd, port: int, number: int) -> list[float]:
    """Return the seconds of each page that a reader asked for; the first is that of the arrival."""
    random = Random(number)  # noqa: S311 -- the readers must be the same each time
    until = monotonic() + crowd.arrival + crowd.seconds
    sleep(random.uniform(0, crowd.arrival))
    with Session(port, page=random.choice(PAGES)) as session:
        taken = [session.rerun().seconds]
        while (thought := min(random.expovariate(1 / THINK_SECONDS), LONGEST_THINK_SECONDS)) < until - monotonic():
            sleep(thought)
            taken.append(session.rerun(query=random.choice(crowd.queries)).seconds)
    return taken


def _percentiles(seconds: Sequence[float]) -> tuple[str, str]:
    if not seconds:
        return "", ""
    high = quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
    return f"{median(seconds) * 1000:.0f}", f"{high * 1000:.0f}"


def crowds(seconds: float) -> list[Crowd]:
    """Return the crowds of the table: evenly, and in a rush."""
    return [
        Crowd(1, 0, seconds),
        Crowd(50, seconds, seconds),
        Crowd(200, seconds, seconds),
        Crowd(200, RUSH_SECONDS, seconds),
    ]


def publish(workbook: Path, folder: Path) -> str:
    """Publish a workbook in a new database of a folder, and return its URL."""
    url = f"sqlite:///{(folder / 'published.db').as_posix()}"
    store = Store.open(url)
    candidate = Candidate(read_workbook(workbook), workbook.read_bytes())
    store.publish(candidate, actor=local_actor("Benchmark"), reason="To measure it.")
    store.close()
    return url


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three readers of the small tracker: to see that it runs")
    parser.add_argument("--seconds", type=float, default=60, help="how long the readers arrive, and then read")
    arguments = parser.parse_args(argv)
    if arguments.quick:
        figures = measure("18 recommendations", BUNDLED_TRACKER, [Crowd(3, 0, 3)])
    else:
        figures = measure("18 recommendations", BUNDLED_TRACKER, crowds(arguments.seconds))
        figures += measure("100,000 updates", large_tracker(LARGE), crowds(arguments.seconds))
    sys.stdout.write(table(HEAD, [each.row() for each in figures]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
