import pytest

from analysis.returns.promises_due import promises_due
from tests.support.trackers import month, tracker_of


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
