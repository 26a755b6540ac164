from datetime import date

import pytest

from wording.format.durations import how_long_ago, time_and_rounds


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


def test_time_and_rounds_in_welsh(welsh):
    assert time_and_rounds(2, 121, date(2024, 2, 1), welsh) == "4 mis (y 2 rownd ddiwethaf)"
    assert time_and_rounds(1, 2, date(2024, 2, 1), welsh) == "2 ddiwrnod (y rownd ddiweddaraf)"
