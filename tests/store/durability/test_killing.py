"""Publishers that are killed: the store is intact after each, and the harness detects a store that is not."""

from random import Random

import pytest

from tests.store.durability.killing import KillTrial, run_trial
from tests.store.durability.publisher import ROW_BY_ROW

pytestmark = pytest.mark.long

KILLS, MANY = 10, 50
HALF = ("of a version that there is not", "is current", "the files are not those of the versions", "is not whole")
"""Words of the faults of an incomplete version."""


def test_a_killed_publish_has_happened_completely_or_not_at_all(url):
    trial = run_trial(KillTrial(url, Random(20261125)), KILLS)  # noqa: S311 - nothing secret
    assert trial.faults == []
    assert (sum(trial.outcomes.values()), len(trial.acknowledged)) == (KILLS, KILLS + 3)


def test_a_store_that_commits_row_by_row_is_detected(url):
    trial = run_trial(KillTrial(url, Random(1), mode=ROW_BY_ROW, largest=60), MANY)  # noqa: S311 - nothing secret
    assert any(words in found for words in HALF for found in trial.faults), trial.faults
