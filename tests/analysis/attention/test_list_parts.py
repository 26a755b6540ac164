from analysis.attention.list_parts import list_parts
from tests.support.trackers import month, rows, tracker_of, update_row


def test_a_recommendation_is_in_each_part_that_it_belongs_to():
    listed = [
        {"ref": "1", "target": "March 2024"},
        {"ref": "2", "target": "December 2024"},
        {"ref": "3"},
        {"ref": "4"},
    ]
    updates = [update_row("1", "February 2024", "Red"), update_row("4", "June 2024", "Green")]
    updates.append(update_row("3", "June 2024", "Amber", agency_status="Green", proposed_closure=True))
    revised = [{"ref": "2", "date": "June 2024", "target": "May 2025"}]
    closed = [{"ref": "4", "date": "June 2024", "decision": "Closed"}]
    found = list_parts(tracker_of(listed, updates, targets=revised, decisions=closed), as_at=month("June 2024"))
    assert rows(found, "ref", "part") == [
        *(("1", "late"), ("1", "due"), ("2", "slipped"), ("3", "no-target")),
        *(("3", "proposed"), ("3", "different"), ("4", "closed")),
    ]
