"""A press waits for its turn with its place, and the page sees where it is and why there is no file."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from operator import call

import pytest

from components.making.press import MOST_WAITING, Press, Stage
from components.making.process import MakingError, MakingFault
from loaders.worker.turns import Turns
from model.store_error import StoreError, StoreErrorCode
from tests.support.making import PATIENCE_SECONDS, text_file, until_removed

FILE = partial(text_file, "file")


def build(make):
    return make(FILE)


def test_a_press_whose_turn_it_is_returns_the_file_and_is_over():
    press = Press(call, turns=Turns(at_once=1))
    assert press.build(build) == b"file"
    assert (press.is_over, press.error) == (True, None)


def test_a_press_that_waits_has_its_place_until_it_is_its_turn():
    turns = Turns(at_once=1)
    press = Press(call, turns=turns)
    with ThreadPoolExecutor(1) as threads, ExitStack() as other:
        other.enter_context(turns.turn(lambda _before: None))
        made = threads.submit(press.build, build)
        while press.stage is not Stage.WAITING:
            assert not press.is_over
        assert press.before == 1
        other.close()
        assert made.result(PATIENCE_SECONDS) == b"file"
    assert press.is_over


def test_a_file_that_takes_long_is_being_made_meanwhile(tmp_path):
    until = tmp_path / "until"
    until.touch()
    press = Press(call, turns=Turns(at_once=1))
    with ThreadPoolExecutor(1) as threads:
        made = threads.submit(press.build, lambda make: make(partial(until_removed, str(until))))
        while press.stage is not Stage.BEING_MADE:
            assert not press.is_over
        assert not press.is_over
        until.unlink()
        assert made.result(PATIENCE_SECONDS) == b"made"
    assert press.is_over


def test_why_there_is_no_file_is_remembered_for_the_page():
    refused = StoreError(StoreErrorCode.NOT_ALLOWED)

    def refuse(_make):
        raise refused

    press = Press(call)
    with pytest.raises(StoreError):
        press.build(refuse)
    assert (press.is_over, press.error) == (True, refused)


def test_one_more_than_may_wait_is_refused():
    turns = Turns(at_once=1, most=1)
    press = Press(call, turns=turns)
    with turns.turn(lambda _before: None), pytest.raises(MakingError):
        press.build(build)
    assert isinstance(press.error, MakingError)
    assert (press.error.fault, press.error.limit) == (MakingFault.QUEUE_FULL, MOST_WAITING)


def test_the_page_does_not_wait_for_ever_for_a_press_that_never_arrives(monkeypatch):
    press = Press(call)
    press.note()
    assert not press.is_over
    monkeypatch.setattr("components.making.press.START_SECONDS", 0)
    assert press.is_over
