"""A page says the place of a file, that it is being made, and why there is none, in either language."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from queue import Queue

import pytest
import streamlit as st

from components.making.press import Press, Stage
from components.making.process import MakingError, MakingFault
from components.making.progress import failure_text, progress_text, show_progress
from loaders.worker.turns import Turns
from model.language import Language
from model.store_error import StoreError, StoreErrorCode
from tests.support.making import PATIENCE_SECONDS, killed, text_file
from tests.support.page_text import unescaped
from wording.catalogue import translator

ENGLISH, WELSH = translator(Language.ENGLISH), translator(Language.WELSH)


@pytest.mark.parametrize(
    ("stage", "before", "text"),
    [
        (
            Stage.WAITING,
            1,
            "1 other is before you. Your file is made when it is your turn; you need not press anything.",
        ),
        (
            Stage.WAITING,
            2,
            "2 others are before you. Your file is made when it is your turn; you need not press anything.",
        ),
        (Stage.BEING_MADE, 0, "Your file is being made. Its download starts by itself."),
        (Stage.PRESSED, 0, "Your file is being made. Its download starts by itself."),
    ],
)
def test_where_a_file_is(stage, before, text):
    assert progress_text(stage, before, ENGLISH) == text
    assert progress_text(stage, before, WELSH) != text


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (
            MakingError(MakingFault.TOO_SLOW, limit=10),
            "Your file took longer than 10 minutes, so it was stopped. "
            "Choose fewer recommendations by the filter, and press again.",
        ),
        (
            MakingError(MakingFault.TOO_MUCH_MEMORY, limit=2048),
            "Your file needed more than 2048 MB of memory, so it was stopped. "
            "Choose fewer recommendations by the filter, and press again.",
        ),
        (
            MakingError(MakingFault.BROKE_OFF),
            "Your file was not finished: making it broke off. Press again. If it breaks off again, tell whoever runs "
            "the dashboard, who finds the cause in its log.",
        ),
        (
            MakingError(MakingFault.QUEUE_FULL, limit=40),
            "So many files are being made now that yours cannot wait with them. Press again in a few minutes.",
        ),
        (
            MakingError(MakingFault.PAPER, reason="a figure has no alternative text."),
            "The paper cannot be made: a figure has no alternative text.",
        ),
        (
            KeyError("whatever it is"),
            "Your file was not finished: making it broke off. Press again. If it breaks off again, tell whoever runs "
            "the dashboard, who finds the cause in its log.",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_why_there_is_no_file_and_what_to_do(error, text):
    assert failure_text(error, ENGLISH) == text
    assert failure_text(error, WELSH) != text


def test_what_the_store_refuses_is_in_the_words_of_the_store():
    assert failure_text(StoreError(StoreErrorCode.UNREACHABLE), ENGLISH).startswith("The database cannot be reached.")


class Place:
    """A place of a page that notes what it shows."""

    def __init__(self):
        self.shown: Queue[str] = Queue()

    def info(self, text):
        self.shown.put(unescaped(text))

    error = info

    def empty(self):
        self.shown.put("")


@pytest.fixture
def place(monkeypatch):
    """Return the place of the page that is shown."""
    place = Place()
    monkeypatch.setattr(st, "empty", lambda: place)
    return place


def test_the_page_shows_the_place_until_the_file_is_made(place):
    turns = Turns(at_once=2)
    press = Press(turns=turns)
    text = progress_text(Stage.WAITING, 2, ENGLISH)
    with ThreadPoolExecutor(2) as threads, ExitStack() as others:
        for _other in range(2):
            others.enter_context(turns.turn(lambda _before: None))
        made = threads.submit(press.build, lambda make: make(partial(text_file, "file")))
        page = threads.submit(show_progress, press, ENGLISH)
        while place.shown.get(timeout=PATIENCE_SECONDS) != text:
            pass
        others.close()
        assert made.result(PATIENCE_SECONDS) == b"file"
        page.result(PATIENCE_SECONDS)
    *_shown, last = (place.shown.get() for _each in range(place.shown.qsize()))
    assert last == ""


def test_the_page_shows_why_there_is_no_file_and_the_next_press_makes_it(place):
    press = Press()
    with pytest.raises(MakingError):
        press.build(lambda make: make(killed))
    show_progress(press, ENGLISH)
    assert [place.shown.get() for _each in range(place.shown.qsize())] == [
        "",
        failure_text(MakingError(MakingFault.BROKE_OFF), ENGLISH),
    ]
    assert Press().build(lambda make: make(partial(text_file, "again"))) == b"again"
