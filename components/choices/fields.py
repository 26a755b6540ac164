"""Fields that several pages have: a publisher's name, the page of a long list, and a value that is an option."""

from collections.abc import Collection
from typing import TypeVar

import streamlit as st

from components.document.pieces import show
from components.elements.html import element, escape_markdown, part
from components.identity.actor import current_actor
from components.session.publisher_name import (
    COOKIE,
    LONGEST_NAME,
    cookie_value,
    publisher_name,
    remember_publisher_name,
)
from wording.catalogue import Translator

_Option = TypeVar("_Option")


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


def offered(key: str, options: Collection[_Option], default: _Option) -> _Option:
    """Return the value of a widget if it is one of the options; else the default.

    A browser knows the options by their labels. Where the language changes while a page is being shown, it may send a
    label of the language before, and Streamlit passes on a label that it does not know as the value.
    """
    value = st.session_state.get(key)
    return next((option for option in options if option == value), default)


def skipped_rows(count: int, label: str, _: Translator, *, most: int, key: str) -> int:
    """Show the choice of a page where there are several, and return how many rows stand before it."""
    pages = range(0, count, most)
    if len(pages) <= 1:
        return 0
    return st.selectbox(
        label,
        pages,
        format_func=lambda first: _(
            "{first} to {last} of {count}", first=first + 1, last=min(first + most, count), count=count
        ),
        key=key,
        width=260,
    )


def _remember(key: str) -> None:
    remember_publisher_name(str(st.session_state.get(key, "")))
