from model.versions.difference import (
    EmptiedCells,
    Losses,
    LostDecision,
    LostPromise,
    LostRecommendation,
    LostRound,
    LostTarget,
    LostUpdate,
    RecommendationId,
)
from tests.support.differences import FEBRUARY, JUNE, NINE, TEN
from wording.differences.losses import loss_lines, loss_message

PROMISE = LostPromise(NINE, "Meet the Superintendent.")
ROUND = LostRound("Stalking", FEBRUARY, responses=16)


def lines(losses, _):
    return [line.text for line in loss_lines(losses, _)]


def test_each_kind_is_a_line_with_its_number(english):
    found = Losses(
        recommendations=(LostRecommendation(NINE, updates=3, promises=2),),
        rounds=(ROUND,),
        promises=(PROMISE,) * 22,
    )
    assert lines(found, english) == [
        "Recommendation 9, with 3 updates and 2 monitoring promises",
        "The February 2024 round (16 responses)",
        "22 monitoring promises",
    ]


def test_each_kind_has_a_line_in_welsh(welsh):
    found = Losses(
        recommendations=(LostRecommendation(NINE, updates=3, promises=2),),
        rounds=(ROUND,),
        promises=(PROMISE,) * 22,
    )
    assert lines(found, welsh) == [
        "Argymhelliad 9 (3 diweddariad, 2 addewid monitro)",
        "Rownd mis Chwefror 2024 (16 ymateb)",
        "22 addewid monitro",
    ]


def test_several_recommendations_and_rounds_are_named_in_one_line_each(english):
    found = Losses(
        recommendations=(LostRecommendation(NINE), LostRecommendation(TEN, updates=1)),
        rounds=(ROUND, LostRound("Stalking", JUNE, responses=1, updates=2)),
    )
    assert lines(found, english) == [
        "2 recommendations (9, 10), with 1 update",
        "2 rounds: February 2024 (16 responses), June 2024 (1 response, 2 updates)",
    ]


def test_reviews_are_named_where_there_are_several(english):
    found = Losses(
        recommendations=(LostRecommendation(NINE), LostRecommendation(RecommendationId("Custody", "1"))),
        rounds=(ROUND,),
        updates=(LostUpdate(NINE, "Progress", JUNE),),
        several_reviews=True,
    )
    assert lines(found, english) == [
        "2 recommendations (Stalking: 9; Custody: 1)",
        "The February 2024 round (Stalking, 16 responses)",
        "1 update: recommendation 9 (Stalking), update of June 2024",
    ]


def test_updates_and_statuses_are_named_as_far_as_a_line_has_room(english):
    found = Losses(
        updates=(LostUpdate(NINE, "Response", None),) * 7,
        statuses=(LostUpdate(TEN, "Progress", JUNE),),
    )
    response = "recommendation 9, response without a date"
    assert lines(found, english) == [
        f"7 updates: {'; '.join([response] * 5)} and 2 more",
        "The status of 1 update that stays: recommendation 10, update of June 2024",
    ]


def test_cells_names_reviews_and_statuses_of_the_scale_are_named(english):
    found = Losses(
        reviews=("Custody",),
        promises=(PROMISE,),
        cells=(
            EmptiedCells("Recommendations", "Title (Welsh)", 18),
            EmptiedCells("Recommendations", "Theme", 2),
            EmptiedCells("Key", "Meaning", 3),
        ),
        scale=("Amber", "Red"),
        names=tuple(f"N{n}" for n in range(22)),
    )
    assert lines(found, english) == [
        "1 review: “Custody”",
        "1 monitoring promise: recommendation 9, “Meet the Superintendent.”",
        "23 filled cells that would be empty (Recommendations: Title (Welsh) 18, Theme 2; Key: Meaning 3)",
        "2 statuses of the scale: Amber, Red",
        "22 names of the sheet Names: N0, N1, N2, N3, N4 and 17 more",
    ]


def test_the_message_of_a_command_names_the_losses_and_the_options(english):
    found = Losses(rounds=(ROUND,))
    assert list(loss_message(found, english, may_merge=True)) == [
        "Nothing was published, because publishing would lose what is published now:",
        "  The February 2024 round (16 responses)",
        "Add --accept-losses to publish without it; or --mode merge, to add the workbook to what is published.",
    ]
    assert list(loss_message(found, english, may_merge=False))[-1] == "Add --accept-losses to publish without it."


def test_targets_and_decisions_are_lost_by_number_and_a_single_one_by_name(english):
    target, decision = LostTarget(NINE, "May 2024"), LostDecision(NINE, "Closed")
    assert lines(Losses(targets=(target,), decisions=(decision,)), english) == [
        "1 target of the sheet Targets: recommendation 9, “May 2024”",
        "1 decision on closure: recommendation 9, Closed",
    ]
    assert lines(Losses(targets=(target,) * 3, decisions=(decision,) * 2), english) == [
        "3 targets of the sheet Targets",
        "2 decisions on closure",
    ]
