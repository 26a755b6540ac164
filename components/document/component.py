"""The one component of our own: HTML on a page of Streamlit, and the one thing that it reports: where to go."""

from collections.abc import Callable

import streamlit as st

_SCRIPT = """export default (component) => { component.parentElement.innerHTML = new TextDecoder().decode(component.data); };"""
_page, _piece = (st.components.v2.component(name, js=_SCRIPT, isolate_styles=False) for name in ("page", "piece"))


def mount_page(html: str, *, on_go: Callable[[str], None]) -> None:
    """Mount a whole page."""
    _page(key="whole-page", data=html.encode(), on_go_change=lambda: on_go(st.session_state["whole-page"].go or ""))


def mount_piece(html: str, *, key: str, on_go: Callable[[str], None]) -> None:
    """Mount a piece between the platform's fields."""
    _piece(key=key, data=html.encode(), on_go_change=lambda: on_go(st.session_state[key].go or ""))
