import pandas as pd
import pytest

from model.terms import NameKind
from wording.answers.groups import group_sentence
from wording.format.names import Names

NAMES = Names(
    pd.DataFrame(
        [("Agency", "Dyfed Police", "Police", "Heddlu Dyfed", "Heddlu")],
        columns=["kind", "name", "short_name", "name_cy", "short_name_cy"],
        dtype="str",
    )
)
COLUMNS = ["group", "outstanding", "recommendations"]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([("A", 9, 21), ("B", 2, 10)], "11 of 31 outstanding: A 9 of 21, B 2 of 10."),
        ([("A", 1, 1), ("B", 0, 1), (None, 2, 3)], "3 of 5 outstanding: A 1 of 1, no theme given 2 of 3."),
        ([(name, 1, 2) for name in "ABCDE"], "5 of 10 outstanding: A 1 of 2, B 1 of 2, C 1 of 2, 2 more."),
        ([("A", 3, 4)], "A: 3 of 4 outstanding."),
        ([(None, 3, 4)], "No theme given: 3 of 4 outstanding."),
        ([("A", 0, 1), ("B", 0, 1)], "None of the two themes has anything outstanding."),
        ([("A", 0, 1)], "The one theme has nothing outstanding."),
        ([], "There are no recommendations to show."),
    ],
)
def test_a_sentence_on_groups_gives_their_numbers_and_no_verdict(english, groups, expected):
    assert group_sentence(pd.DataFrame(groups, columns=COLUMNS), NAMES, english) == expected


def test_agencies_have_their_short_names_in_either_language(english, welsh):
    groups = pd.DataFrame([("Dyfed Police", 9, 21), ("B", 2, 10)], columns=COLUMNS)
    sentences = [group_sentence(groups, NAMES, _, kind=NameKind.AGENCY) for _ in (english, welsh)]
    assert sentences == [
        "11 of 31 outstanding: Police 9 of 21, B 2 of 10.",
        "11 o 31 heb eu cwblhau: Heddlu 9 o 21, B 2 o 10.",
    ]
