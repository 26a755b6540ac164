"""Whoever waits for a turn to read a file sees how many others are before, until it is their turn."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import Queue

import pytest
import streamlit as st

from components.making.jobs import READING_QUEUE
from components.reading.difference import wait_to_read
from model.language import Language
from tests.support.page_text import unescaped
from wording.catalogue import translator

PATIENCE_SECONDS = 60
PLACES = {
    Language.ENGLISH: "2 others are before you. Your file is read when it is your turn; you need not press anything.",
    Language.WELSH: "Mae 2 arall o'ch blaen. Darllenir eich ffeil pan ddaw eich tro; nid oes angen pwyso dim.",
}


class Place:
    """A place of a page that notes what it shows."""

    def __init__(self):
        self.shown: Queue[str] = Queue()

    def info(self, text):
        self.shown.put(unescaped(text))

    def empty(self):
        self.shown.put("")


@pytest.mark.parametrize("language", PLACES)
def test_the_place_is_shown_until_it_is_ones_turn(language, monkeypatch):
    place = Place()
    monkeypatch.setattr(st, "empty", lambda: place)

    def read():
        with wait_to_read(translator(language)):
            place.shown.put("read")

    with ThreadPoolExecutor(1) as threads, ExitStack() as others:
        for _other in range(2):
            others.enter_context(READING_QUEUE.slot(lambda _before: None))
        reading = threads.submit(read)
        assert place.shown.get(timeout=PATIENCE_SECONDS) == PLACES[language]
        others.close()
        reading.result(PATIENCE_SECONDS)
    *waiting, nothing, done = (place.shown.get() for _shown in range(place.shown.qsize()))
    assert (set(waiting) <= {PLACES[language]}, nothing, done) == (True, "", "read")
