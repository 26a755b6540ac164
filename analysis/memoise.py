"""A cache of answers: one for each tracker, question and options."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from model.tracker.tracker import Tracker

MAX_ANSWERS = 80
"""How many answers are cached for one tracker: those of all questions for two months."""

Answer = TypeVar("Answer")
Options = ParamSpec("Options")

_answers: "WeakKeyDictionary[Tracker, OrderedDict[Any, Any]]" = WeakKeyDictionary()
_lock = Lock()


def memoised(
    question: Callable[Concatenate[Tracker, Options], Answer],
) -> Callable[Concatenate[Tracker, Options], Answer]:
    """Cache the answers of a question, for each tracker and options.

    A tracker never changes and is identified by its object, so that a cached answer stays right. All callers get the
    same object and must not change it. The cache of a tracker is freed with it; of one tracker the least recently used
    answer is dropped first. Two threads that ask at the same time may both compute the answer.
    """

    @wraps(question)
    def cached(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> Answer:
        key = (question, arguments, tuple(sorted(options.items())))
        with _lock:
            answers = _answers.setdefault(tracker, OrderedDict())
            if key in answers:
                answers.move_to_end(key)
                return cast("Answer", answers[key])
        answer = question(tracker, *arguments, **options)
        with _lock:
            answers[key] = answer
            while len(answers) > MAX_ANSWERS:
                answers.popitem(last=False)
        return answer

    return cached
