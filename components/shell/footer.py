"""The footer of every page: the as-at date, the source and the number of errors."""

from datetime import date

from analysis.updates.data_date import data_date
from components.elements.html import HtmlFragment, element
from components.reading.source_line import source_line
from components.session.links import href
from components.session.view import View, today
from components.session.view_cache import cached_piece
from components.text.data_date import data_date_of
from model.issues.issue import Severity
from wording.answers.data_date import data_age


def show_footer(view: View) -> None:
    """Show the footer."""
    _footer(view, today())


@cached_piece
def _footer(view: View, today: date) -> HtmlFragment:
    _ = view.translator
    parts = [element("span", _data_date(view, today)), element("span", source_line(view))]
    errors = sum(issue.severity is Severity.ERROR for issue in view.loaded.reading.issues)
    if errors:
        text = _.plural("{n} error in the workbook", "{n} errors in the workbook", errors)
        parts.append(element("a", text, href=href("data-checks", view.query)))
    return HtmlFragment([element("div", *parts, class_="foot")], key="foot")


def _data_date(view: View, today: date) -> str:
    """Return the month of the data, and how long ago it was where it is not the current month."""
    line, ago = data_date_of(view), data_age(data_date(view.tracker, as_at=view.as_at).month, today, view.translator)
    return view.translator("{data} ({ago})", data=line, ago=ago) if ago and view.today is None else line
