"""What texts say: points that repeat, contradictions, dates, references, flags, and where Welsh is missing."""

import tomllib
from dataclasses import replace
from time import process_time

import pytest

from analysis.movement import stalled
from analysis.rounds import NO_MONTH
from analysis.texts.missing_welsh import missing_welsh, names_in_use
from analysis.texts.phrases import contradictions, dates_in_prose, points_of, stalled_phrase, story
from analysis.texts.references import named_in, references
from model.terms import Scale, Status
from tests.support.source import ROOT
from tests.support.trackers import REVIEW, month, rows, tracker_of, update_row

JUNE = month("June 2024")
PHRASES = tomllib.loads((ROOT / "tests" / "analysis" / "phrases.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("1. Officers were trained again.\n2) Funding was found elsewhere.", "2. Officers were trained again."),
        ("12 officers were trained again.", "1. 12 officers were trained again."),
        ("• Officers were trained again.", "3) OFFICERS were trained, again"),
    ],
)
def test_a_numbered_point_is_the_same_whatever_its_number(before, now):
    tracker = tracker_of(
        ["1"], [update_row("1", "February 2024", update=before), update_row("1", "June 2024", update=now)]
    )
    signs = stalled(tracker, as_at=month("June 2024"))
    assert rows(signs, "ref", "since") == [("1", "2024-02-01")]


@pytest.mark.parametrize(
    "bullet",
    [
        *("•", "• ", "◦ ", "○", "● ", "▪ ", "■ ", "□ ", "❑ ", "❖ ", "➢ ", "➤ ", "‣ ", "· "),
        *("* ", "– ", "— ", "- ", "1. ", "12) "),
    ],
)
def test_every_bullet_is_left_out(bullet):
    assert points_of(f"{bullet}Officers were trained again.") == ["Officers were trained again."]


def test_a_sign_without_a_space_belongs_to_the_text_and_a_number_stays_where_points_are_read():
    assert points_of("-5 officers left.\n*Note.\n◦ \n\n1. First.", numbers=True) == [
        "-5 officers left.",
        "*Note.",
        "1. First.",
    ]


def contradiction_rows(words, status):
    tracker = tracker_of(["1"], [update_row("1", "June 2024", status, words)])
    return rows(contradictions(tracker, as_at=JUNE), "rule", "words")


@pytest.mark.parametrize(("words", "status", "rule", "phrase"), PHRASES["contradictions"])
def test_words_that_contradict_the_status_are_found_with_their_rule(words, status, rule, phrase):
    assert contradiction_rows(words, status) == [(rule, phrase)]


@pytest.mark.parametrize(("words", "status"), PHRASES["no-contradictions"])
def test_words_that_agree_with_the_status_or_mean_something_else_are_no_contradiction(words, status):
    assert contradiction_rows(words, status) == []


def test_the_worst_and_the_complete_statuses_are_those_of_the_scale():
    scale = Scale((Status("Purple"), Status("Amber"), Status("Blue", complete=True)))
    for status, rules in (("Purple", []), ("Amber", ["no-progress"]), ("Blue", ["no-progress", "still-open"])):
        tracker = tracker_of(
            ["1"], [update_row("1", "June 2024", status, "No progress; approval is pending.")], scale=scale
        )
        assert contradictions(tracker, as_at=JUNE)["rule"].tolist() == rules


def test_the_welsh_text_of_an_update_is_read_too():
    tracker = tracker_of(["1"], [update_row("1", "June 2024", "Amber", None, update_cy="Dim cynnydd.")])
    assert rows(contradictions(tracker, as_at=JUNE), "words") == [("Dim cynnydd",)]


def test_a_status_without_words_contradicts_nothing():
    tracker = tracker_of(["1"], [update_row("1", "June 2024", "Green", None)])
    table = contradictions(tracker, as_at=JUNE)
    assert (table.empty, table.columns.tolist()) == (True, ["review", "ref", "round", "status", "words", "rule"])
    assert contradictions(tracker_of([]), as_at=NO_MONTH).empty


