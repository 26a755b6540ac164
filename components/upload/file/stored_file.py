"""The file of an upload in the database, until it is published: in another session its editor goes on with it."""

from contextlib import suppress
from secrets import token_urlsafe

import streamlit as st

from components.elements.markdown_escape import escape_markdown
from components.identity.actor import current_actor
from components.published.published_version import published_store, without_store
from components.session.publisher_name import publisher_name
from components.session.upload_state import UploadPhase, UploadState, change_upload, choose_file, current_upload
from components.session.uploaded_workbook import ReadRequest
from model.store_error import StoreError
from store.uploads import delete_upload, store_upload, upload_content, upload_name
from wording.catalogue import Translator

FILE = "file"
"""The query parameter of a page that has a file: the token of the stored file, or a word where it is not stored."""

_WITHOUT_TOKEN = "chosen"  # noqa: S105 - no token, but the word in place of one
_TOKEN = "upload.stored"  # noqa: S105 - the key of the session that has it


def show_lost_file(_: Translator) -> bool:
    """Show that this page had a file in another session, and offer to go on with it; return whether it had."""
    state, in_url = current_upload(), st.query_params.get_all(FILE)
    if state.phase is not UploadPhase.EMPTY or state.field_number > 0 or not in_url:
        return False
    name = _stored_name(in_url[0])
    if name is None:
        text = _(
            "The file that was chosen here is gone: the page was loaded again, or the server was started anew. Choose "
            "it again. Where Publish was pressed, see first on Versions whether it was published."
        )
        st.warning(escape_markdown(text))
        return True
    text = _(
        "You had chosen {file} here when the page was loaded again, or the server was started anew. The file is still "
        "here, for an hour after it was chosen; answers and ticks are not. Where Publish was pressed, see first on "
        "Versions whether it was published.",
        file=name,
    )
    st.warning(escape_markdown(text))
    st.button(
        escape_markdown(_("Go on with {file}", file=name)),
        on_click=_go_on,
        args=(in_url[0], name),
        key="upload.go-on",
        type="primary",
    )
    return True


def note_file() -> None:
    """Store a file that was chosen, delete it once it is published or discarded, and note in the URL which it is.

    Where it cannot be stored it is in the memory of this session alone.
    """
    state = current_upload()
    if not _has_file(state):
        _forget()
        st.query_params.pop(FILE, None)
        return
    if state.returns is not None:
        _forget()
    if state.request is not None and state.request.options is None:
        _forget() if state.request.ratings is not None else _store(state.request)
    token = st.session_state.get(_TOKEN, _WITHOUT_TOKEN)
    if st.query_params.get_all(FILE) != [token]:
        st.query_params[FILE] = token


def is_stored() -> bool:
    """Return whether the file of this session is in the database."""
    return _TOKEN in st.session_state


def _has_file(state: UploadState) -> bool:
    if state.phase is UploadPhase.REFUSED:
        return state.refusal is not None and state.refusal.can_be_mapped
    return state.phase not in {UploadPhase.EMPTY, UploadPhase.PUBLISHED}


def _store(request: ReadRequest) -> None:
    token = st.session_state.get(_TOKEN) or token_urlsafe(16)
    try:
        if not without_store():
            actor = current_actor(publisher_name())
            store_upload(published_store(), token, request.name, request.content, actor=actor)
            st.session_state[_TOKEN] = token
    except StoreError:
        st.session_state.pop(_TOKEN, None)


def _forget() -> None:
    """Delete the file, if it is stored; where that fails it goes after an hour."""
    token = st.session_state.pop(_TOKEN, None)
    if token is not None:
        with suppress(StoreError):
            delete_upload(published_store(), token, actor=current_actor(publisher_name()))


def _stored_name(token: str) -> str | None:
    if without_store():
        return None
    with suppress(StoreError):
        return upload_name(published_store(), token, actor=current_actor(publisher_name()))
    return None


def _go_on(token: str, name: str) -> None:
    """Let the next run read the stored file; where it is gone by now, that run says so."""
    with suppress(StoreError):
        content = upload_content(published_store(), token, actor=current_actor(publisher_name()))
        if content is not None:
            st.session_state[_TOKEN] = token
            change_upload(choose_file, ReadRequest(name, content))
