from analysis.attention.groups import rank_groups
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, rows, tracker_of, update_row

JUNE = month("June 2024")


def tracker_by_theme(**themes):
    """Build a tracker of themes with the June statuses of their recommendations; None is not rated, "" not reported."""
    listed = [(f"{theme}{n}", theme, status) for theme, given in themes.items() for n, status in enumerate(given)]
    return tracker_of(
        [{"ref": ref, "theme": theme} for ref, theme, _ in listed],
        [update_row(ref, "June 2024", status, f"{ref}.") for ref, _, status in listed if status != ""],
    )


def ranked(tracker):
    return rows(rank_groups(tracker, group="theme", as_at=JUNE), "group", "place")


def test_the_larger_share_of_the_worst_status_is_furthest_behind():
    tracker = tracker_by_theme(A=["Red", "Green", "Green"], B=["Red", "Amber"], C=["Amber"], D=["Green"])
    assert rows(rank_groups(tracker, group="theme", as_at=JUNE)) == [
        ("B", 2, 0, 0, 2, 0, 1),
        ("A", 3, 2, 0, 1, 0, 2),
        ("C", 1, 0, 0, 1, 0, 3),
        ("D", 1, 1, 0, 0, 0, 4),
    ]


def test_what_is_closed_is_neither_outstanding_nor_stalled():
    closed = [{"ref": ref, "date": "June 2024", "decision": "Closed"} for ref in "12"]
    updates = [update_row(ref, when, "Red", when) for ref in "13" for when in ("February 2024", "June 2024")]
    tracker = tracker_of(["1", "2", "3"], [*updates, update_row("2", "June 2024", "Green")], decisions=closed)
    found = rank_groups(tracker, group="review", as_at=JUNE)
    assert rows(found, "recommendations", "complete", "closed", "outstanding", "stalled") == [(3, 1, 1, 1, 1)]


def test_equal_shares_stand_level_whatever_their_numbers():
    tracker = tracker_by_theme(B=["Red", "Amber", "Amber"], A=["Amber", "Red", "Amber"] * 2, C=["Green"])
    assert ranked(tracker) == [("A", 1), ("B", 1), ("C", 3)]


def test_who_has_no_status_is_neither_behind_nor_ahead():
    tracker = tracker_by_theme(D=["Green"], C=[""], B=[None], A=["Amber"], E=["Green", ""])
    assert ranked(tracker) == [("A", 1), ("D", 2), ("E", 2), ("B", None), ("C", None)]


def test_level_groups_are_ordered_by_what_has_stalled_and_then_by_name():
    tracker = tracker_of(
        [{"ref": ref, "theme": theme} for ref, theme in (("1", "C"), ("2", "B"), ("3", "A"))],
        [
            update_row("3", "February 2024", "Red", "One."),
            update_row("2", "February 2024", "Amber", "Three."),
            *(update_row(ref, "June 2024", "Amber", "Two.") for ref in "123"),
        ],
    )
    ranked = rank_groups(tracker, group="theme", as_at=JUNE)
    assert rows(ranked, "group", "stalled", "place") == [("B", 1, 1), ("A", 0, 1), ("C", 0, 1)]


def test_a_group_without_a_name_is_counted_last_and_has_no_place():
    tracker = tracker_of(
        ["1", {"ref": "2", "theme": "Data"}, {"ref": "3", "theme": "Victims"}],
        [
            update_row("1", "June 2024", "Red"),
            update_row("2", "June 2024", "Green"),
            update_row("3", "June 2024", "Amber"),
        ],
    )
    assert ranked(tracker) == [("Victims", 1), ("Data", 2), (None, None)]
    assert ranked(tracker_of(["1"])) == [(None, None)]


def test_the_same_ref_in_two_reviews_stalls_only_in_its_review():
    tracker = tracker_of(
        [{"ref": "1", "theme": "A"}, {"ref": "1", "theme": "B", "review": "Another"}],
        [update_row("1", when, "Red", when, review="Another") for when in ("February 2024", "June 2024")],
    )
    assert rows(rank_groups(tracker, group="theme", as_at=JUNE), "group", "stalled") == [("B", 1), ("A", 0)]


def test_an_empty_tracker_ranks_nothing():
    empty = rank_groups(tracker_of([]), group="theme", as_at=NO_MONTH)
    assert rows(empty) == []
    assert empty.columns.tolist() == [
        "group",
        "recommendations",
        "complete",
        "closed",
        "outstanding",
        "stalled",
        "place",
    ]


def test_without_a_status_no_group_has_a_place():
    tracker = tracker_of([{"ref": "1", "lead_agency": "B"}, {"ref": "2", "lead_agency": "A"}])
    assert rows(rank_groups(tracker, group="lead_agency", as_at=NO_MONTH)) == [
        ("A", 1, 0, 0, 1, 0, None),
        ("B", 1, 0, 0, 1, 0, None),
    ]
