from analysis.targets.by_group import targets_by_group
from tests.support.trackers import month, rows, tracker_of, update_row


def test_late_recommendations_and_slips_are_counted_by_lead_agency():
    listed = [
        {"ref": "1", "lead_agency": "Courts", "target": "May 2024"},
        {"ref": "2", "lead_agency": "Police", "target": "May 2024"},
        {"ref": "3", "lead_agency": "Police", "target": "March 2024"},
        {"ref": "4", "lead_agency": "Courts"},
        {"ref": "5"},
    ]
    revised = [{"ref": ref, "date": "June 2024", "target": "July 2024"} for ref in ("1", "3")]
    tracker = tracker_of(listed, [update_row("1", "June 2024", "Amber")], targets=revised)
    found = targets_by_group(tracker, group="lead_agency", as_at=month("June 2024"))
    assert rows(found, "group", "with_target", "late", "slips") == [
        ("Police", 2, 1, 1),
        ("Courts", 1, 0, 1),
        (None, 0, 0, 0),
    ]
