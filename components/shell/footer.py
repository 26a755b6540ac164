"""The footer of every page: the as-at date, the source and the number of errors."""

from datetime import date

from components.elements.html import HtmlFragment, element
from components.reading.source_line import source_line
from components.session.links import href
from components.session.view import View, today
from components.session.view_cache import cached_piece
from components.text.data_date import data_date_and_age
from model.issues.issue import Severity


def show_footer(view: View) -> None:
    """Show the footer."""
    _footer(view, today())


@cached_piece
def _footer(view: View, today: date) -> HtmlFragment:
    _ = view.translator
    parts = [element("span", data_date_and_age(view, today)), element("span", source_line(view))]
    errors = sum(issue.severity is Severity.ERROR for issue in view.loaded.reading.issues)
    if errors:
        text = _.plural("{n} error in the workbook", "{n} errors in the workbook", errors)
        parts.append(element("a", text, href=href("data-checks", view.query)))
    return HtmlFragment([element("div", *parts, class_="foot")], key="foot")
