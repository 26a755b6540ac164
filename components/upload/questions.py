"""The form with the questions about a workbook; the answers let it be read again."""

from dataclasses import replace

import streamlit as st

from components.elements.markdown_escape import escape_markdown
from components.published.published_version import displayed_tracker
from components.session.upload_state import change_upload, current_upload, read_again
from components.session.uploaded_workbook import UploadedWorkbook
from components.session.view import View
from components.upload.preview_view import WIDE
from components.upload.question_scale import ask_scale, asks_scale, scale_answers
from loaders.options import OptionError, parse_options
from model.issues.issue import Issue
from model.tracker.tracker import Tracker
from wording.catalogue import Translator
from wording.errors.answers import answer_fault
from wording.issues import message

_FAULT = "upload.answers.fault"

_UNDATED_CODES = ("snapshot-undated", "snapshot-dated")
"""The codes of issues that report updates without a date."""

_ASSUMED_REVIEW, _PUBLISHED_REVIEW = "review-assumed", "review-published"
"""The codes of the issues that report a workbook without the name of its review: assumed, or found to be published."""


def ask_for_answers(view: View, workbook: UploadedWorkbook) -> None:
    """Show the form: a heading for each open question of the workbook, and one button for all of them."""
    _ = view.translator
    fault = st.session_state.pop(_FAULT, None)
    if fault is not None:
        st.error(escape_markdown(answer_fault(fault.code, fault.value, _)))
    if fault is not None or _has_questions(workbook):
        _form(workbook, _)
    elif _review_issue(workbook) is not None:
        with st.expander(_("Correct how it was read")):
            _form(workbook, _)


def _has_questions(workbook: UploadedWorkbook) -> bool:
    """Whether the workbook has an open question, or one that was answered before."""
    return asks_scale(workbook) or asks_month(workbook) or asks_review(workbook)


def _form(workbook: UploadedWorkbook, _: Translator) -> None:
    with st.form(f"upload.answers.{workbook.token}", border=False):
        ask_scale(workbook, _)
        ask_month(workbook, _)
        ask_review(workbook, displayed_tracker().tracker, _)
        st.form_submit_button(_("Read the workbook again with these answers"), on_click=_read_again)


def _read_again() -> None:
    """Let the next run read the workbook with the answers of the form; keep the error of an invalid answer."""
    workbook = current_upload().workbook
    if workbook is None:
        return
    try:
        scale, complete = scale_answers(workbook)
        options = replace(workbook.options, scale=scale, complete=complete)
        options = replace(options, as_at=month_answer(workbook), review=review_answer(workbook), known=())
        change_upload(read_again, options)
    except OptionError as fault:
        st.session_state[_FAULT] = fault


def asks_month(workbook: UploadedWorkbook) -> bool:
    """Whether the workbook has updates without a date."""
    return _undated_issue(workbook) is not None


def ask_month(workbook: UploadedWorkbook, _: Translator) -> None:
    """Show the field for the month of updates without a date; nothing where each has a date."""
    issue = _undated_issue(workbook)
    if issue is None:
        return
    st.markdown(escape_markdown(message(issue, _)))
    st.text_input(
        _("The month this list is from, such as 2024-06"),
        value=workbook.options.as_at or "",
        key=_month_key(workbook),
        width=WIDE,
        max_chars=7,
    )


def month_answer(workbook: UploadedWorkbook) -> str | None:
    """Return the month of the form; the previous answer where the form has no such field.

    Raises OptionError where it is not a month.
    """
    if _undated_issue(workbook) is None:
        return workbook.options.as_at
    return parse_options(scale=None, as_at=str(st.session_state[_month_key(workbook)]).strip() or None).as_at


def _undated_issue(workbook: UploadedWorkbook) -> Issue | None:
    return next((issue for issue in workbook.reading.issues if issue.code in _UNDATED_CODES), None)


def _month_key(workbook: UploadedWorkbook) -> str:
    return f"upload.month.{workbook.token}"


def asks_review(workbook: UploadedWorkbook) -> bool:
    """Whether the workbook does not name its review, and its recommendations are not clearly those of one."""
    issue = _review_issue(workbook)
    return issue is not None and issue.code == _ASSUMED_REVIEW


def ask_review(workbook: UploadedWorkbook, current: Tracker, _: Translator) -> None:
    """Show the choice of a published review; nothing where the workbook names its reviews."""
    issue = _review_issue(workbook)
    if issue is None:
        return
    published = map(str, current.recommendations["review"].unique())
    names = list(dict.fromkeys([issue.found, *published, issue.details.get("assumed", issue.found)]))
    why = _("The workbook does not name its review. Only under the same review is a recommendation the same as before.")
    st.markdown(escape_markdown(why))
    st.selectbox(
        _("The review these recommendations are of"),
        names,
        index=names.index(issue.found),
        key=_review_key(workbook),
        width=WIDE,
    )


def review_answer(workbook: UploadedWorkbook) -> str | None:
    """Return the review of the form; the previous answer, or None, where the assumed review is left as it is."""
    issue = _review_issue(workbook)
    if issue is None:
        return workbook.options.review
    chosen = str(st.session_state[_review_key(workbook)])
    return workbook.options.review if chosen == issue.found else chosen


def _review_issue(workbook: UploadedWorkbook) -> Issue | None:
    """Return the issue with the name that the reading gave to the review; None where the workbook names one."""
    codes = (_ASSUMED_REVIEW, _PUBLISHED_REVIEW)
    return next((issue for issue in workbook.reading.issues if issue.code in codes), None)


def _review_key(workbook: UploadedWorkbook) -> str:
    return f"upload.review.{workbook.token}"
