"""Rounds, the day of judgement, when a promise was made, and which updates count."""

import pytest

from analysis.movement import latest_movement
from analysis.rounds import NO_MONTH, DataDate, data_date, promised_by, round_before, rounds
from analysis.selection import Selection, agency_view
from analysis.status import NotReportedCount, count_not_reported, marks_by_round, status_at
from analysis.table_rows import counted_updates, latest_words
from tests.support.trackers import month, rows, tracker_of, update_row

JULY, FEBRUARY, JUNE, OCTOBER = month("July 2023"), month("February 2024"), month("June 2024"), month("October 2024")
SIX = [f"{number}" for number in range(1, 7)]
ROUNDS = [update_row("1", when) for when in ("July 2023", "February 2024", "June 2024")]


def of_all(when, status="Amber", refs=SIX, **more):
    return [update_row(ref, when, status, **more) for ref in refs]


def marks_of(tracker, as_at, ref):
    table = marks_by_round(tracker, as_at=as_at)
    return table.loc[table["ref"].eq(ref), "mark"].tolist()


def test_rounds_are_the_months_in_which_half_or_more_were_reported_oldest_first():
    tracker = tracker_of(["1", "2"], [update_row("1", "June 2024"), *of_all("3 July 2023", refs="12")])
    assert rounds(tracker) == [JULY, JUNE]
    assert rounds(tracker, as_at=FEBRUARY) == [JULY]


def test_one_dated_response_makes_no_round_and_counts_from_its_month_on():
    single = update_row("3", "April 2024", "Red")
    after = update_row("4", "October 2024", "Red", kind="Response")
    tracker = tracker_of(
        SIX, [*of_all("February 2024"), single, *of_all("June 2024", refs="12"), *of_all("June 2024", refs="45"), after]
    )
    assert rounds(tracker) == [FEBRUARY, JUNE]
    assert Selection().month(tracker) == OCTOBER
    assert marks_of(tracker, OCTOBER, "3") == ["Amber", "Red"]
    assert marks_of(tracker, OCTOBER, "4") == ["Amber", "Amber"]
    assert count_not_reported(tracker, as_at=OCTOBER) == NotReportedCount(1, 6, JUNE)
    assert status_at(tracker, as_at=month("April 2024"))["mark"].tolist() == ["Amber", "Amber", "Red", *["Amber"] * 3]
    assert status_at(tracker, as_at=OCTOBER)["mark"].tolist() == ["Amber", "Amber", "Red", "Red", "Amber", "Amber"]
    movements = latest_movement(tracker, as_at=OCTOBER)["movement"]
    assert movements.tolist() == ["unchanged", "unchanged", "worsened", "worsened", "unchanged", "not reported"]


def test_nobody_is_expected_who_is_complete_or_closed_or_not_yet_reviewed_or_of_another_review():
    other = [{"ref": ref, "review": "Custody"} for ref in "123"]
    tracker = tracker_of(
        [*SIX, *other],
        [
            *of_all("February 2024", refs=SIX[1:]),
            update_row("1", "February 2024", "Green"),
            *of_all("June 2024", refs="345"),
            *of_all("October 2024", refs="12", review="Custody"),
        ],
        decisions=[{"ref": "2", "date": "March 2024", "decision": "Closed"}],
        reviews=[{"review": "Stalking"}, {"review": "Custody", "published": "August 2024"}],
    )
    table = marks_by_round(tracker, as_at=OCTOBER)
    assert rounds(tracker) == [FEBRUARY, JUNE, OCTOBER]
    assert table["mark"].to_numpy().reshape(9, 3).tolist() == [
        ["Green", "", ""],
        ["Amber", "", ""],
        *[["Amber", "Amber", ""]] * 3,
        ["Amber", "not reported", ""],
        *[["", "", "Amber"]] * 2,
        ["", "", "not reported"],
    ]
    assert count_not_reported(tracker, as_at=JUNE) == NotReportedCount(1, 4, JUNE)
    assert count_not_reported(tracker, as_at=OCTOBER) == NotReportedCount(1, 3, OCTOBER)
    assert latest_movement(tracker, as_at=OCTOBER)["movement"].value_counts().to_dict() == {
        "unchanged": 6,
        "newly rated": 2,
        "not reported": 1,
    }


