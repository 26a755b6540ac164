"""The value of a select box or a radio, where a run or a callback reads it from the session."""

from collections.abc import Collection
from typing import TypeVar

import streamlit as st

Option = TypeVar("Option")


def offered(key: str, options: Collection[Option], default: Option) -> Option:
    """Return the value of a widget if it is one of the options; else the default.

    A browser knows the options by their labels. Where the language changes while a page is being shown, it may send a
    label of the language before, and Streamlit passes on a label that it does not know as the value.
    """
    value = st.session_state.get(key)
    return next((option for option in options if option == value), default)