@pytest.mark.parametrize(("words", "code", "phrase"), PHRASES["standstills"])
def test_an_update_may_state_that_nothing_has_happened(words, code, phrase):
    assert stalled_phrase(words, reported=month("June 2024")) == (code, phrase)


@pytest.mark.parametrize("words", PHRASES["news"])
def test_news_is_not_a_standstill(words):
    assert stalled_phrase(words, reported=month("June 2024")) is None


def dates(words, **more):
    tracker = tracker_of(["1"], [update_row("1", "June 2024", None, words, **more)])
    return rows(dates_in_prose(tracker, as_at=JUNE), "words", "first", "last", "precision")


@pytest.mark.parametrize(("words", "found"), PHRASES["dates-to-come"])
def test_dates_still_to_come_are_found_as_they_are_written(words, found):
    assert dates(words) == [tuple(found)]


@pytest.mark.parametrize("words", PHRASES["no-dates-to-come"])
def test_dates_that_are_past_or_none_are_left_out(words):
    assert dates(words) == []


def test_a_long_text_without_a_date_is_searched_quickly():
    began = process_time()
    assert dates("by " * 10_000) == []
    assert process_time() - began < 5  # seconds; a search from each word to the end takes a minute


def test_each_date_stands_with_its_point_its_round_and_its_source_earliest_first():
    tracker = tracker_of(
        ["1"],
        [update_row("1", "June 2024", None, "• A post.\n• Funded until April 2025.")],
        monitoring=[{"ref": "1", "activity": "Attend in July 2024."}],
    )
    assert rows(dates_in_prose(tracker, as_at=JUNE), "ref", "round", "source", "words", "sentence") == [
        ("1", None, "activity", "in July 2024", "Attend in July 2024."),
        ("1", "2024-06-01", "update", "until April 2025", "Funded until April 2025."),
    ]


def test_only_the_latest_round_of_each_recommendation_up_to_the_month_counts():
    tracker = tracker_of(
        ["1", "2"],
        [
            update_row("1", "February 2024", None, "Until May 2024."),
            update_row("1", "June 2024", None, "Until May 2025."),
            update_row("2", "February 2024", None, "Until May 2024."),
            update_row("2", "August 2024", None, "Until May 2026."),
        ],
    )
    assert rows(dates_in_prose(tracker, as_at=JUNE), "ref", "round", "first") == [
        ("2", "2024-02-01", "2024-05-01"),
        ("1", "2024-06-01", "2025-05-01"),
    ]


def test_without_any_round_dates_of_promises_with_a_year_are_still_listed():
    tracker = tracker_of(["1"], monitoring=[{"ref": "1", "activity": "Attend in July 2024, due in August."}])
    assert rows(dates_in_prose(tracker, as_at=NO_MONTH), "words") == [("in July 2024",)]
    assert dates_in_prose(tracker_of([]), as_at=NO_MONTH).columns.tolist() == [
        *("review", "ref", "round", "source", "words", "first", "last", "precision", "sentence")
    ]


@pytest.mark.parametrize(("text", "refs"), PHRASES["refs"])
def test_refs_are_read_from_prose(text, refs):
    assert named_in(text) == refs


def test_a_number_of_any_length_is_read():
    assert named_in(f"Recommendation {'9' * 5000}") == []


def test_references_come_from_every_text_and_each_counts_only_in_its_first_round():
    tracker = tracker_of(
        [{"ref": "1", "related_refs": "2; 10", "recommendation": "See Recommendation 2."}, "2", "10"],
        [
            update_row("10", "June 2024", update="As per Recommendation 2."),
            update_row("10", "February 2024", update="See Recommendation 2.", update_cy="Gweler Argymhelliad 2."),
        ],
        monitoring=[{"ref": "2", "activity": "As per Recommendation 10."}],
    )
    assert rows(references(tracker), "ref", "target", "source", "round", "problem") == [
        ("1", "2", "related", None, None),
        ("1", "2", "recommendation", None, None),
        ("1", "10", "related", None, None),
        ("2", "10", "activity", None, None),
        ("10", "2", "update", "2024-02-01", None),
    ]


