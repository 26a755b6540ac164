"""Dates, durations and times."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from model.dates import Precision
from model.language import Language
from wording.catalogue import translator
from wording.format.dates import (
    format_date,
    format_round,
    format_timestamp,
    format_timestamp_day,
    how_long_ago,
    local_day,
    time_and_rounds,
)

ENGLISH, WELSH = translator(Language.ENGLISH), translator(Language.WELSH)


def test_a_round_is_a_month_with_its_year(english, welsh):
    june = pd.Timestamp("2024-06-01")
    assert format_round(june, english) == "June 2024"
    assert format_round(june, english, short=True) == "Jun 2024"
    assert format_round(june, welsh) == "Mehefin 2024"
    assert format_round(date(2024, 2, 1), welsh, short=True) == "Chwef 2024"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ((date(2024, 7, 1), date(2024, 7, 1), Precision.DAY, "01/07/24"), "1 July 2024"),
        ((date(2024, 7, 1), date(2024, 7, 3), Precision.DAY, "1-3 July"), "1 July 2024 to 3 July 2024"),
        ((date(2024, 7, 1), date(2024, 7, 31), Precision.MONTH, "Jul 24"), "July 2024"),
        ((date(2024, 4, 1), date(2024, 6, 30), Precision.QUARTER, "Q2 2024"), "April to June 2024"),
        ((date(2023, 12, 1), date(2024, 2, 29), Precision.QUARTER, "winter"), "December 2023 to February 2024"),
        ((date(2023, 9, 1), date(2023, 11, 30), Precision.SEASON, "autumn 2023"), "Autumn 2023"),
        ((date(2023, 12, 1), date(2024, 2, 29), Precision.SEASON, "Winter 2023/24"), "Winter 2023/24"),
        ((date(2023, 9, 1), date(2023, 11, 30), Precision.SEASON, "Hydref 2023"), "Autumn 2023"),
        ((date(2023, 9, 1), date(2023, 11, 30), Precision.SEASON, "by harvest"), "by harvest"),
        ((date(2023, 9, 1), date(2023, 11, 30), Precision.SEASON, "Tymor yr hydref 2023"), "Autumn 2023"),
        ((date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR, "2024"), "2024"),
        ((date(2024, 4, 1), date(2025, 3, 31), Precision.YEAR, "2024/25"), "2024/25"),
        ((None, None, Precision.WORDS, "when funds allow"), "when funds allow"),
        ((None, None, Precision.WORDS, "TBC"), "to be confirmed"),
        ((pd.NaT, pd.NaT, float("nan"), float("nan")), "no date given"),
        ((None, None, None, None), "no date given"),
    ],
)
def test_a_date_is_formatted_to_its_precision(english, written, expected):
    first, last, precision, words = written
    assert format_date(first, last, precision, words, english) == expected


def test_welsh_dates_name_their_months_and_seasons_in_welsh(welsh):
    season = format_date(date(2023, 9, 1), date(2023, 11, 30), Precision.SEASON, "Autumn 2023", welsh)
    quarter = format_date(date(2024, 4, 1), date(2024, 6, 30), Precision.QUARTER, "Q2", welsh)
    assert (season, quarter) == ("Tymor yr hydref 2023", "Ebrill – Mehefin 2024")


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        (date(2024, 6, 1), date(2024, 6, 1), "today"),
        (date(2024, 6, 1), date(2024, 6, 2), "1 day ago"),
        (date(2024, 6, 1), date(2024, 6, 4), "3 days ago"),
        (date(2024, 6, 30), date(2024, 7, 29), "29 days ago"),
        (date(2024, 6, 30), date(2024, 7, 30), "1 month ago"),
        (date(2024, 6, 1), date(2025, 6, 1), "1 year ago"),
        (date(2024, 6, 1), date(2025, 5, 31), "11 months ago"),
        (date(2024, 6, 1), date(2026, 11, 25), "2 years and 5 months ago"),
        (date(2024, 6, 2), date(2024, 6, 1), "in the future"),
    ],
)
def test_how_long_ago_is_in_days_then_completed_months_and_years(english, day, today, expected):
    assert how_long_ago(day, today, english) == expected


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        (date(2024, 6, 1), date(2024, 6, 3), "2 ddiwrnod yn ôl"),
        (date(2024, 6, 1), date(2024, 8, 1), "2 fis yn ôl"),
        (date(2024, 6, 1), date(2024, 12, 1), "6 mis yn ôl"),
        (date(2024, 6, 1), date(2025, 6, 1), "1 flwyddyn yn ôl"),
        (date(2024, 6, 1), date(2026, 7, 1), "2 flynedd ac 1 mis yn ôl"),
        (date(2024, 6, 1), date(2026, 8, 1), "2 flynedd a 2 fis yn ôl"),
        (date(2024, 6, 1), date(2026, 11, 25), "2 flynedd a 5 mis yn ôl"),
        (date(2024, 6, 1), date(2028, 2, 1), "3 blynedd ac 8 mis yn ôl"),
        (date(2024, 6, 1), date(2028, 6, 1), "4 blynedd yn ôl"),
        (date(2024, 6, 1), date(2030, 5, 1), "5 mlynedd ac 11 mis yn ôl"),
        (date(2024, 6, 1), date(2030, 6, 1), "6 blynedd yn ôl"),
        (date(2024, 6, 1), date(2036, 6, 1), "12 mlynedd yn ôl"),
    ],
)
def test_how_long_ago_is_mutated_in_welsh(welsh, day, today, expected):
    assert how_long_ago(day, today, welsh) == expected


@pytest.mark.parametrize(
    ("rounds", "days", "expected"),
    [
        (0, 0, "after the latest round"),
        (1, 0, "the latest round"),
        (1, 61, "2 months (the latest round)"),
        (2, 121, "4 months (the last 2 rounds)"),
        (2, 852, "2 years and 4 months (the last 2 rounds)"),
        (3, 1, "1 day (the last 3 rounds)"),
    ],
)
def test_the_rounds_that_are_counted_are_the_last_ones(english, rounds, days, expected):
    assert time_and_rounds(rounds, days, date(2024, 2, 1), english) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 25, 14, 5, tzinfo=UTC), "25 November 2026, 14:05"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026, 00:30"),
    ],
)
def test_a_timestamp_is_in_the_time_zone_of_the_office(at, expected):
    assert format_timestamp(at, ENGLISH) == expected


def test_a_timestamp_has_a_long_and_a_short_form_in_either_language():
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert format_timestamp(at, ENGLISH, short=True) == "2 Jul 2026, 00:30"
    assert format_timestamp(at, WELSH) == "2 Gorffennaf 2026, 00:30"
    assert (format_timestamp_day(at, WELSH), local_day(at)) == ("2 Gorffennaf 2026", date(2026, 7, 2))
