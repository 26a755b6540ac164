from datetime import date

import pandas as pd
import pytest

from model.dates.date import Precision, months_from
from wording.format.dates import format_date, format_day, format_round


def test_a_round_is_a_month_with_its_year(english, welsh):
    june = pd.Timestamp("2024-06-01")
    assert format_round(june, english) == "June 2024"
    assert format_round(june, english, short=True) == "Jun 2024"
    assert format_round(june, welsh) == "Mehefin 2024"
    assert format_round(date(2024, 2, 1), welsh, short=True) == "Chwef 2024"


def test_a_day_is_written_out(english, welsh):
    assert format_day(date(2024, 7, 1), english) == "1 July 2024"
    assert format_day(pd.Timestamp("2024-07-01"), welsh) == "1 Gorffennaf 2024"


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


def test_a_date_is_read_from_the_fields_of_a_partial_date(english):
    quarter = months_from(date(2024, 10, 1), 3, precision=Precision.QUARTER, words="Q4")
    text = format_date(quarter.first, quarter.last, quarter.precision, quarter.words, english)
    assert text == "October to December 2024"


def test_welsh_dates_name_their_months_and_seasons_in_welsh(welsh):
    season = format_date(date(2023, 9, 1), date(2023, 11, 30), Precision.SEASON, "Autumn 2023", welsh)
    quarter = format_date(date(2024, 4, 1), date(2024, 6, 30), Precision.QUARTER, "Q2", welsh)
    assert (season, quarter) == ("Tymor yr hydref 2023", "Ebrill – Mehefin 2024")
