"""Facts about each recommendation: worked out once for the complete tracker, and picked for a selection."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.memoise import memoised
from model.tracker.restricted import RestrictedTracker, whole_and_rows
from model.tracker.tracker import Tracker

Options = ParamSpec("Options")
Codes = npt.NDArray[np.integer[Any]]
"""Indices into a list of names, of any type of integer: make them `np.intp` before they are multiplied."""

Question = Callable[Concatenate[Tracker, Options], pd.DataFrame]


def fact(question: "Question[Options]") -> "Question[Options]":
    """Answer a question for the complete tracker once, and for a restricted tracker with the rows of its selection.

    Each row of the answer is about one recommendation, by review and ref, and neither the row nor its place among
    others depends on which other recommendations there are: a restricted tracker has all rounds of the complete one.
    """
    of_whole = memoised(question)

    @memoised
    def row_numbers(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> npt.NDArray[np.intp]:
        return tracker.recommendation_rows(of_whole(tracker, *arguments, **options))

    @wraps(question)
    def answer(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> pd.DataFrame:
        if not isinstance(tracker, RestrictedTracker):
            return of_whole(tracker, *arguments, **options)
        selected = tracker.of_selected(row_numbers(tracker.whole, *arguments, **options))
        picked = of_whole(tracker.whole, *arguments, **options).take(np.flatnonzero(selected))
        picked.index = pd.RangeIndex(len(picked))
        return picked

    return answer


def column_codes(tracker: Tracker, column: str) -> tuple[Codes, tuple[str, ...]]:
    """Return the index into the names of a column for each recommendation, -1 where it has none, and the names.

    The names are those of the complete tracker, in order of appearance.
    """
    whole, rows = whole_and_rows(tracker)
    codes, names = _codes_of_whole(whole, column)
    return codes[rows], names


@memoised
def _codes_of_whole(tracker: Tracker, column: str) -> tuple[Codes, tuple[str, ...]]:
    codes, names = pd.factorize(tracker.recommendations[column])
    return codes, tuple(names)
