"""The statuses of papers: on lines, in tables of updates, by shades, and in tables of recommendations by rounds."""

import docx
import pytest

from tests.loaders.papers.test_recognise import CASES, found, read, table
from tests.support.files.packages import saved
from tests.support.papers.papers import BULLET, END, FIRST, FRONT, HEADING, SECOND, TEXT, add_table, as_text, as_word
from tests.support.workbooks.layouts import updates

RATED = (*FIRST[:5], (TEXT, "Red"), *FIRST[5:], *SECOND[:5], (TEXT, "Green, inferred"), *SECOND[5:])
UNRATED = FRONT + FIRST + SECOND + END
RED, AMBER, GREEN = "FF0000", "FFC000", "00B050"


def with_table(*rows, blocks=FRONT + RATED + END, fills=()):
    """Return the reading of a paper that ends with a table."""
    document = docx.Document()
    for kind, words in blocks:
        document.add_paragraph(words, style={HEADING: "Heading 2", BULLET: "List Bullet"}.get(kind))
    add_table(document, rows, fills)
    return read(saved(document), "paper.docx")


def statuses(reading):
    return table(reading, "progress", "ref", "date", "status", "basis")


def latest(reading):
    """Return the status of the second update of each of the two recommendations."""
    return [row[2] for row in statuses(reading)][1::2]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_text(FRONT + RATED + END), "a.txt"),
        (as_word(FRONT + RATED + END), "a.docx"),
        (as_word(FRONT + RATED + END, bold_only=True), "a.docx"),
    ],
    ids=["text", "Word", "bold headings"],
)
def test_a_status_by_itself_below_the_heading_of_an_update_is_its_status_and_no_bullet(content, name):
    reading = read(content, name)
    assert [row[2:] for row in statuses(reading)][1::2] == [("Red", "Published"), ("Green", "Inferred")]
    assert table(reading, "progress", "update")[3] == ("No progress: as in March.",)
    assert found(reading, "paper-status-blank") == []
    assert [words for *_, words in found(reading, "paper-statuses-by-position")] == ["Red"]


@pytest.mark.parametrize("words", ["Status: Red, inferred", "R Red, inferred", "Statws: Red, wedi'i ddehongli"])
def test_a_status_that_the_paper_calls_inferred_is_not_read_as_published(words):
    reading = read(as_text().replace("- All posts but one", f"{words}\n\n- All posts but one"))
    assert statuses(reading)[1] == ("1", "November 2025", "Red", "Inferred")


def test_not_rated_is_no_status_and_raises_no_issue():
    reading = read(as_text(FRONT + FIRST + (*SECOND[:5], (TEXT, "not rated"), *SECOND[5:]) + END))
    assert table(reading, "progress", "status", "update")[3] == (None, "No progress: as in March.")
    assert [ref for *_, ref in found(reading, "paper-status-blank")] == ["1"]


@pytest.mark.parametrize(
    ("words", "expected", "by_position"),
    [
        ("RAG rating: Red", [None, "Red"], 1),
        ("Status: Red (given in March 2025)", ["Red", None], 0),
        ("RAG rating: Red (November 2025)", [None, "Red"], 0),
    ],
)
def test_the_status_at_the_heading_is_that_of_the_round_it_names_or_the_latest_one(words, expected, by_position):
    reading = read(as_text(FRONT + FIRST + (*SECOND[:2], (TEXT, words), *SECOND[2:]) + END))
    assert [row[2] for row in statuses(reading)][2:] == expected
    assert len(found(reading, "paper-statuses-by-position")) == by_position


def test_statuses_that_differ_at_the_heading_and_at_the_update_are_reported_and_neither_is_used():
    rated = (*SECOND[:2], (TEXT, "RAG rating: Red"), *SECOND[2:5], (TEXT, "Green"), *SECOND[5:])
    reading = read(as_text(FRONT + FIRST + rated + END))
    assert table(reading, "progress", "status")[3] == (None,)
    assert [ref for *_, ref in found(reading, "paper-statuses-differ")] == ["2"]


MATRIX = [
    ("1", "March 2025", None, None),
    ("1", "November 2025", "Green", "Published"),
    ("1", "June 2025", "Red", "Published"),
    ("2", "March 2025", None, None),
    ("2", "November 2025", "Red", "Inferred"),
]


def test_a_table_of_recommendations_by_rounds_gives_the_statuses_that_stand_nowhere_else():
    rows = (
        ("Recommendation", "June 2025", "November 2025"),
        ("1 Staffing", "Red", "Green"),
        ("Recommendation 2", "", "Red (inferred)"),
    )
    reading = with_table(*rows, blocks=UNRATED)
    assert statuses(reading) == MATRIX
    assert found(reading, "paper-status-blank") == found(reading, "paper-statuses-differ") == []


