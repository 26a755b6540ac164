"""Statuses: given, held, counted, and silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.status import (
    count_by_group,
    count_by_group_and_round,
    count_by_round,
    coverage_by_agency,
    marks_by_round,
    status_at,
    status_grid,
    worst_first,
)
from tests.support.trackers import month, rows, tracker_of, update_row, updates_of

JUNE = month("June 2024")
UPDATES = st.lists(
    st.builds(
        update_row,
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from(["July 2023", "5 February 2024", "February 2024", "June 2024", "30 June 2024"]),
        st.sampled_from(["Red", "Amber", "Green", None]),
        st.sampled_from(["Words.", None]),
    ),
    max_size=12,
)
JULY, FEBRUARY, IN_JUNE = "July 2023", "February 2024", "June 2024"
MARKS = ["Red", "Amber", "Green", "not rated", "not reported"]


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


@settings(deadline=None, max_examples=10)
@given(UPDATES)
def test_the_carried_marks_of_each_round_are_the_latest_statuses_as_at_it(updates):
    tracker = tracker_of(["1", "2", "3"], updates)
    grid = status_grid(tracker, as_at=month("June 2024"))
    for column, each in enumerate(grid.rounds):
        held = [grid.marks[code] for code in grid.carried[:, column]]
        assert held == status_at(tracker, as_at=each)["mark"].tolist()


def test_an_agency_is_counted_by_what_it_leads_and_the_missing_one_last():
    tracker = tracker_of(
        [
            {"ref": "1"},
            {"ref": "2", "lead_agency": "Police"},
            {"ref": "3", "lead_agency": "Police", "supporting_agencies": "Courts"},
        ],
        [
            update_row("2", "June 2024", "Red"),
            update_row("3", "June 2024"),
            *(update_row(ref, "July 2023") for ref in "13"),
        ],
    )
    assert rows(coverage_by_agency(tracker, as_at=JUNE)) == [
        ("Police", "2023-07-01", 2, 1),
        ("Police", "2024-06-01", 2, 2),
        (None, "2023-07-01", 1, 1),
        (None, "2024-06-01", 1, 0),
    ]


@pytest.mark.parametrize(
    ("given", "status_since", "rounds", "days"),
    [
        ({JULY: "Red", FEBRUARY: "Amber", IN_JUNE: "Amber"}, "2024-02-01", 2, 121),
        ({JULY: "Amber", FEBRUARY: None, IN_JUNE: "Amber"}, "2023-07-01", 3, 336),
        ({JULY: "Amber", FEBRUARY: "Red", IN_JUNE: "Amber"}, "2024-06-01", 1, 0),
        ({JULY: None, FEBRUARY: "Red", IN_JUNE: None}, "2024-02-01", 2, 121),
        ({JULY: None, FEBRUARY: None, IN_JUNE: None}, None, None, None),
    ],
)
def test_a_status_moved_in_the_round_since_which_it_is_unchanged(given, status_since, rounds, days):
    tracker = tracker_of(["1"], updates_of({"1": given}))
    standing = status_at(tracker, as_at=month(IN_JUNE))
    assert rows(standing, "status_since", "rounds_since", "days_since") == [(status_since, rounds, days)]


def test_a_correction_within_a_round_does_not_restart_the_run():
    corrected = [update_row("1", IN_JUNE, status) for status in ("Amber", "Red")]
    tracker = tracker_of(["1"], [update_row("1", FEBRUARY, "Red"), *corrected])
    assert rows(status_at(tracker, as_at=month(IN_JUNE)), "status_since") == [("2024-02-01",)]


def test_a_status_of_a_month_that_is_no_round_counts_from_that_month_and_rounds_are_those_of_its_review():
    tracker = tracker_of(
        ["1", "2", "3", {"ref": "1", "review": "Custody"}],
        [
            *(update_row(ref, when, "Red") for ref in ("1", "2", "3") for when in (JULY, FEBRUARY, IN_JUNE)),
            update_row("1", "April 2024", "Amber"),
            update_row("1", IN_JUNE, "Amber"),
            update_row("2", "August 2024", "Amber"),
            update_row("1", FEBRUARY, "Red", review="Custody"),
        ],
    )
    assert rows(status_at(tracker, as_at=month("August 2024")), "review", "ref", "status_since", "rounds_since") == [
        ("Stalking", "1", "2024-04-01", 1),
        ("Stalking", "2", "2024-08-01", 0),
        ("Stalking", "3", "2023-07-01", 3),
        ("Custody", "1", "2024-02-01", 1),
    ]


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


@pytest.fixture
def tracker():
    return tracker_of(
        [
            {"ref": "1", "theme": "Victims", "lead_agency": "Police"},
            {"ref": "2", "theme": "Data", "lead_agency": "Police"},
            {"ref": "3", "theme": "Victims"},
            {"ref": "4", "lead_agency": "Courts"},
        ],
        updates_of({"1": {FEBRUARY: "Red"}, "2": {FEBRUARY: None, "June 2024": "Green"}, "3": {"June 2024": "Red"}}),
    )


def test_counts_by_round_carry_a_status_and_share_out_all_recommendations(tracker):
    counts = count_by_round(tracker, as_at=JUNE)
    assert rows(counts[counts["count"] > 0]) == [
        ("2024-02-01", "Red", 1, 0.25),
        ("2024-02-01", "not rated", 1, 0.25),
        ("2024-02-01", "not reported", 2, 0.5),
        ("2024-06-01", "Red", 2, 0.5),
        ("2024-06-01", "Green", 1, 0.25),
        ("2024-06-01", "not reported", 1, 0.25),
    ]
    assert len(counts) == 2 * len(MARKS)


def test_counts_by_group_share_out_the_group_and_a_missing_one_is_last(tracker):
    counts = count_by_group_and_round(tracker, group="theme", as_at=JUNE)
    assert rows(counts[counts["count"] > 0]) == [
        ("Victims", "2024-02-01", "Red", 1, 0.5),
        ("Victims", "2024-02-01", "not reported", 1, 0.5),
        ("Victims", "2024-06-01", "Red", 2, 1.0),
        ("Data", "2024-02-01", "not rated", 1, 1.0),
        ("Data", "2024-06-01", "Green", 1, 1.0),
        (None, "2024-02-01", "not reported", 1, 1.0),
        (None, "2024-06-01", "not reported", 1, 1.0),
    ]
    assert len(counts) == 3 * 2 * len(MARKS)
    counts = count_by_group(tracker, group="theme", as_at=JUNE)
    assert rows(counts[counts["count"] > 0]) == [
        ("Victims", "Red", 2, 1.0),
        ("Data", "Green", 1, 1.0),
        (None, "not reported", 1, 1.0),
    ]
