"""The files of an upload: what they are made of is in the memory of its session, and goes with it."""

from collections.abc import Iterable
from dataclasses import replace
from secrets import token_urlsafe
from weakref import WeakValueDictionary

import streamlit as st

from components.document.document import FileOffer
from components.session.links import UPLOADED
from components.session.upload_state import KEY_PREFIX
from components.session.view import View

_KEY = f"{KEY_PREFIX}files"


class SessionFiles:
    """The files that the page of one reading offers, to its editor alone."""

    def __init__(self, identity: str) -> None:
        self.token = token_urlsafe(16)
        self.identity = identity
        self.offers: dict[str, FileOffer] = {}


_FILES: WeakValueDictionary[str, SessionFiles] = WeakValueDictionary()
"""The files of all sessions of this process, by their tokens."""


def upload_files(view: View) -> Iterable[FileOffer]:
    """Return the files of the reading that the query names, for the editor who uploaded it."""
    found = _FILES.get("".join(view.parameter(UPLOADED)[:1]))
    return list(found.offers.values()) if found is not None and found.identity == view.actor.identity else []


def files_view(view: View) -> View:
    """Return the view in which links to files name the reading of this session."""
    return replace(view, requested={**view.requested, UPLOADED: [_session_files(view).token]})


def note_file(view: View, offer: FileOffer) -> None:
    """Note a file that the page offers now, in place of one with the same key."""
    _session_files(view).offers[offer.key] = offer


def _session_files(view: View) -> SessionFiles:
    """Return the files of this session, which are forgotten with the workbook that was read."""
    files = st.session_state.get(_KEY)
    if not isinstance(files, SessionFiles):
        files = st.session_state[_KEY] = SessionFiles(view.actor.identity)
        _FILES[files.token] = files
    return files
