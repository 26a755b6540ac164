"""An order of statuses in one line: a word with a comma or a semicolon is in quotation marks, as in a .csv file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.options import OptionError, format_scale_order, parse_options, parse_scale_order

WORDS = st.text("abC,;\" '-é", min_size=1).map(str.split).map(" ".join).filter(bool)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Open, In progress,Closed", ("Open", "In progress", "Closed")),
        ("Done, late; Open", ("Done, late", "Open")),
        ('"Done, late", Open', ("Done, late", "Open")),
        ('"Held; see note", Open', ("Held; see note", "Open")),
        ('"Done, late"; "Held; see note"', ("Done, late", "Held; see note")),
        ('"So-called ""done""", Open', ('So-called "done"', "Open")),
        ("Open\n  and new , Closed", ("Open and new", "Closed")),
    ],
)
def test_words_are_separated_outside_quotation_marks(written, words):
    assert parse_scale_order(written) == words


@pytest.mark.parametrize("written", ['"Done, late, Open', 'Open, "Done'])
def test_a_quotation_mark_that_is_not_closed_is_refused(written):
    with pytest.raises(OptionError) as refused:
        parse_options(scale=written, as_at=None)
    assert (refused.value.code, refused.value.value) == ("scale-unclosed", written)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (("Open", "Closed"), "Open, Closed"),
        (("Done, late", "Open"), "Done, late; Open"),
        (("Held; see note", "Done, late", "Open"), '"Held; see note", "Done, late", Open'),
        (('So-called "done"', "Open"), '"So-called ""done""", Open'),
    ],
)
def test_an_order_is_formatted_as_plainly_as_it_can_be_parsed(words, written):
    assert format_scale_order(words) == written


@given(st.lists(WORDS, min_size=1).map(tuple))
def test_a_formatted_order_is_parsed_back(words):
    assert parse_scale_order(format_scale_order(words)) == words
