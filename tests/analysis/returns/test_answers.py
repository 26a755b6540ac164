from datetime import UTC, datetime

import pytest

from analysis.returns.answers import answer_contradictions, latest_answers
from model.returns.items import Item
from model.returns.received import Answer, StoredReturn
from model.returns.round import Recipient
from model.status.scale import RED_AMBER_GREEN
from tests.support.trackers import REVIEW, rows


def sent(number=1, **texts):
    answers = tuple(Answer(REVIEW, "1", Item(name.replace("_", "-")), text) for name, text in texts.items())
    return StoredReturn(number, Recipient("A", ""), "a", "B", datetime(2026, 10, number, tzinfo=UTC), answers)


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
    assert answer_contradictions(latest_answers([]), scale=RED_AMBER_GREEN).empty


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
        ({"update": "Completed.", "agency_status": "Green", "closure": "yes"}, []),
    ],
)
def test_what_contradicts_in_the_answers_to_one_recommendation(texts, expected):
    found = answer_contradictions(latest_answers([sent(**texts)]), scale=RED_AMBER_GREEN)
    assert rows(found, "rule", "words") == expected
