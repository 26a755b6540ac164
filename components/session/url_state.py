"""The URL state: query parameters that a link, the back button and a reload restore.

The session remembers the values of a parameter and writes them into the URL of every page. If the URL differs from
what this page last wrote, the reader followed it (a link, back, forward), and it wins. `session_state` has three keys
for each parameter: `kept`, `written` and, where a widget shows it, `widget`.
"""

from collections.abc import Sequence

import streamlit as st

_PAGE = "address.page"
_PARAMETERS = "address.parameters"
_REMOVED = "address.swept"


def enter_page(page: str, *, allowed: Sequence[str]) -> None:
    """Record the page of this run, and remove every query parameter that it does not use."""
    st.session_state[_PAGE] = page
    st.session_state[_PARAMETERS] = tuple(allowed)
    unused = [parameter for parameter in st.query_params if parameter not in allowed]
    st.session_state[_REMOVED] = bool(unused)
    for parameter in unused:
        del st.query_params[parameter]


def current_page() -> str:
    """Return the page of this run, by its URL path."""
    return str(st.session_state.get(_PAGE, ""))


def current(parameter: str) -> list[str]:
    """Return the current values of a parameter: those of the URL if the reader followed it, else the remembered ones.

    When a link opens another page, Streamlit leaves an entry in the browser's history with the first page's path and
    the second page's parameters. Going back to that entry does not clear the first page's parameters.
    """
    in_url = st.query_params.get_all(parameter)
    page = st.session_state.get(_PAGE)
    last_page, last_values = st.session_state.get(_written_key(parameter), (None, None))
    went_back = not in_url and st.session_state.get(_REMOVED)
    if (in_url != last_values and not went_back) if page == last_page else in_url:
        st.session_state[_values_key(parameter)] = in_url
    return remembered(parameter)


def current_query() -> dict[str, list[str]]:
    """Return the current values of every parameter of this page that has any."""
    values = {parameter: current(parameter) for parameter in st.session_state.get(_PARAMETERS, ())}
    return {parameter: each for parameter, each in values.items() if each}


def set(parameter: str, values: Sequence[str]) -> None:  # noqa: A001 - it is always read as `url_state.set`
    """Write the values of a parameter into the URL of this page, and remember them for the next."""
    st.session_state[_values_key(parameter)] = list(values)
    if list(values) != st.query_params.get_all(parameter):
        if values:
            st.query_params[parameter] = list(values)
        else:
            st.query_params.pop(parameter, None)
    st.session_state[_written_key(parameter)] = (st.session_state.get(_PAGE), list(values))


def remember(parameter: str, values: Sequence[str]) -> None:
    """Remember values for the next run: for the callback of a widget."""
    st.session_state[_values_key(parameter)] = list(values)


def remembered(parameter: str) -> list[str]:
    """Return the remembered values of a parameter; the URL does not matter."""
    return list(st.session_state.get(_values_key(parameter), []))


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


def _values_key(parameter: str) -> str:
    return f"address.{parameter}.kept"


def _written_key(parameter: str) -> str:
    return f"address.{parameter}.written"
