"""The answers to an earlier workbook with the same headings: shown, left aside, or forgotten."""

from datetime import datetime

import streamlit as st

from components.document.pieces import show
from components.elements.html import element, part
from components.elements.markdown_escape import escape_markdown
from components.identity.actor import current_actor
from components.published.published_version import published_store, without_store
from components.session.publisher_name import publisher_name
from components.session.upload_state import change_upload, current_upload, read_again
from components.session.uploaded_workbook import RefusedFile, UploadedWorkbook
from components.upload.mapping.answers_list import answer_lines
from loaders.options import NO_OPTIONS
from model.store_error import StoreError
from wording.catalogue import Translator
from wording.errors.store import store_fault
from wording.format.names import marked_name
from wording.format.timestamps import format_timestamp

_FAULT = "upload.forget.fault"


def show_remembered(upload: UploadedWorkbook | RefusedFile, _: Translator) -> None:
    """Show whose remembered answers were used and what they are, and buttons to read without or to forget them."""
    fault: StoreError | None = st.session_state.pop(_FAULT, None)
    if fault is not None:
        st.error(escape_markdown(store_fault(fault, _)))
    if upload.remembered is None:
        return
    text = _(
        "This workbook has the same headings as one before, so it was read with the answers given on {moment} by "
        "{who}.",
        moment=format_timestamp(datetime.fromisoformat(upload.remembered.at), _),
        who=marked_name(upload.remembered.who, _, verified=upload.remembered.verified),
    )
    lines = [element("li", line) for line in answer_lines(upload.remembered.options, _)]
    details = element("details", element("summary", _("See the answers")), element("ul", *lines, class_="points"))
    show(part("upload.recalled", element("p", text, class_="flag"), details))
    with st.container(horizontal=True):
        st.button(
            _("Read it without those answers"),
            on_click=change_upload,
            args=(read_again, NO_OPTIONS),
            key="upload.without",
        )
        st.button(_("Forget these answers"), on_click=_forget, key="upload.forget")


def _forget() -> None:
    """Delete the answers from the store, and let the next run read the workbook without them."""
    state = current_upload()
    upload = state.workbook or state.refusal
    if upload is None or without_store():
        return
    try:
        published_store().forget_mapping(upload.headings, actor=current_actor(publisher_name()))
    except StoreError as fault:
        st.session_state[_FAULT] = fault
        return
    change_upload(read_again, NO_OPTIONS)
