"""The turn of somebody whose files are read: who waits sees how many others are before."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from components.elements.html import escape_markdown
from components.making.turns import READING_TURNS
from wording.catalogue import Translator


@contextmanager
def reading_turn(_: Translator) -> Iterator[None]:
    """Wait for a turn to read files, and have it until the end of the block; show the place meanwhile."""
    shown = st.empty()

    def show_place(before: int) -> None:
        shown.info(escape_markdown(_place(before, _)))

    with READING_TURNS.turn(show_place):
        shown.empty()
        yield


def _place(before: int, _: Translator) -> str:
    return _.plural(
        "{n} other is before you. Your file is read when it is your turn; you need not press anything.",
        "{n} others are before you. Your file is read when it is your turn; you need not press anything.",
        before,
    )
