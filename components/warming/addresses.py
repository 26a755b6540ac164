"""The pages that are worth being ready: those of readers, as they come in, then with each filter of the filter bar."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from components.published.loaded_tracker import LoadedTracker
from components.session.filter_options import filter_options
from components.session.language import LANGUAGE_PARAMETER
from model.language import Language
from model.status.colours import Appearance

PAGES = ("", "recommendations", "over-time", "themes", "agencies", "monitoring")
"""The URLs of the pages that readers read with a filter; "" is the Overview."""

FILTERS = ("theme", "lead", "review", "status")
"""The filters whose names are chosen from a list, in the order in which they are most used."""

MOST_NAMES = 20
"""The number of names of a filter whose pages are made ready: a list may have thousands of agencies."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page as one reader sees it: its URL, its query string, and the colours of the reader's browser."""

    page: str
    query: str = ""
    appearance: Appearance = Appearance.LIGHT


def without_filter() -> Iterator[Address]:
    """Yield every page as readers come in, in both languages and in both colours."""
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        for language in Language:
            for page in PAGES:
                yield Address(page, _query(language), appearance)


def with_filter(loaded: LoadedTracker) -> Iterator[Address]:
    """Yield every page with each name of each filter, in both languages, in the colours of a light screen."""
    options = filter_options(loaded)
    for name in FILTERS:
        for slug in list(getattr(options, name))[:MOST_NAMES]:
            for language in Language:
                for page in PAGES:
                    yield Address(page, _query(language, **{name: slug}))


def _query(language: Language, **values: str) -> str:
    """Return a query string as the dashboard writes it: English is not named."""
    return urlencode(({} if language is Language.ENGLISH else {LANGUAGE_PARAMETER: language.value}) | values)
