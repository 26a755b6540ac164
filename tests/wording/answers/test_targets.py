import pytest

from analysis.table_rows import rows_of
from analysis.targets import TargetNowRow, TargetStepRow, target_history, targets_at
from tests.support.trackers import month, tracker_of, update_row
from wording.answers.targets import target_change, target_phrase

UPDATES = [update_row("1", "June 2024", "Amber")]
REVISED: list[dict[str, object]] = [
    {"ref": "1", "date": None, "target": "December 2023"},
    {"ref": "1", "date": "February 2024", "target": "TBC"},
    {"ref": "1", "date": "March 2024", "target": "March 2024"},
    {"ref": "1", "date": "May 2024", "target": "29 February 2024"},
    {"ref": "1", "date": "June 2024", "target": "1 March 2024"},
]


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ([], "none set"),
        (REVISED[:2], "to be confirmed"),
        (REVISED[:1], "December 2023 (182 days late)"),
        (REVISED, "1 March 2024 (121 days late; slipped 2 times, from December 2023)"),
    ],
)
def test_a_target_has_how_late_it_is_and_how_often_it_slipped(targets, expected, english):
    found = targets_at(tracker_of(["1"], UPDATES, targets=targets), as_at=month("June 2024"))
    (row,) = rows_of(found, TargetNowRow)
    assert target_phrase(row, english) == expected


def test_each_revision_has_when_it_was_set_and_what_it_changed(english, welsh):
    history = target_history(tracker_of(["1"], targets=REVISED), as_at=month("June 2024"))
    steps = list(rows_of(history, TargetStepRow))
    assert [target_change(row, english) for row in steps] == [
        "The first target; when it was set is not known",
        "Not to be compared with the target before, set: February 2024",
        "91 days later, set: March 2024",
        "31 days earlier, set: May 2024",
        "1 day later, set: June 2024",
    ]
    assert target_change(steps[-1], welsh) == "1 diwrnod yn ddiweddarach, a osodwyd: Mehefin 2024"
