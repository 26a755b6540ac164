import pandas as pd
import pytest

from model.scale import RED_AMBER_GREEN
from model.terms import NOT_REPORTED
from wording.counts import mark_counts, rounds_ago


def test_marks_are_counted_worst_first_and_those_that_none_carries_left_out(english, welsh):
    marks = pd.Series([NOT_REPORTED, "Green", "Amber", "Amber"], dtype="str")
    assert mark_counts(marks, RED_AMBER_GREEN, english) == "2 Amber, 1 Green and 1 not reported"
    assert mark_counts(marks, RED_AMBER_GREEN, welsh) == "Ambr (2), Gwyrdd (1), heb ei adrodd (1)"
    assert mark_counts(marks.iloc[:0], RED_AMBER_GREEN, english) == "none"


@pytest.mark.parametrize(("rounds", "said"), [(0, "in the latest round"), (1, "1 round ago"), (3, "3 rounds ago")])
def test_how_long_ago_is_said_in_rounds(english, rounds, said):
    assert rounds_ago(rounds, english) == said
