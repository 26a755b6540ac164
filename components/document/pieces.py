"""Pieces of ours on a page that has the platform's own fields, and where a link in them leads."""

from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from components.document.component import mount_piece
from components.elements.html import HtmlNode, element
from components.elements.markdown_escape import escape_markdown
from components.elements.markup import html_of
from components.navigation import platform_pages
from components.session.language import language_of
from components.session.links import HOME
from components.text.page_header import paragraphs_part, section_heading, subtitle_part
from wording.catalogue import translator
from wording.format.line_breaks import bind_clauses

CURRENT_PAGE = "page"
"""The key of the session that has the page of this run, by its URL path."""


def show(*parts: HtmlNode | None) -> None:
    """Show parts between the platform's fields, each under the id that it has."""
    for part in parts:
        if part is not None:
            mount_piece(html_of([part]), _id_of(part), on_go=follow)


def show_answer(sentence: str) -> None:
    """Show the answer of the page as its title; a short clause with a number stays on one line."""
    st.title(bind_clauses(escape_markdown(sentence)), anchor=False)


def show_section_heading(title: str) -> None:
    """Show the heading of a section."""
    st.html(html_of([element("div", section_heading(title), class_="page")]))


def show_subtitle(*nodes: HtmlNode, key: str = "quiet") -> None:
    """Show the subtitle: the dates and the source of the answer."""
    show(subtitle_part(*nodes, key=key))


def show_paragraphs(*texts: str | Sequence[HtmlNode], key: str) -> None:
    """Show plain paragraphs at reading width."""
    show(paragraphs_part(*texts, key=key))


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


def _id_of(part: HtmlNode) -> str:
    attributes = part[1]
    if isinstance(attributes, dict) and "id" in attributes:
        return str(attributes["id"])
    raise ValueError("A piece needs an id.")
