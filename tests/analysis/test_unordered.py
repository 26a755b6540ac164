from analysis.reasons import needs_attention
from model.status import Scale, Status
from tests.support.trackers import month, rows, tracker_of, update_row

JUNE = month("June 2024")
UNORDERED = Scale((Status("Open"), Status("Closed")), ordered=False)


def test_while_the_order_of_a_scale_is_not_known_nothing_is_worst_or_behind():
    tracker = tracker_of(
        [{"ref": "1", "theme": "Data"}, {"ref": "2", "theme": "Victims"}],
        [
            update_row("1", "May 2024", "Closed", "One."),
            update_row("1", "June 2024", "Open", "Two."),
            update_row("2", "June 2024", "Closed"),
        ],
        scale=UNORDERED,
    )
    assert rows(needs_attention(tracker, as_at=JUNE), "ref", "reason") == []
