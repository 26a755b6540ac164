from dataclasses import replace
from datetime import date

from analysis.difference.losses import losses
from model.status import RED_AMBER_GREEN, Scale
from model.tracker.reading import Row
from model.tracker.tracker import Tracker
from model.versions.difference import (
    EmptiedCells,
    Losses,
    LossKind,
    LostDecision,
    LostPromise,
    LostRecommendation,
    LostRound,
    LostTarget,
    LostUpdate,
    RecommendationId,
)
from tests.support.trackers import REVIEW, tracker_of, update_row

NINE, TEN = RecommendationId(REVIEW, "9"), RecommendationId(REVIEW, "10")
JULY, FEBRUARY = date(2023, 7, 1), date(2024, 2, 1)


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
    assert losses(before, after) == Losses(recommendations=(LostRecommendation(TEN, updates=2, promises=1),))


def test_each_kind_is_counted_as_a_whole_also_what_belongs_to_a_recommendation_that_is_gone():
    before = tracker_of(
        ["9", "10"],
        [response("9"), response("10"), update_row("9", "Feb 2024"), update_row("10", "Feb 2024")],
        monitoring=[{"ref": "9"}, {"ref": "10"}],
    )
    after = tracker_of(["9"], [update_row("9", "Feb 2024")])
    assert losses(before, after) == Losses(
        recommendations=(LostRecommendation(TEN, updates=2, promises=1),),
        rounds=(LostRound(REVIEW, JULY, responses=2),),
        promises=(LostPromise(NINE, "Meet."), LostPromise(TEN, "Meet.")),
    )


def test_a_round_that_is_lost_as_a_whole_is_a_round_and_else_its_updates_are_listed():
    before = tracker_of(["9", "10"], [response("9"), response("10"), update_row("9", "July 2023")])
    assert losses(before, tracker_of(["9", "10"])) == Losses(rounds=(LostRound(REVIEW, JULY, responses=2, updates=1),))
    some = losses(before, tracker_of(["9", "10"], [response("9")]))
    assert some == Losses(updates=(LostUpdate(NINE, "Progress", JULY), LostUpdate(TEN, "Response", JULY)))


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
    assert losses(before, after) == Losses(statuses=(LostUpdate(NINE, "Progress", FEBRUARY),))


def test_cells_that_would_be_empty_are_counted_by_column():
    before = tracker_of(
        [{"ref": "9", "title": "Funding", "target": "May 2025"}, {"ref": "10", "title": "Data", "theme": "Data"}],
        [update_row("9", "Feb 2024", "Red")],
    )
    after = tracker_of(["9", {"ref": "10", "theme": "Training"}], [update_row("9", "Feb 2024", "Red", update=None)])
    assert losses(before, after) == Losses(
        cells=(
            EmptiedCells("Recommendations", "Title", 2),
            EmptiedCells("Recommendations", "Target date", 1),
            EmptiedCells("Progress", "Update", 1),
        )
    )


def test_statuses_of_the_scale_names_and_described_reviews_are_lost_too():
    before = tracker_of(["9"], names=[{"kind": "Theme", "name": "Data"}])
    before = with_reviews(before, {"review": REVIEW, "title": "Deep dive"}, {"review": "Custody", "title": "Custody"})
    after = tracker_of(["9"], scale=Scale(RED_AMBER_GREEN.statuses[1:], ordered=True))
    found = losses(before, after)
    assert (found.reviews, found.scale, found.names) == ((REVIEW,), ("Red",), ("Data",))
    assert found.kinds == (LossKind.REVIEWS, LossKind.SCALE, LossKind.NAMES)


def test_a_target_and_a_decision_that_are_gone_are_lost_and_a_corrected_one_is_not():
    targets = [{"ref": "9", "date": "July 2023", "target": "May 2024"}, {"ref": "9", "date": "May 2024"}]
    decisions = [{"ref": "9", "date": "June 2024", "decision": "Closed"}]
    before = tracker_of(["9"], targets=targets, decisions=decisions)
    corrected = [{"ref": "9", "date": "July 2023", "target": "April 2024"}]
    assert losses(before, tracker_of(["9"], targets=corrected)) == Losses(
        targets=(LostTarget(NINE, ""),),
        decisions=(LostDecision(NINE, "Closed"),),
    )
