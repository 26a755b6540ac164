"""A cache of answers: one for each tracker, question and options."""

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from analysis.bounded_cache import MIB, BoundedCache
from model.tracker.tracker import Tracker

LEAST_BYTES, TIMES_TABLES = 96 * MIB, 2
"""The memory of the answers that are cached for one tracker: so much, or twice that of its tables if that is more.

That is enough for the answers of two months, however many updates there are.
"""

Answer = TypeVar("Answer")
Options = ParamSpec("Options")

_caches: "WeakKeyDictionary[Tracker, BoundedCache]" = WeakKeyDictionary()
_lock = Lock()


def memoised(
    question: Callable[Concatenate[Tracker, Options], Answer],
) -> Callable[Concatenate[Tracker, Options], Answer]:
    """Cache the answers of a question, for each tracker and options.

    A tracker never changes and is identified by its object, so that a cached answer stays right. The cache of a tracker
    is freed with it.
    """

    @wraps(question)
    def cached(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> Answer:
        key = (question, arguments, tuple(sorted(options.items())))
        with _lock:
            answers = _caches.setdefault(tracker, BoundedCache(max(LEAST_BYTES, TIMES_TABLES * tracker.nbytes)))
        return answers.value(key, lambda: question(tracker, *arguments, **options))

    return cached
