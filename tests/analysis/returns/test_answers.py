"""; ."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from analysis.returns.answers import answer_contradictions, latest_answers
from analysis.returns.rating import rating_list
from model.returns.items import Item
from model.returns.received import Answer, StoredReturn
from model.returns.round import Recipient, RequestedUpdate
from model.status.scale import RED_AMBER_GREEN
from tests.support.trackers import REVIEW, rows

ROUND = pd.Timestamp("2026-10-01")
FORCE = Recipient("The Force", "")
REQUESTS = [RequestedUpdate(FORCE, "Stalking", ref) for ref in ("1", "2", "3", "4", "5")]


def sent(number=1, *, came=None, **texts):
    answers = tuple(Answer(REVIEW, "1", Item(name.replace("_", "-")), text) for name, text in texts.items())
    return StoredReturn(number, Recipient("A", ""), "a", "B", came or datetime(2026, 10, number, tzinfo=UTC), answers)


def test_the_latest_answer_to_each_item_counts_and_a_blank_takes_none_away():
    returns = [sent(2, update="Now done."), sent(1, update="Begun.", evidence="Minutes")]
    assert sorted(rows(latest_answers(returns), "item", "text", "earlier", "number")) == [
        ("evidence", "Minutes", None, 1),
        ("update", "Now done.", "Begun.", 2),
    ]


def test_the_same_answer_again_has_no_earlier_one():
    assert rows(latest_answers([sent(1, update="Done."), sent(2, update="Done.")]), "text", "earlier", "number") == [
        ("Done.", None, 2)
    ]


def test_without_returns_there_is_no_answer():
    assert latest_answers([]).empty
    assert answer_contradictions(latest_answers([]), scale=RED_AMBER_GREEN, month=ROUND).empty


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"update": "Funding is pending.", "agency_status": "Green"}, [("still-open", "pending")]),
        ({"update": "No progress.", "agency_status": "Amber"}, [("no-progress", "No progress")]),
        ({"update": "Completed.", "agency_status": "Amber"}, [("said-complete", "Completed")]),
        ({"update": "All is well.", "agency_status": "Amber"}, []),
        ({"update": "Funding is pending.", "closure": "yes"}, [("still-open", "pending")]),
        ({"agency_status": "Amber", "closure": "yes"}, [("closure-incomplete", "Amber")]),
        ({"closure": "yes", "new_target": "April 2027"}, [("closure-target", "April 2027")]),
        ({"closure": "no", "new_target": "April 2027"}, []),
        ({"agency_status": "Amber", "new_target": "April 2027"}, []),
        ({"agency_status": "Green", "new_target": "April 2027"}, [("complete-target", "April 2027")]),
        ({"new_target": "2015-01-31"}, [("target-past", "2015-01-31")]),
        ({"update": "Completed.", "agency_status": "Green", "closure": "yes"}, []),
    ],
)
def test_what_contradicts_in_the_answers_to_one_recommendation(texts, expected):
    found = answer_contradictions(latest_answers([sent(**texts)]), scale=RED_AMBER_GREEN, month=ROUND)
    assert rows(found, "rule", "words") == expected


@pytest.mark.parametrize(
    ("update", "words"),
    [
        ("The pilot goes on until April 2027.", "until April 2027"),
        ("Mae'r cynllun yn parhau tan fis Ebrill 2027.", "Ebrill 2027"),
        ("It began in May 2026 and ends on 1/12/2026.", "on 1/12/2026"),
        ("Money is there until 2028.", "until 2028"),
    ],
)
def test_a_date_still_to_come_contradicts_a_complete_rating_and_a_proposal_to_close(update, words):
    for texts in ({"agency_status": "Green"}, {"closure": "yes"}, {"agency_status": "Green", "closure": "yes"}):
        found = answer_contradictions(
            latest_answers([sent(update=update, **texts)]), scale=RED_AMBER_GREEN, month=ROUND
        )
        assert rows(found, "rule", "words") == [("date-to-come", words)]


@pytest.mark.parametrize(
    "update",
    [
        "Done in September 2026.",
        "Done on 31 October 2026.",
        "Done by July; the report of April refers to it.",
        "It ran until 2026 and covers 2026/27.",
        "Form 2027 is in use.",
    ],
)
def test_a_date_before_the_end_of_the_round_or_without_a_year_contradicts_nothing(update):
    answers = latest_answers([sent(update=update, agency_status="Green", closure="yes")])
    assert answer_contradictions(answers, scale=RED_AMBER_GREEN, month=ROUND).empty


def test_a_date_still_to_come_does_not_contradict_an_incomplete_rating():
    answers = latest_answers([sent(update="It goes on until April 2027.", agency_status="Amber", closure="no")])
    assert answer_contradictions(answers, scale=RED_AMBER_GREEN, month=ROUND).empty


def test_what_came_after_the_month_of_the_round_may_name_the_days_since():
    answers = latest_answers(
        [sent(update="Finished on 3 November 2026.", agency_status="Green", came=datetime(2026, 11, 9, tzinfo=UTC))]
    )
    assert answer_contradictions(answers, scale=RED_AMBER_GREEN, month=ROUND).empty


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
