"""Rounds in words."""

import pytest

from model.status import RED_AMBER_GREEN
from wording.rounds import contradiction_sentence, coverage_sentence


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


def test_a_status_and_a_date_are_in_the_language_of_the_reader(english, welsh):
    def sentences(_):
        return [
            contradiction_sentence("closure-incomplete", "Amber", RED_AMBER_GREEN, _),
            contradiction_sentence("closure-target", "2027-03-31", RED_AMBER_GREEN, _),
            contradiction_sentence("complete-target", "April 2027", RED_AMBER_GREEN, _),
            contradiction_sentence("target-past", "2015-01-31", RED_AMBER_GREEN, _),
            contradiction_sentence("date-to-come", "until April 2027", RED_AMBER_GREEN, _),
        ]

    assert sentences(english) == [
        "Closure is proposed, and the rating is Amber.",
        "Closure is proposed, and so is a new target date: 31 March 2027.",
        "The rating is a complete one, and there is a new target date: April 2027.",
        "The new target date had passed when it came: 31 January 2015.",
        "A date that is still to come is named: “until April 2027”.",
    ]
    in_welsh = sentences(welsh)
    assert ("Ambr" in in_welsh[0], "31 Mawrth 2027" in in_welsh[1]) == (True, True)
