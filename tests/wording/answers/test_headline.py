from datetime import date

import pandas as pd
import pytest

from analysis.status import Silence
from model.status.scale import RED_AMBER_GREEN, Scale, Status
from model.terms import NOT_RATED, NOT_REPORTED, Movement
from wording.answers.headline import MovedLine, headline, moved_lines, movement_summary, silence_sentence


def counted(**marks: int) -> pd.DataFrame:
    return pd.DataFrame({"mark": [mark.replace("_", " ") for mark in marks], "count": list(marks.values())})


def moved(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [("rev", *row) for row in rows], columns=["review", "ref", "from_mark", "to_mark", "movement"], dtype="str"
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (counted(Red=0, Amber=17, Green=1), "1 of 18 recommendations is complete. 17 are Amber, and none is Red."),
        (counted(Red=3, Green=15), "15 of 18 recommendations are complete. 3 are Red."),
        (counted(Amber=1, Green=4), "4 of 5 recommendations are complete. 1 is Amber, and none is Red."),
        (counted(Amber=17), "None of the 17 recommendations is complete. All 17 are Amber."),
        (counted(Red=0, Green=18), "All 18 recommendations are complete."),
        (counted(Green=1), "The one recommendation is complete."),
        (counted(Red=1), "The one recommendation is Red."),
        (counted(not_reported=1), "The one recommendation is not reported."),
        (
            counted(Red=2, Amber=12, Green=1, not_rated=1, not_reported=2),
            "1 of 18 recommendations is complete. 2 are Red, 12 are Amber, 1 is not rated, and 2 were never reported.",
        ),
        (counted(not_reported=5), "None of the 5 recommendations is complete. Nothing has been reported yet."),
        (counted(not_rated=5), "None of the 5 recommendations is complete. None has been given a status."),
        (counted(Red=0, Amber=0, Green=0), "There are no recommendations to show."),
        (counted(), "There are no recommendations to show."),
    ],
)
def test_the_answer_is_how_many_are_complete_and_what_the_others_are(english, counts, expected):
    assert headline(counts, RED_AMBER_GREEN, english) == expected


def test_several_complete_statuses_are_counted_together_and_then_named(english):
    scale = Scale((Status("Open"), Status("Delivered", complete=True), Status("Withdrawn", complete=True)))
    text = headline(counted(Open=1, Delivered=3, Withdrawn=2), scale, english)
    assert text == "5 of 6 recommendations are complete. 3 are Delivered, and 2 are Withdrawn. 1 is Open."


def test_a_scale_without_a_complete_status_never_counts_none_complete(english):
    scale = Scale((Status("Off track"), Status("On track")))
    assert headline(pd.DataFrame({"mark": ["On track", "Off track"], "count": [4, 2]}), scale, english) == (
        "2 are Off track, and 4 are On track."
    )


def test_a_status_that_is_not_in_the_scale_is_counted_by_its_word(english):
    text = headline(counted(Purple=2, Green=1), RED_AMBER_GREEN, english)
    assert text == "1 of 3 recommendations is complete. 2 are Purple, and none is Red."


def test_the_answer_in_welsh_mutates_no_status(welsh):
    text = headline(counted(Red=0, Amber=17, Green=1), RED_AMBER_GREEN, welsh)
    assert text == ("Wedi'i gwblhau: 1 o'r 18 argymhelliad. Mae gan 17 y statws Ambr; nid oes gan yr un y statws Coch.")


BETWEEN = (date(2024, 2, 1), date(2024, 6, 1))
JUNE = moved(
    ("10", "Red", "Amber", Movement.IMPROVED),
    ("9", "Red", "Amber", Movement.IMPROVED),
    ("15", NOT_RATED, "Amber", Movement.NEWLY_RATED),
    ("18", NOT_REPORTED, "Green", Movement.NEWLY_RATED),
    ("1", "Amber", "Amber", Movement.UNCHANGED),
)


def test_movements_are_counted_with_the_note_that_nothing_got_worse(english):
    text = movement_summary(JUNE["movement"], BETWEEN, english)
    assert text == "From February 2024 to June 2024: 2 improved, 2 newly rated, 1 unchanged; nothing got worse."


def test_steps_backwards_come_first(english):
    moves = moved(("1", "Red", "Amber", Movement.IMPROVED), ("2", "Green", "Red", Movement.REOPENED))
    assert (
        movement_summary(moves["movement"], BETWEEN, english)
        == "From February 2024 to June 2024: 1 reopened, 1 improved."
    )


def test_no_movement_has_a_sentence(english):
    moves = moved(("1", "Red", "Red", Movement.UNCHANGED), ("2", NOT_RATED, NOT_RATED, Movement.NOT_RATED))
    assert movement_summary(moves["movement"], BETWEEN, english) == "Nothing moved from February 2024 to June 2024."


@pytest.mark.parametrize("start", [None, pd.NaT])
def test_a_first_round_has_nothing_to_compare_with(english, start):
    assert (
        movement_summary(JUNE["movement"], (start, BETWEEN[1]), english) == "There is no earlier round to compare with."
    )


def test_each_movement_is_a_line_with_its_recommendations_in_their_order(english):
    assert moved_lines(JUNE, RED_AMBER_GREEN, english) == [
        MovedLine(Movement.IMPROVED, "2 improved: from Red to Amber", (("rev", "10"), ("rev", "9"))),
        MovedLine(Movement.NEWLY_RATED, "2 newly rated: 1 Amber and 1 Green", (("rev", "15"), ("rev", "18"))),
        MovedLine(Movement.UNCHANGED, "1 unchanged", (("rev", "1"),)),
    ]


def test_no_recommendations_make_no_lines(english):
    assert moved_lines(moved(), RED_AMBER_GREEN, english) == []


def test_who_reported_nothing_in_a_round_is_counted(english):
    october = pd.Timestamp("2026-10-01")
    assert silence_sentence(Silence(7, 17, october), english) == "7 of 17 reported nothing in October 2026."
    assert silence_sentence(Silence(0, 17, october), english) == ""


def test_where_some_did_not_report_it_is_unknown_whether_anything_got_worse(english):
    moves = moved(("1", "Red", "Amber", Movement.IMPROVED), ("2", "Red", "Red", Movement.NOT_REPORTED))
    assert (
        movement_summary(moves["movement"], BETWEEN, english)
        == "From February 2024 to June 2024: 1 improved, 1 not reported."
    )
