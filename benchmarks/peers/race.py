"""Measure pages in turn in one run, so that other work of the machine affects all of them alike."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser

from benchmarks.peers.contenders import Contender
from benchmarks.peers.eye import Eye, cold_start, expected_state
from benchmarks.peers.material import Material
from benchmarks.peers.updates import ALL, read_updates, themes_of
from benchmarks.proxy import proxy_to
from benchmarks.server import Server


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often each is measured. Before first visits and filters are counted, each page has one that is not."""

    starts: int
    visits: int
    filters: int


FULL = Repeats(starts=3, visits=5, filters=18)
QUICK = Repeats(starts=1, visits=1, filters=1)


@dataclass
class Times:
    """The seconds of a page on a tracker: starts from nothing, first visits on two lines, and new filters.

    `received` are the bytes of the slow first visits until the page was right, compressed and with their headers.
    """

    starts: list[float] = field(default_factory=list)
    visits: list[float] = field(default_factory=list)
    slow_visits: list[float] = field(default_factory=list)
    received: list[int] = field(default_factory=list)
    filters: list[float] = field(default_factory=list)


class Race:
    """The pages that are compared on a tracker, and what each of them has to show."""

    def __init__(self, browser: Browser, material: Material, contenders: Sequence[Contender]) -> None:
        """Work out what has to be on the screen for each theme; nothing is started yet."""
        updates = read_updates(material.updates)
        self._browser, self._material = browser, material
        self._contenders = [
            each for each in contenders if each.most_updates is None or len(updates) <= each.most_updates
        ]
        self._expected: dict[str, dict[str, Any]] = {each: expected_state(updates, each) for each in themes_of(updates)}
        self.times = {contender.name: Times() for contender in self._contenders}

    def run(self, repeats: Repeats) -> dict[str, Times]:
        """Return the times of each page."""
        self._start_from_nothing(repeats.starts)
        with ExitStack() as stack:
            servers = {each.name: stack.enter_context(each.serve(self._material)) for each in self._contenders}
            self._visit(servers, repeats.visits)
            self._filter(servers, repeats.filters)
        return self.times

    def _start_from_nothing(self, starts: int) -> None:
        for _turn in range(starts):
            for each in self._contenders:
                seconds = cold_start(self._browser, each, each.serve(self._material), self._expected[ALL])
                self.times[each.name].starts.append(seconds)

    def _visit(self, servers: dict[str, Server], visits: int) -> None:
        for turn in range(visits + 1):
            for each in self._contenders:
                port, times, expected = servers[each.name].port, self.times[each.name], self._expected[ALL]
                with Eye(self._browser, each, port) as eye:
                    seconds = eye.visit(expected)
                with proxy_to(port, slow=True) as proxy, Eye(self._browser, each, proxy.port) as eye:
                    slow_seconds = eye.visit(expected)
                    received = proxy.received
                if turn:
                    times.visits.append(seconds)
                    times.slow_visits.append(slow_seconds)
                    times.received.append(received)

    def _filter(self, servers: dict[str, Server], filters: int) -> None:
        themes = [theme for theme in self._expected if theme != ALL]
        with ExitStack() as stack:
            eyes = {
                each.name: stack.enter_context(Eye(self._browser, each, servers[each.name].port))
                for each in self._contenders
            }
            for eye in eyes.values():
                eye.visit(self._expected[ALL])
            for turn in range(filters + 1):
                theme = themes[turn % len(themes)]
                for name, eye in eyes.items():
                    seconds = eye.filter(theme, self._expected[theme], self._expected[ALL])
                    if turn:
                        self.times[name].filters.append(seconds)
