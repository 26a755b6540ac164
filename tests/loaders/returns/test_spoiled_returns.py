"""Returns that are spoiled at random are read or refused, and nothing else happens."""

import random
from collections import Counter

import pytest

from loaders.pipeline import read_workbook
from loaders.returns.read_return import read_return
from model.issues.issue import WorkbookError
from model.returns.items import Item
from model.returns.received import ReturnError
from model.status.scale import RED_AMBER_GREEN
from tests.support.files.mutations import mutated
from tests.support.returns import fill_in, make_returns

ANSWERS = {("1", Item.UPDATE): "Funding is agreed.", ("1", Item.AGENCY_STATUS): "Green", ("4", Item.CLOSURE): "Yes"}


def outcome(content):
    try:
        received = read_return(content, statuses=RED_AMBER_GREEN.statuses)
    except (ReturnError, WorkbookError) as error:
        return str(error.code)
    assert {each.text for each in received.answers if each.item is Item.AGENCY_STATUS} <= {"Red", "Amber", "Green"}
    return "read"


def test_a_spoiled_return_is_read_or_refused():
    filled = fill_in(make_returns()["The Force", "Chief Officer"].workbook, ANSWERS)
    outcomes = Counter(outcome(mutated(random.Random(number), filled)) for number in range(150))  # noqa: S311
    assert outcomes["read"] > 3
    assert sum(outcomes.values()) == 150


def test_as_a_tracker_a_return_is_refused():
    with pytest.raises(WorkbookError) as raised:
        read_workbook(make_returns()["The Courts", ""].workbook)
    assert raised.value.code == "file-is-return"
