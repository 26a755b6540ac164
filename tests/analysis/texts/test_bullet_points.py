import pytest

from analysis.movement.stalled import stalled
from analysis.texts.bullet_points import points_of
from tests.support.trackers import month, rows, tracker_of, update_row


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("1. Officers were trained again.\n2) Funding was found elsewhere.", "2. Officers were trained again."),
        ("12 officers were trained again.", "1. 12 officers were trained again."),
        ("• Officers were trained again.", "3) OFFICERS were trained, again"),
    ],
)
def test_a_numbered_point_is_the_same_whatever_its_number(before, now):
    tracker = tracker_of(
        ["1"], [update_row("1", "February 2024", update=before), update_row("1", "June 2024", update=now)]
    )
    signs = stalled(tracker, as_at=month("June 2024"))
    assert rows(signs, "ref", "since") == [("1", "2024-02-01")]


def test_a_numbered_point_that_is_new_is_no_repetition():
    tracker = tracker_of(
        ["1"],
        [
            update_row("1", "February 2024", update="1. Officers were trained again."),
            update_row("1", "June 2024", update="1. Funding was found in spring.\n2. 12 officers were trained again."),
        ],
    )
    assert rows(stalled(tracker, as_at=month("June 2024")), "ref") == []


@pytest.mark.parametrize(
    "bullet",
    [
        *("•", "• ", "◦ ", "○", "● ", "▪ ", "■ ", "□ ", "❑ ", "❖ ", "➢ ", "➤ ", "‣ ", "· "),
        *("* ", "– ", "— ", "- ", "1. ", "12) "),
    ],
)
def test_every_bullet_is_left_out_for_reading_and_for_comparing(bullet):
    assert points_of(f"{bullet}Officers were trained again.") == ["Officers were trained again."]
    before, now = (f"{bullet}Officers were trained again.", "Officers were trained again.")
    for first, second in ((before, now), (now, before), (before, before)):
        tracker = tracker_of(
            ["1"], [update_row("1", "February 2024", update=first), update_row("1", "June 2024", update=second)]
        )
        signs = stalled(tracker, as_at=month("June 2024"))
        assert rows(signs, "since", "words") == [("2024-02-01", "Officers were trained again.")]


def test_a_sign_without_a_space_belongs_to_the_text_and_a_number_stays_where_points_are_read():
    assert points_of("-5 officers left.\n*Note.\n◦ \n\n1. First.", numbers=True) == [
        "-5 officers left.",
        "*Note.",
        "1. First.",
    ]
