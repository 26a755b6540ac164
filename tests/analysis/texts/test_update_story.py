from analysis.texts.update_story import story
from tests.support.trackers import REVIEW, month, rows, tracker_of, update_row

FEBRUARY, JUNE = "February 2024", "June 2024"


def story_rows(tracker, *columns, ref="1", review=REVIEW, as_at=JUNE):
    return rows(story(tracker, review=review, ref=ref, as_at=month(as_at)), *columns)


def test_flags_belong_to_the_update_that_raises_them():
    words = "An evaluation will follow next year."
    tracker = tracker_of(
        ["1"],
        [
            update_row("1", "July 2023", "Amber", words),
            update_row("1", FEBRUARY, "Amber", f"{words}\nUpdate as of July 2023; no progress."),
            update_row("1", JUNE, "Green", "The interim process remains."),
        ],
    )
    assert story_rows(tracker, "flags") == [(["no-change"],), (["repeats", "update-as-of", "contradiction"],), ([],)]


def test_a_changed_status_has_the_status_before():
    tracker = tracker_of(
        ["1"],
        [
            update_row("1", "July 2023", "Red"),
            update_row("1", "September 2023", "Red"),
            update_row("1", FEBRUARY),
            update_row("1", JUNE, "Amber"),
        ],
    )
    assert story_rows(tracker, "mark", "changed_from") == [
        ("Amber", "Red"),
        ("not rated", None),
        ("Red", None),
        ("Red", None),
    ]


def test_a_correction_within_a_round_is_no_change():
    tracker = tracker_of(
        ["1"],
        [
            update_row("1", FEBRUARY, "Amber"),
            update_row("1", JUNE, "Red"),
            update_row("1", JUNE, "Amber"),
            update_row("1", JUNE, None, "More."),
        ],
    )
    assert story_rows(tracker, "mark", "changed_from") == [
        ("not rated", None),
        ("Amber", None),
        ("Red", None),
        ("Amber", None),
    ]
