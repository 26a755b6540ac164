"""The meanings that parts of a heading suggest."""

import pytest

from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import HEAD, MODIFIER, heading_parts


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Task Category", ColumnMeaning.THEME),
        ("category_en", ColumnMeaning.THEME),
        ("Description of requirement", ColumnMeaning.RECOMMENDATION),
        ("Risk Name / Impact Description", ColumnMeaning.RECOMMENDATION),
        ("Process step owner", ColumnMeaning.LEAD_AGENCY),
        ("Full name", ColumnMeaning.LEAD_AGENCY),
        ("Project phase", ColumnMeaning.THEME),
        ("Assumption ID", ColumnMeaning.REF),
        ("Control measures/ comments", ColumnMeaning.UPDATE),
        ("Completed", ColumnMeaning.COMPLETED),
        ("Agreed items", ColumnMeaning.RECOMMENDATION),
        ("Recommendation for next year", ColumnMeaning.RECOMMENDATION),
        ("Current assignees", ColumnMeaning.LEAD_AGENCY),
    ],
)
def test_the_last_word_of_a_heading_or_of_one_of_its_halves_counts_in_full(heading, meaning):
    assert heading_parts(heading)[meaning] == HEAD


def test_any_other_word_counts_less_and_a_risk_type_is_no_risk():
    assert heading_parts("Theme lead")[ColumnMeaning.THEME] == MODIFIER
    assert ColumnMeaning.RECOMMENDATION not in heading_parts("Risk type")


def test_the_name_of_a_task_is_no_person():
    assert ColumnMeaning.LEAD_AGENCY not in heading_parts("task_name")


@pytest.mark.parametrize("heading", ["Control owner", "Budget lead", "System owner"])
def test_the_owner_of_something_else_is_no_owner_of_the_item(heading):
    assert ColumnMeaning.LEAD_AGENCY not in heading_parts(heading)


def test_an_earlier_status_and_a_sentence_suggest_nothing():
    assert heading_parts("Previous status") == {}
    assert heading_parts("Please write here what the owner did in this month and what the status of it is now") == {}


def test_an_id_at_the_end_is_no_language():
    assert heading_parts("project_id")[ColumnMeaning.REF] == HEAD
    assert heading_parts("details_en")[ColumnMeaning.RECOMMENDATION] == HEAD


def test_what_follows_a_preposition_in_another_language_is_no_head():
    assert heading_parts("Tipo de riesgo") == {}
