import pytest

from model.scale import RED_AMBER_GREEN
from model.terms import NOT_RATED, NOT_REPORTED, Movement
from wording.movement import TOLD_ORDER, from_to, movement_count, movement_heading, movement_sentence, movement_word


def test_every_movement_has_a_heading_a_word_and_a_count(english):
    said = [(movement_heading(m, english), movement_word(m, english), movement_count(m, 3, english)) for m in Movement]
    assert said == [
        ("Closed", "closed", "3 closed"),
        ("Reopened", "reopened", "3 reopened"),
        ("Improved", "improved", "3 improved"),
        ("Worsened", "worsened", "3 worsened"),
        ("Unchanged", "unchanged", "3 unchanged"),
        ("Newly rated", "newly rated", "3 newly rated"),
        ("Not rated", "not rated", "3 not rated"),
    ]


def test_every_movement_has_its_place_in_the_order_they_are_told():
    assert sorted(TOLD_ORDER) == sorted(Movement)


def test_a_movement_may_come_from_a_table_as_plain_text(english):
    assert movement_word("newly rated", english) == "newly rated"


@pytest.mark.parametrize(
    ("before", "now", "movement", "said"),
    [
        ("Red", "Amber", Movement.IMPROVED, "improved from Red to Amber"),
        ("Amber", "Red", Movement.WORSENED, "worsened from Amber to Red"),
        ("Amber", "Green", Movement.CLOSED, "closed, from Amber to Green"),
        (NOT_RATED, "Green", Movement.CLOSED, "closed as Green"),
        ("Green", "Amber", Movement.REOPENED, "reopened, from Green to Amber"),
        ("Amber", "Amber", Movement.UNCHANGED, "unchanged at Amber"),
        (NOT_RATED, "Amber", Movement.NEWLY_RATED, "newly rated Amber"),
        (NOT_REPORTED, NOT_RATED, Movement.NOT_RATED, "not rated"),
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
