"""The footer of every page: the as-at date, the source, errors, columns that are in doubt, and who reads it."""

from collections.abc import Iterator
from datetime import date

from components.elements.html import HtmlFragment, element
from components.reading.source_line import source_line
from components.session.links import href
from components.session.view import View, today
from components.session.view_cache import cached_piece
from components.shell.identity import ReaderIdentity, identity_nodes, identity_of
from components.text.data_date import data_date_and_age
from model.actor import Actor
from model.issues.issue import Severity


def show_footer(view: View, actor: Actor) -> None:
    """Show the footer."""
    _footer(view, today(), identity_of(actor))


@cached_piece
def _footer(view: View, today: date, reader: ReaderIdentity) -> HtmlFragment:
    _ = view.translator
    parts = [element("span", data_date_and_age(view, today)), source_line(view)]
    parts += [element("a", text, href=href("data-checks", view.query)) for text in _doubts(view)]
    identity = element("p", *identity_nodes(reader, _), class_="muted small")
    return HtmlFragment([element("div", *parts, class_="foot"), identity], key="foot")


def _doubts(view: View) -> Iterator[str]:
    """Yield what may be wrong in all that is shown: errors, and columns that were read and may mean something else."""
    _, reading = view.translator, view.loaded.reading
    errors = sum(issue.severity is Severity.ERROR for issue in reading.issues)
    if errors:
        yield _.plural("{n} error in the workbook", "{n} errors in the workbook", errors)
    unsure = sum(bool(column.field and column.candidates) for column in reading.columns)
    if unsure:
        yield _.plural("{n} column may mean something else", "{n} columns may mean something else", unsure)
