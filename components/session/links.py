"""Links inside the dashboard: where each page is."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

PAGES = Path(__file__).resolve().parents[2] / "pages"
HOME = "overview"
RECOMMENDATION = "recommendation"
MEETING = "meeting"


def href(page: str, query: Mapping[str, Sequence[str] | str] | None = None) -> str:
    """Return a page's address, relative so that it holds behind any base path."""
    path = "./" if page == HOME else page
    return f"{path}?{urlencode(query, doseq=True)}" if query else path
