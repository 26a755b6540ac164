"""What publishing has changed, in sentences, and where to go next: the position, the papers, and undoing it."""

from contextlib import suppress

from analysis.difference.trackers import difference
from components.document.pieces import show
from components.elements.html import HtmlNode, element, part
from components.published.published_version import displayed_tracker
from components.reading.difference import difference_part, recommendation_link
from components.reading.difference_table import comparison_link
from components.session.language import LANGUAGE_PARAMETER
from components.session.links import HOME, href
from components.session.view import View
from components.upload.comparison import memoised_in_session
from model.store_error import StoreError
from model.versions.version import Publication, Version
from reports.registry import PaperType


def show_published(view: View, publication: Publication | None) -> None:
    """Show the result of publishing; nothing before.

    Its links carry the language alone: a filter may name what is no longer there.
    """
    if publication is None:
        return
    _ = view.translator
    text = _("Everyone sees it on their next click.")
    if publication.unchanged:
        text = _("The workbook is the same in every cell, so no new version was made.")
    position = element("a", _("See the position"), href=href(HOME, _language(view)))
    show(part("upload.came", element("p", text, " ", position, class_="banner", role="status")))
    if publication.unchanged or publication.version.compared_with is None:
        return
    _show_next_steps(view, publication.version)
    with suppress(StoreError):  # what was published stays published
        show(memoised_in_session("published", (publication, _), lambda: _changes(view, publication.version)))


def _show_next_steps(view: View, version: Version) -> None:
    _, query = view.translator, _language(view)
    links = {
        _("Make the panel report"): href("reports", {**query, "paper": PaperType.PANEL}),
        _("Make the meeting pack"): href("reports", {**query, "paper": PaperType.PACK}),
        _("Undo it: bring version {number} back", number=version.compared_with or ""): href("versions", query),
    }
    items = (element("li", element("a", text, href=url)) for text, url in links.items())
    show(part("upload.next", element("ul", *items, class_="points")))


def _changes(view: View, version: Version) -> HtmlNode:
    """Return each change in sentences, with links to the recommendations in the new version."""
    before, after = (displayed_tracker(number).tracker for number in (version.compared_with, version.number))
    link = recommendation_link((after, _language(view)))
    return difference_part(
        difference(before, after),
        before,
        after,
        link=link,
        all_changes=comparison_link(view, version.compared_with, version.number),
        _=view.translator,
        key="upload.changed",
    )


def _language(view: View) -> dict[str, list[str]]:
    return {code: values for code, values in view.query.items() if code == LANGUAGE_PARAMETER}
