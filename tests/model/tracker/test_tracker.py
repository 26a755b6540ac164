from model.status import RED_AMBER_GREEN
from model.tracker.tracker import Tracker


def tracker(**tables):
    return Tracker.from_rows(tables, RED_AMBER_GREEN)


def row(review, ref, **more):
    return {"review": review, "ref": ref, **more}


def test_recommendations_follow_their_review_and_are_numbered_as_people_do_with_themes_as_first_named():
    listed = tracker(
        recommendations=[
            row("Stalking", "10", theme="Victims"),
            row("Custody", "2", theme="Data"),
            row("Stalking", "2"),
            row("Stalking", "3.10", theme="Training"),
            row("Stalking", "3.9", theme="Victims"),
        ]
    )
    assert listed.recommendations[["review", "ref"]].to_numpy().tolist() == [
        ["Stalking", "2"],
        ["Stalking", "3.9"],
        ["Stalking", "3.10"],
        ["Stalking", "10"],
        ["Custody", "2"],
    ]
    assert listed.themes == ("Victims", "Data", "Training")


def test_a_row_without_its_review_or_ref_stands_nowhere():
    rows = [row("Stalking", "1"), row(None, "2"), row("Stalking", None), row("Stalking", "")]
    made = tracker(recommendations=rows, progress=rows, monitoring=rows)
    for table in (made.recommendations, made.progress, made.monitoring):
        assert table[["review", "ref"]].to_numpy().tolist() == [["Stalking", "1"]]
        assert table.index.tolist() == [0]


def test_of_a_recommendation_that_stands_twice_the_first_row_counts():
    made = tracker(
        recommendations=[
            row("Stalking", "1", title="First"),
            row("Stalking", "1", title="Second"),
            row("Custody", "1", title="Other"),
        ]
    )
    assert made.recommendations["title"].tolist() == ["First", "Other"]


def test_a_missing_table_is_empty():
    made = tracker()
    assert (len(made.recommendations), len(made.progress), len(made.monitoring), made.themes) == (0, 0, 0, ())
