import gc
from weakref import ref

import numpy as np
import pytest

from analysis.bounded_cache import MIB
from analysis.memoise import memoised
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, tracker_of


def counting():
    """Return a memoised question, and the months for which it was computed."""
    worked_out = []

    @memoised
    def question(tracker, *, as_at):
        worked_out.append(as_at)
        return [as_at]

    return question, worked_out


def test_a_question_is_computed_only_the_first_time_for_each_tracker_and_month():
    question, worked_out = counting()
    one, other = tracker_of(["1"]), tracker_of(["1"])
    june, july = month("June 2024"), month("July 2024")
    first = question(one, as_at=june)
    assert question(one, as_at=month("June 2024")) is first
    assert question(one, as_at=july) == [july]
    assert question(other, as_at=june) is not first
    assert worked_out == [june, july, june]


def test_no_month_is_a_month_like_others():
    question, worked_out = counting()
    tracker = tracker_of([])
    assert question(tracker, as_at=NO_MONTH) is question(tracker, as_at=NO_MONTH)
    assert len(worked_out) == 1


def test_answers_go_with_their_tracker():
    question, _worked_out = counting()
    tracker = tracker_of([])
    question(tracker, as_at=1)
    gone = ref(tracker)
    del tracker
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize(("tables", "computed"), [(1, "abab"), (100, "ab")], ids=["small", "large"])
def test_a_large_tracker_has_room_for_answers_twice_as_large_as_its_tables(tables, computed):
    worked_out = []

    @memoised
    def question(tracker, *, name):
        worked_out.append(name)
        return np.empty(99 * MIB, dtype=np.int8)

    tracker = tracker_of(["1"])
    vars(tracker)["nbytes"] = tables * MIB
    for name in "abab":
        question(tracker, name=name)
    assert "".join(worked_out) == computed
