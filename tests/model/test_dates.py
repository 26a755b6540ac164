import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.dates import MONTHS, Doubt, PartialDate, Precision, parse_date, read_date
from tests.support.source import ROOT

DATES = tomllib.loads((ROOT / "tests" / "model" / "dates.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "first", "last", "precision"), DATES["dates"])
def test_a_date_covers_the_days_its_words_name(text, first, last, precision):
    read = read_date(text)
    words = first if precision == Precision.DAY else text
    expected = PartialDate(date.fromisoformat(first), date.fromisoformat(last), Precision(precision), words)
    assert (read.date, read.doubt) == (expected, None)


def test_hydref_is_october_and_not_the_whole_autumn():
    assert parse_date("Hydref 2023") == PartialDate(
        date(2023, 10, 1), date(2023, 10, 31), Precision.MONTH, "Hydref 2023"
    )


@pytest.mark.parametrize("text", ["TBC", "to be arranged", "Ongoing", "I’w drefnu", "yn parhau", "later this year"])
def test_known_words_cover_no_days_and_raise_no_doubt(text):
    read = read_date(text)
    assert (read.date, read.doubt) == (PartialDate(None, None, Precision.WORDS, text), None)


@pytest.mark.parametrize(("text", "doubt"), DATES["doubts"])
def test_a_text_that_is_no_date_keeps_its_words_with_the_doubt(text, doubt):
    read = read_date(text)
    assert (read.date, read.doubt) == (PartialDate(None, None, Precision.WORDS, text), doubt)


def test_numbers_are_day_first_with_a_doubt_where_both_readings_are_possible():
    assert read_date("03/02/2024").date.first == date(2024, 2, 3)
    assert [read_date(text).doubt for text in ("03/02/2024", "13/02/2024", "02/02/2024")] == [
        Doubt.AMBIGUOUS,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [("July", date(2024, 7, 1)), ("June", date(2025, 6, 1)), ("May", date(2025, 5, 1)), ("12 July", date(2024, 7, 12))],
)
def test_a_month_without_a_year_is_the_next_such_month_after_its_round(text, first):
    read = read_date(text, after=date(2024, 6, 30))
    assert (read.date.first, read.doubt) == (first, Doubt.YEAR_MISSING)


@given(st.sampled_from(sorted(MONTHS)), st.integers(1990, 2089), st.booleans())
def test_every_month_name_with_a_year_in_two_or_four_digits_is_that_month(name, year, short):
    read = read_date(f"{name} {year % 100:02}" if short else f"{name} {year}")
    assert (read.date.first, read.doubt) == (date(year, MONTHS[name], 1), None)


@given(st.text(max_size=40))
def test_any_text_gives_a_date_and_keeps_the_words_of_what_is_not_a_day(text):
    read = read_date(text).date
    assert (read.first is None) == (read.last is None) == (read.precision is Precision.WORDS)
    assert read.precision is Precision.DAY or read.words == text.strip()
