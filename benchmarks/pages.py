"""Measure the rerun of each page against a page of literal data: `python -m benchmarks.pages`."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlencode

from benchmarks.floor.census import Census, census
from benchmarks.floor.floor_pieces import write_censuses
from benchmarks.report import figures_table, server_table, speed_table
from benchmarks.server import DASHBOARD, FLOOR, Server, serving
from benchmarks.session import PageRun, Session
from benchmarks.timing import TimeSummary, time_in_turn
from benchmarks.trackers.large_tracker import LARGE, MEDIUM, Size, large_tracker
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
    "Present": ("present", ""),
    "Reports": ("reports", "paper=pack"),
    "Round": ("round", ""),
    "Rating": ("rating", ""),
    "Upload": ("upload", ""),
    "Data checks": ("data-checks", ""),
    "Versions": ("versions", ""),
    "Access": ("access", ""),
    "About": ("about", ""),
}
"""The path and the query string of each page."""
COMMON_LETTER = "e"
"""A letter that every text has: a search for it, or for it twice or more often, is a new filter that matches all."""


@dataclass(frozen=True)
class Effort:
    """How much is measured: reruns, those before that do not count, new filters, the trackers, and the pages."""

    reruns: int
    warm_up: int
    new_filters: int
    size: Size
    pages: tuple[str, ...] = tuple(PAGES)
    bundled: bool = True


FULL = Effort(reruns=40, warm_up=3, new_filters=5, size=LARGE)
QUICK = Effort(reruns=1, warm_up=0, new_filters=1, size=MEDIUM)


@dataclass(frozen=True)
class PageFigures:
    """The measurements of a page on a tracker. `at_default` and `at_ours` are settings of the server.

    Attributes:
        visit: the first run of a new session, when the server has loaded the tracker.
        rerun: a rerun.
        page_census: the number of elements of the page, which is also that of the floor page.
        new_filter: a rerun with a filter that was not used before.
    """

    page: str
    tracker: str
    page_census: Census
    floor_census: Census
    visit: PageRun
    rerun: PageRun
    new_filter: TimeSummary
    floor_at_default: TimeSummary
    floor_at_ours: TimeSummary
    page_at_default: TimeSummary
    page_at_ours: TimeSummary


@dataclass(frozen=True)
class ServerFigures:
    """The measurements of a server on a tracker: reading its workbook, the first page, and the process memory."""

    tracker: str
    reading: float
    first_page: float
    memory_at_first: int
    memory_at_end: int


def measure(effort: Effort) -> tuple[list[PageFigures], list[ServerFigures]]:
    """Return the measurements of every page on the bundled tracker and on a large one, each in turn with its floor."""
    large = f"{effort.size.updates:,} updates"
    bundled = {"18 recommendations": BUNDLED_TRACKER} if effort.bundled else {}
    trackers = {**bundled, large: large_tracker(effort.size)}
    pages, servers = [], []
    with ExitStack() as stack:
        censuses = Path(stack.enter_context(TemporaryDirectory()), "censuses.json")
        floors = tuple(stack.enter_context(serving(FLOOR, str(censuses), ours=ours)) for ours in (False, True))
        for name, path in trackers.items():
            page_figures, server_figures = _measure_tracker(name, path, effort, floors, censuses)
            pages += page_figures
            servers.append(server_figures)
    return pages, servers


def _measure_tracker(
    name: str, path: Path, effort: Effort, floors: Sequence[Server], censuses: Path
) -> tuple[list[PageFigures], ServerFigures]:
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
        write_censuses(censuses, {f"{page}, {name}": census(_visit(ours, page).messages) for page in effort.pages})
        figures = [_measure_page(page, name, (*floors, default, ours), effort) for page in effort.pages]
        return figures, ServerFigures(name, _reading_time(path), first, at_first, ours.memory)


def _measure_page(page: str, tracker: str, servers: Sequence[Server], effort: Effort) -> PageFigures:
    floor_default, floor_ours, default, ours = servers
    address, query = PAGES[page]
    floor_query = urlencode({"page": f"{page}, {tracker}"})
    with ExitStack() as stack:
        sessions = {
            server.port: stack.enter_context(Session(server.port, page=address, query=query))
            for server in (default, ours)
        } | {
            server.port: stack.enter_context(Session(server.port, page="", query=floor_query))
            for server in (floor_default, floor_ours)
        }
        visit, floor_visit = sessions[ours.port].rerun(), sessions[floor_ours.port].rerun()
        timings = time_in_turn(servers, sessions, reruns=effort.reruns, warm_up=effort.warm_up)
        rerun = sessions[ours.port].rerun()
        new_queries = [f"{query}&q={COMMON_LETTER * n}" for n in range(1, effort.new_filters + 1)]
        return PageFigures(
            page,
            tracker,
            census(visit.messages),
            census(floor_visit.messages),
            visit,
            rerun,
            TimeSummary([sessions[ours.port].rerun(query=new_query).seconds for new_query in new_queries], cpu=0.0),
            *timings,
        )


def _visit(server: Server, page: str) -> PageRun:
    address, query = PAGES[page]
    with Session(server.port, page=address, query=query) as session:
        return session.rerun()


def _reading_time(path: Path) -> float:
    started = perf_counter()
    read_workbook(path)
    return perf_counter() - started


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the pages, and print the tables on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one rerun and a small large tracker: to see that it runs")
    parser.add_argument("--reruns", type=int, help=f"reruns of each page, instead of {FULL.reruns}")
    arguments = parser.parse_args(argv)
    effort = QUICK if arguments.quick else FULL
    pages, servers = measure(replace(effort, reruns=arguments.reruns) if arguments.reruns else effort)
    sys.stdout.write("\n".join([speed_table(pages), figures_table(pages), server_table(servers)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
