"""The head of a page: the answer as its one first heading, then one quiet line."""

from collections.abc import Sequence

import streamlit as st

from components.elements.html import Node, Piece, element, show
from components.elements.markdown_escape import literal


def answer(sentence: str) -> None:
    """Show what the page has to say, in one sentence made from the data."""
    st.title(literal(sentence), anchor=False)


def quiet_line(*parts: Node, key: str = "quiet") -> None:
    """Show what stands behind the answer: since when, as at when, from what."""
    quiet_piece(*parts, key=key).show()


def quiet_piece(*parts: Node, key: str = "quiet") -> Piece:
    """Return the quiet line as a piece to keep."""
    spaced: list[Node] = []
    for part in parts:
        spaced += [" ", part] if spaced else [part]
    return Piece([element("p", *spaced, class_="quiet")], key=key)


def section(title: str) -> None:
    """Begin a part of a page."""
    st.header(literal(title), anchor=False)


def paragraphs(*texts: str | Sequence[Node], key: str) -> None:
    """Show plain paragraphs at reading width."""
    inside = [[text] if isinstance(text, str) else list(text) for text in texts]
    show([element("p", *nodes, class_="prose") for nodes in inside], key=key)
