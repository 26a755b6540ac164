"""The texts of papers: points and sentences over several lines, titles, headings, labelled facts and promises."""

import random

import pytest

from tests.loaders.papers.test_recognise import cases, found, read, table
from tests.support.papers.papers import (
    BULLET,
    END,
    FIRST,
    FRONT,
    HEADING,
    SECOND,
    TEXT,
    TITLE,
    Block,
    as_pdf,
    as_text,
    as_word,
    wrapped,
)

UPDATE: tuple[Block, ...] = ((HEADING, "Progress November 2025"), (BULLET, "It is under way."))
WORDS = ["officers", "nurses", "of", "custody", "and", "Legal", "Services", "in", "Newport", "each", "the", "Office"]
MAKERS = ((as_text, "a.txt"), (as_word, "a.docx"), (as_pdf, "a.pdf"))


def paper(*blocks: Block) -> tuple[Block, ...]:
    return ((TITLE, "Custody Review"), *blocks, *UPDATE)


def texts(reading):
    return table(reading, "recommendations", "ref", "title", "recommendation", "theme")


@pytest.mark.parametrize(("text", "points"), [*cases("points"), (f"• {'x' * 20_000}\n• Two.", f"{'x' * 20_000}\nTwo.")])
def test_the_points_of_an_update_are_whole_and_without_their_signs(text, points):
    reading = read(f"Custody Review\n\nRecommendation 1\n\nAct.\n\nProgress June 2025\n\n{text}\n")
    assert table(reading, "progress", "update") == [(points,)]


@pytest.mark.parametrize("seed", range(6))
def test_a_sentence_that_goes_on_in_the_next_lines_is_one_text_in_every_kind_of_file(seed):
    dice = random.Random(seed)  # noqa: S311 - no secret
    kind, width = (HEADING, TEXT)[seed % 2], (45, 70, 95)[seed % 3]
    words = f"The force should train {' '.join(dice.choice(WORDS) for _ in range(dice.randint(1, 70)))} by May."
    block = (kind, f"Recommendation 3: {words}")
    expected = [("3", None, words, None)]
    assert texts(read(as_text(paper(block), width=width))) == expected
    assert texts(read(as_word(paper((kind, wrapped(block[1], width)))), "a.docx")) == expected
    assert texts(read(as_pdf(paper(block)), "a.pdf")) == expected


def test_a_sentence_that_goes_on_in_a_heading_of_another_recommendation_is_one_text():
    lines = ("Officers should be trained, as was asked for in", "Recommendation 9 of the other review.")
    content = as_text(paper((TEXT, "Recommendation 3: " + "\n".join(lines))))
    assert texts(read(content)) == [("3", None, " ".join(lines), None)]


@pytest.mark.parametrize(("make", "name"), MAKERS)
def test_sentences_and_lists_below_one_another_are_one_text_without_a_title(make, name):
    listed = ((TEXT, "Recommendation 3: The force should train:"), (BULLET, "officers; and"), (BULLET, "nurses."))
    below = ((HEADING, "Recommendation 3: The force should train officers."), (TEXT, "It should hire a nurse."))
    for blocks, words in (
        (listed, "The force should train:\nofficers; and\nnurses."),
        (below, "The force should train officers.\nIt should hire a nurse."),
    ):
        assert texts(read(make(paper(*blocks)), name)) == [("3", None, words, None)]


@pytest.mark.parametrize(("make", "name"), MAKERS)
@pytest.mark.parametrize("kind", [HEADING, TEXT])
def test_a_title_above_the_text_is_a_title_and_is_named_where_no_format_shows_it(make, name, kind):
    content = make(paper((kind, "Recommendation 3: Legal advice"), (TEXT, "Officers should seek advice.")))
    reading = read(content, name)
    assert texts(reading) == [("3", "Legal advice", "Officers should seek advice.", None)]
    split = [words for *_, words in found(reading, "paper-titles-split")]
    assert split == ([] if kind == HEADING and name != "a.txt" else ["Recommendation 3: Legal advice"])


