"""Every change between two trackers as a table behind a toggle, as CSV, and the ways that lead to it."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from components.document.document import FileOffer
from components.document.files import file_link
from components.elements.html import HtmlNode, element, part
from components.figures.figure_table import as_csv, figure_table
from components.making.request import Work
from components.reading.difference import titles_of
from components.session.language import LANGUAGE_PARAMETER
from components.session.links import href
from components.session.view import View
from model.actor import Actor
from model.tracker.tracker import Tracker
from model.versions.difference import Difference
from wording.catalogue import Translator
from wording.differences.table import difference_columns, difference_size, difference_table
from wording.format.names import Names
from wording.format.numbers import format_count

ROWS = 300
"""The most rows of the table on a page; the file has all."""


def difference_table_part(
    view: View, found: Difference, before: Tracker, after: Tracker, *, key: str
) -> HtmlNode | None:
    """Return a table of the changes behind a toggle, with the file of all; None without a change."""
    if found.is_empty:
        return None
    _, total = view.translator, difference_size(found)
    table, columns = _table(view, found, before, after), difference_columns(found, _)
    cut = _("These are the first {n} of {all}.", n=ROWS, all=format_count(total, _))
    details = element(
        "details",
        element("summary", _("Every change as a table")),
        element("p", cut, class_="muted") if total > ROWS else None,
        file_link(view, changes_file(view, found, before, after), _("Download every change (CSV)")),
        figure_table(view, table(most=ROWS), columns=columns, caption=_("Every change")),
        class_="expander",
    )
    return part(key, details)


def changes_file(view: View, found: Difference, before: Tracker, after: Tracker) -> FileOffer:
    """Return the offer of every change as CSV."""

    def work(_actor: Actor) -> Work:
        table, columns = _table(view, found, before, after), difference_columns(found, view.translator)
        return lambda: as_csv(table(), columns=columns)

    return FileOffer("changes.csv", "cynnydd-changes.csv", "text/csv", work, is_long=False)


def _table(view: View, found: Difference, before: Tracker, after: Tracker) -> Callable[..., pd.DataFrame]:
    """Return a function that makes the table of the changes, whole or its first rows."""
    titles, scales = titles_of(after) | titles_of(before), (after.scale, before.scale)
    return partial(difference_table, found, scales, Names(after.names), view.translator, titles=titles)


def table_button(key: str, _: Translator) -> HtmlNode:
    """Return a button that opens the table of every change on the same page; `key` is that of the table."""
    return element("button", _("Every change as a table"), class_="link", opens=key.replace(".", "-"))


def comparison_link(view: View, before: int | None, after: int | None) -> HtmlNode:
    """Return a link to the comparison of two versions, where the table of every change is."""
    query = {code: values for code, values in view.query.items() if code == LANGUAGE_PARAMETER}
    numbers = {"from": str(before), "to": str(after)} if before and after else {}
    text = view.translator("See every change between the two versions")
    return element("a", text, href=href("versions", {**query, **numbers}))
