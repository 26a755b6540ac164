"""A component on the page that only shows something: it has no state, and reports nothing back."""

import streamlit as st
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.elements.lib.utils import compute_and_register_element_id
from streamlit.proto.BidiComponent_pb2 import BidiComponent

_ELEMENT = "bidi_component"
_LAYOUT = LayoutConfig(width="stretch", height="content")


def show_component(name: str, *, html: str, script: str, data: bytes, key: str) -> None:
    """Show a component here on the page, with isolated styles; the script gets the data.

    The browser gets the same element as from `st.components.v2.component`. That registers two widgets with each, for
    its state and its events, which is three quarters of its work and a fifth of that of a page. So this adds the
    element as the platform's own functions do, by names that it does not document. Raises
    StreamlitDuplicateElementKey where the key is on the page already.
    """
    identity = compute_and_register_element_id(_ELEMENT, user_key=key, dg=None, key_as_main_identity=True)
    element = BidiComponent(
        id=identity, component_name=name, html_content=html, js_content=script, isolate_styles=True, bytes=data
    )
    st._main._enqueue(_ELEMENT, element, layout_config=_LAYOUT)
