"""Answers that many questions build on, worked out once for each tracker and month."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from model.tracker.tracker import Tracker

MAX_ANSWERS = 12
"""How many answers are kept of one tracker: of four questions, those as at the last three months that were asked."""

Answer = TypeVar("Answer")
Options = ParamSpec("Options")

_answers: "WeakKeyDictionary[Tracker, OrderedDict[Any, Any]]" = WeakKeyDictionary()
_lock = Lock()


def memoised(
    question: Callable[Concatenate[Tracker, Options], Answer],
) -> Callable[Concatenate[Tracker, Options], Answer]:
    """Let a question of a tracker be worked out once for each tracker and options, which its callers cannot tell.

    A tracker never changes and is told from others by which object it is, so the same answer is right each time. The
    answer is the same object for all who ask: it is never changed. Answers go with their tracker, and of one tracker
    the answer that was asked for longest ago goes first. Two who ask at once may both work it out.
    """

    @wraps(question)
    def asked(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> Answer:
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

    return asked
