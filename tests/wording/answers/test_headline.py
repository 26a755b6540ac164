"""The headline, movement, attention and the day of the data in words."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.status import NotReportedCount
from model.language import Language
from model.status import RED_AMBER_GREEN, Scale, Status
from model.terms import NOT_RATED, NOT_REPORTED, Movement
from wording.answers.headline import (
    MovementLine,
    data_age,
    data_date_line,
    from_to,
    headline,
    movement_lines,
    movement_sentence,
    movement_summary,
    movement_with_month,
    not_reported_sentence,
    stalled_reason,
)
from wording.catalogue import translator

JUNE_OF_MOVEMENT = pd.Timestamp("2024-06-01")
FEBRUARY = pd.Timestamp("2024-02-01")
_ = translator(Language.ENGLISH)
JUNE_OF_DATA_DATE, NO_MONTH = pd.Timestamp("2024-06-01"), pd.Timestamp("NaT")


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
    assert text == (
        "Mae 1 o'r 18 argymhelliad wedi'i gwblhau. Mae gan 17 y statws Ambr; nid oes gan yr un y statws Coch."
    )


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


def test_each_movement_is_a_line_with_its_recommendations_in_their_order(english):
    assert movement_lines(JUNE, RED_AMBER_GREEN, english) == [
        MovementLine(Movement.IMPROVED, "2 improved: from Red to Amber", (("rev", "10"), ("rev", "9"))),
        MovementLine(Movement.NEWLY_RATED, "2 newly rated: 1 Amber and 1 Green", (("rev", "15"), ("rev", "18"))),
        MovementLine(Movement.UNCHANGED, "1 unchanged", (("rev", "1"),)),
    ]


def test_who_reported_nothing_in_a_round_is_counted(english):
    october = pd.Timestamp("2026-10-01")
    assert (
        not_reported_sentence(NotReportedCount(7, 17, october), english) == "7 of 17 reported nothing in October 2026."
    )
    assert not_reported_sentence(NotReportedCount(0, 17, october), english) == ""


def test_where_some_did_not_report_it_is_unknown_whether_anything_got_worse(english):
    moves = moved(("1", "Red", "Amber", Movement.IMPROVED), ("2", "Red", "Red", Movement.NOT_REPORTED))
    assert (
        movement_summary(moves["movement"], BETWEEN, english)
        == "From February 2024 to June 2024: 1 improved, 1 not reported."
    )


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


def test_a_change_to_an_inferred_status_marks_it_as_inferred(english):
    assert from_to("Red", "Amber", RED_AMBER_GREEN, english, basis="Inferred") == "from Red to Amber, inferred"
    assert from_to(NOT_RATED, "Amber", RED_AMBER_GREEN, english, basis="Inferred") == "Amber, inferred"


@pytest.mark.parametrize(
    ("sentence", "movement", "status_since", "expected"),
    [
        ("improved from Red to Amber", Movement.IMPROVED, JUNE_OF_MOVEMENT, "improved from Red to Amber in June 2024"),
        ("unchanged at Amber", Movement.UNCHANGED, JUNE_OF_MOVEMENT, "unchanged at Amber since June 2024"),
        ("not reported; still Red", Movement.NOT_REPORTED, JUNE_OF_MOVEMENT, "not reported; still Red since June 2024"),
        ("still without a status", Movement.NOT_RATED, pd.NaT, "still without a status"),
        ("still without a status", Movement.NOT_RATED, None, "still without a status"),
    ],
)
def test_a_movement_is_in_a_month_and_no_movement_since_one(english, sentence, movement, status_since, expected):
    assert movement_with_month(sentence, movement, status_since, english) == expected


@pytest.mark.parametrize(
    ("reason", "rounds", "words", "expected"),
    [
        ("same-status", 3, float("nan"), "the same status in the last 3 rounds, since February 2024"),
        ("same-status", 1, float("nan"), "the same status in the latest round, since February 2024"),
        ("same-words", 2, "Funding is sought.", "the same words as in February 2024: “Funding is sought.”"),
        ("update-as-of", 1, "as of July 2023", "its latest update points back: “as of July 2023”"),
        ("no-change", 1, "remains in place", "its latest update says “remains in place”"),
    ],
)
def test_a_sign_of_stalling_has_its_evidence(english, reason, rounds, words, expected):
    row = SimpleNamespace(reason=reason, since=FEBRUARY, rounds=rounds, words=words)
    assert stalled_reason(row, english) == expected


def test_a_reason_that_is_none_is_a_fault(english):
    row = SimpleNamespace(reason="something new", round=FEBRUARY, since=FEBRUARY, rounds=1, words="words")
    with pytest.raises(ValueError, match="something new"):
        stalled_reason(row, english)


@pytest.mark.parametrize(
    ("judged", "is_latest", "line"),
    [
        ("2024-06-30", True, "Data as at June 2024"),
        ("2024-06-12", True, "Data as at June 2024"),
        ("2026-11-27", True, "Data as at June 2024 (latest round) · judged on 27 November 2026"),
        ("2024-08-31", False, "Data as at June 2024 · judged on 31 August 2024"),
    ],
)
def test_the_day_of_judgement_never_dates_the_data(judged, is_latest, line):
    assert data_date_line(JUNE_OF_DATA_DATE, pd.Timestamp(judged), _, is_latest=is_latest) == line


def test_without_a_round_there_is_no_data():
    assert data_date_line(NO_MONTH, pd.Timestamp("2026-11-27"), _, is_latest=False) == "Nothing has been reported yet"
    assert data_age(NO_MONTH, date(2026, 11, 27), _) == ""


def test_the_age_of_the_data_is_left_out_in_its_month():
    assert data_age(JUNE_OF_DATA_DATE, date(2024, 6, 30), _) == ""
    assert data_age(JUNE_OF_DATA_DATE, date(2026, 11, 27), _) == "2 years and 5 months ago"
