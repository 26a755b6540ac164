from analysis.selection.selection import restricted_to
from analysis.status.matrix import marks_by_round
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, rows, tracker_of, update_row


def test_each_round_shows_its_reported_mark_and_never_a_carried_one():
    tracker = tracker_of(
        ["2", "1"],
        [
            update_row("1", "February 2024", "Red", basis="Inferred"),
            update_row("2", "February 2024"),
            update_row("2", "June 2024", "Amber", basis="Published"),
            update_row("2", "August 2024", "Green"),
        ],
    )
    assert rows(marks_by_round(tracker, as_at=month("June 2024"))) == [
        ("Stalking", "1", "2024-02-01", "Red", "Inferred"),
        ("Stalking", "1", "2024-06-01", "not reported", None),
        ("Stalking", "2", "2024-02-01", "not rated", None),
        ("Stalking", "2", "2024-06-01", "Amber", "Published"),
    ]


def test_a_rated_entry_stands_over_a_later_one_of_its_round_without_a_status():
    tracker = tracker_of(
        ["1"], [update_row("1", "3 June 2024", "Red", basis="Published"), update_row("1", "20 June 2024")]
    )
    assert rows(marks_by_round(tracker, as_at=month("June 2024")), "mark", "basis") == [("Red", "Published")]


def test_the_later_of_two_statuses_of_a_round_stands_with_its_basis():
    tracker = tracker_of(
        ["1"],
        [
            update_row("1", "June 2024", "Red", basis="Inferred"),
            update_row("1", "June 2024", "Amber", basis="Published"),
        ],
    )
    assert rows(marks_by_round(tracker, as_at=month("June 2024")), "mark", "basis") == [("Amber", "Published")]


def test_without_rounds_or_recommendations_there_is_no_mark():
    columns = ["review", "ref", "round", "mark", "basis"]
    for tracker in (tracker_of(["1"]), tracker_of([])):
        table = marks_by_round(tracker, as_at=NO_MONTH)
        assert (table.empty, table.columns.tolist()) == (True, columns)


def test_of_some_recommendations_every_round_is_there_and_of_the_others_none():
    updates = [update_row(ref, when, "Red") for ref in "123" for when in ("February 2024", "June 2024")]
    tracker = tracker_of(["1", "2", "3"], updates)
    two = restricted_to(tracker, tracker.recommendations.iloc[[0, 2]])
    assert marks_by_round(two, as_at=month("June 2024"))["ref"].tolist() == ["1", "1", "3", "3"]
    none = restricted_to(tracker, tracker.recommendations.iloc[:0])
    assert marks_by_round(none, as_at=month("June 2024")).empty
