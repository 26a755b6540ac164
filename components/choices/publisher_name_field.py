"""The field for a publisher's name, which stays once it is typed: in the session, and when the page is reloaded."""

import streamlit as st

from components.document.pieces import show
from components.elements.html import element, part
from components.elements.markdown_escape import escape_markdown
from components.identity.actor import current_actor
from components.session.publisher_name import (
    COOKIE,
    LONGEST_NAME,
    cookie_value,
    publisher_name,
    remember_publisher_name,
)
from wording.catalogue import Translator


def publisher_name_field(_: Translator, *, key: str, width: int) -> None:
    """Show the field; whoever signed in is named, and types no name.

    It stands in no form, so that the name is remembered as soon as the field is left.
    """
    actor = current_actor()
    if actor.verified:
        text = _("It is published in your name: {name} (signed in).", name=actor.name)
        show(part(f"{key}.note", element("p", text, class_="muted")))
        return
    st.session_state.setdefault(key, publisher_name())
    st.text_input(
        escape_markdown(_("Your name (required, shown as not verified)")),
        key=key,
        width=width,
        max_chars=LONGEST_NAME,
        on_change=_remember,
        args=(key,),
    )
    cookie = f"{COOKIE}={cookie_value(publisher_name())}"
    note = element("p", _("The name is remembered until you close the browser."), class_="muted", cookie=cookie)
    show(part(f"{key}.note", note))


def entered_name(key: str) -> str:
    """Return the name in the field, and remember it."""
    _remember(key)
    return publisher_name()


def _remember(key: str) -> None:
    remember_publisher_name(str(st.session_state.get(key, "")))
