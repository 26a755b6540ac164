"""Lists behind numbers, and the numbers of groups."""

from analysis.attention import groups_by_outstanding, list_parts
from tests.support.trackers import month, rows, tracker_of, update_row

JUNE_OF_GROUPS = month("June 2024")


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
        *(("1", "outstanding"), ("2", "outstanding"), ("3", "outstanding")),
        *(("1", "late"), ("1", "due"), ("2", "slipped"), ("3", "no-target")),
        *(("3", "proposed"), ("3", "different"), ("4", "closed")),
    ]


def tracker_by_theme(**themes):
    """Build a tracker of themes with the June statuses of their recommendations; None is not rated, "" not reported."""
    listed = [(f"{theme}{n}", theme, status) for theme, given in themes.items() for n, status in enumerate(given)]
    return tracker_of(
        [{"ref": ref, "theme": theme} for ref, theme, _ in listed],
        [update_row(ref, "June 2024", status, f"{ref}.") for ref, _, status in listed if status != ""],
    )


def test_groups_have_their_numbers_the_most_outstanding_first_then_by_name_and_no_name_last():
    tracker = tracker_by_theme(B=["Red"], A=["Amber", "Green"], C=["Amber", None, ""], D=["Green"])

    assert rows(groups_by_outstanding(tracker, group="theme", as_at=JUNE_OF_GROUPS)) == [
        ("C", 3, 0, 0, 3, 0),
        ("A", 2, 1, 0, 1, 0),
        ("B", 1, 0, 0, 1, 0),
        ("D", 1, 1, 0, 0, 0),
    ]
    tracker = tracker_of(["1", "2", {"ref": "3", "theme": "Data"}])
    assert rows(groups_by_outstanding(tracker, group="theme", as_at=JUNE_OF_GROUPS), "group", "outstanding") == [
        ("Data", 1),
        (None, 2),
    ]


def test_what_is_closed_is_neither_outstanding_nor_stalled():
    closed = [{"ref": ref, "date": "June 2024", "decision": "Closed"} for ref in "12"]
    updates = [update_row(ref, when, "Red", when) for ref in "13" for when in ("February 2024", "June 2024")]
    tracker = tracker_of(["1", "2", "3"], [*updates, update_row("2", "June 2024", "Green")], decisions=closed)
    found = groups_by_outstanding(tracker, group="review", as_at=JUNE_OF_GROUPS)
    assert rows(found, "recommendations", "complete", "closed", "outstanding", "stalled") == [(3, 1, 1, 1, 1)]