@pytest.mark.parametrize(("before", "words", "expected"), cases("headings"))
def test_a_heading_is_known_by_its_words_in_english_and_welsh(before, words, expected):
    reading = read(f"Custody Review\n\n{before}\n\nAct now.\n\n{words}\n\n• Done.\n\nAppendix A: Terms\n\nNo update.\n")
    (listed,) = table(reading, "recommendations", "ref", "theme")
    (reported,) = table(reading, "progress", "kind", "date", "status", "update")
    assert [each or "" for each in (*listed, *reported)] == [*expected, "Done."]


@pytest.mark.parametrize(
    "text",
    [
        *("recommendation 8.", "Recommendations 5 and 18 were not allocated to DPP."),
        *("Recommendation 4 and will be included in the evaluation.", "Progress has been good since June 2024."),
        *("An update on the position will be requested.", "No progress: Update as of July 2023."),
        *("In progress (given in February 2025)", "Work in progress, June 2024", "The OPCC will monitor the actions"),
        "Representatives will continue to attend meetings relating to this area, and more will be asked in June 2024",
    ],
)
def test_a_sentence_that_speaks_of_the_same_things_is_no_heading(text):
    reading = read(f"Custody Review\n\nRecommendation 1\n\nAct now.\n\nProgress June 2024\n\nIt began.\n\n{text}\n")
    ((update,),) = table(reading, "progress", "update")
    assert update.split() == f"It began. {text}".split()


FACTS = {
    **{"Lead agency": "Gwent Police", "Supporting agencies": "Dyfed-Powys Police; The Courts"},
    **{"Lead role": "Head of Custody", "Target date": "March 2026", "Related refs": "2"},
}
REVIEW = ("Review: Custody", "Title: Custody in Gwent", "Body: The Office", "Published: April 2024")


def test_lines_with_their_names_before_them_fill_the_columns_of_a_recommendation_and_are_none_of_its_text():
    facts = [(TEXT, f"{label}: {value}") for label, value in FACTS.items()]
    reading = read(as_text((*FRONT, *FIRST[:2], *facts, *FIRST[2:], *SECOND, *END)))
    row = reading.rows["recommendations"][0]
    fields = ("lead_agency", "supporting_agencies", "lead_role", "target", "related_refs")
    assert [row[field] if field != "target" else row[field].words for field in fields] == list(FACTS.values())
    assert row["recommendation"] == "The force should fill every post in its custody suites."
    text = "The force should do two things: fill its posts, and keep them filled."
    assert table(read(as_text((*FRONT, FIRST[0], (TEXT, text), *FIRST[2:]))), "recommendations", "recommendation") == [
        (text,)
    ]


def test_a_paper_that_names_its_review_gives_the_name():
    reading = read(as_text((*FRONT[:4], *((TEXT, line) for line in REVIEW), *FRONT[4:], *FIRST, *END)))
    (row,) = reading.rows["reviews"]
    named = [row["review"], row["title"], row["body"], row["published"].words]
    assert named == [line.partition(": ")[2] for line in REVIEW]
    assert {review for (review,) in table(reading, "progress", "review")} == {"Custody"}
    assert found(reading, "review-assumed") == []


def test_recommendations_of_several_reviews_are_distinguished_by_the_text_in_brackets():
    reviews = ((TEXT, "Review: Custody"), (TEXT, "Review: Stalking"))
    first = ((HEADING, "Recommendation 1 (Custody): Posts"), *FIRST[1:])
    last = ((HEADING, "Recommendation 1 (Stalking)"), *SECOND[1:], (HEADING, "Recommendation 7"), *SECOND[1:])
    reading = read(as_word((*FRONT[:4], *reviews, *FRONT[4:], *first, *last, *END)), "paper.docx")
    listed = [("Custody", "1", "Posts"), ("Stalking", "1", None), ("Custody", "7", None)]
    assert table(reading, "recommendations", "review", "ref", "title") == listed
    assert [words for *_, words in found(reading, "paper-reviews-by-position")] == ["Recommendation 7"]


@pytest.mark.parametrize(("words", "expected"), cases("promises"))
def test_a_promise_has_its_details_in_brackets_or_in_its_words(words, expected):
    reading = read(as_text((*FRONT, *FIRST[:-1], (BULLET, words), *END)))
    (promise,) = table(reading, "monitoring", "activity", "due", "kind", "with", "done")
    assert [each or "" for each in promise] == expected
