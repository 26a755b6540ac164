"""The URL of each page, for links inside the dashboard."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote_plus, urlencode

PAGES = Path(__file__).resolve().parents[2] / "pages"
TRACKER_PAGES = PAGES / "tracker"
TRACKER_URLS = frozenset(path.stem.replace("_", "-") for path in TRACKER_PAGES.glob("*.py"))
"""The URLs of the pages of the menu Tracker."""
SIGN_IN, SIGN_OUT = "sign-in", "sign-out"
"""Addresses that the server answers; they are no pages."""
HOME = "overview"
RECOMMENDATION = "recommendation"
RECOMMENDATIONS = "recommendations"
MEETING = "meeting"
MONITORING = "monitoring"
PRESENT = "present"
BACK = "back"
"""The query parameter with the page that a presentation was opened from, and the parameters of its own."""

UPLOADED = "uploaded"
"""The query parameter of the files of an upload, with the token of what was read."""

MENU = ("overview", "recommendations", "over-time", "themes", "agencies", "monitoring", "reports")
READING = frozenset({*MENU, "meeting", "present", "recommendation", "about"})
"""The pages that are documents: the last but About are opened from others, and have no entry in the menu."""
PAGE_PARAMETERS = {
    "over-time": ("start", "end", "show"),
    "recommendations": ("sort", "page", "only", "was", "now", "since", "at"),
    "recommendation": ("ref", "sort", "page"),
    "monitoring": ("by", "calendar", "timing"),
    "meeting": ("occasion",),
    "rating": ("item",),
    "present": ("slide", "sort", "back"),
    "reports": ("paper", "format", "in", "about"),
    "versions": ("from", "to"),
    "access": ("action", "who", "from", "to"),
    "upload": ("file", UPLOADED),
}
"""The query parameters of a single page, by its URL; a parameter that is neither its page's nor shared is dropped."""


def parameters_of(page: str) -> tuple[str, ...]:
    """Return the query parameters that a page has to itself; the review of a recommendation's page names it."""
    return (*PAGE_PARAMETERS.get(page, ()), *(["review"] if page == RECOMMENDATION else []))


_quoted = lru_cache(4096)(quote_plus)
"""A page has a thousand links of mostly the same words."""


def href(page: str, query: Mapping[str, Sequence[str] | str] | None = None) -> str:
    """Return the URL of a page, relative so that it works behind any base path."""
    path = "./" if page == HOME else page
    return f"{path}?{urlencode(query, doseq=True, quote_via=_quoted)}" if query else path
