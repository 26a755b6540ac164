"""What a person is asked about a workbook, in one form; with the answers it is read again."""

from dataclasses import replace

import streamlit as st

from components.candidate import Held, ask_again
from components.candidate import held as held_now
from components.literal import literal
from components.published import current_loaded
from components.upload_column_answers import ask_columns, asks_columns, columns_said
from components.upload_month_answer import ask_month, asks_month, month_said
from components.upload_review_answer import ask_review, asks_review, review_said
from components.upload_scale_answer import ask_scale, asks_scale, scale_said
from components.view import View
from loaders.options import OptionError
from wording.answer_faults import answer_fault
from wording.catalogue import Translator
from wording.layouts import PAPER

_FAULT = "upload.answers.fault"


def ask_for_answers(view: View, held: Held) -> None:
    """Show the form: a heading for each question that the workbook leaves open, and one button for all of them."""
    _ = view.translator
    fault = st.session_state.pop(_FAULT, None)
    if fault is not None:
        st.error(literal(answer_fault(fault.code, fault.given, _)))
    if fault is not None or _asks(held):
        _form(held, _)
    elif held.reading.layout != PAPER:  # a paper leaves nothing else open
        with st.expander(_("Correct how it was read")):
            _form(held, _)


def _asks(held: Held) -> bool:
    """Say whether the workbook leaves anything open, or somebody has answered before."""
    return asks_scale(held) or asks_month(held) or asks_review(held) or asks_columns(held)


def _form(held: Held, _: Translator) -> None:
    with st.form(f"upload.answers.{held.token}", border=False):
        ask_scale(held, _)
        ask_month(held, _)
        ask_review(held, current_loaded().tracker, _)
        ask_columns(held, _)
        st.form_submit_button(_("Read the workbook again with these answers"), on_click=_answered)


def _answered() -> None:
    """Have the workbook read with what the form says; where that cannot be meant, say so instead."""
    kept = held_now()
    if kept is None:
        return
    try:
        scale, complete = scale_said(kept)
        options = replace(kept.options, scale=scale, complete=complete, columns=columns_said(kept))
        ask_again(replace(options, as_at=month_said(kept), review=review_said(kept), known=()))
    except OptionError as fault:
        st.session_state[_FAULT] = fault
