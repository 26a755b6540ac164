"""What a reader waits for a page while others have papers made: `python -m benchmarks.papers --readers`."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import Event
from time import sleep
from urllib.request import urlopen

from benchmarks.peers.material import publish
from benchmarks.server import dashboard
from benchmarks.session import Session
from benchmarks.timing import TimeSummary
from benchmarks.trackers.large_tracker import THEMES, Size, large_tracker
from components.session.links import by_slug

PRESSING = 2
"""How many others have papers made, one after the other."""

OK, LOOK_SECONDS = 200, 1.0
READ_PAGE, RUNS, PAUSE_SECONDS = "recommendations", 100, 0.1
_PAPERS = tuple(product(("docx", "pdf"), ("en", "cy"), by_slug(THEMES)))
"""The papers that are made, so that none of them was made before: a format, a language, and a theme."""


@dataclass(frozen=True, slots=True)
class MeanwhileFigures:
    """The times of a reader's page while nobody, and while others have papers made, and how many were made."""

    tracker: str
    quiet: TimeSummary
    meanwhile: TimeSummary
    papers: int

    def row(self) -> tuple[str, ...]:
        """Return the row of the table, in milliseconds."""
        times = (self.quiet.p50, self.quiet.p95, self.meanwhile.p50, self.meanwhile.p95)
        ratios = (self.meanwhile.p50 / self.quiet.p50, self.meanwhile.p95 / self.quiet.p95)
        cells = (f"{each * 1000:.0f}" for each in times), (f"{each:.1f}" for each in ratios)
        return (self.tracker, *cells[0], *cells[1], str(self.papers))


HEAD = (
    *("Tracker", "Quiet, ms: median", "95 in 100", "Meanwhile, ms: median", "95 in 100"),
    *("Median, times quiet", "95 in 100, times quiet", "Papers made"),
)


def readers_meanwhile(size: Size, *, runs: int = RUNS) -> MeanwhileFigures:
    """Return the figures with a tracker of a size."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment = {"CYNNYDD_DATABASE_URL": publish(large_tracker(size), Path(folder))}
        with dashboard(environment) as server, Session(server.port, page=READ_PAGE) as reader:
            reader.rerun()
            quiet = _times(reader, runs)
            with _papers_being_made(server.port) as made:
                meanwhile = _times(reader, runs)
    return MeanwhileFigures(f"{size.updates:,} updates", quiet, meanwhile, made.qsize())


def _times(reader: Session, runs: int) -> TimeSummary:
    seconds = []
    for _run in range(runs):
        sleep(PAUSE_SECONDS)
        seconds.append(reader.rerun().seconds)
    return TimeSummary(seconds)


@contextmanager
def _papers_being_made(port: int) -> "Iterator[SimpleQueue[str]]":
    """Let others press for one paper after the other until the block ends, which begins at the first press."""
    made: SimpleQueue[str] = SimpleQueue()
    begun, stop = Event(), Event()
    with ThreadPoolExecutor(PRESSING) as threads:
        pressing = [threads.submit(_press, port, number, made, begun, stop) for number in range(PRESSING)]
        try:
            begun.wait()
            yield made
        finally:
            stop.set()
    for each in pressing:
        each.result()


def _press(port: int, number: int, made: "SimpleQueue[str]", begun: Event, stop: Event) -> None:
    for ending, language, theme in _PAPERS[number::PRESSING]:
        if stop.is_set():
            return
        query = f"paper=panel&format={ending}&in={language}&theme={theme}"
        if _download(f"http://127.0.0.1:{port}/read/files/reports/paper.{ending}?{query}", begun, stop):
            made.put(query)


def _download(address: str, begun: Event, stop: Event) -> bool:
    """Ask for a paper until it is made, as a browser does, and return whether there was one before the end.

    Raises HTTPError where there is none.
    """
    while not stop.is_set():
        with urlopen(address) as answer:  # noqa: S310 - an address of this computer
            begun.set()
            answer.read()
            if answer.status == OK:
                return True
        sleep(LOOK_SECONDS)
    return False
