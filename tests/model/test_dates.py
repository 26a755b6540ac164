from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.dates import MONTHS, Doubt, PartialDate, Precision, parse_date, read_date


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("12 March 2024", "2024-03-12", "2024-03-12", Precision.DAY),
        ("1st July 2024", "2024-07-01", "2024-07-01", Precision.DAY),
        ("March 12, 2024", "2024-03-12", "2024-03-12", Precision.DAY),
        ("25ain Mawrth 2024", "2024-03-25", "2024-03-25", Precision.DAY),
        ("22.08.2022", "2022-08-22", "2022-08-22", Precision.DAY),
        ("2024/03/12", "2024-03-12", "2024-03-12", Precision.DAY),
        ("2024-03-01 (Friday)", "2024-03-01", "2024-03-01", Precision.DAY),
        ("Friday 1 March 2024", "2024-03-01", "2024-03-01", Precision.DAY),
        ("Dydd Mawrth, 5 Mawrth 2024", "2024-03-05", "2024-03-05", Precision.DAY),
        ("Qtr 3 2017", "2017-07-01", "2017-09-30", Precision.QUARTER),
        ("29/03/21", "2021-03-29", "2021-03-29", Precision.DAY),
        ("2024-03-12", "2024-03-12", "2024-03-12", Precision.DAY),
        ("2024-03-12 00:00:00", "2024-03-12", "2024-03-12", Precision.DAY),
        ("Feb 24", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("Feb-24", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("Feb '24", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("February 2024", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("Chwefror 2024", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("mis Chwefror 2024", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("2024-02", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("02/2024", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("by the end of March 2025", "2025-03-01", "2025-03-31", Precision.MONTH),
        ("Q1 2024/25", "2024-04-01", "2024-06-30", Precision.QUARTER),
        ("Q4 2024/25", "2025-01-01", "2025-03-31", Precision.QUARTER),
        ("2024-25 Q2", "2024-07-01", "2024-09-30", Precision.QUARTER),
        ("Chwarter 3 2024/25", "2024-10-01", "2024-12-31", Precision.QUARTER),
        ("Q1 2024", "2024-01-01", "2024-03-31", Precision.QUARTER),
        ("April to June 2024", "2024-04-01", "2024-06-30", Precision.QUARTER),
        ("Ebrill – Mehefin 2024", "2024-04-01", "2024-06-30", Precision.QUARTER),
        ("Autumn 2023", "2023-09-01", "2023-11-30", Precision.SEASON),
        ("Tymor yr hydref 2023", "2023-09-01", "2023-11-30", Precision.SEASON),
        ("Gwanwyn 2024", "2024-03-01", "2024-05-31", Precision.SEASON),
        ("Winter 2023", "2023-12-01", "2024-02-29", Precision.SEASON),
        ("Winter 2023/24", "2023-12-01", "2024-02-29", Precision.SEASON),
        ("2024", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("2024/25", "2024-04-01", "2025-03-31", Precision.YEAR),
    ],
)
def test_a_date_covers_the_days_its_words_name(text, first, last, precision):
    read = read_date(text)
    words = first if precision is Precision.DAY else text
    expected = PartialDate(date.fromisoformat(first), date.fromisoformat(last), precision, words)
    assert (read.date, read.doubt) == (expected, None)


def test_hydref_is_october_and_not_the_whole_autumn():
    assert parse_date("Hydref 2023") == PartialDate(
        date(2023, 10, 1), date(2023, 10, 31), Precision.MONTH, "Hydref 2023"
    )


@pytest.mark.parametrize("text", ["TBC", "to be arranged", "Ongoing", "I’w drefnu", "yn parhau", "later this year"])
def test_known_words_cover_no_days_and_raise_no_doubt(text):
    read = read_date(text)
    assert (read.date, read.doubt) == (PartialDate(None, None, Precision.WORDS, text), None)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("banana", Doubt.UNRECOGNISED),
        ("Q5 2024", Doubt.UNRECOGNISED),
        ("May to July 2024", Doubt.UNRECOGNISED),
        ("April to March 2024", Doubt.UNRECOGNISED),
        ("Q1 2024/27", Doubt.UNRECOGNISED),
        ("1 - 3 Months", Doubt.UNRECOGNISED),
        ("Last week", Doubt.UNRECOGNISED),
        ("Anytime", Doubt.UNRECOGNISED),
        ("will be review", Doubt.UNRECOGNISED),
        ("Begin to implement Q4 2017", Doubt.UNRECOGNISED),
        ("During rainy season", Doubt.UNRECOGNISED),
        ("Autumn 2023/24", Doubt.UNRECOGNISED),
        ("31 February 2024", Doubt.IMPOSSIBLE),
        ("12/13/2024", Doubt.IMPOSSIBLE),
        ("1900-12-30", Doubt.OUT_OF_RANGE),
        ("Feb 1889", Doubt.OUT_OF_RANGE),
        ("3000", Doubt.OUT_OF_RANGE),
        ("July", Doubt.YEAR_MISSING),
        ("12 July", Doubt.YEAR_MISSING),
        ("Autumn", Doubt.YEAR_MISSING),
    ],
)
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
