"""The questions about a workbook and their answers: of this workbook, or of one before with the same headings."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import cast

import streamlit as st

from components.document.pieces import show
from components.elements import element, escape_markdown, part
from components.identity import current_actor, publisher_name
from components.published import displayed_tracker, published_store, without_store
from components.session.upload_state import RefusedFile, UploadedWorkbook, change_upload, current_upload, read_again
from components.session.view import View
from components.upload.steps import WIDE
from loaders.options import NO_OPTIONS, OptionError, ReadOptions, parse_options
from loaders.vocabulary.status_words import is_progress_word, order_worst_first
from model.issue import Issue
from model.terms import label_key
from model.versions.version import StoreError
from wording.catalogue import Translator
from wording.errors import refusal, store_fault
from wording.formatting import format_timestamp, marked_name
from wording.issues import message

_FAULT = "upload.answers.fault"
# The codes of issues that report updates without a date.
_UNDATED = ("snapshot-undated", "snapshot-dated")
# The codes of the issues that report a workbook without the name of its review: assumed, or found to be published.
_ASSUMED_REVIEW = "review-assumed"
_REVIEW = (_ASSUMED_REVIEW, "review-published")
_FORGET_FAULT = "upload.forget.fault"


def ask_for_answers(view: View, workbook: UploadedWorkbook) -> None:
    """Show the form: a heading for each open question of the workbook, and one button for all of them."""
    _ = view.translator
    fault = st.session_state.pop(_FAULT, None)
    if fault is not None:
        st.error(escape_markdown(refusal("answer", fault.code, _, given=fault.value)))
    if fault is not None or _words(workbook) or _issue_of(workbook, _UNDATED) is not None or asks_review(workbook):
        _form(workbook, _)
    elif _issue_of(workbook, _REVIEW) is not None:
        with st.expander(_("Correct how it was read")):
            _form(workbook, _)


def asks_review(workbook: UploadedWorkbook) -> bool:
    """Whether the workbook does not name its review, and its recommendations are not clearly those of one."""
    return _issue_of(workbook, (_ASSUMED_REVIEW,)) is not None


def show_remembered(upload: UploadedWorkbook | RefusedFile, _: Translator) -> None:
    """Show whose remembered answers were used, and buttons to read without or to forget them."""
    fault: StoreError | None = st.session_state.pop(_FORGET_FAULT, None)
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
    show(part("upload.recalled", element("p", text, class_="flag")))
    with st.container(horizontal=True):
        label, without = _("Read it without those answers"), (read_again, NO_OPTIONS)
        st.button(label, on_click=change_upload, args=without, key="upload.without")
        st.button(_("Forget these answers"), on_click=_forget, key="upload.forget")


def _form(workbook: UploadedWorkbook, _: Translator) -> None:
    with st.form(f"upload.answers.{workbook.token}", border=False):
        _ask_scale(workbook, _)
        if (undated := _issue_of(workbook, _UNDATED)) is not None:
            st.markdown(escape_markdown(message(undated, _)))
            label, month = _("The month this list is from, such as 2024-06"), workbook.options.as_at or ""
            st.text_input(label, value=month, key=f"upload.month.{workbook.token}", width=WIDE, max_chars=7)
        if (review := _issue_of(workbook, _REVIEW)) is not None:
            _ask_review(workbook, review, _)
        st.form_submit_button(_("Read the workbook again with these answers"), on_click=_read_again)


def _issue_of(workbook: UploadedWorkbook, codes: Collection[str]) -> Issue | None:
    """Return the first issue of a workbook with one of some codes; None without one."""
    return next((issue for issue in workbook.reading.issues if issue.code in codes), None)


def _ask_review(workbook: UploadedWorkbook, issue: Issue, _: Translator) -> None:
    """Show the choice of a published review for a workbook that does not name it."""
    published = map(str, displayed_tracker().tracker.recommendations["review"].unique())
    names = list(dict.fromkeys([issue.found, *published, issue.details.get("assumed", issue.found)]))
    why = _("The workbook does not name its review. Only under the same review is a recommendation the same as before.")
    st.markdown(escape_markdown(why))
    label, key = _("The review these recommendations are of"), f"upload.review.{workbook.token}"
    st.selectbox(label, names, index=names.index(issue.found), key=key, width=WIDE)


def _read_again() -> None:
    """Let the next run read the workbook with the answers of the form; keep the error of an invalid answer."""
    workbook = current_upload().workbook
    if workbook is None:
        return
    try:
        change_upload(read_again, _answers(workbook))
    except OptionError as fault:
        st.session_state[_FAULT] = fault


def _answers(workbook: UploadedWorkbook) -> ReadOptions:
    """Return the answers of the form; the previous ones of fields that it has not, or that are left as they are.

    Raises OptionError where one is invalid.
    """
    state, review = st.session_state, _issue_of(workbook, _REVIEW)
    scale, complete = _scale_answers(workbook)
    options = replace(workbook.options, scale=scale, complete=complete, known=())
    if _issue_of(workbook, _UNDATED) is not None:
        month = str(state[f"upload.month.{workbook.token}"]).strip()
        options = replace(options, as_at=parse_options(scale=None, as_at=month or None).as_at)
    if review is not None and (chosen := str(state[f"upload.review.{workbook.token}"])) != review.found:
        options = replace(options, review=chosen)
    return options


def _ask_scale(workbook: UploadedWorkbook, _: Translator) -> None:
    """Show a field for each position of the scale, and one for what means done; nothing without open statuses."""
    words = _words(workbook)
    if not words:
        return
    st.markdown(escape_markdown(_("The statuses are words of the tracker’s own. Say their order, the worst first.")))
    key, worst_first = f"upload.scale.{workbook.token}", order_worst_first(words)
    ordered = [word for common in worst_first for word in words if word == common]
    common_order = ordered if all(map(is_progress_word, words)) else []
    default_order = common_order if workbook.options.scale is None else list(workbook.options.scale)
    for position in range(1, len(words) + 1):
        label = _("Status {n}, the worst", n=position) if position == 1 else _("Status {n}", n=position)
        index = words.index(default_order[position - 1]) if position <= len(default_order) else None
        unsaid = _("not said yet")
        st.selectbox(label, words, index=index, key=f"{key}.{position}", placeholder=unsaid, width=WIDE)
    done = workbook.options.complete
    if done is None:
        done = tuple(word for word in default_order[-1:] if worst_first[-1] == word)
    label = _("Which of them mean done?")
    st.multiselect(label, words, default=list(done), key=f"{key}.done", placeholder="", width=WIDE)


def _scale_answers(workbook: UploadedWorkbook) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Return the order and the statuses that mean done; the previous answers where the form has no such fields.

    Raises OptionError where a status has two positions, or none.
    """
    words, key = _words(workbook), f"upload.scale.{workbook.token}"
    order = tuple(st.session_state[f"{key}.{position}"] for position in range(1, len(words) + 1))
    if not any(order):
        return workbook.options.scale, workbook.options.complete
    if None in order:
        raise OptionError("scale-missing", ", ".join(word for word in words if word not in order))
    if len(set(order)) < len(order):
        raise OptionError("scale-repeated", next(word for word in order if order.count(word) > 1))
    done = cast(list[str], st.session_state[f"{key}.done"])
    return order, tuple(word for word in order if word in done)


def _words(workbook: UploadedWorkbook) -> list[str]:
    """Return the statuses of the previous answer and of the cells; empty without a question for the scale."""
    proposed, previous = workbook.reading.proposed_scale, workbook.options.scale or ()
    if proposed is None:
        return []
    previous_words = {label_key(word) for word in previous}
    return [*previous, *(word for word, _ in proposed.words if label_key(word) not in previous_words)]


def _forget() -> None:
    """Delete the answers from the store, and let the next run read the workbook without them."""
    upload = current_upload().upload
    if upload is None or without_store():
        return
    try:
        published_store().forget_mapping(upload.request.headings, actor=current_actor(publisher_name()))
    except StoreError as fault:
        st.session_state[_FORGET_FAULT] = fault
        return
    change_upload(read_again, NO_OPTIONS)
