"""The header of a page: the answer as its only h1, then a subtitle; and its section headings and paragraphs."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.elements.html import HtmlFragment, HtmlNode, element, show
from components.elements.markdown_escape import escape_markdown
from wording.format.line_breaks import bind_clauses


def show_answer(sentence: str) -> None:
    """Show the page's answer as its title, made from the data; a short clause with a number stays on one line."""
    st.title(bind_clauses(escape_markdown(sentence)), anchor=False)


def show_subtitle(*parts: HtmlNode, key: str = "quiet") -> None:
    """Show the subtitle: the dates and the source of the answer."""
    subtitle(*parts, key=key).show()


def subtitle(*parts: HtmlNode, key: str = "quiet") -> HtmlFragment:
    """Return the subtitle as a fragment that can be cached."""
    spaced: list[HtmlNode] = []
    for part in parts:
        spaced += [" ", part] if spaced else [part]
    return HtmlFragment([element("p", *spaced, class_="quiet")], key=key)


def show_section_heading(title: str) -> None:
    """Show the heading of a section, as HTML: in a browser the platform's own is parsed as Markdown."""
    st.html(f'<h2 class="section">{escape(title)}</h2>')


def show_paragraphs(*texts: str | Sequence[HtmlNode], key: str) -> None:
    """Show plain paragraphs at reading width."""
    contents = [[text] if isinstance(text, str) else list(text) for text in texts]
    show([element("p", *nodes, class_="prose") for nodes in contents], key=key)
