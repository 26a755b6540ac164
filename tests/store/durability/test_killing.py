"""Publishes that are killed: after each the store is whole, and the harness sees where one is not."""

from random import Random

import pytest

from tests.store.durability.killing import KillTrial, run_trial
from tests.store.durability.publisher import ROW_BY_ROW

pytestmark = pytest.mark.long

KILLS, MANY = 10, 50
HALF = ("of a version that there is not", "is current", "the files are not those of the versions", "is not whole")
"""How half of a version is told."""


def test_what_is_killed_while_it_publishes_has_happened_as_a_whole_or_not_at_all(url):
    trial = run_trial(KillTrial(url, Random(20261125)), KILLS)  # noqa: S311 - nothing secret
    assert trial.faults == []
    assert (sum(trial.outcomes.values()), len(trial.acknowledged)) == (KILLS, KILLS + 3)


def test_a_store_that_commits_row_by_row_does_not_stand_it(url):
    trial = run_trial(KillTrial(url, Random(1), mode=ROW_BY_ROW, largest=60), MANY)  # noqa: S311 - nothing secret
    assert any(words in found for words in HALF for found in trial.faults), trial.faults
