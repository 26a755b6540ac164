"""Whoever starts, collects, rates or closes a round may be killed before any write; two at a time lose nothing."""

from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from model.access import local_actor
from store.database.connection import read_connection
from store.rounds.drafts import drafts_of_round
from store.rounds.returns import return_original, returns_of_round
from store.rounds.rounds import all_rounds, requests_of_round
from store.tables import ORIGINALS
from tests.store.durability import round_writer
from tests.store.durability.publishing import start_publisher
from tests.support.published_trackers import ME, candidate, rows

pytestmark = pytest.mark.long

ANN = local_actor("Ann")
WRITES = {"start": 3, "receive": 3, "draft": 1, "close": 2}
"""How many statements of each step write, in the order in which a round takes them."""


@pytest.fixture
def published(url, store):
    """Return the database of a store with a version."""
    store.publish(candidate(rows("1", "2")), **ME)
    return url


@contextmanager
def writer(url, step, who="Ann"):
    """Start a process that is about to take a step."""
    process = start_publisher(round_writer.main)
    try:
        process.prepare(url, step, who)
        process.begin()
        yield process
    finally:
        process.stop()


def stops(process):
    """Yield each stop of a process, which goes on when the next is wanted; its last line is the outcome."""
    while True:
        line = process.connection.recv()
        yield line
        if line not in ("write", "commit"):
            return
        process.begin()


def take(url, step, who="Ann"):
    with writer(url, step, who) as process:
        return list(stops(process))


def killed_at(url, step, stop):
    """Take a step until a stop, and kill it there: after the last, while it may be committing."""
    with writer(url, step) as process:
        for number, _line in zip(range(stop + 1), stops(process), strict=False):
            if number == stop:
                break
        process.process.kill()
        process.process.join()


def content(store):
    """Return all that a store has of rounds."""
    with read_connection(store.engine) as connection:
        files = connection.execute(sa.select(sa.func.count()).select_from(ORIGINALS)).scalar_one()
    return {
        "rounds": [
            (each.number, each.is_open, len(requests_of_round(store, 1, actor=ANN)))
            for each in all_rounds(store, actor=ANN)
        ],
        "returns": [
            (each.number, len(each.answers), return_original(store, each.number, actor=ANN))
            for each in returns_of_round(store, 1, actor=ANN)
        ],
        "drafts": [(each.text, each.edit) for each in drafts_of_round(store, 1, actor=ANN).values()],
        "files": files,
        "audit": [entry.action for entry in store.audit(actor=ANN)],
    }


def test_a_step_that_was_killed_has_happened_completely_or_not_at_all(published, store):
    for step, writes in WRITES.items():
        before = content(store)
        for stop in range(writes + 1):
            killed_at(published, step, stop)
            assert content(store) == before, (step, stop)
        killed_at(published, step, writes + 1)
        if content(store) == before:
            assert take(published, step) == [*["write"] * writes, "commit", "done"]
        assert content(store) != before
    assert content(store) | {"audit": None} == {
        "rounds": [(1, False, 2)],
        "returns": [(1, 1, ("force.xlsx", b"the return"))],
        "drafts": [("by Ann", 1)],
        "files": 2,
        "audit": None,
    }


def test_of_two_editors_of_one_cell_the_second_sees_the_conflict_and_can_go_on_from_it(published, store):
    take(published, "start")
    with writer(published, "draft", "Ann") as ann, writer(published, "draft", "Ben") as ben:
        of_ann = stops(ann)
        assert next(of_ann) == "write"
        assert list(of_ann) == ["commit", "done"]
        assert list(stops(ben)) == ["draft-conflict Ann"]
    assert content(store)["drafts"] == [("by Ann", 1)]
    assert take(published, "second-draft", "Ben") == ["write", "commit", "done"]
    assert content(store)["drafts"] == [("by Ben", 2)]


def test_a_return_that_is_being_taken_in_belongs_to_the_round_that_is_closed_after_it(published, store):
    take(published, "start")
    with writer(published, "receive") as receiver, writer(published, "close", "Ben") as closer:
        of_receiver = stops(receiver)
        assert next(of_receiver) == "write"
        assert list(of_receiver) == ["write", "write", "commit", "done"]
        assert list(stops(closer)) == ["write", "write", "commit", "done"]
    assert (content(store)["rounds"], len(content(store)["returns"])) == ([(1, False, 2)], 1)
    assert take(published, "receive", "Ben") == ["no-round"]
