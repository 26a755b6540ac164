"""Buttons to download files that are made at the press, in a process of their own; the page says how far they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from components.making.press import Make, Press
from components.making.process import make_in_process
from components.making.progress import show_press
from wording.catalogue import Translator


@dataclass(frozen=True, slots=True)
class FileButton:
    """A button to download a file.

    Attributes:
        build: returns the file, which it makes by the function that it is passed. It runs without a session.
        make: makes the file at its turn; in another process, unless what takes long is in one anyway.
    """

    label: str
    file_name: str
    media_type: str
    build: Callable[[Make], bytes]
    key: str
    type: Literal["primary", "secondary"] = "secondary"
    make: Make = make_in_process


def show_file_buttons(buttons: Sequence[FileButton], _: Translator) -> None:
    """Show the buttons in a row. A press makes its file, and runs nothing of the page but these buttons anew."""
    st.fragment(_show_buttons)(tuple(buttons), _)


def _show_buttons(buttons: Sequence[FileButton], _: Translator) -> None:
    if len(buttons) == 1:
        _show_button(buttons[0])
    else:
        with st.container(horizontal=True):
            for button in buttons:
                _show_button(button)
    for button in buttons:
        pressed = _pressed_key(button.key)
        if pressed in st.session_state and show_press(st.session_state[pressed], _):
            del st.session_state[pressed]


def _show_button(button: FileButton) -> None:
    press = Press(button.make)
    st.download_button(
        button.label,
        data=lambda: press.build(button.build),
        file_name=button.file_name,
        mime=button.media_type,
        type=button.type,
        on_click=_note_press,
        args=(button.key, press),
        key=button.key,
    )


def _note_press(key: str, press: Press) -> None:
    """Remember which press the page shows until it is over."""
    press.note()
    st.session_state[_pressed_key(key)] = press


def _pressed_key(key: str) -> str:
    return f"{key}.pressed"
