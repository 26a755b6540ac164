"""What a version loses, which statuses moved between two, and the difference as JSON."""

from dataclasses import replace
from datetime import date
from random import Random

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.difference.trackers import difference, losses
from analysis.movement import movement_between
from analysis.status import status_at
from model.terms import NOT_RATED, NOT_REPORTED, RED_AMBER_GREEN, Movement, Scale
from model.tracker.reading import Row
from model.tracker.tracker import Tracker
from model.versions.difference import (
    ChangeKind,
    EmptiedCells,
    Losses,
    LostRound,
    LostRow,
    RecommendationId,
)
from tests.support.differences import FEBRUARY, JUNE, NINE, status
from tests.support.trackers import REVIEW, tracker_of, update_row

TEN, JULY = RecommendationId(REVIEW, "10"), date(2023, 7, 1)


def response(ref, when="July 2023"):
    return update_row(ref, when, kind="Response")


def with_reviews(tracker: Tracker, *reviews: Row) -> Tracker:
    return replace(tracker, reviews=Tracker.from_rows({"reviews": reviews}, tracker.scale).reviews)


def test_nothing_is_lost_where_rows_are_added_or_values_change():
    before = tracker_of(["9"], [update_row("9", "Feb 2024", "Red")], monitoring=[{"ref": "9", "due": "May 2024"}])
    after = tracker_of(
        [{"ref": "9", "recommendation": "Do more."}, "10"],
        [update_row("9", "Feb 2024", "Amber"), update_row("9", "June 2024", "Green")],
        monitoring=[{"ref": "9", "due": "June 2024"}],
    )
    assert losses(before, after) == Losses()
    assert losses(before, before).is_empty


def test_a_recommendation_that_is_gone_is_counted_with_its_updates_and_promises():
    before = tracker_of(
        ["9", "10"],
        [update_row("9", "Feb 2024"), update_row("10", "Feb 2024"), update_row("10", "Feb 2024", kind="Response")],
        monitoring=[{"ref": "10"}, {"ref": "9"}],
    )
    after = tracker_of(["9"], [update_row("9", "Feb 2024")], monitoring=[{"ref": "9"}])
    assert losses(before, after) == Losses(recommendations=(TEN,), with_updates=2, with_promises=1)


def test_a_round_that_is_lost_as_a_whole_is_a_round_and_else_its_updates_are_listed():
    before = tracker_of(["9", "10"], [response("9"), response("10"), update_row("9", "July 2023")])
    assert losses(before, tracker_of(["9", "10"])) == Losses(rounds=(LostRound(REVIEW, JULY, responses=2, updates=1),))
    some = losses(before, tracker_of(["9", "10"], [response("9")]))
    assert some == Losses(updates=(LostRow(NINE, "Progress", JULY), LostRow(TEN, "Response", JULY)))


def test_a_round_of_one_review_is_lost_though_another_review_still_has_that_month():
    both = [{"ref": "9"}, {"ref": "9", "review": "Custody"}]
    custody = update_row("9", "Feb 2024", review="Custody")
    found = losses(tracker_of(both, [update_row("9", "Feb 2024"), custody]), tracker_of(both, [custody]))
    assert found == Losses(rounds=(LostRound(REVIEW, FEBRUARY, updates=1),), several_reviews=True)


def test_an_update_that_was_only_typed_in_advance_is_not_lost():
    before = tracker_of(["9"], [update_row("9", "Feb 2024", update=None)])
    assert losses(before, tracker_of(["9"])).is_empty


def test_a_status_is_lost_where_its_update_stays_without_it():
    rated = {"rated_by": "The Commissioner", "basis": "Published"}
    before = tracker_of(["9"], [update_row("9", "Feb 2024", "Red", **rated)])
    after = tracker_of(["9"], [update_row("9", "Feb 2024")])
    assert losses(before, after) == Losses(statuses=(LostRow(NINE, "Progress", FEBRUARY),))


def test_cells_that_would_be_empty_are_counted_by_column():
    before = tracker_of(
        [{"ref": "9", "title": "Funding", "target": "May 2025"}, {"ref": "10", "title": "Data", "theme": "Data"}],
        [update_row("9", "Feb 2024", "Red")],
    )
    after = tracker_of(["9", {"ref": "10", "theme": "Training"}], [update_row("9", "Feb 2024", "Red", update=None)])
    assert losses(before, after) == Losses(
        cells=(
            EmptiedCells("Recommendations", "title", 2),
            EmptiedCells("Recommendations", "target", 1),
            EmptiedCells("Progress", "update", 1),
        )
    )


