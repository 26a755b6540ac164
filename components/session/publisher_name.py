"""The publisher's name, not verified, remembered for this session and, in a cookie, until the browser is closed."""

from urllib.parse import quote, unquote

import streamlit as st

LONGEST_NAME, LONGEST_REASON = 100, 500

COOKIE = "cynnydd_publisher"
"""The session cookie with the name: reloading a page starts a new session, which knows nothing else of the last one."""

_NAME = "publisher.name"


def publisher_name() -> str:
    """Return the name that was entered last, in this session or before the page was reloaded; else ""."""
    if _NAME not in st.session_state:
        remember_publisher_name(unquote(st.context.cookies.get(COOKIE, ""))[:LONGEST_NAME])
    return str(st.session_state[_NAME])


def remember_publisher_name(name: str) -> None:
    """Remember a name as the default of the next form."""
    st.session_state[_NAME] = name.strip()


def cookie_value(name: str) -> str:
    """Return a name as the value of the cookie."""
    return quote(name, safe="")
