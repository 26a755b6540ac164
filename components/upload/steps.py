"""The steps of an upload: their headings, and the links that lead to them."""

import streamlit as st

from components.elements.html import HtmlNode, element
from components.text.page_header import show_section_heading

TOP = "top"
"""The top of the page, as the aim of a link."""


def show_step(number: int, title: str) -> None:
    """Show the heading of a step."""
    with st.container(key=_key(number)):
        show_section_heading(title)


def step_link(text: str, step: int | str) -> HtmlNode:
    """Return a sentence that leads to a step of this page, or to its top."""
    key = step if isinstance(step, str) else _key(step)
    return element("a", text, href=f"#{key}", focuses=key)


def _key(number: int) -> str:
    return f"step-{number}"
