from datetime import date

import pytest

from wording.format.durations import how_long_ago, rounds_ago


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
        (0, 0, "in the latest round"),
        (0, 61, "in the latest round, 2 months ago"),
        (1, 121, "4 months ago (1 round)"),
        (1, 852, "2 years and 4 months ago (1 round)"),
        (3, 1, "1 day ago (3 rounds)"),
    ],
)
def test_rounds_ago_has_the_time_and_the_rounds(english, rounds, days, expected):
    assert rounds_ago(rounds, days, date(2024, 2, 1), english) == expected


def test_rounds_ago_in_welsh(welsh):
    assert rounds_ago(1, 121, date(2024, 2, 1), welsh) == "4 mis yn ôl (1 rownd)"
    assert rounds_ago(0, 2, date(2024, 2, 1), welsh) == "yn y rownd ddiweddaraf, 2 ddiwrnod yn ôl"
