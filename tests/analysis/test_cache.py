"""Caches."""

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from weakref import ref

import numpy as np
import pandas as pd
import pytest

from analysis.cache import MIB, BoundedCache, approximate_bytes, memoised
from analysis.rounds import NO_MONTH
from tests.support.trackers import month, tracker_of

KILOBYTE = np.zeros(1024, dtype=np.int8)


def counting(cache):
    """Return a function that asks a cache for the value of a key, and the keys it was computed for."""
    computed: list[str] = []

    def value(key):
        def compute():
            computed.append(key)
            return KILOBYTE

        return cache.value(key, compute)

    return value, computed


def test_the_least_recently_used_values_are_dropped_beyond_the_memory():
    cache = BoundedCache(6 * 1024)
    value, computed = counting(cache)
    for key in ("a", "b", "c", "a", "d", "a", "b"):
        value(key)
    assert computed == ["a", "b", "c", "d", "b"]
    assert len(cache) == 3


def test_a_lower_limit_drops_the_least_recently_used_values_immediately():
    cache = BoundedCache(8 * 1024)
    value, computed = counting(cache)
    for key in ("a", "b", "c", "a"):
        value(key)
    cache.limit(4 * 1024)
    assert cache.latest_keys() == ("a", "c")
    for key in ("a", "b", "a"):
        value(key)
    assert computed == ["a", "b", "c", "b"]


def test_a_value_larger_than_the_memory_is_cached_alone_until_the_next():
    value, computed = counting(BoundedCache(100))
    for key in ("a", "a", "b", "a"):
        value(key)
    assert computed == ["a", "b", "a"]


def test_who_asks_while_a_value_is_computed_waits_for_it():
    cache, began, goes_on, computed = BoundedCache(4 * 1024), Event(), Event(), []

    def compute():
        computed.append("key")
        began.set()
        goes_on.wait()
        return KILOBYTE

    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(cache.value, "key", compute)
        began.wait()
        others = [pool.submit(cache.value, "key", compute) for _ in range(4)]
        other_key = cache.value("other", lambda: KILOBYTE[:1])  # nobody waits for another key
        goes_on.set()
        assert all(each.result() is first.result() for each in others)
    assert (len(other_key), computed) == (1, ["key"])


def test_where_computing_fails_the_next_one_computes():
    cache, began, goes_on = BoundedCache(4 * 1024), Event(), Event()

    def fail():
        began.set()
        goes_on.wait()
        raise ValueError("no value")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.value, "key", fail)
        began.wait()
        second = pool.submit(cache.value, "key", lambda: KILOBYTE)
        goes_on.set()
        assert second.result() is KILOBYTE
        with pytest.raises(ValueError, match="no value"):
            first.result()


def test_a_value_is_computed_by_means_of_others():
    cache = BoundedCache(4 * 1024)
    assert cache.value("sum", lambda: cache.value("one", lambda: 1) + cache.value("two", lambda: 2)) == 3
    assert set(cache.latest_keys()) == {"sum", "one", "two"}


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (None, 1024),
        ("text", 1024),
        ([1, 2], 1024 + 200),
        ({"a": 1}, 1024 + 100),
        (KILOBYTE, 2048),
        (pd.DataFrame({"n": np.zeros(4, dtype="int64")}, index=pd.Index(np.zeros(4, dtype="int64"))), 1024 + 64),
    ],
    ids=["none", "text", "list", "dictionary", "array", "table"],
)
def test_a_value_counts_by_the_memory_it_takes(value, size):
    assert approximate_bytes(value) == size


def counting_of_memoise():
    """Return a memoised question, and the months for which it was computed."""
    worked_out = []

    @memoised
    def question(tracker, *, as_at):
        worked_out.append(as_at)
        return [as_at]

    return question, worked_out


def test_a_question_is_computed_only_the_first_time_for_each_tracker_and_month():
    question, worked_out = counting_of_memoise()
    one, other = tracker_of(["1"]), tracker_of(["1"])
    june, july = month("June 2024"), month("July 2024")
    first = question(one, as_at=june)
    assert question(one, as_at=month("June 2024")) is first
    assert question(one, as_at=july) == [july]
    assert question(other, as_at=june) is not first
    assert worked_out == [june, july, june]


def test_no_month_is_a_month_like_others():
    question, worked_out = counting_of_memoise()
    tracker = tracker_of([])
    assert question(tracker, as_at=NO_MONTH) is question(tracker, as_at=NO_MONTH)
    assert len(worked_out) == 1


def test_answers_go_with_their_tracker():
    question, _worked_out = counting_of_memoise()
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
