"""What stands in the address: codes that a link, the back button and a reload bring back.

A value is kept for the session and written into the address of every page. An address that differs from what this
page last wrote there was followed (a link, back, forward): it wins. `session_state` holds three keys a code:
`kept`, `written` and, where a widget shows it, the widget's own.
"""

from collections.abc import Sequence

import streamlit as st

_PAGE = "address.page"
_SWEPT = "address.swept"


def enter_page(page: str, *, allowed: Sequence[str]) -> None:
    """Note which page this run shows, and drop from the address what is neither shared nor the page's own."""
    st.session_state[_PAGE] = page
    strays = [code for code in st.query_params if code not in allowed]
    st.session_state[_SWEPT] = bool(strays)
    for code in strays:
        del st.query_params[code]


def current_page() -> str:
    """Return the page this run shows, by its address."""
    return str(st.session_state.get(_PAGE, ""))


def current(code: str) -> list[str]:
    """Return the values that now hold for a code: the address where it was followed, else what was kept.

    Between a page and the one a link opened from it the platform leaves an entry in the browser's history that has
    the page's path and the other's codes. Who comes back to that has not asked for the page's own codes to be empty.
    """
    address = st.query_params.get_all(code)
    page = st.session_state.get(_PAGE)
    last_page, last_address = st.session_state.get(_written_key(code), (None, None))
    came_back = not address and st.session_state.get(_SWEPT)
    if (address != last_address and not came_back) if page == last_page else address:
        st.session_state[_values_key(code)] = address
    return remembered(code)


def set(code: str, values: Sequence[str]) -> None:
    """Let the address of this page hold these values, and keep them for the next."""
    st.session_state[_values_key(code)] = list(values)
    if list(values) != st.query_params.get_all(code):
        if values:
            st.query_params[code] = list(values)
        else:
            st.query_params.pop(code, None)
    st.session_state[_written_key(code)] = (st.session_state.get(_PAGE), list(values))


def remember(code: str, values: Sequence[str]) -> None:
    """Keep values for the run that follows: what a widget's callback calls."""
    st.session_state[_values_key(code)] = list(values)


def remembered(code: str) -> list[str]:
    """Return what is kept of a code, whatever the address says."""
    return list(st.session_state.get(_values_key(code), []))


def bind_widget(code: str, value: object) -> str:
    """Set the widget that shows a code to the value that holds, and return the widget's key.

    A widget's own value dies with its page, so it is set on each run from what was kept.
    """
    key = f"address.{code}.widget"
    st.session_state[key] = value
    return key


def widget_value(code: str) -> object:
    """Return what the widget of a code now holds: for its callback."""
    return st.session_state[f"address.{code}.widget"]


def _values_key(code: str) -> str:
    return f"address.{code}.kept"


def _written_key(code: str) -> str:
    return f"address.{code}.written"
