"""Two columns that may both be the status."""

from model.issue import Severity
from tests.loaders.layouts.books import GREEN, read, updates

HEAD = ["Ref", "Recommendation", "Owner", "Status", "RAG", "Update"]


def tracker(*pairs):
    rows = [[place, f"Task {place}.", "DPP", *pair, "Begun."] for place, pair in enumerate(pairs, 1)]
    return {"June 2024": [HEAD, *rows]}


def answers(reading):
    asked = [(i.cell, i.found, i.severity) for i in reading.issues if i.code == "status-columns-two"]
    return [status for _, _, status, _ in updates(reading)], asked


def test_the_one_that_holds_the_scales_words_is_taken_and_the_other_is_asked_about():
    reading = read(tracker(("Open", "A"), ("Closed", "Green"), ("Open", None)))
    assert answers(reading) == (["Amber", "Green", None], [("D1", "Status", Severity.WARNING)])
    assert [(one.cell, one.field) for one in reading.columns if one.field == "status"] == [("E1", "status")]


def test_neither_is_taken_where_both_hold_them():
    assert answers(read(tracker(("Red", "Amber"), ("Red", "Green")))) == (
        [None, None],
        [("E1", "RAG", Severity.ERROR)],
    )


def test_neither_is_taken_where_none_does():
    assert answers(read(tracker(("Open", "Late"), ("Closed", "Done"))))[1] == [("E1", "RAG", Severity.ERROR)]


def test_a_column_with_nothing_in_it_is_no_rival():
    assert answers(read(tracker(("Open", None), ("Closed", None)))) == (["Open", "Closed"], [])


def test_a_column_that_is_only_coloured_is_one():
    reading = read(tracker((None, "Amber"), (None, "Amber")), fills={"June 2024!D2": GREEN})
    assert answers(reading) == (["Amber", "Amber"], [("D1", "Status", Severity.WARNING)])
