"""Columns of people's trackers that stand beside another one: the agency's status, closure, and a revised target."""

from loaders import read_workbook
from tests.support.workbooks.layouts import book_of

HEAD = ["Ref", "Recommendation", "Owner"]
ROW = ["1", "Write a course for every officer.", "CPS"]


def read(*columns):
    """Read a tracker with more columns, each its heading and its one value."""
    headings, values = zip(*columns, strict=True)
    return read_workbook(
        book_of({"Tracker Feb 24": [[*HEAD, *headings], [*ROW, *values], ["2", "Train.", "CPS", *values]]})
    )


def fields(reading, table, *names):
    return [reading.rows[table][0][name] for name in names]


def test_the_status_that_an_agency_gives_itself_is_read_and_so_is_the_one_of_the_overseer():
    for heading in ("Agency RAG", "Agency's own RAG", "Self-assessed RAG", "Owner status", "Statws yr asiantaeth"):
        reading = read(("RAG", "Amber"), (heading, "Green"), ("Progress", "It runs."))
        assert fields(reading, "progress", "status", "agency_status") == ["Amber", "Green"], heading


def test_a_single_status_is_the_status_whoever_gives_it():
    reading = read(("Agency RAG", "Green"), ("Progress", "It runs."))
    assert fields(reading, "progress", "status", "agency_status") == ["Green", None]


def test_a_status_of_a_body_is_uncertain_where_there_is_another_one():
    reading = read(("RAG", "Amber"), ("Force RAG", "Green"), ("Progress", "It runs."))
    assert fields(reading, "progress", "status", "agency_status") == ["Amber", "Green"]
    assert ("heading-uncertain", "Force RAG") in [(issue.code, issue.found) for issue in reading.issues]


def test_a_proposed_closure_and_its_reason_belong_to_the_update():
    reading = read(
        ("RAG", "Amber"),
        ("Progress", "It runs."),
        ("Proposed for closure", "Yes"),
        ("Reason for closure", "It is done."),
    )
    assert fields(reading, "progress", "proposed_closure", "closure_reason") == [True, "It is done."]


def test_the_original_and_the_revised_target_are_two_targets():
    reading = read(
        ("RAG", "Amber"),
        ("Progress", "It runs."),
        ("Original target date", "May 2024"),
        ("Revised target date", "June 2025"),
    )
    assert reading.rows["recommendations"][0]["target"].words == "May 2024"
    found = [(row["ref"], row["date"], row["target"].words) for row in reading.rows["targets"]]
    assert found == [("1", None, "June 2025"), ("2", None, "June 2025")]


def test_a_single_target_is_the_target_though_it_was_revised():
    reading = read(("RAG", "Amber"), ("Progress", "It runs."), ("Revised target date", "June 2025"))
    assert reading.rows["recommendations"][0]["target"].words == "June 2025"
    assert reading.rows["targets"] == []
