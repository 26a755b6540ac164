from datetime import date, time, timedelta

import pytest

from loaders.vocabulary.refs import ref_key, split_refs
from tests.support.workbooks.layouts import issues, read, updates


@pytest.mark.parametrize(
    "written", ["1", "1.0", "R1", "r 1", "Rec 1", "Rec. 1", "Recommendation 1", "No. 1", "#1", "1.", "R1.0", "Arg 1"]
)
def test_one_reference_written_in_many_ways_is_the_same(written):
    assert ref_key(written) == "1"


def test_refs_stay_as_printed_above_nine_as_below():
    rows = [["Ref", "Recommendation", "RAG Feb 24"], ["R09", "Train.", "Red"], ["R10", "Count.", "Green"]]

    assert [row["ref"] for row in read({"Log": rows}).rows["recommendations"]] == ["R09", "R10"]


def test_an_update_takes_the_form_of_the_ref_in_the_list():
    actions = [["Ref", "Recommendation", "Lead"], ["R1", "Train.", "DPP"], ["R2", "Count.", "CPS"]]
    log = [["Rec", "Date", "Update", "RAG"], ["1", "Feb 24", "Trained.", "Green"], ["2", "Feb 24", "Counted.", "Red"]]

    reading = read({"Recommendations": actions, "Updates": log})

    assert [row["ref"] for row in reading.rows["progress"]] == ["R1", "R2"]


def test_several_references_are_split_and_deduplicated():
    assert split_refs("Recommendations 2 and 3; Rec 2, 10\n3.1") == ["2", "3", "10", "3.1"]


@pytest.mark.parametrize(
    ("value", "ref"),
    [(time(1, 30), "01:30"), (time(3, 1), "03:01"), (timedelta(hours=34), "34:00"), (date(2026, 2, 1), "2026-02-01")],
)
def test_a_ref_that_excel_turned_into_a_time_or_a_date_is_read_and_reported(value, ref):
    rows = [["Ref", "Recommendation", "RAG Feb 24"], [value, "Train.", "Red"], ["1:4", "Count.", "Green"]]
    reading = read({"T": rows})
    assert updates(reading) == [(ref, "Feb 24", "Red", None), ("1:4", "Feb 24", "Green", None)]
    assert [(one.cell, one.found) for one in reading.issues if one.code == "ref-turned"] == [("A2", ref)]
    assert issues(reading) == [("ref-turned", "T A2")]
