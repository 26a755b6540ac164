import pytest

from loaders.issue_log import IssueLog
from loaders.papers.line import Decision, Line, decision_issues
from model.language import Language
from tests.loaders.papers.test_recognise import read
from tests.support.papers.papers import FIRST, FRONT, HEADING, SECOND, TEXT, as_text
from wording.catalogue import translator
from wording.issues import message, remedy


def decided(content, code, name="paper.txt"):
    """Return the place, the words, and the number and first places of each issue with a code."""
    issues = [issue for issue in read(content, name).issues if issue.code == code]
    return [(issue.cell, issue.found, issue.details["count"], issue.details["places"]) for issue in issues]


def test_decisions_of_one_kind_are_one_issue_with_their_number_and_the_first_three_places():
    log = IssueLog()
    lines = [Line(f"line {number}", number, page=2) for number in range(1, 6)]
    log.add_all(decision_issues([Decision("paper-lines-joined", line) for line in lines]))
    (issue,) = log.issues
    assert (issue.sheet, issue.cell, issue.found) == ("page 2", "line 1", "line 1")
    assert issue.details == {"count": "5", "places": "page 2 line 1; page 2 line 2; page 2 line 3"}


def test_lines_that_continue_a_point_are_named_in_one_issue():
    text = as_text((*FRONT, *FIRST, *SECOND)).replace("Induction is under way:", "Induction is\nunder way:")
    text = text.replace("A nurse was hired.", "A nurse was\nhired.")
    assert decided(text, "paper-lines-joined") == [("line 30", "under way:", "2", "line 30; line 47")]


def test_a_status_on_a_line_by_itself_is_named():
    rated = (*FRONT, *FIRST[:5], (TEXT, "Red"), *FIRST[5:], *SECOND)
    assert decided(as_text(rated), "paper-statuses-by-position") == [("line 27", "Red", "1", "line 27")]


def test_a_status_for_no_month_that_is_taken_as_the_latest_update_is_named():
    rated = (*FRONT, *FIRST[:2], (TEXT, "RAG rating: Red"), *FIRST[2:])
    assert decided(as_text(rated), "paper-statuses-by-position") == [("line 21", "RAG rating: Red", "1", "line 21")]
    dated = (*FRONT, *FIRST[:2], (TEXT, "RAG rating: Red (November 2025)"), *FIRST[2:])
    assert decided(as_text(dated), "paper-statuses-by-position") == []


def test_a_recommendation_of_several_reviews_that_names_none_is_named():
    reviews = ((TEXT, "Review: Custody\nPublished: May 2024"), (TEXT, "Review: Bail\nPublished: May 2025"))
    named = ((HEADING, "Recommendation 2"), SECOND[1], (TEXT, "Review: Bail"), *SECOND[2:])
    content = as_text((FRONT[0], *reviews, *FRONT[1:], *FIRST, *named))
    assert [issue[1:3] for issue in decided(content, "paper-reviews-by-position")] == [("Recommendation 1", "1")]


CODES = (
    "paper-lines-joined",
    "paper-titles-split",
    "paper-themes-by-position",
    "paper-statuses-by-position",
    "paper-reviews-by-position",
)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", CODES)
def test_each_decision_is_a_sentence_with_its_places_in_either_language(code, language):
    log = IssueLog()
    log.add_all(decision_issues([Decision(code, Line("A line", number)) for number in range(1, 5)]))
    (issue,) = log.issues
    words = {
        Language.ENGLISH: "(4: line 1, line 2, line 3, …)",
        Language.WELSH: "(4: llinell 1, llinell 2, llinell 3, …)",
    }
    sentence = message(issue, translator(language))
    assert words[language] in sentence and "“A line”" in sentence
    assert remedy(issue, translator(language)).endswith(".")
