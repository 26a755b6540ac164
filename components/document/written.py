"""A page as a host sends it: its HTML, inside Streamlit's document or as a document of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from components.chart_library.routes import LIBRARY_PATH
from components.document.assets import PAGE_SCRIPT, PAGE_STYLES, font_face, font_link

PLAIN_ROOT = "../"
"""The way from a plain page to the root of the dashboard."""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page as a host sends it: its HTML, title, language and status, and the query that it understood."""

    html: str
    title: str
    language: str
    status: int
    query: Mapping[str, Sequence[str]]


def in_streamlit(html: str) -> str:
    """Return the HTML of a page for Streamlit's document, which has a main element already."""
    return html.replace('<main id="main">', '<div class="main" id="main">', 1).replace("</main>", "</div>", 1)


def document_html(written: WrittenPage, *, root: str) -> str:
    """Return a page as a whole HTML document; `root` is the way from it to the files that it needs."""
    return (
        f'<!doctype html><html lang="{written.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(written.title)}</title><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{root}{PAGE_STYLES.path}">{font_link(root)}<style>{font_face(root)}</style>'
        f'<link rel="modulepreload" href="{root}{PAGE_SCRIPT.path}">'
        f"{library_link(written, root)}</head>"
        f'<body class="plain"><div class="page">{written.html}</div>'
        f'<script type="module">import {{ begin }} from "{root}{PAGE_SCRIPT.path}"; begin();</script></body></html>'
    )


def library_link(written: WrittenPage, root: str) -> str:
    """Return the link that has the chart library fetched early, on a page that has a chart."""
    if 'class="chart"' not in written.html:
        return ""
    return f'<link data-library rel="preload" as="script" fetchpriority="low" href="{root}{LIBRARY_PATH}">'


def document_bytes(written: WrittenPage, *, root: str = "") -> bytes:
    """Return a page as a file that stands beside the folders of its script, its styles and the chart library."""
    return document_html(written, root=root).encode()
