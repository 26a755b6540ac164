import pytest

from tests.loaders.fuzz import outcome_of, run, workbook
from tests.support.files.mutations import seeds


@pytest.mark.nightly
def test_spoiled_workbooks_are_read_or_refused_and_nothing_else():
    outcomes, findings = run(first=1, most=60)
    assert findings == []
    assert outcomes["reading"] > 3
    assert outcomes["file-damaged"] > 3


def test_what_is_spoiled_is_a_workbook_before_and_the_same_each_time():
    assert [outcome_of(seed) for seed in seeds()] == ["reading"] * len(seeds())
    assert [workbook(number, seeds()) for number in range(1, 21)] == [
        workbook(number, seeds()) for number in range(1, 21)
    ]
