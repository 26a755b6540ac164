"""Points that repeat, say that nothing changed, or contradict the status."""

import pytest

from analysis.movement import stalled
from analysis.rounds import NO_MONTH
from analysis.texts.phrases import contradictions, points_of, stalled_phrase
from model.status import Scale, Status
from tests.support.trackers import month, rows, tracker_of, update_row

JUNE = month("June 2024")


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("1. Officers were trained again.\n2) Funding was found elsewhere.", "2. Officers were trained again."),
        ("12 officers were trained again.", "1. 12 officers were trained again."),
        ("• Officers were trained again.", "3) OFFICERS were trained, again"),
    ],
)
def test_a_numbered_point_is_the_same_whatever_its_number(before, now):
    tracker = tracker_of(
        ["1"], [update_row("1", "February 2024", update=before), update_row("1", "June 2024", update=now)]
    )
    signs = stalled(tracker, as_at=month("June 2024"))
    assert rows(signs, "ref", "since") == [("1", "2024-02-01")]


def test_a_numbered_point_that_is_new_is_no_repetition():
    tracker = tracker_of(
        ["1"],
        [
            update_row("1", "February 2024", update="1. Officers were trained again."),
            update_row("1", "June 2024", update="1. Funding was found in spring.\n2. 12 officers were trained again."),
        ],
    )
    assert rows(stalled(tracker, as_at=month("June 2024")), "ref") == []


@pytest.mark.parametrize(
    "bullet",
    [
        *("•", "• ", "◦ ", "○", "● ", "▪ ", "■ ", "□ ", "❑ ", "❖ ", "➢ ", "➤ ", "‣ ", "· "),
        *("* ", "– ", "— ", "- ", "1. ", "12) "),
    ],
)
def test_every_bullet_is_left_out_for_reading_and_for_comparing(bullet):
    assert points_of(f"{bullet}Officers were trained again.") == ["Officers were trained again."]
    before, now = (f"{bullet}Officers were trained again.", "Officers were trained again.")
    for first, second in ((before, now), (now, before), (before, before)):
        tracker = tracker_of(
            ["1"], [update_row("1", "February 2024", update=first), update_row("1", "June 2024", update=second)]
        )
        signs = stalled(tracker, as_at=month("June 2024"))
        assert rows(signs, "since", "words") == [("2024-02-01", "Officers were trained again.")]


def test_a_sign_without_a_space_belongs_to_the_text_and_a_number_stays_where_points_are_read():
    assert points_of("-5 officers left.\n*Note.\n◦ \n\n1. First.", numbers=True) == [
        "-5 officers left.",
        "*Note.",
        "1. First.",
    ]


def contradiction_rows(words, status):
    tracker = tracker_of(["1"], [update_row("1", "June 2024", status, words)])
    return rows(contradictions(tracker, as_at=JUNE), "rule", "words")


@pytest.mark.parametrize(
    ("words", "status", "rule", "phrase"),
    [
        ("No progress: update as of July 2023.", "Amber", "no-progress", "No progress"),
        ("There has been no progress.", "Green", "no-progress", "no progress"),
        ("No work has begun.", "Amber", "no-progress", "No work has begun"),
        ("Dim cynnydd.", "Amber", "no-progress", "Dim cynnydd"),
        ("Nid oes dim cynnydd.", "Amber", "no-progress", "dim cynnydd"),
        ("Ni wnaed unrhyw gynnydd", "Green", "no-progress", "Ni wnaed unrhyw gynnydd"),
        ("Funding is being sought.", "Green", "still-open", "is being sought"),
        ("The form has yet to be agreed.", "Green", "still-open", "yet to"),
        ("It is still to be signed.", "Green", "still-open", "still to be"),
        ("Not yet.", "Green", "still-open", "Not yet"),
        ("Approval is pending", "Green", "still-open", "pending"),
        ("Discussions are ongoing.", "Green", "still-open", "are ongoing"),
        ("Done.\n• Ongoing: a review.", "Green", "still-open", "Ongoing"),
        ("Awaiting a date.", "Green", "still-open", "Awaiting"),
        ("Nothing was lost, and approval is pending", "Green", "still-open", "pending"),
        ("Mae'r gwaith heb ei gwblhau.", "Green", "still-open", "heb ei gwblhau"),
        ("I’w drefnu", "Green", "still-open", "I’w drefnu"),
        ("This recommendation is now complete.", "Amber", "said-complete", "This recommendation is now complete"),
        ("• Completed.", "Amber", "said-complete", "Completed"),
        ("Fully implemented: the form is in use.", "Red", "said-complete", "Fully implemented"),
        ("Mae'r argymhelliad wedi'i gwblhau.", "Amber", "said-complete", "argymhelliad wedi'i gwblhau"),
    ],
)
def test_words_that_contradict_the_status_are_found_with_their_rule(words, status, rule, phrase):
    assert contradiction_rows(words, status) == [(rule, phrase)]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("No progress.", "Red"),
        ("No progress report was asked for.", "Amber"),
        ("It will be raised if no progress is made.", "Amber"),
        ("No progress was reported in February; the post is now filled.", "Amber"),
        ("Good progress.", "Amber"),
        ("Funding is being sought.", "Amber"),
        ("Funding is no longer being sought.", "Green"),
        ("No actions are pending.", "Green"),
        ("Nothing is still to be done.", "Green"),
        ("The work isn't ongoing.", "Green"),
        ("Ongoing support is given, with spending and depending on need.", "Green"),
        ("The evaluation will be completed in February 2025.", "Amber"),
        ("The recommendation is not complete.", "Amber"),
        ("Once the recommendation is complete, a report will follow.", "Amber"),
        ("The recommendation is incomplete.", "Amber"),
        ("Completed forms are reviewed.", "Amber"),
        ("The first course is completed.", "Amber"),
        ("This recommendation is complete.", "Green"),
        ("Heb ei gwblhau.", "Amber"),
    ],
)
def test_words_that_agree_with_the_status_or_mean_something_else_are_no_contradiction(words, status):
    assert contradiction_rows(words, status) == []


