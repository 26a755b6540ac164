from analysis.status.coverage import coverage_by_agency
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, rows, tracker_of, update_row

JUNE = month("June 2024")


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
        ("Police", "2023-07-01", 2, 1, 0),
        ("Police", "2024-06-01", 2, 2, 1),
        (None, "2023-07-01", 1, 1, 0),
        (None, "2024-06-01", 1, 0, 0),
    ]


def test_the_same_ref_in_two_reviews_is_covered_separately_and_a_review_of_which_nothing_was_reported_not_at_all():
    tracker = tracker_of(["1", {"ref": "1", "review": "Another"}], [update_row("1", "June 2024", review="Another")])
    assert rows(coverage_by_agency(tracker, as_at=JUNE)) == [(None, "2024-06-01", 1, 1, 0)]


def test_nothing_is_covered_where_nothing_was_reported():
    for tracker in (tracker_of(["1"]), tracker_of([])):
        assert coverage_by_agency(tracker, as_at=NO_MONTH).columns.tolist() == [
            *("lead_agency", "round", "recommendations", "reported", "rated")
        ]
        assert coverage_by_agency(tracker, as_at=NO_MONTH).empty
