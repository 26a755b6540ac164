"""The month that a list without dates is from."""

import streamlit as st

from components.candidate import Held
from components.literal import literal
from components.upload_view import WIDE
from loaders.options import options_of
from model.issue import Issue
from wording.catalogue import Translator
from wording.issues import message

_DATED = ("snapshot-undated", "snapshot-dated")


def asks_month(held: Held) -> bool:
    """Say whether updates have no date of their own."""
    return _told(held) is not None


def ask_month(held: Held, _: Translator) -> None:
    """Ask for the month where updates have no date of their own; nothing where each has one."""
    told = _told(held)
    if told is None:
        return
    st.markdown(literal(message(told, _)))
    st.text_input(
        _("The month this list is from, such as 2024-06"),
        value=held.options.as_at or "",
        key=_key(held),
        width=WIDE,
        max_chars=7,
    )


def month_said(held: Held) -> str | None:
    """Return the month as the form says it; what was said before where it does not ask.

    Raises OptionError where it is no month.
    """
    if _told(held) is None:
        return held.options.as_at
    return options_of(scale=None, as_at=str(st.session_state[_key(held)]).strip() or None).as_at


def _told(held: Held) -> Issue | None:
    return next((issue for issue in held.reading.issues if issue.code in _DATED), None)


def _key(held: Held) -> str:
    return f"upload.month.{held.token}"
