import pandas as pd
import pytest

from model.status.scale import RED_AMBER_GREEN
from model.terms import NOT_RATED, NOT_REPORTED, Movement
from wording.answers.movement import from_to, movement_count, movement_heading, movement_sentence, movement_with_month


def test_every_movement_has_a_heading_and_a_count_in_order(english):
    text = [(movement_heading(m, english), movement_count(m, 3, english)) for m in Movement]
    assert text == [
        ("Reopened", "3 reopened"),
        ("Worsened", "3 worsened"),
        ("At another status", "3 at another status"),
        ("Improved", "3 improved"),
        ("Completed", "3 completed"),
        ("Newly rated", "3 newly rated"),
        ("Unchanged", "3 unchanged"),
        ("Not reported", "3 not reported"),
        ("Still without a status", "3 still without a status"),
    ]


def test_a_movement_may_come_from_a_table_as_plain_text(english):
    assert movement_heading("newly rated", english) == "Newly rated"


@pytest.mark.parametrize(
    ("before", "now", "movement", "expected"),
    [
        ("Red", "Amber", Movement.IMPROVED, "improved from Red to Amber"),
        ("Amber", "Red", Movement.WORSENED, "worsened from Amber to Red"),
        ("Amber", "Red", Movement.CHANGED, "from Amber to Red"),
        ("Amber", "Green", Movement.COMPLETED, "completed, from Amber to Green"),
        (NOT_RATED, "Green", Movement.COMPLETED, "completed as Green"),
        ("Green", "Amber", Movement.REOPENED, "reopened, from Green to Amber"),
        ("Amber", "Amber", Movement.UNCHANGED, "unchanged at Amber"),
        (NOT_RATED, "Amber", Movement.NEWLY_RATED, "first rated Amber"),
        (NOT_REPORTED, NOT_RATED, Movement.NOT_RATED, "still without a status"),
        ("Amber", "Amber", Movement.NOT_REPORTED, "not reported; still Amber"),
    ],
)
def test_the_movement_of_one_recommendation_names_its_statuses(english, before, now, movement, expected):
    assert movement_sentence(before, now, movement, RED_AMBER_GREEN, english) == expected


def test_welsh_statuses_follow_the_word_status_so_that_none_is_mutated(welsh):
    text = movement_sentence("Red", "Amber", Movement.IMPROVED, RED_AMBER_GREEN, welsh)
    assert text == "wedi gwella o'r statws Coch i'r statws Ambr"


def test_a_change_from_no_status_names_only_the_new_one(english):
    assert from_to(NOT_RATED, "Amber", RED_AMBER_GREEN, english) == "Amber"
    assert from_to("Red", "Amber", RED_AMBER_GREEN, english) == "from Red to Amber"


def test_a_change_to_an_inferred_status_marks_it_as_inferred(english):
    assert from_to("Red", "Amber", RED_AMBER_GREEN, english, basis="Inferred") == "from Red to Amber, inferred"
    assert from_to(NOT_RATED, "Amber", RED_AMBER_GREEN, english, basis="Inferred") == "Amber, inferred"


JUNE = pd.Timestamp("2024-06-01")


@pytest.mark.parametrize(
    ("sentence", "movement", "moved_on", "expected"),
    [
        ("improved from Red to Amber", Movement.IMPROVED, JUNE, "improved from Red to Amber in June 2024"),
        ("unchanged at Amber", Movement.UNCHANGED, JUNE, "unchanged at Amber since June 2024"),
        ("not reported; still Red", Movement.NOT_REPORTED, JUNE, "not reported; still Red since June 2024"),
        ("still without a status", Movement.NOT_RATED, pd.NaT, "still without a status"),
        ("still without a status", Movement.NOT_RATED, None, "still without a status"),
    ],
)
def test_a_movement_is_in_a_month_and_no_movement_since_one(english, sentence, movement, moved_on, expected):
    assert movement_with_month(sentence, movement, moved_on, english) == expected
