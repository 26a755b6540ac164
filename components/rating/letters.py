"""Keys of the Rating page: the first letter of a status chooses it, as the letters of the scale's marks do on paper.

The script also leaves the field that is being typed in before the page goes, so that it is stored.
"""

from pathlib import Path

import streamlit as st

STATUS_GROUP = "rating-status"
"""The key of the container with the statuses."""
_SCRIPT = Path(__file__).with_name("letters.js").read_text(encoding="utf-8")
_component = st.components.v2.component("letters", html='<div class="root"><span></span></div>', js=_SCRIPT)


def listen_for_letters() -> None:
    """Let a letter choose a status while the focus is in their group: elsewhere letters are left alone."""
    _component(data={"group": STATUS_GROUP}, key="rating.letters")
