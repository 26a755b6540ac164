"""The headline, movement, reasons to ask, and rounds, in words."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.status import NotReportedCount
from model.language import Language
from model.status import RED_AMBER_GREEN, Scale, Status
from model.terms import NOT_RATED, NOT_REPORTED, AttentionReason, Movement
from wording.answers.briefing import MOST_REASONS, late_then, reasons_sentence
from wording.answers.headline import (
    MovementLine,
    data_age,
    data_date_line,
    headline,
    movement_lines,
    movement_sentence,
    movement_summary,
    movement_with_month,
    not_reported_sentence,
    stalled_reason,
)
from wording.catalogue import translator
from wording.rounds import contradiction_sentence, coverage_sentence

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


IN_JUNE = pd.Timestamp("2024-06-01")
RED = SimpleNamespace(mark="Red", status_since=FEBRUARY)
AMBER = SimpleNamespace(mark="Amber", status_since=FEBRUARY)


def reason(code, **values):
    none = dict.fromkeys(("round", "first", "last", "words", "days", "before"), pd.NaT)
    return SimpleNamespace(**{**none, "reason": code, **values})


def sentence(row, *reasons, english, basis=None):
    return reasons_sentence(row, reasons, RED_AMBER_GREEN, english, basis=basis)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (reason("late", days=123), "123 days past its target"),
        (reason("late", days=1), "1 day past its target"),
        (reason("passed", words="until April 2025"), "“until April 2025” has passed"),
        (reason("overdue", first=IN_JUNE, last=pd.Timestamp("2024-06-30")), "promise for June 2024 overdue"),
        (reason("silent", round=IN_JUNE), "nothing reported in June 2024"),
        (reason("said-and-rated-apart", words="is sought"), "its words contradict its status: “is sought”"),
        (reason("same-words", round=IN_JUNE, words="Funding is sought."), "the same words as in June 2024"),
        (reason("update-as-of", words="as of July 2023"), "its latest update points back: “as of July 2023”"),
        (reason("no-change", words="remains in place"), "its latest update says “remains in place”"),
        (reason("promised-next", words="until May 2027"), "names a later date: “until May 2027”"),
    ],
)
def test_a_reason_stands_after_the_status_and_its_month(english, given, words):
    assert sentence(AMBER, given, english=english) == f"Amber since February 2024; {words}."


def test_a_step_back_names_the_status_which_is_not_repeated(english):
    moved, worst = reason("worsened", round=IN_JUNE, before="Amber"), reason("worst", round=IN_JUNE)
    assert sentence(RED, moved, worst, english=english) == "Worsened from Amber to Red in June 2024."
    assert sentence(RED, worst, english=english) == "Red since February 2024."
    reopened = reason("reopened", round=IN_JUNE, before="Green")
    assert sentence(AMBER, reopened, english=english) == "Reopened, from Green to Amber in June 2024."


def test_a_sentence_has_the_heaviest_reasons_and_no_more(english):
    given = [reason(code, words="so", days=1, round=IN_JUNE) for code in ("late", "silent", "same-words", "no-change")]
    assert sentence(AMBER, *given, english=english).count(";") == MOST_REASONS - 1


@pytest.mark.parametrize("code", AttentionReason)
def test_every_reason_has_words(english, code):
    before = "Green" if code in ("reopened", "worsened") else None
    assert sentence(AMBER, reason(code.value, words="so", days=1, round=IN_JUNE, before=before), english=english)


def test_the_number_that_was_late_at_the_round_has_words_also_for_none(english):
    assert late_then(0, IN_JUNE, english) == "none at the end of June 2024"
    assert late_then(4, IN_JUNE, english) == "4 at the end of June 2024"


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