def test_the_round_before_is_the_one_before_that_of_the_month():
    tracker = tracker_of(["1"], ROUNDS)
    assert round_before(tracker, as_at=JUNE) == FEBRUARY
    assert round_before(tracker, as_at=month("August 2024")) == FEBRUARY
    assert round_before(tracker, as_at=month("May 2024")) == JULY
    assert round_before(tracker, as_at=JULY) is None
    assert round_before(tracker, as_at=NO_MONTH) is None


@pytest.mark.parametrize(
    "restrict",
    [
        lambda tracker: Selection(agency=("Courts",)).apply(tracker),
        lambda tracker: agency_view(tracker, frozenset(["Courts"])),
    ],
)
def test_a_part_of_a_tracker_has_the_rounds_of_the_whole_and_is_expected_as_in_it(restrict):
    whole = tracker_of(
        [{"ref": "1", "lead_agency": "Courts"}, {"ref": "2", "lead_agency": "Force"}],
        [update_row("2", "February 2024", "Red"), update_row("1", "June 2024", "Amber")],
    )
    courts = restrict(whole)
    assert rounds(courts) == [FEBRUARY, JUNE]
    assert rounds(courts, as_at=FEBRUARY) == [FEBRUARY]
    assert rows(marks_by_round(courts, as_at=JUNE), "mark") == [("not reported",), ("Amber",)]
    assert count_not_reported(courts, as_at=FEBRUARY) == NotReportedCount(1, 1, FEBRUARY)


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


def test_updates_come_earliest_first_with_the_row_number_of_their_recommendation():
    tracker = tracker_of(
        ["2", "10"], [update_row("10", "June 2024"), update_row("2", "18 June 2024", "Red"), update_row("10", "2023")]
    )
    assert rows(counted_updates(tracker), "ref", "round", "status", "recommendation_row") == [
        ("10", "2023-01-01", None, 1),
        ("10", "2024-06-01", None, 1),
        ("2", "2024-06-01", "Red", 0),
    ]


def test_a_row_without_content_does_not_count():
    tracker = tracker_of(
        ["1"],
        [
            update_row("1", "June 2024", None, None),
            update_row("1", "May 2024", None, None, evidence="A paper."),
            update_row("1", "April 2024", None, None, update_cy="Cynnydd."),
            update_row("1", "March 2024", "Red", None),
        ],
    )
    assert counted_updates(tracker)["round"].dt.month.tolist() == [3, 4, 5]


def test_updates_without_a_day_or_of_an_unknown_recommendation_do_not_count():
    tracker = tracker_of(["1"], [update_row("1", "to be confirmed", "Red"), update_row("9", "June 2024", "Red")])
    assert counted_updates(tracker).empty
    assert counted_updates(tracker_of([], [update_row("9", "June 2024", "Red")])).empty


def test_the_latest_words_may_be_of_an_earlier_round_than_the_status_and_none_are_later_than_the_month():
    tracker = tracker_of(
        ["1", "2", "3"],
        [
            update_row("1", "February 2024", "Red", "Planned."),
            update_row("1", "June 2024", "Amber", None),
            update_row("2", "June 2024", update="Bought.", update_cy="Prynwyd."),
            update_row("2", "February 2024", update="Ordered."),
            update_row("2", "July 2024", update="Too late."),
            update_row("3", "June 2024", "Red", None),
        ],
    )
    assert rows(latest_words(tracker, as_at=month("June 2024"))) == [
        ("Stalking", "1", "2024-02-01", "Planned.", None),
        ("Stalking", "2", "2024-06-01", "Bought.", "Prynwyd."),
    ]
