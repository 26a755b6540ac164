"""Which review a tracker is of that names none."""

import streamlit as st

from components.candidate import Held
from components.literal import literal
from components.upload_view import WIDE
from model.tracker import Tracker
from wording.catalogue import Translator

_ASSUMED = "review-assumed"


def asks_review(held: Held) -> bool:
    """Say whether the workbook leaves its review unnamed."""
    return _read(held) is not None


def ask_review(held: Held, current: Tracker, _: Translator) -> None:
    """Ask for the review, among those that are published; nothing where the workbook names reviews itself."""
    read = _read(held)
    if read is None:
        return
    names = list(dict.fromkeys([read, *map(str, current.recommendations["review"].unique())]))
    why = _("The workbook does not name its review. Only under the same review is a recommendation the same as before.")
    st.markdown(literal(why))
    st.selectbox(
        _("The review these recommendations are of"),
        names,
        index=names.index(read),
        key=_key(held),
        width=WIDE,
    )


def review_said(held: Held) -> str | None:
    """Return the review as the form says it; None where that is what was read without any answer."""
    read = _read(held)
    if read is None:
        return held.options.review
    chosen = str(st.session_state[_key(held)])
    return held.options.review if chosen == read else chosen


def _read(held: Held) -> str | None:
    """Return the name that was taken for the review, where the workbook gives none."""
    return next((issue.found for issue in held.reading.issues if issue.code == _ASSUMED), None)


def _key(held: Held) -> str:
    return f"upload.review.{held.token}"
