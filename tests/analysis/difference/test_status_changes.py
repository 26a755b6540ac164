from random import Random

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.difference.trackers import difference, status_changes, status_moves
from analysis.movement import movement_between
from analysis.status import status_at
from model.terms import NOT_RATED, NOT_REPORTED, Movement
from model.versions.difference import StatusChange, StatusMove
from tests.support.differences import FEBRUARY, JUNE, NINE
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


MONTHS = ("July 2023", "October 2023", "February 2024", "June 2024", "October 2024")
REFS = ("1", "2", "3", "4", "5")


def test_what_was_worse_in_a_round_between_and_is_not_now_did_not_get_worse():
    first = [update_row(ref, "February 2024", "Amber") for ref in ("8", "9")]
    later = [
        update_row("8", "June 2024", "Red"),
        update_row("8", "October 2024", "Amber"),
        update_row("9", "October 2024", "Red"),
    ]
    before, after = tracker_of(["8", "9"], first), tracker_of(["8", "9"], [*first, *later])
    moves = {move.item.ref: move.movement for move in status_moves(before, after)}
    assert moves == {"8": Movement.UNCHANGED, "9": Movement.WORSENED}
    assert status_moves(after, before) == (StatusMove(NINE, "Red", "Amber", Movement.CHANGED),)


def test_another_status_within_the_latest_round_or_before_it_is_no_movement():
    published = [update_row("9", "February 2024", "Green"), update_row("9", "June 2024", "Green")]
    corrected = [published[0], update_row("9", "June 2024", "Amber")]
    found = difference(tracker_of(["9"], published), tracker_of(["9"], corrected))
    assert (found.moves, found.restated) == ((), ())
    assert found.rerated == (StatusChange(NINE, "Progress", JUNE, "Green", "Amber"),)
    before, late = tracker_of(["9"], published[:1]), update_row("9", "28 February 2024", "Red")
    found = difference(before, tracker_of(["9"], [published[0], late, update_row("9", "June 2024", "Red")]))
    assert [move.movement for move in found.moves] == [Movement.UNCHANGED]
    assert found.restated == (StatusChange(NINE, "", FEBRUARY, "Green", "Red"),)


def _draw(random):
    """Return updates, and those of an earlier version up to a round, of which some are gone or had another status."""
    pairs = [(ref, when) for ref in REFS for when in MONTHS]
    updates = [
        update_row(ref, when, random.choice(("Red", "Amber", "Green", None))) for ref, when in random.sample(pairs, 15)
    ]
    until = random.choice(MONTHS[:-1])
    earlier = [update for update in updates if MONTHS.index(update["date"]) <= MONTHS.index(until)]
    return updates, [
        update if random.random() < 0.7 else {**update, "status": random.choice(("Red", "Amber", "Green"))}
        for update in earlier
        if random.random() < 0.9
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_versions_move_as_the_later_one_does_between_their_rounds_and_what_it_restates_is_listed(seed):
    updates, earlier = _draw(Random(seed))  # noqa: S311 - nothing is secret
    before, after = tracker_of(REFS, earlier), tracker_of(REFS, updates)
    found = difference(before, after)
    if found.start is None or found.end is None or found.start == found.end:
        assert found.moves == ()
        return
    start, end = pd.Timestamp(found.start), pd.Timestamp(found.end)
    moves = movement_between(after, start=start, end=end)
    assert {(move.item.ref, move.movement) for move in found.moves} == set(
        zip(moves["ref"], moves["movement"], strict=True)
    )
    old, now = (_statuses(tracker, start) for tracker in (before, after))
    assert {move.item.ref: move.before for move in found.moves} == now
    assert {move.item.ref: move.after for move in found.moves} == _statuses(after, end)
    listed = (*found.restated, *found.rerated, *found.corrected)
    assert {(ref, old[ref], now[ref]) for ref in REFS if old[ref] != now[ref]} <= {
        (change.item.ref, change.before, change.after) for change in listed
    }


def _statuses(tracker, month):
    table = status_at(tracker, as_at=month)
    unrated = table["mark"].isin([NOT_RATED, NOT_REPORTED])
    return dict(zip(table["ref"], table["mark"].where(~unrated, ""), strict=True))
