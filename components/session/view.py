"""The view of this run: the tracker, what is chosen of it, from when it is judged, and in which language."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeVar, cast

import pandas as pd
import streamlit as st

from analysis.selection.selection import Selection
from components.session import url_state
from components.session.filter_options import FilterOptions, filter_options
from components.session.language import current_translator
from components.session.links import RECOMMENDATION
from components.session.loaded_tracker import LoadedTracker
from components.session.published_version import DisplayedVersion, displayed_version
from model.status.colours import Appearance
from model.status.scale import Scale
from model.store_error import StoreError, StoreErrorCode
from model.tracker.tracker import Tracker
from wording.catalogue import Translator
from wording.format.names import Names

NO_ROUND = ""
"""What stands for the latest round where nothing was reported: as at no month."""
FILTERS = ("review", "theme", "agency", "status", "q", "as_at")
"""The codes of the address that the filter bar owns, on every page."""

VERSION = "version"
"""The code of the address that shows an earlier version, on every page."""

Answer = TypeVar("Answer")
TODAY = "today"
"""The code of the address that judges everything from the month it is read in."""

LONGEST_SEARCH = 200
"""Letters of a search; more is cut, so that no link can keep the server busy."""

_LONGEST_NUMBER = 9
"""Digits of a version's number; more are none."""

_VIEW = "view"


@dataclass(frozen=True)
class View:
    """Everything a page needs to ask and to show.

    Attributes:
        chosen: the tracker restricted to what is chosen; `whole` is all of it.
        as_at: the first day of the month everything is judged from.
        query: what the address of a link to this view holds.
        unknown: codes that a link held and the tracker does not know; they were ignored.
        current: the number of the current version; None where no version can be told.
        fault: why the store cannot be asked or written.
        unknown_version: what a link gave for a version that is not there; "" where it is.
        today: the day this is read, where it lies before the last day of the month everything is judged from: a date
            that is still to come is not over. None where that month is over.
    """

    loaded: LoadedTracker
    selection: Selection
    translator: Translator
    appearance: Appearance
    query: dict[str, list[str]]
    unknown_filters: tuple[str, ...] = field(default=())
    current_number: int | None = None
    fault: StoreError | None = None
    unknown_version: str = ""
    today: pd.Timestamp | None = None

    @cached_property
    def key(self) -> tuple[Hashable, ...]:
        """What tells this view from others: two views with one key show the same."""
        query = tuple((code, tuple(values)) for code, values in self.query.items())
        return self.loaded, self.selection, self.translator.language, self.appearance, query, self.today

    @property
    def tracker(self) -> Tracker:
        """The tracker, all of it."""
        return self.loaded.tracker

    @property
    def chosen(self) -> Tracker:
        """The tracker restricted to what is chosen."""
        return _chosen(self.loaded, self.selection)

    @property
    def as_at(self) -> pd.Timestamp:
        """The first day of the month everything is judged from."""
        return _month(self.loaded, self.selection)

    @property
    def scale(self) -> Scale:
        """The scale of the tracker."""
        return self.tracker.scale

    @property
    def names(self) -> Names:
        """The names of themes, agencies and roles in either language."""
        return _names(self.loaded)

    @property
    def filter_options(self) -> FilterOptions:
        """What can be chosen in the filter bar."""
        return filter_options(self.loaded)

    @property
    def empty(self) -> bool:
        """Whether nothing matches what is chosen."""
        return self.chosen.recommendations.empty

    def unfiltered(self) -> "View":
        """Return the same view of everything, as at the same month."""
        return replace(self, selection=Selection(as_at=self.selection.as_at))

    def answer(self, question: Callable[..., Answer], **options: object) -> Answer:
        """Return `question(tracker, **options)` of what is chosen: computed once a version and selection.

        The options must be hashable. An answer is shared between sessions: it is never changed.
        """
        return cast(Answer, _answer(question, self.loaded, self.selection, tuple(sorted(options.items()))))


def current_view() -> View:
    """Return the view of this run."""
    return cast(View, st.session_state[_VIEW])


