"""Notes on the About page: what an inferred status is, and how to change the data."""

from components.elements.html import HtmlNode, element
from components.published.published_version import without_store
from components.session.links import href
from components.session.view import View
from components.text.page_header import paragraphs_part


def inferred_note_part(view: View) -> HtmlNode:
    """Return what an inferred status is, how it is marked, and what replaces it."""
    _ = view.translator
    return paragraphs_part(
        _(
            "Where a report's published colours are not in its text, each status is inferred: "
            "the report's own key is applied to the words of the update."
        ),
        _(
            "An inferred status has a dashed edge, and is called inferred wherever it is named. "
            "A published status replaces it as soon as the office's own workbook is used."
        ),
        key="inferred",
    )


def how_to_change_part(view: View) -> HtmlNode:
    """Return that updates are made in the workbook, and how they reach the dashboard."""
    _ = view.translator
    how_to = _("Updates are made in the workbook, not on these pages: download it, and add the new round to it.")
    if without_store():
        return paragraphs_part(how_to, _("Then start the dashboard with it."), key="change")
    link = element("a", _("Upload it here"), href=href("upload", view.query))
    what_follows = _("It is checked, what it would change is shown, and you publish it with a reason.")
    return paragraphs_part([how_to, " ", link, ". ", what_follows], key="change")
