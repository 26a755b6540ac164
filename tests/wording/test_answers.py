"""Questions, occasions, targets and closure in words."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.closure import DecisionRow, SelfAssessmentRow, decisions, self_assessments
from analysis.meeting_questions import QuestionRow, questions
from analysis.promises import OccasionRow, occasions, promises
from analysis.rounds import NO_MONTH
from analysis.table_rows import rows_of
from analysis.targets import TargetNowRow, TargetStepRow, target_history, targets_at
from model.language import Language
from model.status import RED_AMBER_GREEN
from model.terms import NameKind, Timing
from tests.support.trackers import month, tracker_of, update_row
from wording.answers.meeting_questions import QuestionText, flag_sentence, group_sentence, question_text
from wording.answers.occasions import judged_on_sentence, monitoring_sentence, occasion_title, timing_note
from wording.answers.recommendation import (
    agency_status_phrase,
    decision_phrase,
    decision_reason,
    overdue_since_sentences,
    proposal_phrase,
    target_change,
    target_phrase,
)
from wording.catalogue import translator
from wording.format.names import Names

_ = translator(Language.ENGLISH)
WELSH = translator(Language.WELSH)
NAMES = Names(
    pd.DataFrame(
        [("Agency", "Dyfed Police", "Police", "Heddlu Dyfed", "Heddlu")],
        columns=["kind", "name", "short_name", "name_cy", "short_name_cy"],
        dtype="str",
    )
)
COLUMNS = ["group", "outstanding", "recommendations"]


def questions_of(
    progress, recommendations=("1",), *, monitoring=(), as_at="June 2024", language=_, without=("inferred",)
):
    tracker = tracker_of(recommendations, progress, monitoring=monitoring)
    table = questions(tracker, as_at=month(as_at))
    rows = rows_of(table[table["ref"].eq("1") & ~table["question"].isin(without)], QuestionRow)
    return [question_text(row, tracker.scale, language) for row in rows]


JUNE_UPDATE = "The update of June 2024 says:"


@pytest.mark.parametrize(
    ("words", "as_at", "question"),
    [
        ("Funding is confirmed until April 2025.", "June 2024", "What follows April 2025?"),
        ("Funding is confirmed until April 2025.", "May 2025", "April 2025 has passed: what followed?"),
        ("It will be done in February 2025.", "June 2024", "Is this on course for February 2025?"),
        ("It will be done in February 2025.", "May 2025", "February 2025 has passed: was it done?"),
        ("It will be done by the end of spring 2025.", "June 2024", "Is this on course for Spring 2025?"),
    ],
)
def test_a_date_in_the_text_makes_a_question_that_quotes_it(words, as_at, question):
    assert questions_of([update_row("1", "June 2024", "Green", words)], as_at=as_at) == [
        QuestionText(question, JUNE_UPDATE, words)
    ]


POINTS_BACK = "The update of June 2024 points back to an earlier one:"
AS_THEY_WERE = "The update of June 2024 says that things are as they were:"
BUT_AMBER = "Its status of June 2024 is Amber, and the update says:"
BUT_GREEN = "Its status of June 2024 is Green, and the update says:"


@pytest.mark.parametrize(
    ("status", "words", "question", "ground"),
    [
        ("Red", "“No progress”.", "What stands in the way?", JUNE_UPDATE),
        ("Amber", "“Update as of July 2023”.", "What has been done since then?", POINTS_BACK),
        ("Amber", "The “interim process remains in place”.", "What will change, and by when?", AS_THEY_WERE),
        ("Amber", "“No progress”.", "Has there been progress, or none?", BUT_AMBER),
        ("Green", "A date is “still to be” set.", "What is still to be done?", BUT_GREEN),
        ("Amber", "“This recommendation is complete”.", "Is it complete?", BUT_AMBER),
    ],
)
def test_words_make_a_question_by_their_meaning(status, words, question, ground):
    """The words in quotation marks are those that the question quotes."""
    quoted, written = words.partition("“")[2].partition("”")[0], words.replace("“", "").replace("”", "")
    assert questions_of([update_row("1", "June 2024", status, written)]) == [QuestionText(question, ground, quoted)]


def test_silence_another_recommendation_and_a_missing_or_inferred_status_make_questions():
    others = [
        update_row("2", "June 2024", "Red"),
        update_row("1", "February 2024", "Amber", "See Recommendation 2.", basis="Inferred"),
    ]
    assert questions_of(others, ("1", "2"), without=("same-status",)) == [
        QuestionText(
            "What is the position now?", "Nothing was reported in June 2024; the latest update is of February 2024."
        ),
        QuestionText("How does it depend on Recommendation 2 (Red)?", "It is named in the update of February 2024."),
        QuestionText(
            "Is Amber the right status?", "It was inferred from the update of February 2024; none has been published."
        ),
    ]
    assert questions_of([update_row("1", "June 2024")]) == [
        QuestionText("Which status does it have?", "The update of June 2024 gives none.")
    ]
    assert questions_of([update_row("2", "June 2024", "Red")], ({"ref": "1", "related_refs": "2"}, "2")) == [
        QuestionText("What is the position now?", "Nothing has been reported on it yet."),
        QuestionText("How does it depend on Recommendation 2 (Red)?", "It is among its related recommendations."),
    ]


def test_a_welsh_question_marks_an_english_quotation():
    (found,) = questions_of([update_row("1", "June 2024", "Green", "Funded until April 2025.")], language=WELSH)
    assert found == QuestionText(
        "Beth sy'n dilyn Ebrill 2025?",
        "Dywed y diweddariad ar gyfer Mehefin 2024:",
        "Funded until April 2025.",
        Language.ENGLISH,
    )


@pytest.mark.parametrize(
    ("flag", "expected"),
    [
        ("repeats", "Makes a point again that was made in an earlier round."),
        ("update-as-of", "Points back to an earlier update: nothing new is reported."),
        ("no-change", "Says that nothing has changed."),
        ("contradiction", "The words and the status (Amber) say different things."),
    ],
)
def test_each_flag_of_an_update_is_a_sentence(english, flag, expected):
    assert flag_sentence(flag, SimpleNamespace(mark="Amber"), RED_AMBER_GREEN, english) == expected


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([("A", 9, 21), ("B", 2, 10)], "11 of 31 outstanding: A 9 of 21, B 2 of 10."),
        ([("A", 1, 1), ("B", 0, 1), (None, 2, 3)], "3 of 5 outstanding: A 1 of 1, no theme given 2 of 3."),
        ([(name, 1, 2) for name in "ABCDE"], "5 of 10 outstanding: A 1 of 2, B 1 of 2, C 1 of 2 and 2 more."),
        ([("A", 3, 4)], "A: 3 of 4 outstanding."),
        ([(None, 3, 4)], "No theme given: 3 of 4 outstanding."),
        ([("A", 0, 1), ("B", 0, 1)], "None of the two themes has anything outstanding."),
        ([("A", 0, 1)], "The one theme has nothing outstanding."),
        ([], "There are no recommendations to show."),
    ],
)
def test_a_sentence_on_groups_gives_their_numbers_and_no_verdict(english, groups, expected):
    assert group_sentence(pd.DataFrame(groups, columns=COLUMNS), NAMES, english) == expected


def test_agencies_have_their_short_names_in_either_language(english, welsh):
    groups = pd.DataFrame([("Dyfed Police", 9, 21), ("B", 2, 10)], columns=COLUMNS)
    sentences = [group_sentence(groups, NAMES, _, kind=NameKind.AGENCY) for _ in (english, welsh)]
    assert sentences == [
        "11 of 31 outstanding: Police 9 of 21, B 2 of 10.",
        "Mae 11 o 31 heb eu cwblhau: Heddlu 9 o 21, B 2 o 10.",
    ]


ROLE_NAMES = [
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
        names=ROLE_NAMES,
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
TRACKER_NAMES = Names(TRACKER.names)
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


def test_a_decision_has_its_date_and_who_made_it_and_its_reason(english, welsh):
    first, last = sorted(rows_of(decisions(TRACKER, as_at=JUNE_OF_CLOSURE), DecisionRow), key=lambda row: row.decision)[
        ::-1
    ]
    assert decision_phrase(first, TRACKER_NAMES, english) == "Superseded by another, 12 May 2024, by: Commissioner"
    assert (decision_reason(first, english), decision_reason(last, english)) == ("By 9.", "no reason given")
    assert decision_phrase(last, TRACKER_NAMES, welsh) == "Wedi'i ailagor, Mai 2024"


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
