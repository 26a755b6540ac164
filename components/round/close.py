"""The form that closes a round: nothing more is collected for it, and another can be started."""

import streamlit as st

from components.choices.publisher_name_field import entered_name
from components.identity.actor import current_actor
from components.published.published_version import published_store
from components.round.start import RESULT, WHO
from components.session.view import View
from components.text.page_header import show_paragraphs
from model.store_error import StoreError
from store.rounds.rounds import close_round

_SURE = "round.close.sure"


def show_close_form(view: View) -> None:
    """Show the button, which waits for a tick: a closed round is not opened again."""
    _ = view.translator
    show_paragraphs(
        _("What was collected stays on record. A closed round is not opened again; another can be started."),
        key="round.close.what",
    )
    sure = st.checkbox(_("Everything that is to be collected has come"), key=_SURE)
    st.button(_("Close the round"), on_click=_close, disabled=not sure, key="round.close")


def _close() -> None:
    """Close the round, and store a fault for the next run."""
    try:
        close_round(published_store(), actor=current_actor(entered_name(WHO)))
    except StoreError as fault:
        st.session_state[RESULT] = fault
