import pandas as pd

from analysis.targets.by_round import targets_by_round
from tests.support.trackers import month, rows, tracker_of, update_row

UPDATES = [update_row("1", "April 2024", "Amber"), update_row("1", "June 2024", "Amber")]
LISTED = [
    {"ref": "1", "lead_agency": "Police", "target": "March 2024"},
    {"ref": "2", "lead_agency": "Police", "target": "May 2024"},
    {"ref": "3"},
]


def by_round(*targets, listed=LISTED, as_at="June 2024", today=None):
    found = targets_by_round(tracker_of(listed, UPDATES, targets=targets), as_at=month(as_at), today=today)
    return rows(found)


def test_a_slip_counts_from_the_round_in_which_it_was_set_and_an_agency_without_a_target_is_left_out():
    steps = (("April 2024", "May 2024"), ("June 2024", "July 2024"))
    revised = [{"ref": "1", "date": date, "target": target} for date, target in steps]
    assert by_round(*revised) == [
        ("Police", "2024-04-01", 2, 1, 1, 0, 0),
        ("Police", "2024-06-01", 2, 1, 2, 1, 30),
    ]


def test_the_latest_round_is_judged_on_the_day_while_its_month_is_not_over():
    found = by_round(listed=LISTED[:1], today=pd.Timestamp("2024-06-10"))
    assert found == [("Police", "2024-04-01", 1, 0, 0, 1, 30), ("Police", "2024-06-01", 1, 0, 0, 1, 71)]


def test_without_a_target_date_there_is_nothing():
    assert by_round(listed=["1", "2"]) == []
    assert rows(targets_by_round(tracker_of(["1"]), as_at=month("June 2024"))) == []
