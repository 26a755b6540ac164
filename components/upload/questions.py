"""What a person is asked about a workbook, in one form; with the answers it is read again."""

from dataclasses import replace

import streamlit as st

from components.elements.markdown_escape import escape_markdown
from components.session.published_version import displayed_tracker
from components.session.uploaded_workbook import UploadedWorkbook, ask_again
from components.session.uploaded_workbook import held as held_now
from components.session.view import View
from components.upload.preview_view import WIDE
from components.upload.question_columns import ask_columns, asks_columns, column_answers
from components.upload.question_scale import ask_scale, asks_scale, scale_answers
from loaders.options import OptionError, parse_options
from model.issues.issue import Issue
from model.tracker.tracker import Tracker
from wording.catalogue import Translator
from wording.errors.answers import answer_fault
from wording.issues import message
from wording.labels.layouts import PAPER

_FAULT = "upload.answers.fault"


def ask_for_answers(view: View, held: UploadedWorkbook) -> None:
    """Show the form: a heading for each question that the workbook leaves open, and one button for all of them."""
    _ = view.translator
    fault = st.session_state.pop(_FAULT, None)
    if fault is not None:
        st.error(escape_markdown(answer_fault(fault.code, fault.value, _)))
    if fault is not None or _asks(held):
        _form(held, _)
    elif held.reading.layout != PAPER:  # a paper leaves nothing else open
        with st.expander(_("Correct how it was read")):
            _form(held, _)


def _asks(held: UploadedWorkbook) -> bool:
    """Say whether the workbook leaves anything open, or somebody has answered before."""
    return asks_scale(held) or asks_month(held) or asks_review(held) or asks_columns(held)


def _form(held: UploadedWorkbook, _: Translator) -> None:
    with st.form(f"upload.answers.{held.token}", border=False):
        ask_scale(held, _)
        ask_month(held, _)
        ask_review(held, displayed_tracker().tracker, _)
        ask_columns(held, _)
        st.form_submit_button(_("Read the workbook again with these answers"), on_click=_answered)


def _answered() -> None:
    """Have the workbook read with what the form says; where that cannot be meant, say so instead."""
    kept = held_now()
    if kept is None:
        return
    try:
        scale, complete = scale_answers(kept)
        options = replace(kept.options, scale=scale, complete=complete, columns=column_answers(kept))
        ask_again(replace(options, as_at=month_answer(kept), review=review_answer(kept), known=()))
    except OptionError as fault:
        st.session_state[_FAULT] = fault


_DATED = ("snapshot-undated", "snapshot-dated")


def asks_month(held: UploadedWorkbook) -> bool:
    """Say whether updates have no date of their own."""
    return _told(held) is not None


def ask_month(held: UploadedWorkbook, _: Translator) -> None:
    """Ask for the month where updates have no date of their own; nothing where each has one."""
    told = _told(held)
    if told is None:
        return
    st.markdown(escape_markdown(message(told, _)))
    st.text_input(
        _("The month this list is from, such as 2024-06"),
        value=held.options.as_at or "",
        key=_month_key(held),
        width=WIDE,
        max_chars=7,
    )


def month_answer(held: UploadedWorkbook) -> str | None:
    """Return the month as the form says it; what was said before where it does not ask.

    Raises OptionError where it is no month.
    """
    if _told(held) is None:
        return held.options.as_at
    return parse_options(scale=None, as_at=str(st.session_state[_month_key(held)]).strip() or None).as_at


def _told(held: UploadedWorkbook) -> Issue | None:
    return next((issue for issue in held.reading.issues if issue.code in _DATED), None)


def _month_key(held: UploadedWorkbook) -> str:
    return f"upload.month.{held.token}"


_ASSUMED = "review-assumed"


def asks_review(held: UploadedWorkbook) -> bool:
    """Say whether the workbook leaves its review unnamed."""
    return _read(held) is not None


def ask_review(held: UploadedWorkbook, current: Tracker, _: Translator) -> None:
    """Ask for the review, among those that are published; nothing where the workbook names reviews itself."""
    read = _read(held)
    if read is None:
        return
    names = list(dict.fromkeys([read, *map(str, current.recommendations["review"].unique())]))
    why = _("The workbook does not name its review. Only under the same review is a recommendation the same as before.")
    st.markdown(escape_markdown(why))
    st.selectbox(
        _("The review these recommendations are of"),
        names,
        index=names.index(read),
        key=_review_key(held),
        width=WIDE,
    )


def review_answer(held: UploadedWorkbook) -> str | None:
    """Return the review as the form says it; None where that is what was read without any answer."""
    read = _read(held)
    if read is None:
        return held.options.review
    chosen = str(st.session_state[_review_key(held)])
    return held.options.review if chosen == read else chosen


def _read(held: UploadedWorkbook) -> str | None:
    """Return the name that was taken for the review, where the workbook gives none."""
    return next((issue.found for issue in held.reading.issues if issue.code == _ASSUMED), None)


def _review_key(held: UploadedWorkbook) -> str:
    return f"upload.review.{held.token}"
