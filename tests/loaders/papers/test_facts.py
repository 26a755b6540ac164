import docx

from tests.loaders.papers.test_recognise import found, read, table
from tests.support.papers.papers import END, FIRST, FRONT, HEADING, SECOND, TEXT, as_text, saved

FACTS = (
    (TEXT, "Lead agency: Gwent Police"),
    (TEXT, "Supporting agencies: Dyfed-Powys Police; The Courts"),
    (TEXT, "Lead role: Head of Custody"),
    (TEXT, "Target date: March 2026"),
    (TEXT, "Related refs: 2"),
)
REVIEW = (
    (TEXT, "Review: Custody"),
    (TEXT, "Title: Custody in Gwent"),
    (TEXT, "Body: The Office"),
    (TEXT, "Published: April 2024"),
)


def test_lines_with_their_names_before_them_fill_the_columns_of_a_recommendation_and_are_none_of_its_text():
    reading = read(as_text((*FRONT, *FIRST[:2], *FACTS, *FIRST[2:], *SECOND, *END)))
    fields = ("recommendation", "lead_agency", "supporting_agencies", "lead_role", "target", "related_refs")
    row = reading.rows["recommendations"][0]
    assert [row[field] if field != "target" else row[field].words for field in fields] == [
        "The force should fill every post in its custody suites.",
        "Gwent Police",
        "Dyfed-Powys Police; The Courts",
        "Head of Custody",
        "March 2026",
        "2",
    ]


def test_a_sentence_with_a_colon_is_text():
    text = "The force should do two things: fill its posts, and keep them filled."
    reading = read(as_text((*FRONT, FIRST[0], (TEXT, text), *FIRST[2:])))
    assert table(reading, "recommendations", "recommendation") == [(text,)]


def test_the_cells_of_a_table_with_their_labels_left_of_them_are_facts_too():
    document = docx.Document()
    cells = document.add_table(rows=0, cols=2)
    for label, text in (
        ("Recommendation 2", "Detainees should see a nurse."),
        ("Lead agency", "Gwent Police"),
        ("Progress November 2025", "The nurse has started."),
    ):
        row = cells.add_row().cells
        row[0].text, row[1].text = label, text
    reading = read(saved(document), "paper.docx")
    assert table(reading, "recommendations", "recommendation", "lead_agency") == [
        ("Detainees should see a nurse.", "Gwent Police")
    ]


def test_a_paper_that_names_its_review_gives_the_name():
    reading = read(as_text((*FRONT[:4], *REVIEW, *FRONT[4:], *FIRST, *END)))
    (row,) = reading.rows["reviews"]
    assert (row["review"], row["title"], row["body"], row["published"].words) == (
        "Custody",
        "Custody in Gwent",
        "The Office",
        "April 2024",
    )
    assert {review for (review,) in table(reading, "progress", "review")} == {"Custody"}
    assert found(reading, "review-assumed") == []


def test_recommendations_of_several_reviews_are_distinguished_by_the_text_in_brackets():
    reviews = ((TEXT, "Review: Custody"), (TEXT, "Review: Stalking"))
    first = ((HEADING, "Recommendation 1 (Custody): Posts"), *FIRST[1:])
    second = ((HEADING, "Recommendation 1 (Stalking)"), *SECOND[1:])
    document = docx.Document()
    for kind, words in (*FRONT[:4], *reviews, *FRONT[4:], *first, *second, *END):
        document.add_paragraph(words, style="Heading 2" if kind == HEADING else None)
    reading = read(saved(document), "paper.docx")
    assert table(reading, "recommendations", "review", "ref", "title") == [
        ("Custody", "1", "Posts"),
        ("Stalking", "1", None),
    ]


def test_headings_of_what_has_no_theme_name_none():
    for words in ("Recommendations without a theme", "Argymhellion heb thema"):
        reading = read(as_text((*FRONT[:7], (HEADING, words), *FIRST, *END)))
        assert table(reading, "recommendations", "theme", "lead_agency") == [(None, "Gwent Police")]


def test_a_promise_has_its_details_in_brackets_and_none_is_guessed_from_its_words():
    blocks = (*FIRST[:-1], ("bullet", "Ask again in May 2026. (request; due January 2026; with The Courts; done)"))
    reading = read(as_text((*FRONT, *blocks, *END)))
    assert table(reading, "monitoring", "activity", "due", "kind", "with", "done") == [
        ("Ask again in May 2026.", "January 2026", "Request", "The Courts", True)
    ]


def test_brackets_with_other_words_in_them_stay_part_of_a_promise():
    words = "The OPCC will attend the panel in May 2026 (with coffee; or tea)."
    reading = read(as_text((*FRONT, *FIRST[:-1], ("bullet", words), *END)))
    assert table(reading, "monitoring", "activity", "due", "kind") == [(words, "May 2026", "Attendance")]
