"""An update that a person types in for an agency that telephoned or wrote without the workbook."""

from collections.abc import Sequence

import streamlit as st

from components.choices.offered import offered
from components.choices.publisher_name_field import entered_name
from components.document.pieces import show
from components.elements.html import element, part
from components.elements.markdown_escape import escape_markdown
from components.identity.actor import current_actor
from components.published.published_version import published_store
from components.round.recipients import recipient_name
from components.round.start import WHO
from components.round.state import RoundState
from components.session.view import View
from model.returns.items import Item
from model.returns.received import Answer, ReceivedReturn
from model.returns.round import RequestedUpdate, Round
from model.store_error import StoreError
from store.rounds.returns import receive_return
from wording.errors.store import store_fault
from wording.format.statuses import mark_word

_ABOUT, _UPDATE = "round.typed.about", "round.typed.update"
_STATUS, _EVIDENCE = "round.typed.status", "round.typed.evidence"
_RESULT = "round.typed.result"
"""What the last press did: how many answers it stored on which recommendation, or the fault."""
_WIDE, _LONGEST = 620, 32_000


def show_typed_answer(view: View, state: RoundState) -> None:
    """Show the form: the recommendation, the update, the agency's own rating and evidence."""
    _, latest = view.translator, state.latest
    asked = [each for each in state.requests if each.recipient.name]
    if latest is None or not asked:
        return
    st.selectbox(
        _("Recommendation"),
        asked,
        format_func=lambda each: (
            f"{state.ref_of(each.review, each.ref)}: {recipient_name(each.recipient, view.names, _)}"
        ),
        key=_ABOUT,
        width=_WIDE,
    )
    st.text_area(_("Update"), key=_UPDATE, width=_WIDE, max_chars=_LONGEST)
    st.selectbox(
        _("The agency's own rating"),
        ["", *view.scale.names],
        format_func=lambda name: mark_word(name, view.scale, _) if name else _("not given"),
        key=_STATUS,
        width=_WIDE,
    )
    st.text_input(_("Evidence"), key=_EVIDENCE, width=_WIDE, max_chars=_LONGEST)
    st.button(_("Take the update in"), on_click=_save, args=(state, latest, asked), key="round.typed")
    _show_result(view)


def _show_result(view: View) -> None:
    """Show below the button what its last press did, and forget it."""
    _, result = view.translator, st.session_state.pop(_RESULT, None)
    if isinstance(result, StoreError):
        st.error(escape_markdown(store_fault(result, _)))
    elif result is not None:
        count, ref = result
        taken = _.plural(
            "{n} answer on recommendation {ref} was taken in.",
            "{n} answers on recommendation {ref} were taken in.",
            count,
            ref=ref,
        )
        words = taken if count else _("Nothing is typed in, so nothing was taken in.")
        show(part("round.typed.result", element("p", words, class_="banner", role="status")))


def _save(state: RoundState, latest: Round, asked: Sequence[RequestedUpdate]) -> None:
    """Store what is typed at the press; the fields are emptied once it is stored."""
    values = st.session_state
    about = offered(_ABOUT, asked, None)
    if about is None:
        return
    texts = {Item.UPDATE: values[_UPDATE], Item.AGENCY_STATUS: values[_STATUS], Item.EVIDENCE: values[_EVIDENCE]}
    name = state.ref_of(about.review, about.ref)
    answers = tuple(Answer(about.review, about.ref, item, text.strip()) for item, text in texts.items() if text.strip())
    if not answers:
        values[_RESULT] = (0, name)
        return
    received = ReceivedReturn(latest.month, about.recipient, latest.version, ((about.review, about.ref),), answers)
    try:
        receive_return(published_store(), received, actor=current_actor(entered_name(WHO)))
    except StoreError as fault:
        values[_RESULT] = fault
        return
    values[_RESULT] = (len(answers), name)
    values[_UPDATE] = values[_EVIDENCE] = values[_STATUS] = ""
