"""The pages of the dashboard: their titles, their order in the menu, and who finds which there."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from components.elements import HtmlNode, element
from components.session.links import HOME, MENU, PAGES, READING, href
from model.access import Actor, Role
from wording.catalogue import Translator
from wording.sentences import labels

# The pages that the editor of the tracker needs, and About.
TRACKER_MENU = ("round", "rating", "edit", "upload", "data-checks", "versions", "access", "about")
# The least role of those who find a page; every other one is for viewers.
PAGE_ROLES = {
    "round": Role.EDITOR,
    "rating": Role.EDITOR,
    "edit": Role.EDITOR,
    "upload": Role.EDITOR,
    "access": Role.ADMINISTRATOR,
}
_ABOUT_EVERYTHING = ("data-checks", "versions")


def page_titles(_: Translator) -> Mapping[str, str]:
    """Return the title of every page, by its URL."""
    return labels("page", _)


def platform_pages(_: Translator, *, show: Callable[[str], None] = lambda _url: None) -> list[st.Page]:
    """Return every page for the platform; our own header has the menu. A URL never changes with the language.

    `show` is called with the URL of a page that is a document. A page with fields of Streamlit's is a script.
    """
    pages = []
    for url, title in page_titles(_).items():
        source = partial(show, url) if url in READING else PAGES / f"{url.replace('-', '_')}.py"
        pages.append(st.Page(source, title=title, url_path="" if url == HOME else url, default=url == HOME))
    return pages


def menu(_: Translator, page: str, actor: Actor, query: Mapping[str, Sequence[str]]) -> HtmlNode:
    """Return the menu, with the page marked. Each link has a query: the filter of the view."""
    titles = page_titles(_)
    inside = [url for url in TRACKER_MENU if _may_find(url, actor)]

    def links(urls: Sequence[str]) -> list[HtmlNode]:
        return [
            element("a", titles[url], href=href(url, query), aria_current="page" if url == page else None)
            for url in urls
        ]

    summary = element("summary", _("Tracker"), aria_current="true" if page in inside else None, id="menu-tracker")
    tracker = element("details", summary, element("div", *links(inside)))
    entries = element("nav", *links(MENU), tracker, aria_label=_("Pages"))
    return element("details", element("summary", _("Menu"), id="menu-open"), entries, class_="menu")


def skip_link(_: Translator) -> HtmlNode:
    """Return the link past the menu, which is seen once it has the focus."""
    return element("a", _("Skip to main content"), href="#main", class_="skip", focuses="main")


def _may_find(url: str, actor: Actor) -> bool:
    if url in _ABOUT_EVERYTHING:
        return actor.agencies is None
    return actor.may(PAGE_ROLES.get(url, Role.VIEWER))
