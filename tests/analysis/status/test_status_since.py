from analysis.status.latest_status import list_at
from tests.support.trackers import month, rows, tracker_of, update_row

JUNE = month("June 2024")


def test_each_recommendation_has_one_row_with_its_mark_and_how_long_ago_it_moved():
    tracker = tracker_of(
        ["2", "1", "2"],
        [
            update_row("2", "February 2024", "Red", basis="Inferred"),
            update_row("1", "June 2024", "Amber"),
            update_row("2", "June 2024"),
        ],
    )
    assert rows(list_at(tracker, as_at=JUNE), "ref", "mark", "basis", "moved_on", "rounds", "days") == [
        ("1", "Amber", None, "2024-06-01", 1, 0),
        ("2", "Red", "Inferred", "2024-02-01", 2, 121),
    ]


def test_an_empty_tracker_lists_nothing():
    assert list_at(tracker_of([]), as_at=JUNE).empty
