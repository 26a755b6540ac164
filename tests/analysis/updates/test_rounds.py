from analysis.selection.selection import Selection
from analysis.status.matrix import marks_by_round
from analysis.updates.rounds import NO_MONTH, round_before, rounds
from tests.support.trackers import month, tracker_of, update_row

JULY, FEBRUARY, JUNE = month("July 2023"), month("February 2024"), month("June 2024")


def test_rounds_are_the_months_reported_in_oldest_first():
    tracker = tracker_of(
        ["1", "2"], [update_row("1", "June 2024"), update_row("2", "3 June 2024"), update_row("2", "July 2023")]
    )
    assert rounds(tracker) == [JULY, JUNE]
    assert rounds(tracker, as_at=FEBRUARY) == [JULY]


def test_a_season_is_a_round_at_its_first_month():
    assert rounds(tracker_of(["1"], [update_row("1", "Autumn 2023")])) == [month("September 2023")]


def test_a_month_of_rows_without_content_is_no_round():
    assert rounds(tracker_of(["1"], [update_row("1", "June 2024", None, None)])) == []


def test_the_round_before_is_the_one_before_that_of_the_month():
    tracker = tracker_of(
        ["1"], [update_row("1", "July 2023"), update_row("1", "February 2024"), update_row("1", "June 2024")]
    )
    assert round_before(tracker, as_at=JUNE) == FEBRUARY
    assert round_before(tracker, as_at=month("August 2024")) == FEBRUARY
    assert round_before(tracker, as_at=month("May 2024")) == JULY
    assert round_before(tracker, as_at=JULY) is None
    assert round_before(tracker, as_at=NO_MONTH) is None


def test_a_restricted_tracker_keeps_the_rounds_of_the_whole_as_blanks():
    whole = tracker_of(
        [{"ref": "1", "lead_agency": "Courts"}, {"ref": "2", "lead_agency": "Force"}],
        [update_row("2", "February 2024", "Red"), update_row("1", "June 2024", "Amber")],
    )
    courts = Selection(agencies=("Courts",)).apply(whole)
    assert rounds(courts) == [FEBRUARY, JUNE]
    assert rounds(courts, as_at=FEBRUARY) == [FEBRUARY]
    assert marks_by_round(courts, as_at=JUNE)["mark"].tolist() == ["not reported", "Amber"]