def test_a_table_that_agrees_with_the_text_changes_nothing_and_one_that_differs_is_reported_and_neither_is_used():
    header = ("Ref", "RAG November 2025")
    assert latest(with_table(header, ("1", "R"), ("2", "Green"))) == ["Red", "Green"]
    reading = with_table(header, ("1", "Red"), ("2", "Red"))
    assert latest(reading) == ["Red", None]
    (issue,) = [one for one in reading.issues if one.code == "paper-statuses-differ"]
    details = {"round": "November 2025", "here": "Green", "there": "Red", "page": "", "line": "paragraph 35"}
    assert (issue.cell, issue.found, issue.details) == ("paragraph 26", "2", details)
    assert found(reading, "paper-status-blank") == []


@pytest.mark.parametrize("symbol", ["", "■", "x", "[Wingdings F06A]"])
def test_a_table_may_give_statuses_by_its_shades_alone(symbol):
    rows = (("No.", "Nov 2025"), ("1", symbol), ("2", symbol))
    assert latest(with_table(*rows, blocks=UNRATED, fills={(1, 1): RED, (2, 1): GREEN})) == ["Red", "Green"]


@pytest.mark.parametrize(
    "rows",
    [
        (("Status", "Complete", "Meaning"), ("On track", "No", "It goes on."), ("Finished", "Yes", "It ended.")),
        (("Meaning", "RAG", "Notes"), ("It goes on.", "On track", "x"), ("It is completed.", "Finished", "y")),
        (("RAG", "Meaning"), ("On track", ""), ("Finished", "It is completed.")),
    ],
)
def test_a_key_is_a_table_with_its_columns_in_any_order(rows):
    reading = with_table(*rows, blocks=UNRATED)
    assert [(each.name, each.complete) for each in reading.scale.statuses] == [("On track", False), ("Finished", True)]


@pytest.mark.parametrize("case", CASES["tables"], ids=lambda case: case["name"])
def test_a_table_gives_each_recommendation_its_text_and_each_update_its_words_and_status(case):
    document = docx.Document()
    for words in case.get("above", ["Recommendation 2", "Detainees should see a nurse."]):
        document.add_paragraph(words)
    fills = {tuple(map(int, place.split())): fill for place, fill in case.get("fills", {}).items()}
    add_table(document, [[None if text == "<" else text for text in row] for row in case["rows"]], fills)
    reading = read(saved(document), "a.docx")
    assert [[each or "" for each in update] for update in updates(reading)] == case["updates"]
    refs = dict.fromkeys(ref for ref, *_ in case["updates"])
    listed = table(reading, "recommendations", "ref", "recommendation")
    assert listed == [(ref, "Detainees should see a nurse.") for ref in refs]


def marked(*marks, status="", key=()):
    """Return the reading of a paper whose updates have a table of one cell below them, with its text and its shade.

    `status` is the word of the first recommendation, and `key` the lines of the key.
    """
    document = docx.Document()
    document.add_heading("Custody Review Progress Report", 0)
    for line in key:
        document.add_paragraph(line)
    for number, (text, fill) in enumerate(marks, start=1):
        document.add_heading(f"Recommendation {number}", 2)
        document.add_paragraph(f"The force should fill post {number}.")
        if status and number == 1:
            document.add_paragraph(f"Status: {status}")
        document.add_heading("Progress November 2025", 2)
        document.add_paragraph(f"Post {number} is filled.", style="List Bullet")
        add_table(document, [[text]], {(0, 0): fill} if fill else {})
    reading = read(saved(document), "paper.docx")
    return reading, [each for _, _, each, _ in updates(reading)]


@pytest.mark.parametrize("text", ["", "■", "❖", "✔", "x", "[Wingdings F06A]"])
def test_the_colours_of_cells_that_are_empty_or_have_one_symbol_are_the_statuses(text):
    reading, read_statuses = marked((text, RED), (text, AMBER), (text, GREEN))
    assert read_statuses == ["Red", "Amber", "Green"]
    assert [words for *_, words in updates(reading)] == [f"Post {number} is filled." for number in (1, 2, 3)]
    assert [words for *_, words in found(reading, "status-from-colour")] == ["Red, Amber, Green"]
    assert (reading.proposed_scale, found(reading, "paper-status-blank")) == (None, [])


def test_a_colour_between_two_statuses_is_a_question_and_one_of_another_status_than_the_word_an_issue():
    reading, read_statuses = marked(("■", RED), ("■", "FFFF00"), ("■", GREEN))
    assert (read_statuses, len(found(reading, "colour-unsure"))) == (["Red", None, "Green"], 1)
    assert marked(("■", RED), ("■", GREEN), status="Red")[1] == ["Red", "Green"]
    reading, read_statuses = marked(("■", RED), ("■", GREEN), status="Amber")
    assert (read_statuses, len(found(reading, "paper-statuses-differ"))) == ([None, "Green"], 1)
