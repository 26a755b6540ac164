"""Where a presentation goes back to: the page that it was opened from, with the filter."""

from urllib.parse import parse_qs

from components.session.filter_query import query_of_same_day
from components.session.links import BACK, HOME, PAGES, PRESENT, href, parameters_of
from components.session.view import View

_PAGES = {href(page): page for file in PAGES.glob("*.py") if (page := file.stem.replace("_", "-")) != PRESENT}
"""The name of each page by its URL."""


def page_to_leave_to(view: View) -> list[str]:
    """Return the value of the query parameter with the page to go back to; nothing where it names none."""
    return [value for value in view.parameter(BACK)[:1] if value.partition("?")[0] in _PAGES]


def leave_href(view: View) -> str:
    """Return the URL of the page that the presentation was opened from, else that of the Overview.

    Of the value's own parameters only those are taken that its page has.
    """
    url, _, query = (page_to_leave_to(view) or [href(HOME)])[0].partition("?")
    page = _PAGES[url]
    own = {name: values for name, values in parse_qs(query).items() if name in parameters_of(page)}
    return href(page, {**query_of_same_day(view, page), **own})
