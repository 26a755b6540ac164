"""The footer of every page: the as-at date, the source, the number of errors, and a button that copies the link."""

from datetime import date

import pandas as pd

from components.elements.html import HtmlFragment, element
from components.reading.source_line import source_line
from components.session.links import href
from components.session.view import View, today
from components.session.view_cache import cached_piece
from model.issues.issue import Severity
from wording.format.dates import format_round, how_long_ago


def show_footer(view: View) -> None:
    """Show the footer."""
    _footer(view, today())


@cached_piece
def _footer(view: View, today: date) -> HtmlFragment:
    _ = view.translator
    parts = []
    if not pd.isna(view.as_at):
        parts.append(element("span", _as_at(view, today)))
    parts.append(element("span", source_line(view)))
    errors = sum(issue.severity is Severity.ERROR for issue in view.loaded.reading.issues)
    if errors:
        text = _.plural("{n} error in the workbook", "{n} errors in the workbook", errors)
        parts.append(element("a", text, href=href("data-checks", view.query)))
    parts.append(element("button", _("Copy link"), class_="link", copied=_("Link copied")))
    parts.append(element("span", role="status", class_="away"))
    return HtmlFragment([element("div", *parts, class_="foot")], key="foot")


def _as_at(view: View, today: date) -> str:
    """Return the as-at month of the data, and how long ago it was where it is not the current month."""
    _, month = view.translator, format_round(view.as_at, view.translator)
    if (view.as_at.year, view.as_at.month) == (today.year, today.month):
        return _("Data as at {month}", month=month)
    return _("Data as at {month} ({ago})", month=month, ago=how_long_ago(view.as_at.date(), today, _))
