import pytest

from analysis.updates.promised_by import promised_by
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, tracker_of, update_row

ROUNDS = [update_row("1", when) for when in ("July 2023", "February 2024", "June 2024")]


@pytest.mark.parametrize(
    ("due", "first_shown"),
    [
        ("January 2025", "June 2024"),
        ("June 2024", "June 2024"),
        ("15 May 2024", "February 2024"),
        ("Winter 2023", "July 2023"),
        ("May 2023", "May 2023"),
        ("to be arranged", "June 2024"),
        (None, "June 2024"),
    ],
)
def test_a_promise_counts_as_made_in_the_latest_round_before_it_falls_due(due, first_shown):
    tracker = tracker_of(["1"], ROUNDS, monitoring=[{"ref": "1", "due": due}])
    months = [month(each) for each in ("May 2023", "July 2023", "February 2024", "June 2024", "November 2026")]
    assert [len(promised_by(tracker, as_at=each)) for each in months] == [
        int(each >= month(first_shown)) for each in months
    ]


def test_a_promise_about_a_recommendation_that_was_never_reported_was_always_made():
    tracker = tracker_of(["1", "2"], ROUNDS, monitoring=[{"ref": "2", "due": "January 2025"}, {"ref": "1"}])
    assert promised_by(tracker, as_at=month("May 2023"))["ref"].tolist() == ["2"]
    assert promised_by(tracker_of(["1"], monitoring=[{"ref": "1"}]), as_at=NO_MONTH)["ref"].tolist() == ["1"]
    assert promised_by(tracker_of(["1"], ROUNDS), as_at=month("June 2024")).empty
