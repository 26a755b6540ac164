from loaders.papers.line import Line
from loaders.papers.paragraphs import find_headers_footers

WORDS = ("One", "Two", "Three", "Four", "Five")


def pages_with(*footers):
    """Return the lines of pages with different words that each end with one of the footers."""
    return [
        Line(text, number, page=page)
        for page, footer in enumerate(footers, start=1)
        for number, text in enumerate((*(f"{WORDS[page - 1]} and {word}." for word in WORDS), footer), start=1)
    ]


def test_a_line_at_the_foot_of_half_the_pages_is_a_footer_and_numbers_in_it_are_ignored():
    lines = pages_with("Review, page 1", "Review, page 2", "Review, page 3", "An end.", "Another.")
    assert [line.text for line in find_headers_footers(lines)] == ["Review, page 1", "Review, page 2", "Review, page 3"]


def test_a_fact_that_several_recommendations_share_is_no_footer_though_it_is_at_the_foot_of_their_pages():
    for footer in ("Related refs: 7; 9", "Cyfeirnodau cysylltiedig: 7; 9"):
        assert find_headers_footers(pages_with(footer, footer, footer, "An end.", "Another.")) == []
