import pytest

from analysis.texts.contradictions import contradictions
from analysis.updates.rounds import NO_MONTH
from model.status.scale import Scale, Status
from tests.support.trackers import month, rows, tracker_of, update_row

JUNE = month("June 2024")


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
