from loaders.papers.text.headers_footers import running
from loaders.papers.text.line import Line

WORDS = ("One", "Two", "Three", "Four", "Five")


def pages_with(*feet):
    """Return the lines of pages that begin with words of their own and end with a line each."""
    return [
        Line(text, number, page=page)
        for page, foot in enumerate(feet, start=1)
        for number, text in enumerate((*(f"{WORDS[page - 1]} and {word}." for word in WORDS), foot), start=1)
    ]


def test_what_stands_at_the_foot_of_half_the_pages_is_furniture_and_numbers_in_it_do_not_count():
    lines = pages_with("Review, page 1", "Review, page 2", "Review, page 3", "An end.", "Another.")
    assert [line.text for line in running(lines)] == ["Review, page 1", "Review, page 2", "Review, page 3"]


def test_what_several_recommendations_say_alike_is_no_furniture_though_it_stands_at_the_foot_of_their_pages():
    for foot in ("Related refs: 7; 9", "Cyfeirnodau cysylltiedig: 7; 9"):
        assert running(pages_with(foot, foot, foot, "An end.", "Another.")) == []
