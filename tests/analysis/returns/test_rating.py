from datetime import UTC, datetime

from analysis.returns.answers import latest_answers
from analysis.returns.rating import rating_list
from model.returns.items import Item
from model.returns.received import Answer, StoredReturn
from model.returns.round import Recipient, RequestedUpdate

FORCE = Recipient("The Force", "")
REQUESTS = [RequestedUpdate(FORCE, "Stalking", ref) for ref in ("1", "2", "3", "4", "5")]


def answers(*given):
    listed = tuple(Answer("Stalking", ref, item, text) for ref, item, text in given)
    return latest_answers([StoredReturn(1, FORCE, "return.xlsx", "Ann", datetime(2026, 10, 2, tzinfo=UTC), listed)])


def listed(answered, statuses):
    table = rating_list(REQUESTS, answered, {("Stalking", ref): status for ref, status in statuses.items()})
    return table[["ref", "place", "agency_status", "office_status", "progress"]].to_numpy().tolist()


def test_what_is_left_to_rate_comes_first_and_then_what_is_rated_differently():
    answered = answers(
        ("1", Item.AGENCY_STATUS, "Green"),
        ("3", Item.AGENCY_STATUS, "Green"),
        ("4", Item.UPDATE, "Half is done."),
        ("5", Item.AGENCY_STATUS, "Red"),
    )
    assert listed(answered, {"1": "Green", "3": "Amber", "5": ""}) == [
        ["4", 4, "", "", "unrated"],
        ["5", 5, "Red", "", "unrated"],
        ["3", 3, "Green", "Amber", "different"],
        ["2", 2, "", "", "unanswered"],
        ["1", 1, "Green", "Green", "rated"],
    ]


def test_before_anything_came_everything_is_unanswered_in_the_order_of_the_round():
    assert [row[-1] for row in listed(answers(), {})] == ["unanswered"] * 5
    assert rating_list([], answers(), {}).empty
