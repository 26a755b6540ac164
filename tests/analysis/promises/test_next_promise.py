from analysis.promises.next_promise import next_promise
from tests.support.trackers import month, rows, tracker_of


def test_the_longest_overdue_promise_comes_first_then_the_next_due_and_one_without_a_date_last():
    tracker = tracker_of(
        ["1", "2", "3", "4"],
        monitoring=[
            {"ref": "1", "due": "January 2025"},
            {"ref": "1", "due": "March 2024"},
            {"ref": "1", "due": "January 2024"},
            {"ref": "1", "due": "December 2023", "done": True},
            {"ref": "2"},
            {"ref": "2", "due": "July 2024"},
            {"ref": "3"},
            {"ref": "4", "due": "July 2024", "done": True},
        ],
    )
    found = next_promise(tracker, as_at=month("June 2024"))
    assert sorted(rows(found, "ref", "due", "timing", "open_promises")) == [
        ("1", "2024-01-01", "overdue", 3),
        ("2", "2024-07-01", "due", 2),
        ("3", None, "undated", 1),
    ]
