"""A second press ends the first at its next access to the session: the first has none once its work is done."""

from contextvars import copy_context

import pytest
import streamlit as st

from components.round import start


class Session(dict[str, object]):
    """A session that another press may end at any access after `work`."""

    is_ended = False

    def setdefault(self, key, default=None):
        assert not self.is_ended
        return super().setdefault(key, default)

    def get(self, key, default=None):
        assert not self.is_ended
        return super().get(key, default)

    def __setitem__(self, key, value):
        assert not self.is_ended
        super().__setitem__(key, value)


@pytest.fixture
def session(monkeypatch, temporary_database):
    session = Session()
    monkeypatch.setattr(st, "session_state", session)
    return session


def test_of_two_presses_for_the_same_the_second_does_nothing(session):
    done = []

    def work(_store, *, actor):
        done.append(actor)
        session.is_ended = True

    run = copy_context()
    run.run(start.change_round, work, once=("close", "a round"))
    session.is_ended = False
    run.run(start.change_round, work, once=("close", "a round"))
    assert len(done) == 1
