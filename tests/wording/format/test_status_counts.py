import pandas as pd
import pytest

from model.status.scale import RED_AMBER_GREEN
from model.terms import NOT_REPORTED
from wording.format.status_counts import mark_counts, rounds_ago


def test_marks_are_counted_worst_first_and_those_that_none_carries_left_out(english, welsh):
    marks = pd.Series([NOT_REPORTED, "Green", "Amber", "Amber"], dtype="str")
    assert mark_counts(marks, RED_AMBER_GREEN, english) == "2 Amber, 1 Green and 1 not reported"
    assert mark_counts(marks, RED_AMBER_GREEN, welsh) == "Ambr (2), Gwyrdd (1), heb ei adrodd (1)"
    assert mark_counts(marks.iloc[:0], RED_AMBER_GREEN, english) == "none"


@pytest.mark.parametrize(
    ("rounds", "days", "expected"),
    [
        (0, 0, "in the latest round"),
        (0, 61, "in the latest round, 61 days ago"),
        (1, 121, "1 round and 121 days ago"),
        (3, 1, "3 rounds and 1 day ago"),
    ],
)
def test_rounds_ago_has_rounds_and_days(english, rounds, days, expected):
    assert rounds_ago(rounds, days, english) == expected


def test_rounds_ago_in_welsh(welsh):
    assert rounds_ago(1, 121, welsh) == "1 rownd, 121 diwrnod yn ôl"
    assert rounds_ago(0, 2, welsh) == "yn y rownd ddiweddaraf, 2 ddiwrnod yn ôl"
