from datetime import date

import pandas as pd
import pytest

from model.language import Language
from wording.answers.data_date import data_age, data_date_line
from wording.catalogue import translator

_ = translator(Language.ENGLISH)
JUNE, NO_MONTH = pd.Timestamp("2024-06-01"), pd.Timestamp("NaT")


@pytest.mark.parametrize(
    ("judged", "is_latest", "line"),
    [
        ("2024-06-30", True, "Data as at June 2024"),
        ("2024-06-12", True, "Data as at June 2024"),
        ("2026-11-27", True, "Data as at June 2024 (latest round) · judged on 27 November 2026"),
        ("2024-08-31", False, "Data as at June 2024 · judged on 31 August 2024"),
    ],
)
def test_the_day_of_judgement_never_dates_the_data(judged, is_latest, line):
    assert data_date_line(JUNE, pd.Timestamp(judged), _, is_latest=is_latest) == line


def test_without_a_round_there_is_no_data():
    assert data_date_line(NO_MONTH, pd.Timestamp("2026-11-27"), _, is_latest=False) == "Nothing has been reported yet"
    assert data_age(NO_MONTH, date(2026, 11, 27), _) == ""


def test_in_welsh_both_dates_are_there():
    line = data_date_line(JUNE, pd.Timestamp("2026-11-27"), translator(Language.WELSH), is_latest=True)
    assert line == "Data fel yr oedd ym mis Mehefin 2024 (y rownd ddiweddaraf) · barnwyd: 27 Tachwedd 2026"


def test_the_age_of_the_data_is_left_out_in_its_month():
    assert data_age(JUNE, date(2024, 6, 30), _) == ""
    assert data_age(JUNE, date(2026, 11, 27), _) == "2 years and 5 months ago"
