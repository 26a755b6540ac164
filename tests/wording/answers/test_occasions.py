"""Promises, occasions and their timing in words."""

import pandas as pd
import pytest

from analysis.promises import OccasionRow, PromiseRow, occasions, promises
from analysis.rounds import NO_MONTH
from analysis.table_rows import rows_of
from model.language import Language
from model.terms import Timing
from tests.support.trackers import month, tracker_of
from wording.answers.occasions import (
    format_due,
    judged_on_sentence,
    monitoring_sentence,
    occasion_title,
    timing_note,
)
from wording.catalogue import translator
from wording.format.names import Names

_ = translator(Language.ENGLISH)
WELSH = translator(Language.WELSH)
NAMES = [
    {"kind": "Role", "name": "Detective Superintendent for Vulnerability", "short_name": "Detective Superintendent"},
    {"kind": "Agency", "name": "The Courts", "short_name": "HMCTS", "name_cy": "Y Llysoedd"},
]


def sentence(*due, done=(), as_at="June 2024"):
    monitoring = [{"ref": "1", "due": each} for each in due] + [
        {"ref": "1", "due": each, "done": True} for each in done
    ]
    return monitoring_sentence(promises(tracker_of(["1"], monitoring=monitoring), as_at=month(as_at)), _)


@pytest.mark.parametrize(
    ("due", "done", "expected"),
    [
        ((), (), "No monitoring is promised."),
        ((), ("May 2024",), "No monitoring promise is overdue. All are kept."),
        (("July 2024",), (), "No monitoring promise is overdue. The next falls due in July 2024."),
        (
            ("July 2024", "July 2024", "May 2025"),
            (),
            "No monitoring promise is overdue. The next 2 fall due in July 2024.",
        ),
        (("5 July 2024",), (), "No monitoring promise is overdue. The next falls due on 5 July 2024."),
        (("Spring 2025",), (), "No monitoring promise is overdue. The next falls due in Spring 2025."),
        (("May 2024", "July 2024"), (), "1 monitoring promise is overdue. The next falls due in July 2024."),
        (("May 2024", "May 2024"), (), "2 monitoring promises are overdue. None is still to come."),
        (
            ("May 2024", "to be arranged"),
            (),
            "1 monitoring promise is overdue. None with a date is still to come; 1 has no date.",
        ),
    ],
)
def test_the_summary_counts_what_is_overdue_and_names_what_falls_due_next(due, done, expected):
    assert sentence(*due, done=done) == expected


def title_with(with_whom, language=_):
    tracker = tracker_of(
        ["1", "4"],
        monitoring=[{"ref": ref, "due": "January 2025", "with": with_whom} for ref in ("1", "4")],
        names=NAMES,
    )
    (row,) = rows_of(occasions(tracker, as_at=month("June 2024")), OccasionRow)
    return occasion_title(row, Names(tracker.names), language)


def test_an_occasion_has_its_date_with_whom_and_how_many_recommendations_it_serves():
    superintendent = "Detective Superintendent for Vulnerability"
    assert title_with(superintendent) == "January 2025, with the Detective Superintendent: 2 recommendations"
    assert title_with("The Courts") == "January 2025, with The Courts: 2 recommendations"
    assert title_with("Nobody's sheet") == "January 2025, with Nobody's sheet: 2 recommendations"
    assert title_with(None) == "January 2025, with nobody named: 2 recommendations"
    assert title_with("The Courts", WELSH) == "Ionawr 2025, gyda: Y Llysoedd (2 argymhelliad)"


def test_a_due_date_has_its_precision():
    table = promises(
        tracker_of(["1"], monitoring=[{"ref": "1", "due": each} for each in ("Spring 2025", "to be arranged")]),
        as_at=month("June 2024"),
    )
    assert [format_due(row, _) for row in rows_of(table, PromiseRow)] == ["Spring 2025", "to be arranged"]
    assert [format_due(row, WELSH) for row in rows_of(table, PromiseRow)] == ["Tymor y gwanwyn 2025", "i'w drefnu"]


def test_a_promise_that_has_passed_since_the_month_is_overdue_today():
    last, after = pd.Timestamp("2025-01-31"), pd.Timestamp("2025-02-01")
    words = [timing_note(timing, last, day, _) for timing in Timing for day in (None, last, after)]
    assert dict(zip(Timing, zip(*[iter(words)] * 3, strict=True), strict=True)) == {
        Timing.OVERDUE: ("overdue", "overdue", "overdue"),
        Timing.DUE: ("", "", "overdue today"),
        Timing.UNDATED: ("", "", ""),
        Timing.DONE: ("kept", "kept", "kept"),
        Timing.CLOSED: ("no longer due: the recommendation is closed",) * 3,
    }


def test_the_day_at_which_promises_are_judged_has_a_sentence():
    rule = "A promise is overdue only after the last day it could fall on."
    assert judged_on_sentence(month("June 2024"), None, _) == f"Judged on 30 June 2024. {rule}"
    assert (
        judged_on_sentence(month("June 2024"), pd.Timestamp("2024-06-25"), _) == f"Judged today, 25 June 2024. {rule}"
    )
    assert judged_on_sentence(NO_MONTH, None, _) == "Nothing has been reported yet, so no promise is judged."
