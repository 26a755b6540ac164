from analysis.closure import DecisionRow, SelfAssessmentRow, decisions, self_assessments
from analysis.rounds import NO_MONTH
from analysis.table_rows import rows_of
from model.status.scale import RED_AMBER_GREEN
from tests.support.trackers import month, tracker_of, update_row
from wording.answers.closure import (
    agency_status_phrase,
    decided_later_sentence,
    decision_phrase,
    decision_reason,
    proposal_phrase,
)
from wording.format.names import Names

JUNE = month("June 2024")
TRACKER = tracker_of(
    ["1"],
    [update_row("1", "June 2024", "Amber", agency_status="Green", proposed_closure=True)],
    decisions=[
        {"ref": "1", "date": "12 May 2024", "decision": "Superseded by", "by": "Commissioner", "reason": "By 9."},
        {"ref": "1", "date": "May 2024", "decision": "Reopened"},
    ],
)
NAMES = Names(TRACKER.names)


def test_a_decision_has_its_date_and_who_made_it_and_its_reason(english, welsh):
    first, last = sorted(rows_of(decisions(TRACKER, as_at=JUNE), DecisionRow), key=lambda row: row.decision)[::-1]
    assert decision_phrase(first, NAMES, english) == "Superseded by another, 12 May 2024, by: Commissioner"
    assert (decision_reason(first, english), decision_reason(last, english)) == ("By 9.", "no reason given")
    assert decision_phrase(last, NAMES, welsh) == "Wedi'i ailagor, Mai 2024"


def test_the_status_of_an_agency_is_marked_as_its_and_other_words_are_quoted(english, welsh):
    (row,) = rows_of(self_assessments(TRACKER, as_at=JUNE), SelfAssessmentRow)
    phrase = agency_status_phrase(row.agency_status, row.rated_in, RED_AMBER_GREEN, english)
    assert phrase == "The agency’s own status, June 2024: Green"
    assert agency_status_phrase("On course", None, RED_AMBER_GREEN, english) == "The agency’s own status: “On course”"
    assert agency_status_phrase("Green", None, RED_AMBER_GREEN, welsh) == "Statws yr asiantaeth ei hun: Gwyrdd"
    assert proposal_phrase(row, english) == "The agency proposes to close it (June 2024)"


def test_decisions_after_the_month_are_counted(english):
    assert decided_later_sentence(0, JUNE, english) == decided_later_sentence(2, NO_MONTH, english) == ""
    assert decided_later_sentence(2, JUNE, english) == "2 decisions were made after June 2024 and are not shown."
