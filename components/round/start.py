"""The form that starts a round: its month, its due date, what it requests, and who gets it in Welsh."""

from collections.abc import Sequence

import streamlit as st

from components.choices.publisher_name_field import entered_name, publisher_name_field
from components.document.pieces import show_paragraphs
from components.elements.markdown_escape import escape_markdown
from components.identity.actor import current_actor
from components.published.published_version import published_store
from components.round.planned_round import (
    DUE,
    MONTH,
    SCOPE,
    WELSH,
    default_due,
    is_chosen,
    months,
    planned_round,
    scopes,
)
from components.round.state import RoundState
from components.round.unpublished import show_unpublished
from components.session.view import View
from model.store_error import StoreError
from model.terms import NameKind
from store.rounds.rounds import start_round
from wording.errors.store import store_fault
from wording.format.dates import format_round
from wording.rounds.rounds import nobody_sentence, request_sentence, scope_words

RESULT = "round.result"
"""The fault of the last press of a button of the page."""
WHO, _WIDE = "round.who", 520


def show_start_form(view: View, state: RoundState) -> None:
    """Show the form, and on how many recommendations the round would request an update."""
    _ = view.translator
    _show_choices(view)
    planned = planned_round(view, state)
    st.session_state[WELSH] = _welsh_agencies(state, planned.agencies)
    st.multiselect(
        _("Who gets the return in Welsh"),
        planned.agencies,
        format_func=lambda name: view.names.full(NameKind.AGENCY, name, _),
        placeholder=_("Nobody"),
        key=WELSH,
        width=_WIDE,
    )
    sentences = (
        _("The round asks for an update on {requests}.", requests=request_sentence(planned.requests, _)),
        nobody_sentence(planned.requests, _),
        _("To ask about some only, filter the page Recommendations first, and come back."),
        "" if planned.due else _("Write the day on which the returns are due, such as 23 October 2026."),
    )
    show_paragraphs(*filter(None, sentences), key="round.preview")
    lost = _("Once another round is started, this one is not opened again.")
    accepted = show_unpublished(view, state, lost, key="round.start.unpublished")
    publisher_name_field(_, key=WHO, width=_WIDE)
    st.button(
        _("Start the round of {month}", month=format_round(planned.month, _)),
        type="primary",
        on_click=_start,
        args=(view, state),
        disabled=not planned.agencies or planned.due is None or not accepted,
        key="round.start",
    )


def show_result(view: View) -> None:
    """Show why the last press of a button did nothing, and forget it."""
    fault = st.session_state.pop(RESULT, None)
    if isinstance(fault, StoreError):
        st.error(escape_markdown(store_fault(fault, view.translator)))


def _show_choices(view: View) -> None:
    """Show the month, the due date and what the round requests."""
    _ = view.translator
    st.session_state.setdefault(DUE, default_due(view))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            _("Month of the round"), months(), index=1, format_func=lambda each: format_round(each, _), key=MONTH
        )
        st.text_input(_("Returns are due on"), key=DUE, max_chars=40)
    st.radio(_("What is asked"), scopes(view), format_func=lambda each: scope_words(each, _), key=SCOPE)


def _welsh_agencies(state: RoundState, agencies: Sequence[str]) -> list[str]:
    """Return who gets the return in Welsh: as chosen, at first as in the latest round; only who would be asked."""
    earlier = () if state.latest is None else state.latest.welsh_agencies
    return [agency for agency in st.session_state.get(WELSH, earlier) if agency in agencies]


def _start(view: View, state: RoundState) -> None:
    """Start the round that the widgets describe at the press, and store a fault for the next run."""
    planned = planned_round(view, state)
    if planned.due is None or not is_chosen():
        return
    try:
        actor = current_actor(entered_name(WHO))
        start_round(published_store(), planned.round(planned.due), planned.requests, actor=actor)
    except StoreError as fault:
        st.session_state[RESULT] = fault
