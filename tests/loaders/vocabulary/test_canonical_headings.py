from pathlib import Path

import pytest

from loaders.vocabulary.heading_aliases import column_labels, sheet_labels
from model.text import label_key
from model.tracker.columns import SHEETS

CONTRACT = (Path(__file__).parents[3] / "docs" / "workbook-contract.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "label", ["Lead agency", " lead  AGENCY: ", "Lead\nagency", "LEAD\u00a0AGENCY", "Lead agency\u200b"]
)
def test_case_spaces_and_a_last_colon_make_no_difference(label):
    assert label_key(label) == "lead agency"


@pytest.mark.parametrize("plan", SHEETS, ids=lambda plan: plan.name)
def test_each_column_is_known_by_one_english_and_one_welsh_heading(plan):
    labels = column_labels(plan)
    assert {field: sum(found == field for found in labels.values()) for field in labels.values()} == {
        column.field: 2 for column in plan.columns
    }


def test_no_two_sheets_share_a_name():
    assert len(sheet_labels()) == 2 * len(SHEETS)


@pytest.mark.parametrize("plan", SHEETS, ids=lambda plan: plan.name)
def test_each_welsh_heading_is_in_the_contract(plan):
    documented = {label_key(part) for part in CONTRACT.split("`")[1::2]}
    labels = {label.removesuffix(" (cymraeg)").removesuffix(" (welsh)") for label in column_labels(plan)}
    names = {name for name, sheet_plan in sheet_labels().items() if sheet_plan is plan}
    assert (labels | names) - documented == set()
