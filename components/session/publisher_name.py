"""The publisher's name, not verified, remembered for this session."""

import streamlit as st

LONGEST_NAME, LONGEST_REASON = 100, 500
_NAME = "publisher.name"


def publisher_name() -> str:
    """Return the name that was entered last, or ""."""
    return str(st.session_state.get(_NAME, ""))


def remember_publisher_name(name: str) -> None:
    """Remember a name as the default of the next form."""
    st.session_state[_NAME] = name.strip()
