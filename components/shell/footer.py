"""The footer of every page: the as-at date, the source, errors, columns that are in doubt, and who reads it."""

from collections.abc import Iterator

from components.elements.html import HtmlNode, element, part
from components.reading.source_line import source_line
from components.session.links import href
from components.session.view import View
from components.shell.identity import identity_nodes, identity_of
from components.text.data_date import data_date_and_age
from model.issues.issue import Severity


def footer_part(view: View) -> HtmlNode:
    """Return the footer of a page, for whoever reads it."""
    _, reader = view.translator, identity_of(view.actor)
    parts = [element("span", data_date_and_age(view)), source_line(view)]
    parts += [element("a", text, href=href("data-checks", view.query)) for text in _doubts(view)]
    identity = element("p", *identity_nodes(reader, _), class_="muted small")
    return part("foot", element("div", *parts, class_="foot"), identity)


def _doubts(view: View) -> Iterator[str]:
    """Yield what may be wrong in all that is shown: errors, and columns that were read and may mean something else."""
    _, reading = view.translator, view.loaded.reading
    errors = sum(issue.severity is Severity.ERROR for issue in reading.issues)
    if errors:
        yield _.plural("{n} error in the workbook", "{n} errors in the workbook", errors)
    unsure = sum(bool(column.field and column.candidates) for column in reading.columns)
    if unsure:
        yield _.plural("{n} column may mean something else", "{n} columns may mean something else", unsure)