def test_a_reference_to_itself_and_one_to_nothing_are_flagged():
    tracker = tracker_of(
        ["17", {"ref": "3", "review": "Another"}],
        [update_row("17", "June 2024", update="See Recommendation 3.")],
        monitoring=[{"ref": "17", "activity": "As per Recommendation 17."}],
    )
    assert rows(references(tracker), "ref", "target", "problem") == [("17", "3", "broken"), ("17", "17", "self")]


def test_a_number_in_prose_finds_the_ref_as_the_review_writes_it():
    tracker = tracker_of(
        ["R9", "R1"], [update_row("R1", "June 2024", update="As Recommendation 9 and recommendation R1.")]
    )
    assert rows(references(tracker), "ref", "target", "problem") == [("R1", "R9", None)]


def test_a_number_like_a_year_is_a_ref_where_there_is_such_a_ref():
    assert named_in("Recommendations 2023 to 2025 and 9", known={"2023", "2025"}) == ["2023", "2024", "2025", "9"]
    tracker = tracker_of(
        ["1", "2024"], [update_row("1", "June 2024", update="Recommendation 2024, and Recommendation 2025.")]
    )
    assert rows(references(tracker), "ref", "target") == [("1", "2024")]


def test_texts_names_and_statuses_without_welsh_are_counted_with_their_places():
    tracker = tracker_of(
        [
            {"ref": "1", "title": "One", "title_cy": "Un", "recommendation": "Train.", "theme": "Data"},
            {"ref": "2", "title": "Two", "recommendation": "Count.", "theme": "Data"},
        ],
        [update_row("2", "June 2024", "Amber", update="Slow."), update_row("2", "July 2024", "Amber", update="Fast.")],
    )
    scale = Scale((Status("Amber", name_cy="Ambr", meaning="Some."), Status("Green", complete=True)))
    found = {(sheet, heading): cells for sheet, heading, *cells in rows(missing_welsh(replace(tracker, scale=scale)))}
    assert found["Recommendations", "Title"] == [1, 2, ("2",)]
    assert found["Recommendations", "Recommendation"] == [2, 2, ("1", "2")]
    assert found["Progress", "Update"] == [2, 2, ("2",)]
    assert found["Monitoring", "Activity"] == [0, 0, ()]
    assert found["Key", "Status"] == [1, 2, ("Green",)]
    assert found["Key", "Meaning"] == [1, 1, ("Amber",)]
    assert found["Names", "Name"] == [1, 1, ("Data",)]
    shared = tracker_of([{"review": review, "ref": "1", "title": "One"} for review in ("Custody", "Missing")], [])
    assert ("1 (Custody)", "1 (Missing)") in rows(missing_welsh(shared), "places")[1]


def test_a_name_that_is_used_and_not_listed_is_a_row_too():
    tracker = tracker_of(
        [{"ref": "1", "theme": "Data", "lead_agency": "Police", "supporting_agencies": "Courts; Police"}],
        names=[{"kind": "Agency", "name": "Police", "name_cy": "Heddlu"}],
    )
    found = rows(names_in_use(tracker), "kind", "name")
    assert found == [("Agency", "Police"), ("Theme", "Data"), ("Agency", "Courts")]


FEBRUARY, IN_JUNE = "February 2024", "June 2024"


def story_rows(tracker, *columns, ref="1", review=REVIEW, as_at=IN_JUNE):
    return rows(story(tracker, review=review, ref=ref, as_at=month(as_at)), *columns)


def test_flags_belong_to_the_update_that_raises_them():
    words = "An evaluation will follow next year."
    tracker = tracker_of(
        ["1"],
        [
            update_row("1", "July 2023", "Amber", words),
            update_row("1", FEBRUARY, "Amber", f"{words}\nUpdate as of July 2023; no progress."),
            update_row("1", IN_JUNE, "Green", "The interim process remains."),
        ],
    )
    assert story_rows(tracker, "flags") == [(["no-change"],), (["repeats", "update-as-of", "contradiction"],), ([],)]
