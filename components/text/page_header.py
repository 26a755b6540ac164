"""The head of a page: the answer as its one first heading, then one quiet line."""

from collections.abc import Sequence

import streamlit as st

from components.elements.html import HtmlFragment, HtmlNode, element, show
from components.elements.markdown_escape import escape_markdown


def show_answer(sentence: str) -> None:
    """Show what the page has to say, in one sentence made from the data."""
    st.title(escape_markdown(sentence), anchor=False)


def show_subtitle(*parts: HtmlNode, key: str = "quiet") -> None:
    """Show what stands behind the answer: since when, as at when, from what."""
    subtitle(*parts, key=key).show()


def subtitle(*parts: HtmlNode, key: str = "quiet") -> HtmlFragment:
    """Return the quiet line as a piece to keep."""
    spaced: list[HtmlNode] = []
    for part in parts:
        spaced += [" ", part] if spaced else [part]
    return HtmlFragment([element("p", *spaced, class_="quiet")], key=key)


def show_section_heading(title: str) -> None:
    """Begin a part of a page."""
    st.header(escape_markdown(title), anchor=False)


def show_paragraphs(*texts: str | Sequence[HtmlNode], key: str) -> None:
    """Show plain paragraphs at reading width."""
    inside = [[text] if isinstance(text, str) else list(text) for text in texts]
    show([element("p", *nodes, class_="prose") for nodes in inside], key=key)
