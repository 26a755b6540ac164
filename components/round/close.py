"""The forms that close a round and open it again: its returns and drafts stay as they are."""

import streamlit as st

from components.choices.publisher_name_field import entered_name, publisher_name_field
from components.document.pieces import show_paragraphs
from components.identity.actor import current_actor
from components.published.published_version import published_store
from components.round.start import RESULT, WHO
from components.round.state import RoundState
from components.round.unpublished import Counts, refuse_other_unpublished, show_unpublished
from components.session.view import View
from model.returns.round import Round
from model.store_error import StoreError
from store.rounds.rounds import close_round, reopen_round
from wording.format.dates import format_round
from wording.format.timestamps import format_timestamp

_SURE, _WHO_REOPENS, _WIDE = "round.close.sure", "round.reopen.who", 520


def show_close_form(view: View, state: RoundState) -> None:
    """Show the button, which waits for a tick; for another where something is not published."""
    _, latest = view.translator, state.latest
    if latest is None:
        return
    show_paragraphs(
        _("What was collected stays on record. The round can be opened again until another is started."),
        key="round.close.what",
    )
    stays = _("Closing keeps it, and it can be published once the round is opened again.")
    accepted = show_unpublished(view, state, stays, key="round.close.unpublished")
    sure = st.checkbox(_("Everything that is to be collected has come"), key=_SURE)
    args = (latest, state.unpublished.counts)
    st.button(_("Close the round"), on_click=_close, args=args, disabled=not (sure and accepted), key="round.close")


def show_reopen_form(view: View, state: RoundState) -> None:
    """Show who closed the latest round and when, and the button that opens it again."""
    _, latest = view.translator, state.latest
    if latest is None or latest.closed_at is None:
        return
    show_paragraphs(
        _(
            "It was closed on {moment}. Opened again, it has its returns and drafts as they were, and takes in what "
            "comes late.",
            moment=format_timestamp(latest.closed_at, _),
        ),
        key="round.reopen.what",
    )
    publisher_name_field(_, key=_WHO_REOPENS, width=_WIDE)
    label = _("Open the round of {month} again", month=format_round(latest.month, _))
    st.button(label, on_click=_reopen, key="round.reopen")


def _close(latest: Round, accepted: Counts) -> None:
    """Close the round where no more is unpublished than was shown, and store a fault for the next run."""
    try:
        refuse_other_unpublished(latest, accepted)
        close_round(published_store(), actor=current_actor(entered_name(WHO)))
    except StoreError as fault:
        st.session_state[RESULT] = fault


def _reopen() -> None:
    """Open the round again, and store a fault for the next run."""
    try:
        reopen_round(published_store(), actor=current_actor(entered_name(_WHO_REOPENS)))
    except StoreError as fault:
        st.session_state[RESULT] = fault
