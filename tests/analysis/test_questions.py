"""Questions about recommendations, each derived from the data by a rule."""

import pytest

from analysis.questions import questions
from analysis.rounds import NO_MONTH
from analysis.selection import Selection
from tests.support.trackers import month, rows, tracker_of, update_row


def question_rows(recommendations, progress=(), *columns, monitoring=(), as_at="June 2024"):
    tracker = tracker_of(recommendations, progress, monitoring=monitoring)
    table = questions(tracker, as_at=month(as_at))
    return rows(table[table["question"].ne("inferred")], "ref", "question", *columns)


@pytest.mark.parametrize(
    ("words", "as_at", "question"),
    [
        ("Funding is confirmed until April 2025.", "June 2024", "ends"),
        ("Funding was confirmed to April 2025.", "June 2024", "ends"),
        ("Funding was confirmed up to April 2025.", "May 2025", "ended"),
        ("The meeting was moved to April 2025.", "June 2024", "ahead"),
        ("The evaluation was postponed to April 2025.", "May 2025", "passed"),
        ("The evaluation will be completed in February 2025.", "June 2024", "ahead"),
        ("The evaluation will be completed in February 2025.", "February 2025", "ahead"),
        ("The evaluation will be completed in February 2025.", "March 2025", "passed"),
        ("Cadarnhawyd cyllid tan Ebrill 2025.", "June 2024", "ends"),
    ],
)
def test_a_date_in_the_text_is_an_end_date_or_a_future_or_a_past_date(words, as_at, question):
    found = question_rows(["1"], [update_row("1", "June 2024", "Green", words)], "words", as_at=as_at)
    assert found == [("1", question, words)]


def test_a_date_question_has_its_round_and_its_date():
    text = "Funding is confirmed until April 2025."
    table = questions(tracker_of(["1"], [update_row("1", "June 2024", "Green", text)]), as_at=month("June 2024"))
    assert rows(table, "round", "first", "last", "precision", "written") == [
        ("2024-06-01", "2025-04-01", "2025-04-30", "month", "until April 2025")
    ]


def test_words_of_an_earlier_round_and_no_progress_and_an_unchanged_status():
    progress = [
        update_row("1", "February 2024", "Amber", "A new process is being written."),
        update_row("1", "June 2024", "Amber", "A new process is being written."),
        update_row("2", "February 2024", "Amber", "Work began."),
        update_row("2", "June 2024", "Red", "No progress: update as of July 2023."),
    ]
    assert question_rows(["1", "2"], progress, "since", "rounds", "mark", "words") == [
        ("1", "same-words", "2024-02-01", 2, "Amber", "A new process is being written."),
        ("1", "same-status", "2024-02-01", 2, "Amber", None),
        ("2", "no-progress", None, None, None, "No progress"),
        ("2", "update-as-of", "2024-06-01", 1, "Red", "update as of July 2023"),
    ]


def test_no_progress_with_a_better_status_is_only_a_contradiction():
    found = question_rows(["1"], [update_row("1", "June 2024", "Amber", "No progress.")], "mark", "rule")
    assert found == [("1", "said-and-rated-apart", "Amber", "no-progress")]


def test_a_promise_makes_a_question_when_it_is_overdue():
    promised = [
        {"ref": "1", "activity": "Attend a clinic.", "activity_cy": "Mynychu clinig.", "due": "May 2024"},
        {"ref": "1", "activity": "Meet.", "due": "June 2024"},
        {"ref": "1", "activity": "Ask.", "due": "April 2024", "done": True},
    ]
    found = question_rows(
        ["1"], [update_row("1", "June 2024", "Green")], "words", "words_cy", "first", "written", monitoring=promised
    )
    assert found == [("1", "overdue", "Attend a clinic.", "Mynychu clinig.", "2024-05-01", "May 2024")]


def test_a_recommendation_not_reported_in_the_latest_round_makes_a_question_with_its_last_report():
    progress = [update_row("1", "February 2024", "Amber"), update_row("2", "June 2024", "Green")]
    assert [row for row in question_rows(["1", "2", "3"], progress, "round", "since") if row[1] != "same-status"] == [
        ("1", "not-reported", "2024-06-01", "2024-02-01"),
        ("3", "not-reported", "2024-06-01", None),
    ]


def test_a_recommendation_never_rated_makes_a_question_about_its_status():
    assert question_rows(["1"], [update_row("1", "June 2024")], "round", "mark") == [
        ("1", "not-rated", "2024-06-01", "not rated")
    ]


def test_a_reference_to_an_incomplete_recommendation_makes_a_question_unless_only_promises_have_it():
    progress = [
        update_row("1", "June 2024", "Amber", "See Recommendation 2 and Recommendation 3."),
        update_row("2", "June 2024", "Red"),
        update_row("3", "June 2024", "Green"),
    ]
    promised = [{"ref": "2", "activity": "As per Recommendation 1, meet."}]
    assert question_rows(["1", "2", "3"], progress, "other", "mark", "round", monitoring=promised) == [
        ("1", "refers", "2", "Red", "2024-06-01")
    ]


def test_an_inferred_status_makes_a_question_until_a_status_is_published():
    progress = [
        update_row("1", "February 2024", "Amber", basis="Inferred"),
        update_row("2", "February 2024", "Red", basis="Published"),
        update_row("2", "June 2024", "Amber", basis="Inferred"),
        update_row("3", "June 2024", "Amber", basis="Published"),
    ]
    table = questions(tracker_of(["1", "2", "3"], progress), as_at=month("June 2024"))
    found = table[table["question"].eq("inferred")]
    assert rows(found, "ref", "mark", "round") == [("1", "Amber", "2024-02-01")]


def test_a_complete_recommendation_makes_no_question_about_stalling():
    progress = [update_row("1", "February 2024", "Green"), update_row("1", "June 2024", "Green")]
    assert question_rows(["1"], progress) == []


def test_without_any_update_there_are_no_questions():
    assert questions(tracker_of(["1"]), as_at=NO_MONTH).empty
    assert questions(tracker_of([]), as_at=NO_MONTH).empty


def test_a_reference_to_a_recommendation_that_is_not_selected_is_a_question():
    tracker = tracker_of(
        [{"ref": "1", "theme": "Data"}, {"ref": "2", "theme": "Training"}],
        [update_row("1", "June 2024", "Amber", "See Recommendation 2."), update_row("2", "June 2024", "Red")],
    )
    table = questions(Selection(themes=("Data",)).apply(tracker), as_at=month("June 2024"))
    assert rows(table[table["question"].eq("refers")], "ref", "other", "mark") == [("1", "2", "Red")]
