"""Buttons to download files that are made at the press, in a process of their own; the page says how far they are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from components.elements.markdown_escape import escape_markdown
from components.making.press import Make, Press, Stage
from components.making.process import MakingError, MakingFault, make_in_process
from model.issues.issue import WorkbookError
from model.store_error import StoreError
from wording.catalogue import Translator
from wording.errors.papers import paper_failure
from wording.errors.store import store_fault
from wording.issues import message, remedy

LOOK_SECONDS = 1
"""How often a page that shows a place looks again."""


def show_press(press: Press, _: Translator) -> bool:
    """Show how far a press is, or why there is no file; return whether it is over.

    The place is shown anew each second, alone; the whole page once, when the press is over.
    """
    if not press.is_over:
        st.fragment(_show_place, run_every=LOOK_SECONDS)(press, _)
        return False
    if press.error is not None:
        st.error(escape_markdown(failure_text(press.error, _)))
    return True


def _show_place(press: Press, _: Translator) -> None:
    if press.is_over:
        st.rerun()
    st.info(escape_markdown(progress_text(press.stage, press.before, _)))


def progress_text(stage: Stage, before: int, _: Translator) -> str:
    """Return how far a file is."""
    if stage is Stage.WAITING:
        return _.plural(
            "{n} other is before you. Your file is made when it is your turn; you need not press anything.",
            "{n} others are before you. Your file is made when it is your turn; you need not press anything.",
            before,
        )
    return _("Your file is being made. Its download starts by itself.")


def failure_text(error: Exception, _: Translator) -> str:
    """Return why there is no file, and what to do."""
    if isinstance(error, StoreError):
        return store_fault(error, _)
    if isinstance(error, WorkbookError):
        return f"{message(error, _)} {remedy(error, _)}"
    if isinstance(error, MakingError) and error.fault is MakingFault.PAPER:
        return paper_failure(error.reason, _)
    return _TEXTS[error.fault](error, _) if isinstance(error, MakingError) else _broke_off(error, _)


def _too_slow(error: MakingError, _: Translator) -> str:
    text = _.plural(
        "Your file took longer than {n} minute, so it was stopped.",
        "Your file took longer than {n} minutes, so it was stopped.",
        error.limit,
    )
    return f"{text} {_smaller(_)}"


def _too_much_memory(error: MakingError, _: Translator) -> str:
    text = _("Your file needed more than {n} MB of memory, so it was stopped.", n=error.limit)
    return f"{text} {_smaller(_)}"


def _queue_full(_error: MakingError, _: Translator) -> str:
    return _("So many files are being made now that yours cannot wait with them. Press again in a few minutes.")


def _broke_off(_error: Exception, _: Translator) -> str:
    return _(
        "Your file was not finished: making it broke off. Press again. If it breaks off again, tell whoever runs the "
        "dashboard, who finds the cause in its log."
    )


def _smaller(_: Translator) -> str:
    return _("Choose fewer recommendations by the filter, and press again.")


_TEXTS: Mapping[MakingFault, Callable[[MakingError, Translator], str]] = {
    MakingFault.TOO_SLOW: _too_slow,
    MakingFault.TOO_MUCH_MEMORY: _too_much_memory,
    MakingFault.QUEUE_FULL: _queue_full,
    MakingFault.BROKE_OFF: _broke_off,
}


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
