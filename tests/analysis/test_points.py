import pytest

from analysis.stalled import stalled
from tests.analysis.trackers import month, rows, said, tracker_of


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("1. Officers were trained again.\n2) Funding was found elsewhere.", "2. Officers were trained again."),
        ("12 officers were trained again.", "1. 12 officers were trained again."),
        ("• Officers were trained again.", "3) OFFICERS were trained, again"),
    ],
)
def test_a_numbered_point_is_the_same_whatever_its_number(before, now):
    tracker = tracker_of(["1"], [said("1", "February 2024", update=before), said("1", "June 2024", update=now)])
    signs = stalled(tracker, as_at=month("June 2024"))
    assert rows(signs, "ref", "since") == [("1", "2024-02-01")]


def test_a_numbered_point_that_is_new_is_no_repetition():
    tracker = tracker_of(
        ["1"],
        [
            said("1", "February 2024", update="1. Officers were trained again."),
            said("1", "June 2024", update="1. Funding was found in spring.\n2. 12 officers were trained again."),
        ],
    )
    assert rows(stalled(tracker, as_at=month("June 2024")), "ref") == []
