"""Whoever publishes or takes a step of a round may be killed at any write; two at a time lose nothing."""

import pytest
import sqlalchemy as sa

from model.access import local_actor
from store.database import read_connection
from store.rounds.rounds import all_rounds, drafts_of_round, requests_of_round, return_original, returns_of_round
from store.tables import ORIGINALS, ROWS, TOKENS
from tests.store.durability.writer import SIZE, expected_content, generate_round, recorded_content, take, writer
from tests.support.intact_versions import is_intact
from tests.support.published_trackers import ADMINISTRATOR, ME

pytestmark = pytest.mark.long

ANN = local_actor("Ann")
# A publication, and the steps of a round in the order in which it takes them.
STEPS = ("publish", "start", "receive", "draft", "close")


@pytest.fixture
def published(url, store):
    """Return the database of a store with a version."""
    store.publish(generate_round(1, SIZE), **ME)
    return url


def content(store):
    """Return all that a store holds."""
    with read_connection(store.engine) as connection:
        counts = [
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in (ORIGINALS, TOKENS, *ROWS.values())
        ]
    return {
        "versions": [(recorded_content(each), is_intact(store, each.number)) for each in store.versions()],
        "rounds": [
            (each.number, each.is_open, len(requests_of_round(store, each.number, actor=ANN)))
            for each in all_rounds(store, actor=ANN)
        ],
        "returns": [
            (each.number, len(each.answers), return_original(store, each.number, actor=ANN))
            for each in returns_of_round(store, 1, actor=ANN)
        ],
        "drafts": [(each.text, each.edit) for each in drafts_of_round(store, 1, actor=ANN).values()],
        "counts": counts,
        "audit": [entry.action for entry in store.audit(actor=ADMINISTRATOR)],
    }


def killed_at(url, step, stop, number=2):
    """Take a step until a stop, and kill it there: after the last, while it may be committing."""
    with writer(url, step, number=number) as process:
        for place, _line in enumerate(process.stops()):
            if place == stop:
                break
        process.kill()


def is_whole_after_retry(store, url, step, before):
    """Return whether a step whose commit was cut off is there completely, or not at all and then works."""
    if content(store) == before:
        take(url, step, number=2)
    after = content(store)
    if step == "publish":  # the token finds what the first try made
        take(url, step, number=2)
    return content(store) == after != before


def test_a_publication_that_is_killed_at_its_commit_has_happened_completely_or_not_at_all(published, store):
    before = content(store)
    with writer(published, "publish", number=2) as process:
        for line in process.stops():
            if line == "commit":
                process.connection.send("")
                break
        process.kill()
    assert is_whole_after_retry(store, published, "publish", before)
    versions = [(expected_content(generate_round(number, SIZE)), True) for number in (2, 1)]
    assert content(store)["versions"] == versions


@pytest.mark.nightly
def test_a_step_that_is_killed_at_any_write_has_not_happened(published, store):
    for step in STEPS:
        before = content(store)
        for stop in range(100):
            killed_at(published, step, stop)
            if content(store) != before:
                break
        assert stop > 0
        assert is_whole_after_retry(store, published, step, before) or content(store) != before
    found = content(store)
    assert (found["rounds"], found["drafts"]) == ([(1, False, 2)], [("by Ann", 1)])
    assert found["returns"] == [(1, 1, ("force.xlsx", b"the return"))]


@pytest.mark.nightly
def test_of_two_editors_of_one_cell_the_second_sees_the_conflict_and_can_go_on_from_it(published, store):
    take(published, "start")
    with writer(published, "draft", "Ann") as ann, writer(published, "draft", "Ben") as ben:
        of_ann = ann.stops()
        assert next(of_ann) == "write"
        assert list(of_ann) == ["commit", "done"]
        assert list(ben.stops()) == ["draft-conflict Ann"]
    assert content(store)["drafts"] == [("by Ann", 1)]
    assert take(published, "second-draft", "Ben") == ["write", "commit", "done"]
    assert content(store)["drafts"] == [("by Ben", 2)]


@pytest.mark.nightly
def test_a_return_that_is_being_taken_in_belongs_to_the_round_that_is_closed_after_it(published, store):
    take(published, "start")
    with writer(published, "receive") as receiver, writer(published, "close", "Ben") as closer:
        of_receiver = receiver.stops()
        assert next(of_receiver) == "write"
        assert list(of_receiver) == ["write", "write", "commit", "done"]
        assert list(closer.stops()) == ["write", "write", "commit", "done"]
    assert (content(store)["rounds"], len(content(store)["returns"])) == ([(1, False, 2)], 1)
    assert take(published, "receive", "Ben") == ["no-round"]
