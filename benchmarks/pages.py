"""Measure the processor of the server for a page, in Streamlit and plain: `python -m benchmarks.pages`.

All is counted that the process does for it: the websocket or HTTP, compression, and what follows the answer.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from http.client import HTTPConnection
from itertools import combinations
from pathlib import Path
from time import sleep

from benchmarks.report import table
from benchmarks.server import Server, dashboard
from benchmarks.session import Session
from benchmarks.trackers.large_tracker import LARGE, large_tracker
from model.settings import BUNDLED_TRACKER

# The pages that are documents, and the query of each.
PAGES = {
    "overview": "",
    "recommendations": "",
    "recommendation": "ref=9",
    "over-time": "",
    "themes": "",
    "agencies": "",
    "monitoring": "",
    "meeting": "",
    "present": "",
    "reports": "paper=pack",
    "about": "",
}
HEAD = (
    "Tracker",
    "Page",
    "Seen, Streamlit, ms",
    "Seen, plain, ms",
    "New search, Streamlit, ms",
    "New search, plain, ms",
    "KB",
)
# Searches that nobody has used, of letters that nearly all texts have.
_SEARCHES = ("+".join(letters) for length in (2, 3, 4, 5) for letters in combinations("etaoinsrlh", length))
REST_SECONDS = 0.2


class PlainReader:
    """A reader of a plain page, who asks as the page's script does."""

    def __init__(self, port: int, page: str) -> None:
        self._port, self._path = port, f"/read/{page}"
        self.received = 0

    def read(self, query: str) -> None:
        """Read the page with a query."""
        headers = {"Accept": "text/x-page", "Accept-Encoding": "gzip"}
        with closing(HTTPConnection("127.0.0.1", self._port, timeout=300)) as connection:
            connection.request("GET", f"{self._path}?{query}", headers=headers)
            answer = connection.getresponse()
            self.received = len(answer.read())
        if answer.status != 200:
            raise RuntimeError(f"{self._path}?{query} gets {answer.status}")


def measure(tracker: str, workbook: Path, pages: Sequence[str], repeats: int) -> Iterator[tuple[str, ...]]:
    """Yield the row of each page of a tracker."""
    with dashboard({"CYNNYDD_TRACKER": str(workbook)}) as server, ExitStack() as stack:
        for page in pages:
            query = PAGES[page]
            plain = PlainReader(server.port, page)
            session = stack.enter_context(Session(server.port, page="" if page == "overview" else page, query=query))
            ways = (partial(_rerun, session), plain.read)
            seen = [_milliseconds(server, partial(read, query), repeats) for read in ways]
            new = [_milliseconds(server, partial(_search, read, query), repeats // 8 or 1) for read in ways]
            yield (tracker, page, *(f"{each:.1f}" for each in (*seen, *new)), f"{plain.received / 1000:.0f}")


def _rerun(session: Session, query: str) -> None:
    session.rerun(query=query)


def _search(read: Callable[[str], None], query: str) -> None:
    read(f"{query}&q={next(_SEARCHES)}")


def _milliseconds(server: Server, read: Callable[[], object], repeats: int) -> float:
    """Return the processor time of a server for a reading; the first two do not count."""
    for _time in range(2):
        read()
    sleep(REST_SECONDS)
    before = server.cpu
    for _time in range(repeats):
        read()
    sleep(REST_SECONDS)
    return (server.cpu - before) / repeats * 1000


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the pages, and print the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a page of the small tracker: to see that it runs")
    quick = parser.parse_args(argv).quick
    trackers = {"18 recommendations": BUNDLED_TRACKER}
    if not quick:
        trackers["100,000 updates"] = large_tracker(LARGE)
    pages, repeats = (["overview"], 4) if quick else ([*PAGES], 60)
    rows = [row for name, path in trackers.items() for row in measure(name, path, pages, repeats)]
    sys.stdout.write(table(HEAD, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
