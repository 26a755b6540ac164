"""The foot of every page: as at when, how long ago, from what, and a link to this view."""

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
    """Show when the data is from, the source's name and version, and the button that copies this view's link."""
    _foot(view, today())


@cached_piece
def _foot(view: View, today: date) -> HtmlFragment:
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
    """Return as at which month the data is, and how long ago that was where the month has passed."""
    _, month = view.translator, format_round(view.as_at, view.translator)
    if (view.as_at.year, view.as_at.month) == (today.year, today.month):
        return _("Data as at {month}", month=month)
    return _("Data as at {month} ({ago})", month=month, ago=how_long_ago(view.as_at.date(), today, _))
