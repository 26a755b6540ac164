import pandas as pd
import pytest

from model.terms import NameKind
from wording.answers.groups import group_sentence
from wording.format.names import Names

NAMES = Names(
    pd.DataFrame(
        [("Agency", "Police", None, "Heddlu", None)],
        columns=["kind", "name", "short_name", "name_cy", "short_name_cy"],
        dtype="str",
    )
)


def ranked(*rows: tuple[str | None, int | None], outstanding: int = 3) -> pd.DataFrame:
    return pd.DataFrame(
        [(group, place, outstanding, 1, outstanding + 1) for group, place in rows],
        columns=["group", "place", "outstanding", "complete", "recommendations"],
    )


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (ranked(*((name, 1) for name in "ABCDEF")), "All six themes stand level."),
        (ranked(("A", 1), ("B", 1)), "Both themes stand level."),
        (ranked(("A", 1)), "A: 1 of 4 recommendations complete."),
        (ranked(("A", None), ("B", None)), "Nothing has been rated yet."),
        (ranked(*((str(n), 1) for n in range(12))), "All 12 themes stand level."),
        (
            ranked(*((name, 1) for name in "ABCDE"), ("Victims", 6)),
            "Five of six themes stand level; Victims is ahead.",
        ),
        (ranked(("Data", 1), ("A", 2), ("B", 2)), "Data is furthest behind."),
        (ranked(("Data", 1), ("A", 2)), "Data is furthest behind."),
        (ranked(("Data", 1), ("A", 1), ("B", 3), ("C", 4)), "Data and A are level, and furthest behind."),
        (ranked(("Data", 1), ("A", 1), outstanding=0), "None of the two themes has anything outstanding."),
        (ranked(("Data", 1), outstanding=0), "The one theme has nothing outstanding."),
        (ranked(), "There are no recommendations to show."),
    ],
)
def test_a_tie_is_named_and_only_the_last_groups_are_furthest_behind(english, groups, expected):
    assert group_sentence(groups, NAMES, english) == expected


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (ranked(("Police", 1), ("B", 1), ("C", 1)), "All three agencies stand level."),
        (ranked(("Police", 1), ("B", 1)), "Both agencies stand level."),
        (ranked(("Police", 1), ("B", 1), ("C", 3)), "Two of three agencies stand level; C is ahead."),
        (ranked(("Police", 1), ("B", 2), (None, None)), "Police is furthest behind."),
        (ranked(("Police", 1), ("B", 1), (None, None)), "Both agencies stand level."),
        (ranked((None, None)), "No agency given."),
        (ranked(("A", 1), ("B", 1), ("C", 1), outstanding=0), "None of the three agencies has anything outstanding."),
    ],
)
def test_agencies_are_called_agencies(english, groups, expected):
    assert group_sentence(groups, NAMES, english, kind=NameKind.AGENCY) == expected


def test_welsh_sentences_put_names_where_nothing_changes_them(welsh):
    text = group_sentence(ranked(("Police", 1), ("B", 2), ("C", 3)), NAMES, welsh, kind=NameKind.AGENCY)
    assert text == "Pellaf ar ôl: Heddlu."