def test_an_update_may_break_two_rules():
    assert contradiction_rows("No progress. Funding is being sought.", "Green") == [
        ("no-progress", "No progress"),
        ("still-open", "is being sought"),
    ]


def test_only_the_latest_rated_update_up_to_the_month_counts():
    tracker = tracker_of(
        ["2", "1"],
        [
            update_row("1", "July 2023", "Amber", "No progress."),
            update_row("1", "February 2024", "Amber", "A post is filled."),
            update_row("2", "February 2024", "Amber", "No progress."),
            update_row("2", "June 2024", None, "No word of it."),
            update_row("1", "August 2024", "Green", "Approval is pending."),
        ],
    )
    assert rows(contradictions(tracker, as_at=JUNE)) == [
        ("Stalking", "2", "2024-02-01", "Amber", "No progress", "no-progress")
    ]


def test_the_worst_and_the_complete_statuses_are_those_of_the_scale():
    scale = Scale((Status("Purple"), Status("Amber"), Status("Blue", complete=True)))
    for status, rules in (("Purple", []), ("Amber", ["no-progress"]), ("Blue", ["no-progress", "still-open"])):
        tracker = tracker_of(
            ["1"], [update_row("1", "June 2024", status, "No progress; approval is pending.")], scale=scale
        )
        assert contradictions(tracker, as_at=JUNE)["rule"].tolist() == rules


def test_the_welsh_text_of_an_update_is_read_too():
    tracker = tracker_of(["1"], [update_row("1", "June 2024", "Amber", None, update_cy="Dim cynnydd.")])
    assert rows(contradictions(tracker, as_at=JUNE), "words") == [("Dim cynnydd",)]


def test_a_status_without_words_contradicts_nothing():
    tracker = tracker_of(["1"], [update_row("1", "June 2024", "Green", None)])
    table = contradictions(tracker, as_at=JUNE)
    assert (table.empty, table.columns.tolist()) == (True, ["review", "ref", "round", "status", "words", "rule"])
    assert contradictions(tracker_of([]), as_at=NO_MONTH).empty


@pytest.mark.parametrize(
    ("words", "code", "phrase"),
    [
        ("No progress: Update as of July 2023.", "update-as-of", "Update as of July 2023"),
        ("Update as at the meeting.", "update-as-of", "Update as at the"),
        ("The position is as of February 2024.", "update-as-of", "as of February 2024"),
        ("Diweddariad fel ar Chwefror 2024", "update-as-of", "Diweddariad fel ar Chwefror 2024"),
        ("Y sefyllfa fel yr oedd ym mis Chwefror 2024", "update-as-of", "fel yr oedd ym mis Chwefror 2024"),
        ("The interim process remains in place.", "no-change", "interim process remains in place"),
        ("The pilot remains in place.", "no-change", "remains in place"),
        ("No further update.", "no-change", "No further update"),
        ("There is no change to the position.", "no-change", "no change"),
        ("Heb newid", "no-change", "Heb newid"),
    ],
)
def test_an_update_may_state_that_nothing_has_happened(words, code, phrase):
    assert stalled_phrase(words, reported=month("June 2024")) == (code, phrase)


@pytest.mark.parametrize(
    "words",
    [
        "As of June 2024, 300 officers are trained.",
        "As of July 2024 the post is funded.",
        "No change is needed to the form.",
        "The change remains to be made.",
        "Updates as often as possible.",
        "",
    ],
)
def test_news_is_not_a_standstill(words):
    assert stalled_phrase(words, reported=month("June 2024")) is None
