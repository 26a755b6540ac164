"""Streamlit's mount of a page as HTML, and of a piece of HTML between its own fields. Links come back as one event."""

from collections.abc import Callable
from itertools import count

import streamlit as st

from components.document.assets import PAGE_SCRIPT

_PAGE_KEY = "document"
_LOST = "0"
_ANSWERED = "document.answered"
_numbers = count(1)
_SCRIPT = """\
const page = import(new URL("PATH", document.baseURI));
export default async (component) => (await page).mount(component);"""
_mount = st.components.v2.component("document", js=_SCRIPT.replace("PATH", PAGE_SCRIPT.path), isolate_styles=False)


def mount_page(html: str, *, on_go: Callable[[str], None]) -> None:
    """Show a whole page. `on_go` gets the path and the query of a link, before the script runs for it.

    Every page has the same key: what the browser shows stays, and changes in place.
    """
    _mount(key=_PAGE_KEY, data=_numbered(html), on_go_change=lambda: _report(_PAGE_KEY, on_go))


def mount_piece(html: str, key: str, *, on_go: Callable[[str], None]) -> None:
    """Show a piece of a page that also has fields of Streamlit's own; `on_go` is that of `mount_page`."""
    _mount(key=key, data=_numbered(html), on_go_change=lambda: _report(key, on_go))


def _numbered(html: str) -> bytes:
    """Return HTML behind its number, and that of the link that it answers.

    The browser hears of an answer only where its bytes are others than before, and waits for that to its latest link.
    """
    return f"<!--{next(_numbers)} {st.session_state.pop(_ANSWERED, '')}-->{html}".encode()


def _report(key: str, on_go: Callable[[str], None]) -> None:
    if key not in st.session_state:  # the platform forgets a component whose run was interrupted before it was mounted
        st.session_state[_ANSWERED] = _LOST
        return
    target, _, number = (st.session_state[key].go or "").rpartition("#")
    if target:
        st.session_state[_ANSWERED] = number if number.isascii() and number.isdecimal() else ""
        on_go(target)
