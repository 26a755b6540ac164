"""Every change between two trackers as a table behind a toggle, as CSV, and the ways that lead to it."""

from functools import partial

import streamlit as st

from components.document.pieces import show
from components.elements.html import HtmlNode, element, part
from components.elements.markdown_escape import escape_markdown
from components.figures.figure_table import as_csv, figure_table
from components.reading.difference import titles_of
from components.session.language import LANGUAGE_PARAMETER
from components.session.links import href
from components.session.view import View
from model.tracker.tracker import Tracker
from model.versions.difference import Difference
from wording.catalogue import Translator
from wording.differences.table import difference_columns, difference_size, difference_table
from wording.format.names import Names
from wording.format.numbers import format_count

ROWS = 300
"""The most rows of the table on a page; the file has all."""


def show_difference_table(view: View, found: Difference, before: Tracker, after: Tracker, *, key: str) -> None:
    """Show a table of the changes, and offer all as CSV, built on demand; show nothing without a change."""
    if found.is_empty:
        return
    _, names = view.translator, Names(after.names)
    titles, scales = titles_of(after) | titles_of(before), (after.scale, before.scale)
    table = partial(difference_table, found, scales, names, _, titles=titles)
    columns, total = difference_columns(found, _), difference_size(found)
    with st.container(key=key), st.expander(escape_markdown(_("Every change as a table"))):
        if total > ROWS:
            text = _("These are the first {n} of {all}.", n=ROWS, all=format_count(total, _))
            show(part(f"{key}.first", element("p", text, class_="muted")))
        st.download_button(
            _("Download every change (CSV)"),
            data=lambda: as_csv(table(), columns=columns),
            file_name="cynnydd-changes.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"{key}.csv",
        )
        show(part(f"{key}.table", figure_table(view, table(most=ROWS), columns=columns, caption=_("Every change"))))


def table_button(key: str, _: Translator) -> HtmlNode:
    """Return a button that opens the table of every change on the same page; `key` is that of the table."""
    return element("button", _("Every change as a table"), class_="link", opens=key.replace(".", "-"))


def comparison_link(view: View, before: int | None, after: int | None) -> HtmlNode:
    """Return a link to the comparison of two versions, where the table of every change is."""
    query = {code: values for code, values in view.query.items() if code == LANGUAGE_PARAMETER}
    numbers = {"from": str(before), "to": str(after)} if before and after else {}
    text = view.translator("See every change between the two versions")
    return element("a", text, href=href("versions", {**query, **numbers}))
