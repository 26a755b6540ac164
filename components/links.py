"""Links inside the dashboard: where each page is, and how a click gets there without a reload."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import streamlit as st

PAGES = Path(__file__).resolve().parents[1] / "pages"
HOME = "overview"
RECOMMENDATION = "recommendation"


def href(page: str, query: Mapping[str, Sequence[str] | str] | None = None) -> str:
    """Return a page's address, relative so that it holds behind any base path."""
    path = "./" if page == HOME else page
    return f"{path}?{urlencode(query, doseq=True)}" if query else path


def follow(address: str) -> None:
    """Show the page that a relative address names, with its parameters."""
    path, _, query = address.partition("?")
    page = path.removeprefix("./") or HOME
    file = PAGES / f"{page.replace('-', '_')}.py"
    if file.exists():
        st.switch_page(file, query_params=parse_qs(query))
