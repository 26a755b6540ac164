"""Columns whose field a user chose, and workbooks that only bring updates of known recommendations."""

from loaders import read_workbook
from loaders.client import read_in_worker
from loaders.options import ReadOptions
from tests.support.workbooks.canonical import RATED, write_workbook
from tests.support.workbooks.layouts import book_of, issues, items, read, texts, updates
from tests.support.workbooks.mappings import mapping_of

HEAD = ["Ref", "Recommendation", "Agency", "Desk", "State of play", "RAG Feb 24"]
ROW = [1, "Train officers.", "DPP", "CPS", "Begun.", "Amber"]


def fixed(*columns, **others):
    return ReadOptions(mapping=mapping_of(*columns), **others)


def columns(reading, *cells):
    return [(one.cell, one.field, one.evidence) for one in reading.columns if one.cell in cells]


def test_a_column_is_read_as_the_field_that_the_user_chose():
    reading = read({"T": [HEAD, ROW]}, options=fixed(("T", "E", "evidence"), ("T", "D", "theme")))
    assert items(reading) == [("1", "CPS", "DPP")]
    assert [row["evidence"] for row in reading.rows["progress"]] == ["Begun."]
    assert columns(reading, "D1") == [("D1", "theme", "option")]


def test_the_chosen_field_overrides_the_column_whose_heading_has_it():
    reading = read({"T": [HEAD, ROW]}, options=fixed(("T", "D", "lead_agency")))
    assert items(reading) == [("1", None, "CPS")]
    assert ("column-second", "T C1") in issues(reading)


def test_a_column_keeps_the_round_its_heading_names():
    head = ["Ref", "Recommendation", "Traffic lights Feb 24", "RAG June 2024"]
    rows = [head, [1, "Train officers.", "Red", "Green"]]
    reading = read({"T": rows}, options=fixed(("T", "C", "status")))
    assert updates(reading) == [("1", "Feb 24", "Red", None), ("1", "June 2024", "Green", None)]


def test_of_two_columns_for_the_status_the_chosen_one_is_read():
    rows = [["Ref", "Recommendation", "Status", "Status"], [1, "Train officers.", "Amber", "Red"]]
    options = ReadOptions(as_at="2024-06", mapping=mapping_of(("T", "D", "status")))
    reading = read({"T": rows}, options=options)
    assert updates(reading) == [("1", "2024-06", "Red", None)]
    assert reading.publishable


def test_a_column_that_is_left_out_is_not_read_and_a_field_that_nobody_knows_changes_nothing():
    reading = read({"T": [HEAD, ROW]}, options=fixed(("T", "C", ""), ("T", "B", "nonsense")))
    assert items(reading) == [("1", None, None)]
    assert texts(reading) == [("1", "Train officers.")]
    assert ("column-left-out", "T C1") in issues(reading)


def test_the_review_that_a_person_names_is_that_of_every_row():
    reading = read({"T": [HEAD, ROW]}, options=ReadOptions(review="Stalking"))
    assert [row["review"] for row in reading.rows["recommendations"] + reading.rows["progress"]] == ["Stalking"] * 2
    assert [row["review"] for row in reading.rows["reviews"]] == ["Stalking"]


def test_a_canonical_sheet_is_read_by_the_chosen_field_and_without_what_is_left_out(tmp_path):
    path = write_workbook(tmp_path / "tracker.xlsx", progress=[{**RATED, "Proof": "Minutes.", "Evidence": "None."}])
    options = fixed(("Progress", "N", "evidence"), ("Progress", "H", ""))
    reading = read_workbook(path, options=options)
    assert [(row["evidence"], row["update"]) for row in reading.rows["progress"]] == [("Minutes.", None)]
    assert [one for one in columns(reading, "N1", "H1", "I1") if one[2] == "option"] == [("N1", "evidence", "option")]
    reported = [(one.code, one.cell) for one in reading.issues if one.sheet == "Progress"]
    assert reported == [("column-left-out", "H1"), ("heading-repeated", "I1")]


def test_updates_alone_are_whole_where_their_recommendations_are_known(tmp_path):
    later = {**RATED, "Ref": "2"}
    path = write_workbook(tmp_path / "round.xlsx", reviews=None, recommendations=None, progress=[RATED, later])
    alone = read_workbook(path)
    assert [(one.code, one.details["expected"]) for one in alone.issues if one.code == "sheet-missing"] == [
        ("sheet-missing", "Recommendations")
    ]
    merged = read_workbook(path, options=ReadOptions(known=(("Stalking", "1"), ("Stalking", "2"))))
    assert merged.publishable
    some = read_workbook(path, options=ReadOptions(known=(("Stalking", "1"),)))
    assert [(one.code, one.cell) for one in some.issues if one.code == "ref-unknown"] == [("ref-unknown", "B3")]


def test_every_choice_of_the_user_reaches_the_worker_process():
    content = book_of({"T": [["Ref", "Recommendation", "State"], [1, "Train.", "Open"], [2, "Count.", "Shut"]]})
    options = ReadOptions(
        scale=("Shut", "Open"),
        as_at="2024-06",
        complete=("Shut",),
        mapping=mapping_of(("T", "C", "status")),
        review="Stalking",
        known=(("Stalking", "1"),),
    )
    reading = read_in_worker(content, name="own.xlsx", options=options)
    assert reading == read_workbook(content, name="own.xlsx", options=options)
    assert [(one.name, one.complete) for one in reading.scale.statuses] == [("Shut", True), ("Open", False)]
