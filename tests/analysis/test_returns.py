"""Rounds of returns."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from analysis.returns import (
    answer_contradictions,
    promises_due,
    rating_list,
    requested,
    return_progress,
    unanswered,
)
from model.returns.draft import Draft, DraftCell, DraftField
from model.returns.round import Answer, Item, Recipient, RequestedUpdate, Scope, StoredReturn, latest_answers
from model.terms import RED_AMBER_GREEN
from tests.support.trackers import REVIEW, month, tracker_of, update_row

ROUND = pd.Timestamp("2026-10-01")
FORCE, COURTS = Recipient("The Force", "Clerk"), Recipient("The Courts", "")
REQUESTS = tuple(
    RequestedUpdate(recipient, REVIEW, ref)
    for ref, recipient in (("1", FORCE), ("2", FORCE), ("3", COURTS), ("4", Recipient("", "")))
)
DUE = date(2026, 10, 23)
# An answer to the first recommendation.
FIRST = ("1", Item.UPDATE, "Done.")


def small_tracker():
    return tracker_of(
        [
            {"ref": "1", "lead_agency": "The Force", "lead_role": "Chief Officer", "supporting_agencies": "The Courts"},
            {"ref": "2", "lead_agency": "The Courts"},
            {"ref": "3", "lead_role": "Clerk"},
            "4",
        ],
        [update_row("1", "June 2024", "Green"), update_row("2", "June 2024", "Red")],
    )


@pytest.mark.parametrize(
    ("scope", "as_at", "refs"),
    [
        (Scope.ALL, "June 2024", ["1", "2", "3", "4"]),
        (Scope.OUTSTANDING, "June 2024", ["2", "3", "4"]),
        (Scope.OUTSTANDING, "May 2024", ["1", "2", "3", "4"]),
    ],
)
def test_outstanding_is_what_does_not_stand_at_a_complete_status_as_at_the_month(scope, as_at, refs):
    assert [each.ref for each in requested(small_tracker(), as_at=month(as_at), scope=scope)] == refs


def stored(*given, number=1, recipient=FORCE, came=None):
    """Return a return with some answers: each a ref, an item and a text."""
    answers = tuple(Answer(REVIEW, ref, item, text) for ref, item, text in given)
    return StoredReturn(number, recipient, "a.xlsx", "Ann", came or datetime(2026, 10, number, tzinfo=UTC), answers)


def sent(number=1, *, came=None, **texts):
    """Return a return with answers to the first recommendation."""
    given = (("1", Item(name.replace("_", "-")), text) for name, text in texts.items())
    return stored(*given, number=number, came=came)


def contradicted(**sent_texts):
    (answers,) = latest_answers([sent(**sent_texts)]).values()
    return list(answer_contradictions(answers, scale=RED_AMBER_GREEN, month=ROUND))


def test_the_latest_answer_to_each_item_counts_and_a_blank_takes_none_away():
    returns = [sent(2, update="Now done."), sent(1, update="Begun.", evidence="Minutes")]
    (answers,) = latest_answers(returns).values()
    assert {item.value: (each.text, each.earlier, each.received_at.day) for item, each in answers.items()} == {
        "evidence": ("Minutes", "", 1),
        "update": ("Now done.", "Begun.", 2),
    }


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
        ({"update": "It goes on until April 2027.", "agency_status": "Amber", "closure": "no"}, []),
    ],
)
def test_what_contradicts_in_the_answers_to_one_recommendation(texts, expected):
    assert contradicted(**texts) == expected


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
        assert contradicted(update=update, **texts) == [("date-to-come", words)]


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
    assert contradicted(update=update, agency_status="Green", closure="yes") == []


def test_what_came_after_the_month_of_the_round_may_name_the_days_since():
    late = datetime(2026, 11, 9, tzinfo=UTC)
    assert contradicted(update="Finished on 3 November 2026.", agency_status="Green", came=late) == []


def test_what_is_left_to_rate_comes_first_and_then_what_is_rated_differently():
    given = {"1": "Green", "3": "Green", "5": "Red"}
    answers = [(ref, Item.AGENCY_STATUS, status) for ref, status in given.items()]
    answered = latest_answers([stored(*answers, ("4", Item.UPDATE, "Half is done."))])
    requests = [RequestedUpdate(FORCE, REVIEW, ref) for ref in "12345"]
    statuses = {"1": "Green", "2": "Purple", "3": "Amber", "5": ""}
    drafts = [
        Draft(DraftCell(1, REVIEW, ref, DraftField.STATUS), text, 1, "Ann", False) for ref, text in statuses.items()
    ]
    assert [each[1:6] for each in rating_list(requests, answered, drafts, RED_AMBER_GREEN)] == [
        ("4", 4, "", "", "unrated"),
        ("5", 5, "Red", "", "unrated"),
        ("3", 3, "Green", "Amber", "different"),
        ("2", 2, "", "", "unanswered"),
        ("1", 1, "Green", "Green", "rated"),
    ]


@pytest.mark.parametrize(
    ("due", "done", "timings"),
    [
        ("May 2024", None, ["overdue"]),
        ("30 June 2024", None, ["due"]),
        ("Summer 2024", None, ["due"]),
        ("July 2024", None, []),
        ("May 2024", True, []),
        ("to be arranged", None, []),
    ],
)
def test_a_promise_is_due_when_its_first_day_is_not_after_the_month(due, done, timings):
    tracker = tracker_of(["1"], monitoring=[{"ref": "1", "due": due, "done": done}])
    assert promises_due(tracker, as_at=month("June 2024"))["timing"].tolist() == timings


def progress(*returns, today=DUE):
    return return_progress(REQUESTS, returns, due=DUE, today=today)


@pytest.mark.parametrize(
    ("answers", "answered", "expected"),
    [
        ([FIRST], 1, "partly"),
        ([FIRST, ("2", Item.UPDATE, "Done.")], 2, "answered"),
        ([FIRST, ("2", Item.AGENCY_STATUS, "Green")], 1, "partly"),
        ([], 0, "partly"),
    ],
)
def test_a_recommendation_is_answered_by_an_update_and_not_by_a_rating(answers, answered, expected):
    assert progress(stored(*answers))[1] == (FORCE, 2, answered, expected, False)


def test_who_has_not_answered_everything_comes_first_and_is_overdue_from_the_day_after():
    done = stored(("3", Item.UPDATE, "Done."), recipient=COURTS)
    listed = progress(done, stored(FIRST, number=2), today=date(2026, 10, 24))
    assert [row[3:] for row in listed] == [("partly", True), ("answered", False)]


def test_what_has_no_update_yet_is_unanswered_unless_no_agency_and_no_role_leads_on_it():
    assert unanswered(REQUESTS, [stored(FIRST, ("2", Item.AGENCY_STATUS, "Green"))]) == REQUESTS[1:3]
    assert unanswered(REQUESTS, []) == REQUESTS[:3]
