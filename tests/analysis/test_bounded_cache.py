import numpy as np
import pandas as pd
import pytest

from analysis.bounded_cache import BoundedCache, approximate_bytes

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


def test_a_value_larger_than_the_memory_is_cached_alone_until_the_next():
    value, computed = counting(BoundedCache(100))
    for key in ("a", "a", "b", "a"):
        value(key)
    assert computed == ["a", "b", "a"]


def test_a_key_computed_by_two_threads_counts_a_single_time():
    cache = BoundedCache(4 * 1024)

    def compute():
        cache.value("key", lambda: KILOBYTE)  # as another thread does meanwhile
        return KILOBYTE

    cache.value("key", compute)
    value, computed = counting(cache)
    value("other")
    value("key")
    assert (len(cache), computed) == (2, ["other"])


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
