import pytest

from benchmarks.timing import TimeSummary


def test_half_and_nineteen_of_twenty_reruns_keep_within_their_times():
    timing = TimeSummary([number / 100 for number in range(1, 102)])
    assert (timing.p50, timing.p95) == pytest.approx((0.51, 0.96))


def test_a_single_rerun_is_both():
    assert (TimeSummary([0.2]).p50, TimeSummary([0.2]).p95) == (0.2, 0.2)
