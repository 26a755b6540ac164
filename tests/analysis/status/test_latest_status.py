import pandas as pd

from analysis.status.latest_status import status_at, worst_first
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, rows, tracker_of, update_row

JUNE = month("June 2024")


def test_a_recommendation_keeps_its_status_until_it_is_rated_again():
    tracker = tracker_of(
        ["1"],
        [
            update_row("1", "July 2023", "Red", basis="Inferred"),
            update_row("1", "February 2024"),
            update_row("1", "August 2024", "Green"),
        ],
    )
    assert rows(status_at(tracker, as_at=JUNE), "ref", "mark", "status", "basis", "rated_on", "reported_on") == [
        ("1", "Red", "Red", "Inferred", "2023-07-01", "2024-02-01")
    ]


def test_an_update_without_a_status_is_not_rated_and_no_update_is_not_reported():
    tracker = tracker_of(["1", "2", "3"], [update_row("1", "June 2024"), update_row("2", "July 2024", "Red")])
    assert rows(status_at(tracker, as_at=JUNE), "ref", "mark", "status", "rated_on", "reported_on") == [
        ("1", "not rated", None, None, "2024-06-01"),
        ("2", "not reported", None, None, None),
        ("3", "not reported", None, None, None),
    ]


def test_of_two_statuses_in_a_round_the_later_date_and_then_the_later_row_stands():
    tracker = tracker_of(
        ["1", "2"],
        [
            update_row("1", "20 June 2024", "Green"),
            update_row("1", "3 June 2024", "Red"),
            update_row("2", "June 2024", "Amber"),
            update_row("2", "June 2024", "Red"),
        ],
    )
    assert status_at(tracker, as_at=JUNE)["mark"].tolist() == ["Green", "Red"]


def test_the_rows_keep_the_trackers_order_and_the_review_separates_equal_refs():
    tracker = tracker_of(
        [{"ref": "10"}, {"ref": "2"}, {"ref": "2", "review": "Another"}],
        [update_row("2", "June 2024", "Red"), update_row("2", "June 2024", "Green", review="Another")],
    )
    assert rows(status_at(tracker, as_at=JUNE), "review", "ref", "mark") == [
        ("Stalking", "2", "Red"),
        ("Stalking", "10", "not reported"),
        ("Another", "2", "Green"),
    ]


def test_a_name_is_the_first_line_of_a_text():
    tracker = tracker_of([{"ref": "1", "title": None, "recommendation": "Train.\nFinding: No course."}], [])
    assert rows(status_at(tracker, as_at=JUNE), "ref", "title") == [("1", "Train.")]


def test_a_recommendation_without_a_title_goes_by_its_text_in_each_language():
    tracker = tracker_of(
        [
            {"ref": "1", "title": "Fund it", "recommendation": "The Force should fund it.", "recommendation_cy": "Hir"},
            {"ref": "2", "recommendation": "The Force should train.", "recommendation_cy": "Dylai'r Heddlu hyfforddi."},
        ]
    )
    assert rows(status_at(tracker, as_at=JUNE), "title", "title_cy") == [
        ("Fund it", None),
        ("The Force should train.", "Dylai'r Heddlu hyfforddi."),
    ]


def test_a_tracker_without_updates_or_recommendations_has_a_standing():
    assert status_at(tracker_of(["1"]), as_at=NO_MONTH)["mark"].tolist() == ["not reported"]
    empty = status_at(tracker_of([]), as_at=JUNE)
    assert empty.empty
    assert empty.columns.tolist() == [
        *("review", "ref", "title", "title_cy", "theme", "lead_agency"),
        *("mark", "status", "basis", "rated_on", "reported_on"),
    ]


def test_text_is_text_and_days_are_days_even_without_any_update():
    standing = status_at(tracker_of(["1"]), as_at=JUNE)
    assert {str(standing[field].dtype) for field in ("mark", "status", "basis", "title_cy")} == {"str"}
    assert pd.api.types.is_datetime64_dtype(standing["rated_on"])


def test_worst_first_puts_the_complete_last_and_keeps_the_order_of_equals():
    tracker = tracker_of(
        list("123456"),
        [
            *(update_row(ref, "June 2024", status) for ref, status in (("1", "Green"), ("3", "Amber"), ("5", "Red"))),
            update_row("4", "June 2024"),
            update_row("6", "June 2024", "Amber"),
        ],
    )
    ordered = worst_first(status_at(tracker, as_at=JUNE), scale=tracker.scale)
    assert ordered["ref"].tolist() == ["5", "3", "6", "4", "2", "1"]
