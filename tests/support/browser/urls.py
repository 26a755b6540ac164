"""The URL path of every page."""

from components.session.links import READING, TRACKER_URLS

PAGES = {page: page for page in (*sorted(READING), *sorted(TRACKER_URLS))}
PAGES |= {"overview": "", "recommendation": "recommendation?ref=9"}
"""The path of each page: Overview is the default, and a recommendation needs its ref."""


def in_language(path, language):
    """Return a path with the query parameter of a language."""
    return f"{path}{'&' if '?' in path else '?'}lang={language}"
