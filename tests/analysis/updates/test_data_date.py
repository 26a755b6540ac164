import pytest

from analysis.updates.data_date import DataDate, data_date
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, tracker_of, update_row


@pytest.mark.parametrize(
    ("as_at", "data", "is_latest"),
    [
        ("June 2024", "June 2024", True),
        ("November 2026", "June 2024", True),
        ("May 2024", "February 2024", False),
        ("February 2024", "February 2024", False),
    ],
)
def test_the_data_is_of_the_latest_round_on_or_before_the_month(as_at, data, is_latest):
    tracker = tracker_of(["1"], [update_row("1", "June 2024"), update_row("1", "February 2024")])
    assert data_date(tracker, as_at=month(as_at)) == DataDate(month(data), is_latest)


@pytest.mark.parametrize("updates", [[], [update_row("1", "June 2024")]])
def test_before_the_first_round_there_is_no_month(updates):
    found = data_date(tracker_of(["1"], updates), as_at=NO_MONTH if not updates else month("May 2024"))
    assert found.month is NO_MONTH
    assert not found.is_latest
