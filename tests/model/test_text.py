"""Texts are normalised for display and for comparison."""

import pytest

from model.language import label_key, normalise_space


def test_runs_of_white_space_become_one_space():
    assert normalise_space("  Share \n\n data\u00a0\tnow ") == "Share data now"
    assert normalise_space(" \n") == ""


@pytest.mark.parametrize("label", ["Lead agency", " lead  AGENCY : ", "Lead_Agency:", "Lead\u200b\nagency"])
def test_labels_are_compared_without_case_extra_spaces_underscores_and_a_final_colon(label):
    assert label_key(label) == "lead agency"


def test_a_curly_apostrophe_is_a_straight_one():
    assert label_key("Who’s it for") == "who's it for"
