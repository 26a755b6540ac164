"""Closure, targets and what is overdue in words."""

import pandas as pd
import pytest

from analysis.closure import DecisionRow, SelfAssessmentRow, decisions, self_assessments
from analysis.table_rows import rows_of
from analysis.targets import TargetNowRow, TargetStepRow, target_history, targets_at
from model.language import Language
from model.status import RED_AMBER_GREEN
from model.terms import Timing
from tests.support.trackers import month, tracker_of, update_row
from wording.answers.recommendation import (
    agency_status_phrase,
    decision_phrase,
    decision_reason,
    overdue_since_sentences,
    promises_sentence,
    proposal_phrase,
    target_change,
    target_phrase,
)
from wording.catalogue import translator
from wording.format.names import Names

_ = translator(Language.ENGLISH)
JUNE, DAY = pd.Timestamp("2024-06-01"), pd.Timestamp("2026-11-27")
JUNE_OF_CLOSURE = month("June 2024")
TRACKER = tracker_of(
    ["1"],
    [update_row("1", "June 2024", "Amber", agency_status="Green", proposed_closure=True)],
    decisions=[
        {"ref": "1", "date": "12 May 2024", "decision": "Superseded by", "by": "Commissioner", "reason": "By 9."},
        {"ref": "1", "date": "May 2024", "decision": "Reopened"},
    ],
)
NAMES = Names(TRACKER.names)
UPDATES = [update_row("1", "June 2024", "Amber")]
REVISED: list[dict[str, object]] = [
    {"ref": "1", "date": None, "target": "December 2023"},
    {"ref": "1", "date": "February 2024", "target": "TBC"},
    {"ref": "1", "date": "March 2024", "target": "March 2024"},
    {"ref": "1", "date": "May 2024", "target": "29 February 2024"},
    {"ref": "1", "date": "June 2024", "target": "1 March 2024"},
]


def overdue(*, promise=(0, 0), target=(0, 0)):
    counts = {("promise", False): promise[0], ("promise", True): promise[1]}
    counts |= {("target", False): target[0], ("target", True): target[1]}
    return pd.DataFrame([key for key, n in counts.items() for _number in range(n)], columns=["source", "now"]).astype(
        {"now": "bool"}
    )


@pytest.mark.parametrize(
    ("counts", "day", "words"),
    [
        ({"promise": (0, 9)}, None, "At the end of June 2024 no monitoring promise was overdue. Today 9 are."),
        (
            {"promise": (1, 2)},
            DAY,
            "At the end of June 2024, 1 monitoring promise was overdue. On 27 November 2026, 2 are.",
        ),
        (
            {"target": (2, 3)},
            None,
            "At the end of June 2024, 2 open recommendations were past their target dates. Today 3 are.",
        ),
        (
            {"target": (1, 0)},
            DAY,
            "At the end of June 2024, 1 open recommendation was past its target date. On 27 November 2026, none is.",
        ),
        ({"promise": (2, 2)}, None, ""),
        ({}, None, ""),
    ],
)
def test_both_numbers_are_there_where_they_differ(counts, day, words):
    assert overdue_since_sentences(overdue(**counts), JUNE, day, _) == words


def test_before_the_first_round_nothing_counts_as_overdue():
    assert overdue_since_sentences(overdue(promise=(0, 1), target=(0, 2)), pd.Timestamp("NaT"), None, _) == (
        "Before the first round no monitoring promise counts as overdue. Today 1 is. "
        "Before the first round no recommendation counts as past its target date. Today 2 are."
    )


def test_promises_that_passed_since_are_not_still_to_come():
    dated = {"due": JUNE, "due_last": JUNE, "due_precision": "month", "due_words": "June 2024"}
    promised = pd.DataFrame([{"timing": Timing.DUE} | dated])
    words = [
        promises_sentence(promised, overdue(**counts), JUNE, DAY, _)
        for counts in ({"target": (0, 1)}, {"promise": (0, 1)})
    ]
    assert words == [
        "No monitoring promise is overdue. The next falls due in June 2024.",
        "At the end of June 2024 no monitoring promise was overdue. On 27 November 2026, 1 is.",
    ]


def test_a_decision_has_its_date_and_who_made_it_and_its_reason(english, welsh):
    first, last = sorted(rows_of(decisions(TRACKER, as_at=JUNE_OF_CLOSURE), DecisionRow), key=lambda row: row.decision)[
        ::-1
    ]
    assert decision_phrase(first, NAMES, english) == "Superseded by another, 12 May 2024, by: Commissioner"
    assert (decision_reason(first, english), decision_reason(last, english)) == ("By 9.", "no reason given")
    assert decision_phrase(last, NAMES, welsh) == "Wedi'i ailagor, Mai 2024"


def test_the_status_of_an_agency_is_marked_as_its_and_other_words_are_quoted(english, welsh):
    (row,) = rows_of(self_assessments(TRACKER, as_at=JUNE_OF_CLOSURE), SelfAssessmentRow)
    phrase = agency_status_phrase(row.agency_status, row.rated_in, RED_AMBER_GREEN, english)
    assert phrase == "The agency’s own status, June 2024: Green"
    assert agency_status_phrase("On course", None, RED_AMBER_GREEN, english) == "The agency’s own status: “On course”"
    assert agency_status_phrase("Green", None, RED_AMBER_GREEN, welsh) == "Statws yr asiantaeth ei hun: Gwyrdd"
    assert proposal_phrase(row, english) == "The agency proposes to close it (June 2024)"


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
