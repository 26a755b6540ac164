from model.returns.items import Item
from reports.returns.workbook import (
    LARGEST_SCALE,
    SMALLEST_SCALE,
    block_lines,
    page_breaks,
    print_scale,
    shorten_to_page,
)

NOTE = "… [cut]"


def test_short_recommendations_are_printed_large_and_each_page_takes_as_many_as_fit():
    assert print_scale([10, 10, 10]) == LARGEST_SCALE
    assert list(page_breaks([10, 10, 10, 10], LARGEST_SCALE)) == [3]


def test_the_longest_recommendation_gives_the_scale():
    assert SMALLEST_SCALE < print_scale([10, 45]) < LARGEST_SCALE
    assert list(page_breaks([10, 45], print_scale([10, 45]))) == [1]


def test_a_text_that_fits_stays_as_it_is():
    texts = {Item.RECOMMENDATION: "Fund it.\nFor good.", Item.QUESTIONS: "Is it?"}
    assert shorten_to_page(texts, NOTE) == texts


def test_the_longest_text_is_cut_with_a_note_until_the_recommendation_fits_a_page():
    texts = {Item.RECOMMENDATION: "Fund it.", Item.LATEST_WORDS: "word " * 2_000, Item.QUESTIONS: "Why?\n" * 40}
    cut = shorten_to_page(texts, NOTE)
    assert cut[Item.RECOMMENDATION] == "Fund it."
    assert cut[Item.LATEST_WORDS].endswith(f"word\n{NOTE}")
    assert cut[Item.QUESTIONS].endswith(f"Why?\n{NOTE}")
    assert list(page_breaks([block_lines(cut), 1], SMALLEST_SCALE)) in ([], [1])
    assert print_scale([block_lines(cut)]) >= SMALLEST_SCALE
