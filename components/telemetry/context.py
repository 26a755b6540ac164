"""What a line of the log belongs to: a request, or the session of a page; neither opens anything."""

from contextvars import ContextVar
from secrets import token_hex

import streamlit as st

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is answered; "" outside of one."""
SESSION_LABEL: ContextVar[str] = ContextVar("session_label", default="")
"""The label of the session whose page runs; "" outside of one, and in a run that has not asked for it yet."""
_KEY = "session.label"


def session_label() -> str:
    """Return a short label of this session, for the audit trail and for each line of this run's log from here on."""
    SESSION_LABEL.set(st.session_state.setdefault(_KEY, token_hex(6)))
    return SESSION_LABEL.get()
