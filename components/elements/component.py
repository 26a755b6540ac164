"""A component on the page that only shows something: it has no state, and reports nothing back."""

from typing import Literal

import streamlit as st
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.elements.lib.utils import compute_and_register_element_id
from streamlit.proto.BidiComponent_pb2 import BidiComponent

_ELEMENT = "bidi_component"


def show_component(
    name: str, html: str, *, script: str, key: str, height: int | Literal["content"] = "content"
) -> None:
    """Show a component here on the page: its HTML, and its script.

    The browser gets the same element as from `st.components.v2.component`. That registers two widgets with each, for
    its state and its events, which is three quarters of its work and a fifth of that of a page. So this adds the
    element as the platform's own functions do, by names that it does not document. The height is in pixels. Raises
    StreamlitDuplicateElementKey where the key is on the page already.
    """
    identity = compute_and_register_element_id(_ELEMENT, user_key=key, dg=None, key_as_main_identity=True)
    element = BidiComponent(
        id=identity, component_name=name, html_content=html, js_content=script, isolate_styles=False
    )
    st._main._enqueue(_ELEMENT, element, layout_config=LayoutConfig(width="stretch", height=height))
