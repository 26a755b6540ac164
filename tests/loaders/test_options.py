"""An order of statuses in one line: with commas, or with semicolons where a word has a comma."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.options import OptionError, format_scale_order, parse_options, parse_scale_order

WORDS = st.text("abC,\" '-é", min_size=1).map(str.split).map(" ".join).filter(lambda word: word.strip(", "))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Open, In progress,Closed", ("Open", "In progress", "Closed")),
        ("Done, late; Open", ("Done, late", "Open")),
        ("Done, late;", ("Done, late",)),
        ("Open\n  and new , Closed", ("Open and new", "Closed")),
    ],
)
def test_words_are_separated_by_semicolons_if_there_are_any_else_by_commas(written, words):
    assert parse_scale_order(written) == words


@pytest.mark.parametrize(("written", "code"), [("Open,,Closed", "scale"), ("Open, open", "scale-repeated")])
def test_an_order_with_an_empty_or_a_repeated_word_is_refused(written, code):
    with pytest.raises(OptionError) as refused:
        parse_options(scale=written, as_at=None)
    assert (refused.value.code, refused.value.details["given"]) == (code, written)


@given(st.lists(WORDS, min_size=1).map(tuple))
def test_a_formatted_order_is_parsed_back(words):
    assert parse_scale_order(format_scale_order(words)) == words
