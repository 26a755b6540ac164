"""Whoever waits for a turn learns how many are before, and has it in the order of coming."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import Queue

import pytest

from components.making.jobs import JobQueue, _QueueFullError

PATIENCE_SECONDS = 60


def never(before):
    """Refuse to wait."""
    raise AssertionError(before)


class Waiting:
    """Somebody who takes a turn on a thread of a test."""

    def __init__(self, turns, threads, owner=""):
        self.places: Queue[int] = Queue()
        self.may_end: Queue[bool] = Queue()
        self.end = threads.submit(self._take, turns, owner)

    def _take(self, turns, owner):
        with turns.slot(self.places.put, owner=owner):
            self.places.put(0)
            self.may_end.get(timeout=PATIENCE_SECONDS)

    def place(self, expected):
        """Wait until the place is the expected one; it never gets worse."""
        last = None
        while last != expected:
            place = self.places.get(timeout=PATIENCE_SECONDS)
            assert last is None or place <= last
            last = place

    def finish(self):
        self.may_end.put(True)
        self.end.result(PATIENCE_SECONDS)


@pytest.fixture
def threads():
    with ThreadPoolExecutor() as pool:
        yield pool


def test_so_many_have_their_turn_and_the_others_learn_how_many_are_before(threads):
    turns, people = JobQueue(at_once=2), []
    for expected in (0, 0, 2, 3):
        people.append(Waiting(turns, threads))
        people[-1].place(expected)
    first, second, third, fourth = people
    second.finish()
    third.place(0)
    fourth.place(2)
    first.finish()
    fourth.place(0)
    third.finish()
    fourth.finish()


def test_whoever_leaves_while_waiting_leaves_the_queue(threads):
    turns = JobQueue(at_once=1)
    reading = Waiting(turns, threads)
    reading.place(0)

    def leave(before):
        raise InterruptedError(before)

    with pytest.raises(InterruptedError, match="1"), turns.slot(leave):
        raise AssertionError("no turn")
    last = Waiting(turns, threads)
    last.place(1)
    reading.finish()
    last.place(0)
    last.finish()


def test_a_turn_that_fails_is_over():
    turns = JobQueue(at_once=1)
    with pytest.raises(ArithmeticError), turns.slot(print):
        raise ArithmeticError
    with ExitStack() as stack:
        stack.enter_context(turns.slot(never))


def test_whoever_has_many_in_the_queue_waits_behind_somebody_with_one(threads):
    turns, order = JobQueue(at_once=1), list[str]()

    def take(name, owner):
        with turns.slot(waiting[name].put, owner=owner):
            order.append(name)

    names = {"ann 2": "ann", "ann 3": "ann", "ben 1": "ben"}
    waiting: dict[str, Queue[int]] = {name: Queue() for name in names}
    first, ends = Waiting(turns, threads, "ann"), []
    first.place(0)
    for name, owner in names.items():
        ends.append(threads.submit(take, name, owner))
        waiting[name].get(timeout=PATIENCE_SECONDS)
    first.finish()
    for end in ends:
        end.result(PATIENCE_SECONDS)
    assert order == ["ben 1", "ann 2", "ann 3"]


def test_one_may_wait_for_so_many_and_others_then_still_may(threads):
    turns = JobQueue(at_once=1, most=3, most_of_one=2)
    with ExitStack() as stack:
        stack.enter_context(turns.slot(never, owner="ann"))
        places = [threads.submit(_take_a_turn, turns, owner) for owner in ("ann", "ben")]
        for _place in places:
            STARTED.get(timeout=PATIENCE_SECONDS)
        for owner in ("ann", "cai"):
            with pytest.raises(_QueueFullError), turns.slot(never, owner=owner):
                pass
    assert [each.result(PATIENCE_SECONDS) for each in places] == ["ann", "ben"]


STARTED: Queue[int] = Queue()


def _take_a_turn(turns, owner):
    with turns.slot(STARTED.put, owner=owner):
        return owner
