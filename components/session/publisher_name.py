"""Who publishes: the name that was given, kept for this visit. Nobody has checked it."""

import streamlit as st

LONGEST_NAME, LONGEST_REASON = 100, 500
_NAME = "publisher.name"


def publisher_name() -> str:
    """Return the name that was given last, or ""."""
    return str(st.session_state.get(_NAME, ""))


def remember_publisher_name(name: str) -> None:
    """Keep a name for the next time it is asked."""
    st.session_state[_NAME] = name.strip()
