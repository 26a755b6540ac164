"""Questions, flags and groups in words."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.meeting_questions import QuestionRow, questions
from analysis.table_rows import rows_of
from model.language import Language
from model.status import RED_AMBER_GREEN
from model.terms import NameKind
from tests.support.trackers import month, tracker_of, update_row
from wording.answers.meeting_questions import QuestionText, flag_sentence, group_sentence, question_text
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


def test_an_overdue_promise_makes_a_question_on_its_outcome():
    promised = [{"ref": "1", "activity": "Meet them.", "activity_cy": "Cwrdd â nhw.", "due": "May 2024"}]
    green = [update_row("1", "June 2024", "Green")]
    assert questions_of(green, monitoring=promised) == [
        QuestionText(
            "This was promised for May 2024: was it kept, and what came of it?",
            "A monitoring promise that is overdue:",
            "Meet them.",
        )
    ]
    (welsh,) = questions_of(green, monitoring=promised, language=WELSH)
    assert (welsh.quoted, welsh.language) == ("Cwrdd â nhw.", None)


def test_a_stalled_recommendation_makes_a_question_by_its_sign():
    words = "A new process is being written."
    progress = [update_row("1", "February 2024", "Amber", words), update_row("1", "June 2024", "Amber", words)]
    assert questions_of(progress) == [
        QuestionText(
            "What has happened since February 2024?",
            "The update of June 2024 says what was said in February 2024:",
            words,
        ),
        QuestionText(
            "What is needed to move on from Amber?",
            "It has stood at the same status in the last 2 rounds, since February 2024.",
        ),
    ]


@pytest.mark.parametrize(
    ("status", "words", "question", "ground", "quoted"),
    [
        ("Red", "No progress.", "What stands in the way?", JUNE_UPDATE, "No progress"),
        (
            "Amber",
            "Update as of July 2023.",
            "What has been done since then?",
            "The update of June 2024 points back to an earlier one:",
            "Update as of July 2023",
        ),
        (
            "Amber",
            "The interim process remains in place.",
            "What will change, and by when?",
            "The update of June 2024 says that things are as they were:",
            "interim process remains in place",
        ),
        (
            "Amber",
            "No progress.",
            "Has there been progress, or none?",
            "Its status of June 2024 is Amber, and the update says:",
            "No progress",
        ),
        (
            "Green",
            "A date is still to be set.",
            "What is still to be done?",
            "Its status of June 2024 is Green, and the update says:",
            "still to be",
        ),
        (
            "Amber",
            "This recommendation is complete.",
            "Is it complete?",
            "Its status of June 2024 is Amber, and the update says:",
            "This recommendation is complete",
        ),
    ],
)
def test_words_make_a_question_by_their_meaning(status, words, question, ground, quoted):
    assert questions_of([update_row("1", "June 2024", status, words)]) == [QuestionText(question, ground, quoted)]


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
