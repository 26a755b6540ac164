"""The URL of each page, for links inside the dashboard."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

PAGES = Path(__file__).resolve().parents[2] / "pages"
TRACKER_PAGES = PAGES / "tracker"
TRACKER_URLS = frozenset(path.stem.replace("_", "-") for path in TRACKER_PAGES.glob("*.py"))
"""The URLs of the pages of the menu Tracker."""
HOME = "overview"
RECOMMENDATION = "recommendation"
RECOMMENDATIONS = "recommendations"
MEETING = "meeting"
MONITORING = "monitoring"
PRESENT = "present"
BACK = "back"
"""The query parameter with the page that a presentation was opened from, and the parameters of its own."""


def href(page: str, query: Mapping[str, Sequence[str] | str] | None = None) -> str:
    """Return the URL of a page, relative so that it works behind any base path."""
    path = "./" if page == HOME else page
    return f"{path}?{urlencode(query, doseq=True)}" if query else path
