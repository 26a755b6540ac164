"""The URL state: query parameters that a link, the back button and a reload restore.

The session remembers the values of a parameter and writes them into the URL of every page. If the URL differs from
what this page last wrote, the reader followed it (a link, back, forward), and it wins; but not in a run for a widget,
whose browser may not have read yet what was written. `session_state` has one key for all of this and, where a widget
shows a parameter, one for the widget.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import streamlit as st

_STATE = "address"


@dataclass
class _UrlState:
    """What a session remembers of its URL.

    Attributes:
        page: the page of this run, by its URL path.
        parameters: the parameters that it uses.
        removed: whether the URL had others.
        by_widget: whether a widget has changed a value, and its run has not begun.
        followed: whether the reader may have followed the URL of this run.
        values: the remembered values of each parameter.
        written: the page and the values that were last written into the URL, for each parameter.
    """

    page: str = ""
    parameters: tuple[str, ...] = ()
    removed: bool = False
    by_widget: bool = False
    followed: bool = True
    values: dict[str, list[str]] = field(default_factory=dict)
    written: dict[str, tuple[str, list[str]]] = field(default_factory=dict)


def enter_page(page: str, *, allowed: Sequence[str]) -> None:
    """Record the page of this run, and remove every query parameter that it does not use."""
    state = _state()
    state.page, state.parameters = page, tuple(allowed)
    state.followed, state.by_widget = not state.by_widget, False
    unused = [parameter for parameter in st.query_params if parameter not in allowed]
    state.removed = bool(unused)
    for parameter in unused:
        del st.query_params[parameter]


def current_page() -> str:
    """Return the page of this run, by its URL path."""
    return _state().page


def current(parameter: str) -> list[str]:
    """Return the current values of a parameter: those of the URL if the reader followed it, else the remembered ones.

    When a link opens another page, Streamlit leaves an entry in the browser's history with the first page's path and
    the second page's parameters. Going back to that entry does not clear the first page's parameters.
    """
    state, in_url = _state(), st.query_params.get_all(parameter)
    last_page, last_values = state.written.get(parameter, (None, None))
    went_back = not in_url and state.removed
    if state.followed and ((in_url != last_values and not went_back) if state.page == last_page else in_url):
        state.values[parameter] = in_url
    return list(state.values.get(parameter, ()))


def current_query() -> dict[str, list[str]]:
    """Return the current values of every parameter of this page that has any."""
    values = {parameter: current(parameter) for parameter in _state().parameters}
    return {parameter: each for parameter, each in values.items() if each}


def set(parameter: str, values: Sequence[str]) -> None:  # noqa: A001 - it is always read as `url_state.set`
    """Write the values of a parameter into the URL of this page, and remember them for the next."""
    state, listed = _state(), list(values)
    state.values[parameter] = listed
    if listed != st.query_params.get_all(parameter):
        if listed:
            st.query_params[parameter] = listed
        else:
            st.query_params.pop(parameter, None)
    state.written[parameter] = (state.page, listed)


def remember(parameter: str, values: Sequence[str]) -> None:
    """Remember values for the next run: for the callback of a widget."""
    state = _state()
    state.values[parameter], state.by_widget = list(values), True


def remembered(parameter: str) -> list[str]:
    """Return the remembered values of a parameter; the URL does not matter."""
    return list(_state().values.get(parameter, ()))


def bind_widget(parameter: str, value: object) -> str:
    """Set the widget of a parameter to its current value, and return the widget's key.

    Streamlit deletes a widget's value with its page, so each run sets it from the remembered values.
    """
    key = f"address.{parameter}.widget"
    st.session_state[key] = value
    return key


def widget_value(parameter: str) -> object:
    """Return the value of a parameter's widget: for its callback."""
    return st.session_state[f"address.{parameter}.widget"]


def _state() -> _UrlState:
    """Return the state of this session: one entry, because the platform takes long to look up each."""
    state = cast("_UrlState | None", st.session_state.get(_STATE))
    if state is None:
        state = st.session_state[_STATE] = _UrlState()
    return state