def open_view() -> View:
    """Make the view of this run from the address and what was kept: once, before the page.

    Raises:
        WorkbookError: the tracker cannot be read.
        StoreError: the versions cannot be read.
    """
    shown, unknown_version = _version_asked()
    loaded = shown.loaded
    translator = current_translator()
    known, unknown = _known_codes(filter_options(loaded))
    selection = Selection(
        reviews=known["review"],
        themes=known["theme"],
        agencies=known["agency"],
        statuses=known["status"],
        text=" ".join(url_state.remembered("q")).strip(),
        as_at=(known["as_at"] or (None,))[0],
    )
    query = {code: url_state.remembered(code) for code in ("lang", VERSION, *FILTERS) if url_state.remembered(code)}
    view = View(
        loaded,
        selection,
        translator,
        current_appearance(),
        query,
        unknown,
        current_number=shown.current_number,
        fault=shown.fault,
        unknown_version=unknown_version,
        today=today_before(_month(loaded, selection)),
    )
    st.session_state[_VIEW] = view
    return view


def current_appearance() -> Appearance:
    """Return whether the page is light or dark, as the reader's browser shows it."""
    return Appearance.DARK if st.context.theme.type == "dark" else Appearance.LIGHT


def today() -> date:
    """Return the day on which this is read."""
    return date.today()


def today_before(month: pd.Timestamp) -> pd.Timestamp | None:
    """Return today, where it lies before the last day of a month that begins on this day."""
    now = pd.Timestamp(today())
    return now if now < month + pd.offsets.MonthEnd() else None


def today_stop(latest: str) -> dict[str, str]:
    """Return the code of today with its month, where that is later than the latest round."""
    month = f"{today():%Y-%m}"
    return {TODAY: month} if month > latest else {}


def _version_asked() -> tuple[DisplayedVersion, str]:
    """Return what is on screen, and what the address gave for a version that is not there: that is no longer kept."""
    asked = "".join(url_state.current(VERSION)[:1])
    shown, unknown = _shown(asked)
    version = shown.loaded.version
    held = version is not None and asked == str(version.number)
    url_state.set(VERSION, [asked] if held else [])
    return shown, unknown


def _shown(asked: str) -> tuple[DisplayedVersion, str]:
    if not asked:
        return displayed_version(), ""
    if asked.isascii() and asked.isdecimal() and len(asked) < _LONGEST_NUMBER and not asked.startswith("0"):
        try:
            shown = displayed_version(int(asked))
        except StoreError as fault:
            if fault.code is not StoreErrorCode.UNKNOWN_VERSION:
                raise
        else:
            return shown, asked if shown.loaded.version is None else ""
    return displayed_version(), asked[:_LONGEST_NUMBER]


def _known_codes(choices: FilterOptions) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the names behind the codes that hold, and the codes that name nothing; these are no longer kept."""
    known: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for code in FILTERS:
        if code == "q":
            url_state.set("q", [text[:LONGEST_SEARCH] for text in url_state.current("q")[:1]])
            continue
        if code == "review" and url_state.current_page() == RECOMMENDATION:  # there it names the review of its ref
            known[code] = ()
            continue
        names: dict[str, str] = getattr(choices, code)
        if code == "as_at":
            names = names | today_stop(next(reversed(names), NO_ROUND))
        asked = url_state.current(code)
        right = [value for value in asked if value in names]
        unknown += [f"{code}={value}" for value in asked if value not in names]
        url_state.set(code, right)
        known[code] = tuple(names[value] for value in right)
    return known, tuple(unknown)


@lru_cache(maxsize=64)
def _month(loaded: LoadedTracker, selection: Selection) -> pd.Timestamp:
    return selection.month(loaded.tracker)


@lru_cache(maxsize=8)
def _chosen(loaded: LoadedTracker, selection: Selection) -> Tracker:
    return selection.apply(loaded.tracker)


@lru_cache(maxsize=2)
def _names(loaded: LoadedTracker) -> Names:
    return Names(loaded.tracker.names)


@lru_cache(maxsize=256)
def _answer(question: Callable[..., Any], loaded: LoadedTracker, selection: Selection, options: tuple[Any, ...]) -> Any:
    return question(_chosen(loaded, selection), **dict(options))
