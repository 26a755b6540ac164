"""The same statuses are the published scale, whatever the wording of their meanings."""

import pytest

from loaders import read_workbook
from model.status.scale import RED_AMBER_GREEN
from tests.support.published_workbooks import issue_details, options_of, published_reading, read_by
from tests.support.workbooks.canonical import KEY, write_workbook

PLAN = [["Ref", "Recommendation", "RAG Oct 24"], ["1", "Find lasting funding.", "Under way"]]
MEANINGS = [["Status", "Meaning"], ["RED", "Not begun"], ["Amber", "Under way"], ["Green", "Finished"]]


@pytest.fixture
def published(tmp_path):
    return published_reading(tmp_path)


def statuses(reading):
    return [row["status"] for row in reading.rows["progress"]]


def test_other_meanings_leave_the_published_scale_and_are_one_issue(published):
    reading = read_by(published, {"Plan": PLAN, "Key": MEANINGS})
    assert (reading.scale, statuses(reading)) == (published.scale, ["Amber"])
    assert issue_details(reading, "scale-published") == [("Key B2", "RED, Amber, Green", {"layout": ""})]


def test_a_status_in_another_case_becomes_the_published_one(published):
    reading = read_by(published, {"Plan": [PLAN[0], ["1", "Find lasting funding.", "RED"]], "Key": MEANINGS})
    assert statuses(reading) == ["Red"]


def test_another_order_or_another_complete_status_is_another_scale(published):
    plan = [PLAN[0], ["1", "Find lasting funding.", "Amber"]]
    amber_worst = [MEANINGS[0], MEANINGS[2], MEANINGS[1], MEANINGS[3]]
    done_early = [["Status", "Complete"], ["Red", "No"], ["Amber", "Yes"], ["Green", "Yes"]]
    for key in (amber_worst, done_early):
        reading = read_by(published, {"Plan": plan, "Key": key})
        assert reading.scale != published.scale
        assert issue_details(reading, "scale-published") == []


def test_a_canonical_workbook_keeps_its_meanings_and_reports_them(published, tmp_path):
    key = [{**KEY[0], "Meaning": "Nothing was done."}, *KEY[1:]]
    reading = read_workbook(write_workbook(tmp_path / "next.xlsx", key=key), options=options_of(published))
    assert reading.scale.statuses[0].meaning == "Nothing was done."
    assert issue_details(reading, "scale-published") == [("Key B2", "Red", {"layout": "canonical"})]


def test_without_a_key_the_published_scale_is_used_if_it_has_every_status(tmp_path):
    blue = {"Status": "Blue", "Meaning": "Checked.", "Complete": "Yes", "Colour": "Blue"}
    published = published_reading(tmp_path, key=[*KEY[:2], {**KEY[2], "Complete": "No"}, blue])
    reading = read_by(published, {"Plan": [PLAN[0], ["1", "Find lasting funding.", "Blue"], ["2", "Train.", "Green"]]})
    assert (reading.scale, statuses(reading)) == (published.scale, ["Blue", "Green"])
    without = read_by(published, {"Plan": [PLAN[0], ["1", "Find lasting funding.", "Open"], ["2", "Train.", "Closed"]]})
    assert without.scale.names == ("Open", "Closed")


def test_a_workbook_without_a_published_one_keeps_the_default_scale(tmp_path):
    path = write_workbook(tmp_path / "first.xlsx", key=None)
    assert read_workbook(path).scale == RED_AMBER_GREEN
