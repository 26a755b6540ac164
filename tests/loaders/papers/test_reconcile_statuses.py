import docx
import pytest

from model.language import Language
from tests.loaders.papers.test_recognise import found, read, table
from tests.support.papers.papers import BULLET, END, FIRST, FRONT, HEADING, SECOND, TEXT, as_text, as_word, saved, shade
from wording.catalogue import translator
from wording.issues import message, remedy

RATED = (*FIRST[:5], (TEXT, "Red"), *FIRST[5:], *SECOND[:5], (TEXT, "Green, inferred"), *SECOND[5:])


def with_table(*rows, blocks=FRONT + RATED + END, fills=()):
    """Return a paper that ends with a table; `fills` are the shades of cells by their row and column."""
    document = docx.Document()
    for kind, words in blocks:
        document.add_paragraph(words, style={HEADING: "Heading 2", BULLET: "List Bullet"}.get(kind))
    grid = document.add_table(rows=len(rows), cols=len(rows[0]))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            grid.cell(number, column).text = text
    for (row, column), fill in dict(fills).items():
        shade(grid.cell(row, column)._tc.get_or_add_tcPr(), fill)
    return saved(document)


def statuses(content, name="paper.docx"):
    return table(read(content, name), "progress", "ref", "date", "kind", "status", "basis")


def test_a_status_by_itself_below_the_heading_of_an_update_is_its_status_and_no_bullet():
    reading = read(as_text(FRONT + RATED + END))
    assert table(reading, "progress", "ref", "status", "basis") == [
        ("1", None, None),
        ("1", "Red", "Published"),
        ("2", None, None),
        ("2", "Green", "Inferred"),
    ]
    assert table(reading, "progress", "update")[3] == ("No progress: as in March.",)
    assert found(reading, "paper-status-blank") == []


def test_not_rated_is_no_status_and_raises_no_issue():
    unrated = (*SECOND[:5], (TEXT, "not rated"), *SECOND[5:])
    reading = read(as_text(FRONT + FIRST + unrated + END))
    assert table(reading, "progress", "status", "update")[3] == (None, "No progress: as in March.")
    assert [ref for *_, ref in found(reading, "paper-status-blank")] == ["1"]


def test_a_table_of_recommendations_by_rounds_gives_the_statuses_that_stand_nowhere_else():
    content = with_table(
        ("Recommendation", "June 2025", "November 2025"),
        ("1 Staffing", "Red", "Green"),
        ("Recommendation 2", "", "Red (inferred)"),
        blocks=FRONT + FIRST + SECOND + END,
    )
    reading = read(content, "paper.docx")
    assert statuses(content) == [
        ("1", "March 2025", "Response", None, None),
        ("1", "November 2025", "Progress", "Green", "Published"),
        ("1", "June 2025", "Progress", "Red", "Published"),
        ("2", "March 2025", "Response", None, None),
        ("2", "November 2025", "Progress", "Red", "Inferred"),
    ]
    assert found(reading, "paper-status-blank") == found(reading, "paper-statuses-differ") == []


def test_a_table_that_agrees_with_the_text_changes_nothing_and_one_that_differs_is_reported_and_neither_is_used():
    header = ("Ref", "RAG November 2025")
    agreeing = with_table(header, ("1", "R"), ("2", "Green"))
    assert [row[3:] for row in statuses(agreeing)] == [
        (None, None),
        ("Red", "Published"),
        (None, None),
        ("Green", "Inferred"),
    ]
    reading = read(with_table(header, ("1", "Red"), ("2", "Red")), "paper.docx")
    assert table(reading, "progress", "status", "basis")[1::2] == [("Red", "Published"), (None, None)]
    (issue,) = [one for one in reading.issues if one.code == "paper-statuses-differ"]
    assert (issue.cell, issue.found) == ("paragraph 26", "2")
    assert issue.details == {
        "round": "November 2025",
        "here": "Green",
        "there": "Red",
        "page": "",
        "line": "paragraph 35",
    }
    assert found(reading, "paper-status-blank") == []


