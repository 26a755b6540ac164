"""Caches."""

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from weakref import ref

import numpy as np
import pandas as pd
import pytest

from analysis.cache import BoundedCache, approximate_bytes, cached
from analysis.rounds import NO_MONTH
from model.tracker.tracker import RestrictedTracker
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


def test_what_is_allowed_for_a_large_tracker_stays():
    cache = BoundedCache(2 * 1024)
    value, computed = counting(cache)
    cache.allow(8 * 1024)
    cache.allow(1024)
    for key in ("a", "b", "a", "b"):
        value(key)
    assert computed == ["a", "b"]


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
    assert len(cache) == 3


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


def counted_question():
    """Return a cached question, and the months for which it was computed."""
    computed = []

    @cached
    def question(tracker, *, as_at):
        computed.append(as_at)
        return [as_at]

    return question, computed


def test_a_question_is_computed_for_each_content_and_month():
    question, computed = counted_question()
    one, same, other = tracker_of(["1"]), tracker_of(["1"]), tracker_of(["2"])
    june, july = month("June 2024"), month("July 2024")
    first = question(one, as_at=june)
    assert question(one, as_at=month("June 2024")) is question(same, as_at=june) is first
    assert question(one, as_at=july) == [july]
    assert question(other, as_at=june) is not first
    assert computed == [june, july, june]


def test_selections_of_the_same_recommendations_have_one_answer():
    question, computed = counted_question()
    tracker = tracker_of(["1", "2"])
    for selected in ([True, False], [True, False], [False, True]):
        question(RestrictedTracker(tracker, np.array(selected)), as_at=1)
    assert computed == [1, 1]


def test_no_month_is_a_month_like_others():
    question, computed = counted_question()
    tracker = tracker_of([])
    assert question(tracker, as_at=NO_MONTH) is question(tracker, as_at=NO_MONTH)
    assert len(computed) == 1


@pytest.mark.parametrize("argument", [["June"], object(), (1, str.upper), np.array([1])], ids=type)
def test_an_argument_that_is_no_value_is_an_error(argument):
    question, computed = counted_question()
    with pytest.raises(TypeError, match=r"^question is cached by its arguments, and a \w+ is no value\."):
        question(tracker_of([]), as_at=argument)
    assert computed == []


def test_a_tracker_is_freed_though_its_answers_stay():
    question, _computed = counted_question()
    tracker = tracker_of([])
    question(tracker, as_at=1)
    gone = ref(tracker)
    del tracker
    gc.collect()
    assert gone() is None
