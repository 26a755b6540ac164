from analysis.updates.latest_words import latest_words
from tests.support.trackers import month, rows, tracker_of, update_row


def test_the_latest_words_may_be_of_an_earlier_round_than_the_status_and_none_are_later_than_the_month():
    tracker = tracker_of(
        ["1", "2", "3"],
        [
            update_row("1", "February 2024", "Red", "Planned."),
            update_row("1", "June 2024", "Amber", None),
            update_row("2", "June 2024", update="Bought.", update_cy="Prynwyd."),
            update_row("2", "February 2024", update="Ordered."),
            update_row("2", "July 2024", update="Too late."),
            update_row("3", "June 2024", "Red", None),
        ],
    )
    assert rows(latest_words(tracker, as_at=month("June 2024"))) == [
        ("Stalking", "1", "2024-02-01", "Planned.", None),
        ("Stalking", "2", "2024-06-01", "Bought.", "Prynwyd."),
    ]