def test_statuses_of_the_scale_names_and_described_reviews_are_lost_too():
    before = tracker_of(["9"], names=[{"kind": "Theme", "name": "Data"}])
    before = with_reviews(before, {"review": REVIEW, "title": "Deep dive"}, {"review": "Custody", "title": "Custody"})
    after = tracker_of(["9"], scale=Scale(RED_AMBER_GREEN.statuses[1:], ordered=True))
    found = losses(before, after)
    assert (found.reviews, found.scale, found.names) == ((REVIEW,), ("Red",), ("Data",))
    assert found.kinds == ("reviews", "scale", "names")


def test_a_target_and_a_decision_that_are_gone_are_lost_and_a_corrected_one_is_not():
    targets = [{"ref": "9", "date": "July 2023", "target": "May 2024"}, {"ref": "9", "date": "May 2024"}]
    decisions = [{"ref": "9", "date": "June 2024", "decision": "Closed"}]
    before = tracker_of(["9"], targets=targets, decisions=decisions)
    corrected = [{"ref": "9", "date": "July 2023", "target": "April 2024"}]
    assert losses(before, tracker_of(["9"], targets=corrected)) == Losses(
        targets=(LostRow(NINE, ""),), decisions=(LostRow(NINE, "Closed"),)
    )


MONTHS = ("July 2023", "October 2023", "February 2024", "June 2024", "October 2024")
REFS = ("1", "2", "3", "4", "5")


def test_another_status_within_the_latest_round_or_before_it_is_no_movement():
    published = [update_row("9", "February 2024", "Green"), update_row("9", "June 2024", "Green")]
    corrected = [published[0], update_row("9", "June 2024", "Amber")]
    found = difference(tracker_of(["9"], published), tracker_of(["9"], corrected))
    assert found.changes == (status(ChangeKind.RERATED, NINE, JUNE, "Green", "Amber"),)
    before, late = tracker_of(["9"], published[:1]), update_row("9", "28 February 2024", "Red")
    found = difference(before, tracker_of(["9"], [published[0], late, update_row("9", "June 2024", "Red")]))
    assert [move.name for move in found.of(ChangeKind.MOVED)] == [Movement.UNCHANGED]
    assert found.of(ChangeKind.RESTATED) == [status(ChangeKind.RESTATED, NINE, FEBRUARY, "Green", "Red", "")]


def test_back_at_an_earlier_round_what_has_a_status_neither_then_nor_now_has_not_moved():
    earlier = [update_row("9", "February 2024", "Green")]
    later = [*earlier, update_row("9", "June 2024", "Amber"), update_row("10", "June 2024")]
    found = difference(tracker_of(["9", "10"], later), tracker_of(["9", "10"], earlier))
    assert [(_ref(move), move.before, move.after) for move in found.of(ChangeKind.MOVED)] == [("9", "Amber", "Green")]


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


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_versions_move_as_the_later_one_does_between_their_rounds_and_what_it_restates_is_listed(seed):
    updates, earlier = _draw(Random(seed))  # noqa: S311 - nothing is secret
    before, after = tracker_of(REFS, earlier), tracker_of(REFS, updates)
    found = difference(before, after)
    found_moves = found.of(ChangeKind.MOVED)
    if found.start is None or found.end is None or found.start == found.end:
        assert found_moves == []
        return
    start, end = pd.Timestamp(found.start), pd.Timestamp(found.end)
    moves = movement_between(after, start=start, end=end)
    assert {(_ref(move), move.name) for move in found_moves} == set(zip(moves["ref"], moves["movement"], strict=True))
    old, now = (_statuses(tracker, start) for tracker in (before, after))
    assert {_ref(move): move.before for move in found_moves} == now
    assert {_ref(move): move.after for move in found_moves} == _statuses(after, end)
    listed = found.of(ChangeKind.RESTATED, ChangeKind.RERATED, ChangeKind.PAST, ChangeKind.CORRECTED)
    assert {(ref, old[ref], now[ref]) for ref in REFS if old[ref] != now[ref]} <= {
        (_ref(change), change.before, change.after) for change in listed
    }


def _ref(change):
    return change.item.ref


def _statuses(tracker, month):
    table = status_at(tracker, as_at=month)
    unrated = table["mark"].isin([NOT_RATED, NOT_REPORTED])
    return dict(zip(table["ref"], table["mark"].where(~unrated, ""), strict=True))
