"""Bringing an earlier version back: it is published again, as a new version, and nothing is lost."""

from uuid import uuid4

import streamlit as st

from components.elements.html import element, show
from components.elements.markdown_escape import escape_markdown
from components.session.links import HOME, href
from components.session.published_version import published_store
from components.session.publisher_name import LONGEST_NAME, LONGEST_REASON, keep_name, name_so_far
from components.session.view import VERSION, View
from components.text.page_header import show_paragraphs
from components.versions.store_state import VersionHistory
from model.store_error import StoreError
from model.versions.version import Publication
from wording.answers.versions import choice_words
from wording.errors.store import store_fault

_CAME = "versions.roll-back.came"
_CHOSEN, _WHO, _WHY = "versions.roll-back.number", "versions.roll-back.who", "versions.roll-back.reason"


def show_roll_back_form(view: View, record: VersionHistory) -> None:
    """Ask which version, by whom and why, and publish it again; say what came of it."""
    _ = view.translator
    _tell(view)
    if not record.earlier:
        show_paragraphs(_("There is no earlier version yet."), key="roll-back.none")
        return
    said = _(
        "The earlier version is published again as a new one. The versions in between stay on record, and each can be "
        "brought back in the same way."
    )
    show_paragraphs(said, key="roll-back.said")
    numbers = [version.number for version in record.earlier]
    with st.form("roll-back", border=False, enter_to_submit=False):
        st.selectbox(
            _("Version to bring back"),
            numbers,
            format_func=lambda each: choice_words(record.version(each), _),
            key=_CHOSEN,
            width=520,
        )
        st.session_state.setdefault(_WHO, name_so_far())
        st.text_input(_("Your name (shown as not verified)"), key=_WHO, width=520, max_chars=LONGEST_NAME)
        st.text_input(_("Reason"), key=_WHY, width=520, max_chars=LONGEST_REASON)
        st.form_submit_button(
            _("Publish this version again"), type="primary", on_click=_roll_back, args=(record.current, uuid4().hex)
        )


def _roll_back(compared_with: int, token: str) -> None:
    """Publish the chosen version again, and keep what came of it for the run that follows.

    A second press of the same button has the same token, and finds what the first has done.
    """
    state = st.session_state
    number = int(state[_CHOSEN])
    keep_name(state[_WHO])
    try:
        state[_CAME] = published_store().roll_back(
            number, who=state[_WHO], reason=state[_WHY], compared_with=compared_with, token=f"{token}-{number}"
        )
        state[_WHY] = ""
    except StoreError as fault:
        state[_CAME] = fault


def _tell(view: View) -> None:
    """Say what came of it, once."""
    _, came = view.translator, st.session_state.pop(_CAME, None)
    if isinstance(came, StoreError):
        st.error(escape_markdown(store_fault(came, _)))
    elif isinstance(came, Publication):
        version = came.version
        if came.unchanged:
            st.info(
                escape_markdown(_("Version {number} is current already, and holds the same.", number=version.number))
            )
            return
        said = _(
            "Version {earlier} is published again, as version {number}.",
            earlier=version.brings_back,
            number=version.number,
        )
        query = {code: values for code, values in view.query.items() if code != VERSION}
        link = element("a", _("See the new position"), href=href(HOME, query))
        show([element("p", said, " ", link, class_="banner", role="status")], key="roll-back.came")
