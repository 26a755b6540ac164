import pandas as pd
import pytest

from model.status.scale import RED_AMBER_GREEN
from model.terms import NOT_RATED, NOT_REPORTED, Movement
from wording.answers.movement import from_to, movement_count, movement_heading, movement_sentence, movement_with_month


def test_every_movement_has_a_heading_and_a_count_in_the_order_they_are_told(english):
    said = [(movement_heading(m, english), movement_count(m, 3, english)) for m in Movement]
    assert said == [
        ("Reopened", "3 reopened"),
        ("Worsened", "3 worsened"),
        ("Improved", "3 improved"),
        ("Closed", "3 closed"),
        ("Newly rated", "3 newly rated"),
        ("Unchanged", "3 unchanged"),
        ("Still without a status", "3 still without a status"),
    ]


def test_a_movement_may_come_from_a_table_as_plain_text(english):
    assert movement_heading("newly rated", english) == "Newly rated"


@pytest.mark.parametrize(
    ("before", "now", "movement", "said"),
    [
        ("Red", "Amber", Movement.IMPROVED, "improved from Red to Amber"),
        ("Amber", "Red", Movement.WORSENED, "worsened from Amber to Red"),
        ("Amber", "Green", Movement.CLOSED, "closed, from Amber to Green"),
        (NOT_RATED, "Green", Movement.CLOSED, "closed as Green"),
        ("Green", "Amber", Movement.REOPENED, "reopened, from Green to Amber"),
        ("Amber", "Amber", Movement.UNCHANGED, "unchanged at Amber"),
        (NOT_RATED, "Amber", Movement.NEWLY_RATED, "first rated Amber"),
        (NOT_REPORTED, NOT_RATED, Movement.NOT_RATED, "still without a status"),
    ],
)
def test_what_one_recommendation_did_is_said_with_its_statuses(english, before, now, movement, said):
    assert movement_sentence(before, now, movement, RED_AMBER_GREEN, english) == said


def test_welsh_statuses_follow_the_word_status_so_that_none_is_mutated(welsh):
    said = movement_sentence("Red", "Amber", Movement.IMPROVED, RED_AMBER_GREEN, welsh)
    assert said == "wedi gwella o'r statws Coch i'r statws Ambr"


def test_the_way_from_no_status_names_the_new_one_alone(english):
    assert from_to(NOT_RATED, "Amber", RED_AMBER_GREEN, english) == "Amber"
    assert from_to("Red", "Amber", RED_AMBER_GREEN, english) == "from Red to Amber"


def test_the_way_to_an_inferred_status_says_that_it_is(english):
    assert from_to("Red", "Amber", RED_AMBER_GREEN, english, basis="Inferred") == "from Red to Amber, inferred"
    assert from_to(NOT_RATED, "Amber", RED_AMBER_GREEN, english, basis="Inferred") == "Amber, inferred"


JUNE = pd.Timestamp("2024-06-01")


@pytest.mark.parametrize(
    ("sentence", "movement", "moved_on", "said"),
    [
        ("improved from Red to Amber", Movement.IMPROVED, JUNE, "improved from Red to Amber in June 2024"),
        ("unchanged at Amber", Movement.UNCHANGED, JUNE, "unchanged at Amber since June 2024"),
        ("still without a status", Movement.NOT_RATED, pd.NaT, "still without a status"),
        ("still without a status", Movement.NOT_RATED, None, "still without a status"),
    ],
)
def test_what_moved_did_so_in_a_month_and_what_did_not_stands_since_one(english, sentence, movement, moved_on, said):
    assert movement_with_month(sentence, movement, moved_on, english) == said
