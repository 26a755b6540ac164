"""Questions about recommendations, each derived from the data by a rule."""

from analysis.reasons import questions
from analysis.selection import Selection
from tests.support.trackers import month, rows, tracker_of, update_row


def question_rows(recommendations, progress=(), *columns, monitoring=(), as_at="June 2024"):
    tracker = tracker_of(recommendations, progress, monitoring=monitoring)
    table = questions(tracker, as_at=month(as_at))
    return rows(table[table["question"].ne("inferred")], "ref", "question", *columns)


def test_no_progress_with_a_better_status_is_only_a_contradiction():
    found = question_rows(["1"], [update_row("1", "June 2024", "Amber", "No progress.")], "mark", "rule")
    assert found == [("1", "said-and-rated-apart", "Amber", "no-progress")]


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


def test_a_complete_recommendation_makes_no_question_about_stalling():
    progress = [update_row("1", "February 2024", "Green"), update_row("1", "June 2024", "Green")]
    assert question_rows(["1"], progress) == []


def test_a_reference_to_a_recommendation_that_is_not_selected_is_a_question():
    tracker = tracker_of(
        [{"ref": "1", "theme": "Data"}, {"ref": "2", "theme": "Training"}],
        [update_row("1", "June 2024", "Amber", "See Recommendation 2."), update_row("2", "June 2024", "Red")],
    )
    table = questions(Selection(theme=("Data",)).apply(tracker), as_at=month("June 2024"))
    assert rows(table[table["question"].eq("refers")], "ref", "other", "mark") == [("1", "2", "Red")]
