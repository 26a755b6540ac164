"""A random tracker that is written in a free layout is read back unchanged."""

import pytest
from hypothesis import given

from loaders.canonical import workbook_bytes
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.pipeline import read_workbook
from model.tracker.reading import Severity
from tests.support.workbooks import random_layouts
from tests.support.workbooks.layouts import read
from tests.support.workbooks.random_layouts import trackers


def plain(text):
    return "\n".join(" ".join(line.split()) for line in text.split("\n")) if text else text


@pytest.mark.parametrize("layout", random_layouts.ALL, ids=lambda layout: layout.__name__)
@given(tracker=trackers())
def test_a_tracker_is_read_back_from_each_layout(layout, tracker):
    reading = read(layout(tracker))
    assert sorted(
        (r["ref"], plain(r["recommendation"]), r["theme"], r["lead_agency"]) for r in reading.rows["recommendations"]
    ) == [(item.ref, plain(item.text), item.theme, item.agency) for item in tracker]
    read_updates = {
        (row["ref"], row["date"].words.replace("/", "-")): (row["status"], plain(row["update"]))
        for row in reading.rows["progress"]
    }
    assert read_updates == {
        (item.ref, one.replace("/", "-")): (status, plain(text))
        for item in tracker
        for one, (status, text) in item.updates.items()
    }
    assert len(reading.rows["progress"]) == len(read_updates)


@given(tracker=trackers())
def test_actions_are_read_back_as_lines_of_one_recommendation_and_of_its_updates(tracker):
    reading = read(random_layouts.as_actions(tracker))
    assert sorted((r["ref"], plain(r["recommendation"])) for r in reading.rows["recommendations"]) == [
        (item.ref, plain("\n".join((item.text, with_actions(item, None))))) for item in tracker
    ]
    read_updates = {
        (row["ref"], row["date"].words): (row["status"], plain(row["update"])) for row in reading.rows["progress"]
    }
    assert read_updates == {
        (item.ref, one): (status, plain(with_actions(item, text)))
        for item in tracker
        for one, (status, text) in item.updates.items()
    }


def with_actions(item, text):
    lines = [f"Agreed action: {item.text} first", text, f"Agreed action: {item.text} second", "Owner: OPCC", text]
    return "\n".join(line for line in lines if line)


@given(tracker=trackers())
def test_a_matrix_is_read_back_with_its_months(tracker):
    reading = read(random_layouts.as_matrix(tracker))
    months = {"July 2023": "2023-07", "Feb 24": "2024-02", "June 2024": "2024-06", "Q3 2024/25": "2024-10"}
    assert {(row["ref"], row["date"].first.isoformat()[:7], row["status"]) for row in reading.rows["progress"]} == {
        (item.ref, months[one], status) for item in tracker for one, (status, _) in item.updates.items() if status
    }


@pytest.mark.parametrize("layout", (*random_layouts.ALL, *random_layouts.WITH_MORE), ids=lambda layout: layout.__name__)
@given(tracker=trackers())
def test_what_was_read_is_a_canonical_workbook_without_errors(layout, tracker):
    answers = layout is random_layouts.as_checklist
    reading = read(layout(tracker), options=ReadOptions(scale=("N", "Partial", "Y")) if answers else NO_OPTIONS)
    written = read_workbook(workbook_bytes(reading.rows, reading.scale))
    assert (written.layout, written.rows, written.scale) == ("canonical", reading.rows, reading.scale)
    assert [issue for issue in written.issues if issue.severity is Severity.ERROR] == []
