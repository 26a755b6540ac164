"""How long each page takes to run again, against a page of literal data: `python -m benchmarks.pages`."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.census import Census, census
from benchmarks.floor_pieces import write_censuses
from benchmarks.large_tracker import LARGE, MEDIUM, Size, large_tracker
from benchmarks.report import figures_table, server_table, speed_table
from benchmarks.server import DASHBOARD, FLOOR, Server, serving
from benchmarks.session import Run, Session
from benchmarks.timing import Timing, time_in_turn
from loaders.pipeline import read_workbook
from model.settings import BUNDLED_TRACKER

PAGES = {
    "Overview": ("", ""),
    "Recommendations": ("recommendations", ""),
    "One recommendation": ("recommendation", "ref=9"),
    "Over time": ("over-time", ""),
    "Themes": ("themes", ""),
    "Agencies": ("agencies", ""),
    "Monitoring": ("monitoring", ""),
    "Meeting pack": ("meeting", ""),
    "Reports": ("reports", "paper=pack"),
    "Upload": ("upload", ""),
    "Data checks": ("data-checks", ""),
    "Versions": ("versions", ""),
    "About": ("about", ""),
}
"""Each page with its address and the query it is asked with."""
WARM_UP = 3
ELSEWHERE = "e"
"""A letter that is in every text: searching for it, twice, thrice and so on chooses everything by a new filter."""


@dataclass(frozen=True)
class Effort:
    """How much is measured: reruns, filters never asked before, how large the large tracker is, and which pages."""

    reruns: int
    new_filters: int
    size: Size
    pages: tuple[str, ...] = tuple(PAGES)


WHOLE = Effort(reruns=40, new_filters=5, size=LARGE)
QUICK = Effort(reruns=2, new_filters=1, size=MEDIUM)


@dataclass(frozen=True)
class PageFigures:
    """What was measured of a page on a tracker. `at_default` and `at_ours` are settings of the server.

    Attributes:
        visit: the first run of a new session, when the server knows the tracker.
        again: a rerun.
        holds: what the page shows, which the floor page shows too.
        new_filter: a rerun with a filter that nobody has asked for before.
    """

    page: str
    tracker: str
    holds: Census
    floor_holds: Census
    visit: Run
    again: Run
    new_filter: Timing
    floor_at_default: Timing
    floor_at_ours: Timing
    page_at_default: Timing
    page_at_ours: Timing


@dataclass(frozen=True)
class ServerFigures:
    """What was measured of a tracker: reading its workbook, the first page ever, and the memory of the process."""

    tracker: str
    reading: float
    first_page: float
    memory_at_first: int
    memory_at_end: int


def measure(effort: Effort) -> tuple[list[PageFigures], list[ServerFigures]]:
    """Measure every page on the bundled tracker and on a large one, each in turn with its floor."""
    large = f"{effort.size.updates:,} updates"
    trackers = {"18 recommendations": BUNDLED_TRACKER, large: large_tracker(effort.size)}
    pages, servers = [], []
    for name, path in trackers.items():
        of_pages, of_server = _measure_tracker(name, path, effort)
        pages += of_pages
        servers.append(of_server)
    return pages, servers


def _measure_tracker(name: str, path: Path, effort: Effort) -> tuple[list[PageFigures], ServerFigures]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        environment = {"CYNNYDD_DATABASE_URL": f"sqlite:///{(folder / 'published.db').as_posix()}"}
        if path != BUNDLED_TRACKER:
            environment = {"CYNNYDD_TRACKER": str(path)}
        ours = stack.enter_context(serving(DASHBOARD, ours=True, environment=environment))
        first = _visit(ours, "Overview").seconds
        at_first = ours.memory
        default = stack.enter_context(serving(DASHBOARD, ours=False, environment=environment))
        _visit(default, "Overview")
        held = write_censuses(
            folder / "held.json", {page: census(_visit(ours, page).messages) for page in effort.pages}
        )
        floor_default = stack.enter_context(serving(FLOOR, str(held), ours=False))
        floor_ours = stack.enter_context(serving(FLOOR, str(held), ours=True))
        figures = [
            _measure_page(page, name, (floor_default, floor_ours, default, ours), effort) for page in effort.pages
        ]
        return figures, ServerFigures(name, _reading_time(path), first, at_first, ours.memory)


def _measure_page(page: str, tracker: str, servers: Sequence[Server], effort: Effort) -> PageFigures:
    floor_default, floor_ours, default, ours = servers
    address, query = PAGES[page]
    with ExitStack() as stack:
        sessions = {
            server.port: stack.enter_context(Session(server.port, page=address, query=query))
            for server in (default, ours)
        } | {
            server.port: stack.enter_context(Session(server.port, page="", query=f"page={page}"))
            for server in (floor_default, floor_ours)
        }
        visit, floor_visit = sessions[ours.port].rerun(), sessions[floor_ours.port].rerun()
        timings = time_in_turn(servers, sessions, reruns=effort.reruns, warm_up=WARM_UP)
        again = sessions[ours.port].rerun()
        fresh = [f"{query}&q={ELSEWHERE * n}" for n in range(1, effort.new_filters + 1)]
        return PageFigures(
            page,
            tracker,
            census(visit.messages),
            census(floor_visit.messages),
            visit,
            again,
            Timing([sessions[ours.port].rerun(query=asked).seconds for asked in fresh], cpu=0.0),
            *timings,
        )


def _visit(server: Server, page: str) -> Run:
    address, query = PAGES[page]
    with Session(server.port, page=address, query=query) as session:
        return session.rerun()


def _reading_time(path: Path) -> float:
    started = perf_counter()
    read_workbook(path)
    return perf_counter() - started


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the tables on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="two reruns and a small large tracker: to see that it runs"
    )
    parser.add_argument("--reruns", type=int, help=f"reruns of each page, instead of {WHOLE.reruns}")
    asked = parser.parse_args(arguments)
    effort = QUICK if asked.quick else WHOLE
    pages, servers = measure(replace(effort, reruns=asked.reruns) if asked.reruns else effort)
    sys.stdout.write("\n".join([speed_table(pages), figures_table(pages), server_table(servers)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
