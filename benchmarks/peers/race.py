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


FULL = Repeats(starts=3, visits=5, filters=3)
QUICK = Repeats(starts=1, visits=1, filters=1)


@dataclass
class Times:
    """The seconds of a page on a tracker.

    Attributes:
        starts: from the start of the server's process to the right page.
        headings: a first visit until there is a heading.
        charts: until the numbers and bars are right.
        lives: until a link changes the page in place.
        slow_charts: until the numbers and bars are right on a slow line.
        received: the bytes of that visit until then, compressed and with their headers.
        shifts: the layout shift of a first visit, as browsers score it.
        new_filters: a filter that nobody has used on this server.
        seen_filters: one that somebody has.
        resets: all recommendations again.
        turns: another page and back, where there is one.
    """

    starts: list[float] = field(default_factory=list)
    headings: list[float] = field(default_factory=list)
    charts: list[float] = field(default_factory=list)
    lives: list[float] = field(default_factory=list)
    slow_charts: list[float] = field(default_factory=list)
    received: list[float] = field(default_factory=list)
    shifts: list[float] = field(default_factory=list)
    new_filters: list[float] = field(default_factory=list)
    seen_filters: list[float] = field(default_factory=list)
    resets: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)


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
            self._click(servers, repeats.filters)
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
                    visit = eye.visit(expected)
                with proxy_to(port, slow=True) as proxy, Eye(self._browser, each, proxy.port) as eye:
                    slow_chart = eye.open(expected)
                    received = proxy.received
                if turn:
                    times.headings.append(visit.heading)
                    times.charts.append(visit.chart)
                    times.lives.append(visit.live)
                    times.shifts.append(visit.shift)
                    times.slow_charts.append(slow_chart)
                    times.received.append(received)

    def _click(self, servers: dict[str, Server], rounds: int) -> None:
        """Choose each theme and all again, in the first round the first time; the very first click does not count."""
        themes = [theme for theme in self._expected if theme != ALL]
        with ExitStack() as stack:
            eyes = {
                each.name: stack.enter_context(Eye(self._browser, each, servers[each.name].port))
                for each in self._contenders
            }
            for eye in eyes.values():
                eye.visit(self._expected[ALL])
            for turn in range(rounds + 1):
                for theme in themes:
                    for name, eye in eyes.items():
                        times = self.times[name]
                        chosen, reset = eye.filter(theme, self._expected[theme], self._expected[ALL])
                        if theme != themes[0]:
                            (times.seen_filters if turn else times.new_filters).append(chosen)
                            times.resets.append(reset)
                for name, eye in eyes.items():
                    self.times[name].turns += eye.turn(self._expected[ALL])
