"""Updates that count, the latest words, and blank cells."""

from analysis.updates import counted_updates, latest_words, update_texts
from tests.support.trackers import month, rows, tracker_of, update_row


def test_updates_come_earliest_first_with_the_row_number_of_their_recommendation():
    tracker = tracker_of(
        ["2", "10"], [update_row("10", "June 2024"), update_row("2", "18 June 2024", "Red"), update_row("10", "2023")]
    )
    assert rows(counted_updates(tracker), "ref", "round", "status", "recommendation_row") == [
        ("10", "2023-01-01", None, 1),
        ("10", "2024-06-01", None, 1),
        ("2", "2024-06-01", "Red", 0),
    ]


def test_a_row_without_content_does_not_count():
    tracker = tracker_of(
        ["1"],
        [
            update_row("1", "June 2024", None, None),
            update_row("1", "May 2024", None, None, evidence="A paper."),
            update_row("1", "April 2024", None, None, update_cy="Cynnydd."),
            update_row("1", "March 2024", "Red", None),
        ],
    )
    assert counted_updates(tracker)["round"].dt.month.tolist() == [3, 4, 5]


def test_updates_without_a_day_or_of_an_unknown_recommendation_do_not_count():
    tracker = tracker_of(["1"], [update_row("1", "to be confirmed", "Red"), update_row("9", "June 2024", "Red")])
    assert counted_updates(tracker).empty
    assert counted_updates(tracker_of([], [update_row("9", "June 2024", "Red")])).empty


def test_a_status_outside_the_scale_counts_as_none():
    tracker = tracker_of(["1"], [update_row("1", "June 2024", "Blue")])
    assert rows(counted_updates(tracker), "ref", "status") == [("1", None)]


def test_the_words_of_both_languages_are_read():
    tracker = tracker_of(
        ["1"], [update_row("1", "2024", update="Done.", update_cy="Wedi'i wneud."), update_row("1", "2023")]
    )
    assert update_texts(tracker, counted_updates(tracker)).tolist() == ["Work goes on.", "Done.\nWedi'i wneud."]


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
