"""The form that rolls back to an earlier version: it is published again as a new version, and nothing is lost."""

from uuid import uuid4

import streamlit as st

from components.elements.html import element, show
from components.elements.markdown_escape import escape_markdown
from components.session.links import HOME, href
from components.session.published_version import published_store
from components.session.publisher_name import LONGEST_NAME, LONGEST_REASON, publisher_name, remember_publisher_name
from components.session.view import VERSION, View
from components.text.page_header import show_paragraphs
from components.versions.store_state import VersionHistory
from model.store_error import StoreError
from model.versions.version import Publication
from wording.answers.versions import version_option
from wording.errors.store import store_fault

_RESULT = "versions.roll-back.came"
_CHOSEN, _WHO, _WHY = "versions.roll-back.number", "versions.roll-back.who", "versions.roll-back.reason"


def show_roll_back_form(view: View, history: VersionHistory) -> None:
    """Show the form (version, name, reason) that publishes a version again, and the result of the last submit."""
    _ = view.translator
    _show_result(view)
    if not history.earlier:
        show_paragraphs(_("There is no earlier version yet."), key="roll-back.none")
        return
    text = _(
        "The earlier version is published again as a new one. The versions in between stay on record, and each can be "
        "brought back in the same way."
    )
    show_paragraphs(text, key="roll-back.said")
    numbers = [version.number for version in history.earlier]
    with st.form("roll-back", border=False, enter_to_submit=False):
        st.selectbox(
            _("Version to bring back"),
            numbers,
            format_func=lambda each: version_option(history.version(each), _),
            key=_CHOSEN,
            width=520,
        )
        st.session_state.setdefault(_WHO, publisher_name())
        st.text_input(_("Your name (shown as not verified)"), key=_WHO, width=520, max_chars=LONGEST_NAME)
        st.text_input(_("Reason"), key=_WHY, width=520, max_chars=LONGEST_REASON)
        st.form_submit_button(
            _("Publish this version again"), type="primary", on_click=_roll_back, args=(history.current, uuid4().hex)
        )


def _roll_back(compared_with: int, token: str) -> None:
    """Publish the chosen version again, and store the result for the next run.

    A second press of the same button has the same token, so the store returns the result of the first.
    """
    state = st.session_state
    number = int(state[_CHOSEN])
    remember_publisher_name(state[_WHO])
    try:
        state[_RESULT] = published_store().roll_back(
            number, who=state[_WHO], reason=state[_WHY], compared_with=compared_with, token=f"{token}-{number}"
        )
        state[_WHY] = ""
    except StoreError as fault:
        state[_RESULT] = fault


def _show_result(view: View) -> None:
    """Show the result of the last submit, and forget it."""
    _, result = view.translator, st.session_state.pop(_RESULT, None)
    if isinstance(result, StoreError):
        st.error(escape_markdown(store_fault(result, _)))
    elif isinstance(result, Publication):
        version = result.version
        if result.unchanged:
            st.info(
                escape_markdown(_("Version {number} is current already, and holds the same.", number=version.number))
            )
            return
        text = _(
            "Version {earlier} is published again, as version {number}.",
            earlier=version.brings_back,
            number=version.number,
        )
        query = {code: values for code, values in view.query.items() if code != VERSION}
        link = element("a", _("See the new position"), href=href(HOME, query))
        show([element("p", text, " ", link, class_="banner", role="status")], key="roll-back.came")
