"""Names of sheets that contain a round, with its year or without, and names that only look so."""

import pytest

from loaders.vocabulary.heading_periods import period_of_name, split_round
from tests.support.workbooks.layouts import issues, read, updates

HEAD = ["No", "Recommendation", "Owner", "RAG", "Comments"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Q1", "Q1"),
        ("Q2 update", "Q2"),
        ("Week 12", "Week 12"),
        ("Chwarter 3", "Chwarter 3"),
        ("Spring", "Spring"),
        ("Q2 2024/25", "Q2 2024/25"),
        ("Quality", None),
        ("Summer school", None),
        ("Weekend cover", None),
    ],
)
def test_a_name_speaks_of_a_quarter_a_season_or_a_week_where_it_is_nothing_else(name, words):
    assert period_of_name(name) == words


def test_sheets_named_by_quarters_without_a_year_are_rounds_whose_year_is_a_question():
    row = [1, "Train officers.", "DPP"]
    sheets = {"Q1": [HEAD, [*row, "R", "No."]], "Q2": [HEAD, [*row, "A", "Half."]]}
    reading = read(sheets, name="Tracker 2024-25.xlsx")
    assert [row["theme"] for row in reading.rows["recommendations"]] == [None]
    assert updates(reading) == [("1", "Q1", "Red", "No."), ("1", "Q2", "Amber", "Half.")]
    assert issues(reading) == [
        ("sheets-combined", "Q1"),
        ("date-unrecognised", "Q1"),
        ("date-unrecognised", "Q2"),
    ]
    assert not reading.publishable


def test_the_year_of_a_standard_is_no_round():
    assert split_round("ISO/IEC 27001:2022 internal audit")[1] is None
    assert split_round("ISO/IEC 27001:2022 internal audit, March 2026")[1] == "March 2026"
