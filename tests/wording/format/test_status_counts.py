import pandas as pd

from model.status.scale import RED_AMBER_GREEN
from model.terms import NOT_REPORTED
from wording.format.status_counts import mark_counts


def test_marks_are_counted_worst_first_and_those_that_none_carries_left_out(english, welsh):
    marks = pd.Series([NOT_REPORTED, "Green", "Amber", "Amber"], dtype="str")
    assert mark_counts(marks, RED_AMBER_GREEN, english) == "2 Amber, 1 Green and 1 never reported"
    assert mark_counts(marks, RED_AMBER_GREEN, welsh) == "Ambr (2), Gwyrdd (1), heb ei adrodd erioed (1)"
    assert mark_counts(marks.iloc[:0], RED_AMBER_GREEN, english) == "none"
