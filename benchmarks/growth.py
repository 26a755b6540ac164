"""Measure how work grows with the number of updates, from 18 to a million: `python -m benchmarks.growth`.

All times are the processor's. An exponent of 1 is work in step with the updates, one of 0 work that does not grow: the
slope of the straight line that fits the logarithms of times and updates best.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import linear_regression, median
from tempfile import TemporaryDirectory
from time import process_time

from analysis.selection import Selection
from benchmarks.filtering.questions import PAGES
from benchmarks.report import table
from benchmarks.server import dashboard
from benchmarks.session import Session
from benchmarks.trackers.large_tracker import PHRASES, THEMES, Size, generate_rows
from model.access import command_line_actor
from model.status import RED_AMBER_GREEN
from model.tracker.reading import Reading, Source
from model.tracker.tracker import Tracker
from model.versions.version import Candidate
from store.store import Store

SIZES = (Size(6, 3), Size(50, 20), Size(500, 20), Size(5_000, 20), Size(50_000, 20))
WARM_UP, RERUNS = 3, 40


@dataclass(frozen=True, slots=True)
class Growth:
    """The seconds of the processor that one piece of work takes for each number of updates."""

    what: str
    seconds: dict[int, float]

    @property
    def exponent(self) -> float:
        """The power of the number of updates with which the seconds grow."""
        points = [(updates, seconds) for updates, seconds in self.seconds.items() if seconds > 0]
        return linear_regression([log(updates) for updates, _ in points], [log(seconds) for _, seconds in points]).slope


def measure(sizes: Sequence[Size] = SIZES) -> list[Growth]:
    """Return the growth of loading, of the answers of the Overview, and of the server's work for a rerun."""
    measured: dict[str, dict[int, float]] = {}
    for size in sizes:
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            for what, seconds in _measure_size(size, Path(folder)).items():
                measured.setdefault(what, {})[size.updates] = seconds
    return [Growth(what, seconds) for what, seconds in measured.items()]


def _measure_size(size: Size, folder: Path) -> dict[str, float]:
    url = f"sqlite:///{(folder / 'published.db').as_posix()}"
    store = Store.open(url)
    reading = Reading(Source("tracker.xlsx", ""), "canonical", generate_rows(size), RED_AMBER_GREEN, (), ())
    store.publish(Candidate(reading, b"made up"), actor=command_line_actor("Benchmark"), reason="To measure it.")
    current = store.current() or 0
    load = _seconds(lambda: store.load_tables(current))
    tracker = Tracker.from_rows(reading.rows, RED_AMBER_GREEN)
    first = _seconds(lambda: _answers(tracker, Selection()))
    _answers(tracker, Selection(agencies=("Agency 1",)))
    theme = median(_seconds(lambda: _answers(tracker, Selection(themes=(name,)))) for name in THEMES)  # noqa: B023
    words = [phrase.split(".")[0] for phrase in PHRASES]
    search = median(_seconds(lambda: _answers(tracker, Selection(text=text))) for text in words)  # noqa: B023
    store.close()
    return {
        "Load the published version": load,
        "First answers of the Overview": first,
        "New filter by theme": theme,
        "New search": search,
        "Rerun of the Overview": _rerun(url),
    }


def _answers(tracker: Tracker, selection: Selection) -> None:
    as_at = selection.month(tracker)
    chosen = selection.apply(tracker)
    for question in PAGES["Overview"]:
        question(chosen, as_at)


def _rerun(url: str) -> float:
    """Return the seconds of the processor that a server takes for a rerun of the Overview."""
    environment = {"CYNNYDD_DATABASE_URL": url}
    with dashboard(environment) as server, Session(server.port, page="") as session:
        for _ in range(WARM_UP):
            session.rerun()
        before = server.cpu
        for _ in range(RERUNS):
            session.rerun()
        return (server.cpu - before) / RERUNS


def _seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def growth_table(measured: Sequence[Growth]) -> str:
    """Return the milliseconds of each piece of work by the number of updates, and the exponent."""
    sizes = list(measured[0].seconds)
    head = ("Processor, ms", *(f"{updates:,} updates" for updates in sizes), "Exponent")
    rows = [
        (each.what, *(f"{each.seconds[updates] * 1000:.1f}" for updates in sizes), f"{each.exponent:.2f}")
        for each in measured
    ]
    return table(head, rows)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the three smallest sizes: to see that it runs")
    sys.stdout.write(growth_table(measure(SIZES[:3] if parser.parse_args(argv).quick else SIZES)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
