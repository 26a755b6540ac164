"""The steps of an upload: their headings, the links to them, the preview in them, and the files that they offer."""

from collections.abc import Iterable
from dataclasses import replace
from secrets import token_urlsafe
from typing import cast
from weakref import WeakValueDictionary

import streamlit as st

from analysis.selection import Selection
from components.document.document import FileOffer
from components.document.pieces import show, show_section_heading
from components.elements import HtmlNode, element, part
from components.published import LoadedTracker
from components.session.links import UPLOADED
from components.session.upload_state import FILES
from components.session.view import View
from model.tracker.reading import Issue, WorkbookError
from wording.issues import is_answered_on_upload


class _SessionFiles(dict[str, FileOffer]):
    """The files that the page of one reading offers, by their keys."""


# The files of all sessions of this process, by a token and the identity of the editor, who alone has them.
_FILES: WeakValueDictionary[tuple[str, str], _SessionFiles] = WeakValueDictionary()


def upload_files(view: View) -> Iterable[FileOffer]:
    """Return the files of the reading that the query names, for the editor who uploaded it."""
    found = _FILES.get(("".join(view.parameter(UPLOADED)[:1]), view.actor.identity))
    return [] if found is None else list(found.values())


def files_view(view: View) -> View:
    """Return the view in which links to files name the reading of this session."""
    return replace(view, requested={**view.requested, UPLOADED: [_session_files(view)[0]]})


def note_file(view: View, offer: FileOffer) -> None:
    """Note a file that the page offers now, in place of one with the same key."""
    _session_files(view)[1][offer.key] = offer


def _session_files(view: View) -> tuple[str, _SessionFiles]:
    """Return the files of this session with their token, which are forgotten with the workbook that was read."""
    if FILES not in st.session_state:
        token, files = token_urlsafe(16), _SessionFiles()
        _FILES[token, view.actor.identity] = files
        st.session_state[FILES] = token, files
    return cast(tuple[str, _SessionFiles], st.session_state[FILES])


# The top of the page, as the aim of a link.
TOP = "top"


def show_step(number: int, title: str) -> None:
    """Show the heading of a step."""
    with st.container(key=f"step-{number}"):
        show_section_heading(title)


def step_link(text: str, step: int | str) -> HtmlNode:
    """Return a sentence that leads to a step of this page, or to its top."""
    key = step if isinstance(step, str) else f"step-{step}"
    return element("a", text, href=f"#{key}", focuses=key)


def as_link(issue: Issue | WorkbookError, text: str) -> HtmlNode:
    """Return a remedy that is written already, of this issue or of several of its kind, as such a link."""
    return step_link(text, 2) if is_answered_on_upload(issue) else text


def unfiltered_view(view: View, loaded: LoadedTracker) -> View:
    """Return the view of a tracker of the upload, whatever is filtered."""
    return replace(view, loaded=loaded, selection=Selection(), query={}, unknown_filters=())


def show_not_yet(text: str, *, key: str, step: int | str | None = None) -> None:
    """Show why a step cannot be done yet, as a link to the step where that is mended."""
    show(part(key, element("p", text if step is None else step_link(text, step), class_="muted")))
