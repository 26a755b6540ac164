import pytest

from analysis.rounds import NO_MONTH
from analysis.texts.prose_dates import dates_in_prose
from tests.support.trackers import month, rows, tracker_of, update_row

JUNE = month("June 2024")


def dates(words, **more):
    tracker = tracker_of(["1"], [update_row("1", "June 2024", None, words, **more)])
    return rows(dates_in_prose(tracker, as_at=JUNE), "words", "first", "last", "precision")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Funded until April 2025.", ("until April 2025", "2025-04-01", "2025-04-30", "month")),
        ("To be finished in February 2025", ("in February 2025", "2025-02-01", "2025-02-28", "month")),
        ("It goes live on 1st July 2024 and", ("on 1st July 2024", "2024-07-01", "2024-07-01", "day")),
        ("Ready by autumn 2024.", ("by autumn 2024", "2024-09-01", "2024-11-30", "season")),
        ("By the end of March 2025", ("By the end of March 2025", "2025-03-01", "2025-03-31", "month")),
        ("A meeting (Sept. 2024)", ("Sept. 2024", "2024-09-01", "2024-09-30", "month")),
        ("Due Q1 2025/26.", ("Q1 2025/26", "2025-04-01", "2025-06-30", "quarter")),
        ("On 03/09/2024 at ten", ("On 03/09/2024", "2024-09-03", "2024-09-03", "day")),
        ("Cyllid tan Ebrill 2025.", ("tan Ebrill 2025", "2025-04-01", "2025-04-30", "month")),
        ("ym mis Chwefror 2025", ("ym mis Chwefror 2025", "2025-02-01", "2025-02-28", "month")),
        ("erbyn 1af Fawrth 2025", ("erbyn 1af Fawrth 2025", "2025-03-01", "2025-03-01", "day")),
        ("Finished by 2026.", ("by 2026", "2026-01-01", "2026-12-31", "year")),
        ("The next update is due in July.", ("due in July", "2024-07-01", "2024-07-31", "month")),
        ("Funded until March", ("until March", "2025-03-01", "2025-03-31", "month")),
    ],
)
def test_dates_still_to_come_are_found_as_they_are_written(words, found):
    assert dates(words) == [found]


@pytest.mark.parametrize(
    "words",
    [
        "Delivered in March/April 2024.",
        "In place since June 2024.",
        "This happened by June 2024.",
        "Over 2025 officers by post, in March and in may.",
        "The 31 June 2025 is no day.",
        "led by may",
    ],
)
def test_dates_that_are_past_or_none_are_left_out(words):
    assert dates(words) == []


def test_a_date_in_both_languages_is_listed_in_one_row():
    assert dates("Until April 2025; yes, April 2025.", update_cy="Tan Ebrill 2025") == [
        ("Until April 2025", "2025-04-01", "2025-04-30", "month")
    ]


def test_each_date_stands_with_its_point_its_round_and_its_source_earliest_first():
    tracker = tracker_of(
        ["1"],
        [update_row("1", "June 2024", None, "• A post.\n• Funded until April 2025.")],
        monitoring=[{"ref": "1", "activity": "Attend in July 2024."}],
    )
    assert rows(dates_in_prose(tracker, as_at=JUNE), "ref", "round", "source", "words", "sentence") == [
        ("1", None, "activity", "in July 2024", "Attend in July 2024."),
        ("1", "2024-06-01", "update", "until April 2025", "Funded until April 2025."),
    ]


def test_only_the_latest_round_of_each_recommendation_up_to_the_month_counts():
    tracker = tracker_of(
        ["1", "2"],
        [
            update_row("1", "February 2024", None, "Until May 2024."),
            update_row("1", "June 2024", None, "Until May 2025."),
            update_row("2", "February 2024", None, "Until May 2024."),
            update_row("2", "August 2024", None, "Until May 2026."),
        ],
    )
    assert rows(dates_in_prose(tracker, as_at=JUNE), "ref", "round", "first") == [
        ("2", "2024-02-01", "2024-05-01"),
        ("1", "2024-06-01", "2025-05-01"),
    ]


def test_promises_that_are_done_or_past_promise_nothing_more():
    tracker = tracker_of(
        ["1"],
        [update_row("1", "June 2024")],
        monitoring=[
            {"ref": "1", "activity": "Attend in July 2024.", "done": True},
            {"ref": "1", "activity": "Ask by May 2024."},
        ],
    )
    assert dates_in_prose(tracker, as_at=JUNE).empty


def test_without_any_round_dates_of_promises_with_a_year_are_still_listed():
    tracker = tracker_of(["1"], monitoring=[{"ref": "1", "activity": "Attend in July 2024, due in August."}])
    assert rows(dates_in_prose(tracker, as_at=NO_MONTH), "words") == [("in July 2024",)]
    assert dates_in_prose(tracker_of([]), as_at=NO_MONTH).columns.tolist() == [
        *("review", "ref", "round", "source", "words", "first", "last", "precision", "sentence")
    ]