@pytest.mark.parametrize("symbol", ["", "■", "x", "[Wingdings F06A]"])
def test_a_table_may_give_statuses_by_its_shades_alone(symbol):
    content = with_table(
        ("No.", "Nov 2025"),
        ("1", symbol),
        ("2", symbol),
        blocks=FRONT + FIRST + SECOND + END,
        fills={(1, 1): "FF0000", (2, 1): "00B050"},
    )
    assert [row[3:] for row in statuses(content)][1::2] == [("Red", "Published"), ("Green", "Published")]


def test_a_table_without_rounds_gives_the_latest_status_and_its_other_texts_are_reported():
    content = with_table(
        ("Ref", "Recommendation", "RAG", "Comment"),
        ("1", "Staffing", "Red", "Late."),
        ("2", "Nurses", "Green", "Done."),
        blocks=FRONT + FIRST + SECOND + END,
    )
    assert [row[3] for row in statuses(content)] == [None, "Red", None, "Green"]
    assert "Late." in {words for *_, words in found(read(content, "paper.docx"), "paper-text-kept-out")}


def test_a_table_of_text_under_the_name_of_a_round_is_no_table_of_statuses():
    content = with_table(("Recommendation", "May 2024"), ("1 Staffing", "It was late."), ("2 Nurses", "All is well."))
    assert [row[3] for row in statuses(content)] == [None, "Red", None, "Green"]


def test_the_status_at_the_heading_of_a_recommendation_is_that_of_the_round_it_names():
    rated = (*SECOND[:2], (TEXT, "Status: Red (given in March 2025)"), *SECOND[2:])
    reading = read(as_text(FRONT + FIRST + rated + END))
    assert table(reading, "progress", "ref", "date", "status")[2:] == [
        ("2", "March 2025", "Red"),
        ("2", "November 2025", None),
    ]


def test_a_status_at_the_heading_that_differs_from_that_of_the_update_is_reported():
    rated = (*SECOND[:2], (TEXT, "RAG rating: Red"), *SECOND[2:5], (TEXT, "Green"), *SECOND[5:])
    reading = read(as_text(FRONT + FIRST + rated + END))
    assert table(reading, "progress", "status")[3] == (None,)
    assert [ref for *_, ref in found(reading, "paper-statuses-differ")] == ["2"]


def test_the_statuses_of_a_text_s_table_are_read_line_by_line():
    blocks = FRONT + FIRST + SECOND + END
    rows = (
        "Recommendation\tJune 2025\tNov 2025",
        "1 Staffing of the\tRed\tGreen",
        "suites",
        "2 Nurses\tnot rated\tRed, inferred",
    )
    reading = read("\n".join((as_text(blocks), *rows)))
    assert table(reading, "progress", "ref", "date", "status", "basis") == [
        ("1", "March 2025", None, None),
        ("1", "November 2025", "Green", "Published"),
        ("1", "June 2025", "Red", "Published"),
        ("2", "March 2025", None, None),
        ("2", "November 2025", "Red", "Inferred"),
    ]


@pytest.mark.parametrize("language", Language)
def test_differing_statuses_and_missing_parts_have_messages_in_both_languages_with_every_placeholder_filled(language):
    content = with_table(
        ("Ref", "November 2025"), ("1", "Green"), blocks=(*FRONT[:1], (TEXT, "Only: Staffing"), *FRONT[2:], *RATED)
    )
    issues = [
        issue
        for issue in read(content, "paper.docx").issues
        if issue.code in ("paper-statuses-differ", "paper-of-a-part")
    ]
    assert sorted(issue.code for issue in issues) == ["paper-of-a-part", "paper-statuses-differ"]
    for issue in issues:
        for sentence in (message(issue, translator(language)), remedy(issue, translator(language))):
            assert sentence.endswith(".")
            assert "{" not in sentence


@pytest.mark.parametrize("bold_only", [False, True])
def test_statuses_below_bold_headings_are_no_headings_themselves(bold_only):
    reading = read(as_word(FRONT + RATED + END, bold_only=bold_only), "paper.docx")
    assert table(reading, "progress", "status")[1::2] == [("Red",), ("Green",)]
