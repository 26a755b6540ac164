"""Pieces of ours on a page that has the platform's own fields, where a link in them leads, and who may see it."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import count
from typing import NoReturn
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from components import elements
from components.document.assets import PAGE_SCRIPT
from components.session.links import HOME, language_of, platform_pages
from components.session.view import View, current_view
from model.access import AccessSettings, Role
from wording.catalogue import translator
from wording.names import role_word

# The key of the session that has the page of this run, by its URL path.
CURRENT_PAGE = "page"
# The key of a whole page, of every page the same: what the browser shows stays, and changes in place.
PAGE_KEY = "document"
_LOST = "0"
_ANSWERED = "document.answered"
_numbers = count(1)
_SCRIPT = """\
const page = import(new URL("PATH", document.baseURI));
export default async (component) => (await page).mount(component);"""
_mount = st.components.v2.component("document", js=_SCRIPT.replace("PATH", PAGE_SCRIPT.path), isolate_styles=False)


def show(*parts: elements.HtmlNode | None) -> None:
    """Show parts between the platform's fields, each under the id that it has."""
    for part in parts:
        if isinstance(part, list):
            mount(elements.html_of([part]), key=str(elements.parts_of(part)[1]["id"]))


def show_answer(sentence: str) -> None:
    """Show the answer of the page as its title."""
    st.title(elements.escape_markdown(sentence), anchor=False)


def show_section_heading(title: str) -> None:
    """Show the heading of a section."""
    st.html(elements.html_of([elements.element("div", *elements.section(title), class_="page")]))


def show_subtitle(*nodes: elements.HtmlNode) -> None:
    """Show the subtitle: the dates and the source of the answer."""
    show(elements.subtitle_part(*nodes))


def show_paragraphs(*texts: str | Sequence[elements.HtmlNode], key: str) -> None:
    """Show plain paragraphs at reading width."""
    show(elements.paragraphs_part(*texts, key=key))


def show_points(lines: Iterable[elements.HtmlNode], *, key: str) -> None:
    """Show lines as a list with points."""
    items = (elements.element("li", line) for line in lines)
    show(elements.part(key, elements.element("ul", *items, class_="points")))


def end_page(why: str, *texts: str, key: str = "page.ended") -> NoReturn:
    """Show why nothing of a page is shown, and end it."""
    show_answer(why)
    if texts:
        show_paragraphs(*texts, key=key)
    st.stop()


def require_role(role: Role = Role.VIEWER, *, of_everything: bool = False) -> View:
    """Return the view of this run; where its reader may not have the page, show why nothing is shown, and end it.

    A page `of_everything` is about the whole tracker: whoever is tied to some agencies may not have it.
    """
    view = current_view()
    _ = view.translator
    if of_everything and view.loaded.agencies is not None:
        why = _("You see the recommendations of some agencies alone.")
        end_page(_("This page is about the whole tracker."), why, key="everything.needed")
    if not view.may(role):
        contact = AccessSettings.from_environment().contact
        ask = _("Ask {contact} for it.", contact=contact) if contact else _("An administrator can grant it.")
        end_page(_("This page needs the role “{role}”.", role=role_word(role, _)), ask, key="role.needed")
    return view


def show_banner(key: str, *nodes: elements.HtmlNode) -> None:
    """Show what the last press did, which screen readers announce."""
    show(elements.part(key, elements.element("p", *nodes, class_="banner", role="status")))


def follow(address: str) -> None:
    """Follow a link that the reader pressed: this page with another query, or another page."""
    url = urlsplit(address)
    page, query = url.path.strip("/") or HOME, parse_qs(url.query)
    if page == st.session_state.get(CURRENT_PAGE):
        st.query_params.from_dict(query)
        return
    for each in platform_pages(translator(language_of(query, ""))):
        if (each.url_path or HOME) == page:
            st.switch_page(each, query_params=query)


def mount(html: str, *, key: str) -> None:
    """Show HTML under a key; a link in it is followed before the script runs for it."""
    # The browser hears of an answer only where its bytes are others than before, and waits for that to its latest link:
    # before the HTML stand its number, and that of the link that it answers.
    data = f"<!--{next(_numbers)} {st.session_state.pop(_ANSWERED, '')}-->{html}".encode()
    _mount(key=key, data=data, on_go_change=partial(_report, key))


def _report(key: str) -> None:
    if key not in st.session_state:  # the platform forgets a component whose run was interrupted before it was mounted
        st.session_state[_ANSWERED] = _LOST
        return
    target, _, number = (st.session_state[key].go or "").rpartition("#")
    if target:
        st.session_state[_ANSWERED] = number if number.isascii() and number.isdecimal() else ""
        follow(target)
