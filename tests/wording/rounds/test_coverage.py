"""How much of a round has come, in words."""

import pytest

from wording.rounds.ratings import coverage_sentence


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ([], "3 of 3 returns are complete."),
        (["The Force", "The Courts"], "1 of 3 returns are complete; not those of The Force, The Courts."),
        (
            ["The Force, Analyst", "The Courts"],
            "1 of 3 returns are complete; not those of The Force, Analyst; The Courts.",
        ),
    ],
)
def test_names_with_a_role_are_parted_by_semicolons(missing, sentence, english):
    assert coverage_sentence(missing, 3, english) == sentence
