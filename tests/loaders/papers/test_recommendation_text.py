import random

import pytest

from tests.loaders.papers.test_recognise import found, read, table
from tests.support.papers.pages import down, heading, pages
from tests.support.papers.papers import (
    BULLET,
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


def paper(*blocks: Block) -> tuple[Block, ...]:
    return ((TITLE, "Custody Review"), *blocks, *UPDATE)


def texts(content, name):
    return table(read(content, name), "recommendations", "ref", "title", "recommendation", "theme")


def codes(content, name):
    return {issue.code for issue in read(content, name).issues}


def sentence(seed):
    dice = random.Random(seed)  # noqa: S311 - no secret
    return f"The force should train {' '.join(dice.choice(WORDS) for _ in range(dice.randint(1, 70)))} by May."


@pytest.mark.parametrize("kind", [HEADING, TEXT])
@pytest.mark.parametrize("seed", range(12))
def test_a_sentence_that_goes_on_in_the_next_lines_is_one_text_in_every_kind_of_file(seed, kind):
    words = sentence(seed)
    block = (kind, f"Recommendation 3: {words}")
    width = (45, 70, 95)[seed % 3]
    expected = [("3", None, words, None)]
    assert texts(as_text(paper(block), width=width).encode(), "a.txt") == expected
    assert texts(as_word(paper((kind, wrapped(block[1], width)))), "a.docx") == expected
    assert texts(as_pdf(paper(block)), "a.pdf") == expected


def test_a_sentence_of_several_bold_lines_is_the_theme_of_no_other_recommendation():
    words = "The force should fill every post. It should hire a nurse. Nurses should visit each suite in each town."
    lines = wrapped(f"Recommendation 1: {words}", 34).split("\n")
    base = 760 - 14 * len(lines)
    shown = heading(72, 800, "Custody Review") + down(72, 770, *lines, bold=True)
    shown += heading(72, base - 20, "Recommendation 2") + down(72, base - 40, "Detainees should see a nurse.")
    shown += heading(72, base - 80, "Progress November 2025") + down(72, base - 100, "• A nurse was hired.")
    assert texts(pages(shown), "a.pdf") == [
        ("1", None, words, None),
        ("2", None, "Detainees should see a nurse.", None),
    ]


def test_a_sentence_that_goes_on_on_the_next_page_is_one_text():
    first = heading(72, 800, "Custody Review") + down(
        72, 60, "Recommendation 1: The force should seek the advice of the officers who know Legal"
    )
    second = down(72, 780, "Services, and of the Office.") + heading(72, 740, "Progress November 2025")
    content = pages(first, second + down(72, 720, "• It does."))
    words = "The force should seek the advice of the officers who know Legal Services, and of the Office."
    assert texts(content, "a.pdf") == [("1", None, words, None)]


def test_a_sentence_that_goes_on_in_a_heading_of_another_recommendation_is_one_text():
    lines = (
        "Recommendation 3: Officers should be trained, as was asked for in",
        "Recommendation 9 of the other review.",
    )
    text = as_text(paper((TEXT, "\n".join(lines))))
    words = "Officers should be trained, as was asked for in Recommendation 9 of the other review."
    assert texts(text, "a.txt") == [("3", None, words, None)]


def test_a_sentence_and_the_list_below_it_are_one_text():
    listed = ((BULLET, "officers; and"), (BULLET, "nurses."))
    blocks = paper((TEXT, "Recommendation 3: The force should train:"), *listed)
    expected = [("3", None, "The force should train:\nofficers; and\nnurses.", None)]
    assert texts(as_text(blocks), "a.txt") == expected
    assert texts(as_word(blocks), "a.docx") == expected
    assert texts(as_pdf(blocks), "a.pdf") == expected


def test_sentences_in_paragraphs_below_one_another_are_one_text_without_a_title():
    blocks = paper((HEADING, "Recommendation 3: The force should train officers."), (TEXT, "It should hire a nurse."))
    expected = [("3", None, "The force should train officers.\nIt should hire a nurse.", None)]
    for content, name in ((as_text(blocks), "a.txt"), (as_word(blocks), "a.docx"), (as_pdf(blocks), "a.pdf")):
        assert texts(content, name) == expected


TITLED = paper((HEADING, "Recommendation 3: Legal advice"), (TEXT, "Officers should seek advice."))


def test_a_title_above_the_text_is_a_title_and_is_named_where_no_format_shows_it():
    expected = [("3", "Legal advice", "Officers should seek advice.", None)]
    for content, name in ((as_word(TITLED), "a.docx"), (as_pdf(TITLED), "a.pdf")):
        assert texts(content, name) == expected
        assert not {"paper-titles-split", "paper-lines-joined"} & codes(content, name)
    unformatted = paper((TEXT, "Recommendation 3: Legal advice"), TITLED[2])
    plain = ((as_text(TITLED).encode(), "a.txt"), (as_word(unformatted), "a.docx"), (as_pdf(unformatted), "a.pdf"))
    for content, name in plain:
        assert texts(content, name) == expected
        assert [words for *_, words in found(read(content, name), "paper-titles-split")] == [
            "Recommendation 3: Legal advice"
        ]


def test_a_title_on_several_lines_of_a_text_is_a_title():
    title = "Legal advice and support in every custody suite of each force in the region of Gwent"
    blocks = paper((HEADING, f"Recommendation 3: {title}"), (TEXT, f"Officers should seek it. {sentence(1)}"))
    for width in (60, 75, 90):
        assert texts(as_text(blocks, width=width), "a.txt") == [("3", title, blocks[2][1], None)]
        assert "paper-titles-split" in codes(as_text(blocks, width=width), "a.txt")


def test_a_title_and_its_text_on_the_next_line_of_one_heading_are_not_run_together():
    content = as_word(paper((HEADING, "Recommendation 3: Legal advice\nOfficers should seek advice.")))
    assert texts(content, "a.docx") == [("3", "Legal advice", "Officers should seek advice.", None)]


def test_texts_that_were_joined_are_named_in_one_issue_with_their_number_and_the_first_places():
    blocks = [
        (TEXT, f"Recommendation {ref}: The force should train its officers in\nthe care of all.") for ref in "12345"
    ]
    content = as_text(((TITLE, "Custody Review"), *(block for text in blocks for block in (text, *UPDATE))))
    issues = [issue for issue in read(content).issues if issue.code == "paper-lines-joined"]
    assert [(issue.cell, issue.details) for issue in issues] == [
        ("line 4", {"count": "5", "places": "line 4; line 11; line 18"})
    ]


def test_recommendations_without_words_behind_their_number_join_nothing():
    assert "paper-lines-joined" not in codes(as_text(paper(*SECOND[:2])), "a.txt")
