"""Facts about each recommendation: worked out once for the complete tracker, and picked for a selection."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.memoise import memoised
from model.tracker.restricted import RestrictedTracker
from model.tracker.tracker import Tracker

Options = ParamSpec("Options")
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

    @memoised
    def of_selection(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> pd.DataFrame:
        restricted = cast("RestrictedTracker", tracker)
        rows = of_whole(restricted.whole, *arguments, **options)
        selected = restricted.of_selected(row_numbers(restricted.whole, *arguments, **options))
        return rows[selected].reset_index(drop=True)

    @wraps(question)
    def answer(tracker: Tracker, /, *arguments: Options.args, **options: Options.kwargs) -> pd.DataFrame:
        return (of_selection if isinstance(tracker, RestrictedTracker) else of_whole)(tracker, *arguments, **options)

    return answer
