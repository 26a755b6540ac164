from analysis.status.coverage import coverage, coverage_by_agency
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, rows, tracker_of, update_row

JUNE = month("June 2024")


def test_each_recommendation_is_reported_rated_or_silent_in_each_round():
    tracker = tracker_of(
        [{"ref": "1", "lead_agency": "Police"}, "2"],
        [
            update_row("1", "July 2023", kind="Response"),
            update_row("1", "June 2024", "Red"),
            update_row("2", "June 2024"),
            update_row("2", "August 2024", "Red"),
        ],
    )
    assert rows(coverage(tracker, as_at=JUNE)) == [
        ("Stalking", "1", "Police", "2023-07-01", True, False, "Response"),
        ("Stalking", "1", "Police", "2024-06-01", True, True, "Progress"),
        ("Stalking", "2", None, "2023-07-01", False, False, None),
        ("Stalking", "2", None, "2024-06-01", True, False, "Progress"),
    ]


def test_an_agency_is_counted_by_what_it_leads_and_the_missing_one_last():
    tracker = tracker_of(
        [
            {"ref": "1"},
            {"ref": "2", "lead_agency": "Police"},
            {"ref": "3", "lead_agency": "Police", "supporting_agencies": "Courts"},
        ],
        [update_row("2", "June 2024", "Red"), update_row("3", "June 2024"), update_row("1", "July 2023")],
    )
    assert rows(coverage_by_agency(tracker, as_at=JUNE)) == [
        ("Police", "2023-07-01", 2, 0, 0),
        ("Police", "2024-06-01", 2, 2, 1),
        (None, "2023-07-01", 1, 1, 0),
        (None, "2024-06-01", 1, 0, 0),
    ]


def test_the_same_ref_in_two_reviews_is_covered_separately():
    tracker = tracker_of(["1", {"ref": "1", "review": "Another"}], [update_row("1", "June 2024", review="Another")])
    assert rows(coverage(tracker, as_at=JUNE), "review", "reported") == [("Stalking", False), ("Another", True)]


def test_nothing_is_covered_where_nothing_was_reported():
    for tracker in (tracker_of(["1"]), tracker_of([])):
        assert coverage(tracker, as_at=NO_MONTH).empty
        assert coverage_by_agency(tracker, as_at=NO_MONTH).columns.tolist() == [
            *("lead_agency", "round", "recommendations", "reported", "rated")
        ]
        assert coverage_by_agency(tracker, as_at=NO_MONTH).empty
