"""Which page is run in advance next: those of a new version before readers see it, all others in the time after."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from time import monotonic

from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import DisplayedVersion
from components.warming.addresses import Address, with_filter, without_filter
from components.warming.page_run import run_page

FULLEST = 0.75
"""The share of the memory for answers and pieces that pages in advance may fill: the rest is for what readers ask."""


class PageWarmer:
    """Runs the pages of a version a single time each day: dates are judged from the day of the visit."""

    def __init__(self, run: Callable[[DisplayedVersion, Address], None] = run_page) -> None:
        self._run = run
        self._warm: tuple[LoadedTracker, date] | None = None
        self._left: Iterator[Address] = iter(())

    def run_without_filter(self, loaded: LoadedTracker, *, seconds: float) -> None:
        """Run the pages as readers come in, for some seconds at most."""
        end = monotonic() + seconds
        for address in without_filter():
            if monotonic() > end:
                return
            self._run(_displayed(loaded), address)

    def run_next(self, displayed: DisplayedVersion) -> float:
        """Run the next page of a version, and return the seconds that it took; 0 where none is left."""
        loaded, today = displayed.loaded, date.today()
        if self._warm != (loaded, today):
            self._warm = loaded, today
            self._left = chain(without_filter(), with_filter(loaded))
        address = next(self._left, None)
        if address is None or max(loaded.answers.fullness, loaded.pieces.fullness) > FULLEST:
            self._left = iter(())
            return 0.0
        began = monotonic()
        self._run(displayed, address)
        return monotonic() - began


def _displayed(loaded: LoadedTracker) -> DisplayedVersion:
    return DisplayedVersion(loaded, None if loaded.version is None else loaded.version.number)
