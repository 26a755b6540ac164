"""The steps of an upload: their headings, and the links that lead to them."""

import streamlit as st

from components.document.pieces import show_section_heading
from components.elements.html import HtmlNode, element
from model.issues.issue import Issue, WorkbookError
from wording.catalogue import Translator
from wording.issues import is_answered_on_upload, upload_remedy

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


def remedy_link(issue: Issue | WorkbookError, _: Translator) -> HtmlNode:
    """Return what to do about an issue: a link to step 2 where an answer there is enough, else plain text."""
    return as_link(issue, upload_remedy(issue, _))


def as_link(issue: Issue | WorkbookError, text: str) -> HtmlNode:
    """Return a remedy that is written already, of this issue or of several of its kind, as such a link."""
    return step_link(text, 2) if is_answered_on_upload(issue) else text


def _key(number: int) -> str:
    return f"step-{number}"
