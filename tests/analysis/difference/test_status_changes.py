from analysis.difference.status_changes import status_changes
from model.terms import NOT_REPORTED
from tests.support.trackers import tracker_of, update_row


def changed(before, after):
    """Return each changed recommendation with its mark before and after."""
    table = status_changes(before, after)
    return table[["ref", "from_mark", "to_mark"]].to_numpy().tolist()


def test_each_recommendation_whose_latest_status_differs_is_named_with_both():
    before = tracker_of(["9", "10", "11"], [update_row(ref, "Feb 2024", "Red") for ref in ("9", "10", "11")])
    after = tracker_of(
        ["9", "10", "12"],
        [
            update_row("9", "Feb 2024", "Red"),
            update_row("9", "June 2024", "Green"),
            update_row("10", "Feb 2024", "Red"),
            update_row("12", "June 2024", "Amber"),
        ],
    )
    assert changed(before, after) == [["9", "Red", "Green"], ["11", "Red", ""], ["12", "", "Amber"]]
    assert changed(after, before) == [["9", "Green", "Red"], ["12", "Amber", ""], ["11", "", "Red"]]
    assert changed(before, before) == []


def test_a_status_that_nobody_gave_is_a_change_too():
    before = tracker_of(["9"], [])
    after = tracker_of(["9"], [update_row("9", "Feb 2024", "Red")])
    assert changed(before, after) == [["9", NOT_REPORTED, "Red"]]


def test_another_basis_of_the_same_status_is_no_change():
    before = tracker_of(["9"], [update_row("9", "Feb 2024", "Red", basis="Inferred")])
    after = tracker_of(["9"], [update_row("9", "Feb 2024", "Red", basis="Published")])
    assert changed(before, after) == []
