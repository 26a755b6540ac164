"""Values are the same after JSON, and a value of another type is refused."""

from datetime import date
from typing import Any

import pytest

from loaders.options import ColumnChoice, MappedRow, ReadOptions, SheetMapping, WorkbookMapping
from loaders.reading_summary import PreviewedWorkbook
from loaders.worker.typed_json import decode, from_json, to_json
from model.dates import PartialDate, Precision
from model.returns.round import Answer, Item, ReceivedReturn, Recipient
from model.terms import RED_AMBER_GREEN
from model.tracker.reading import Issue, Published, PublishedRecommendation, Reading, Severity, WorkbookError


def after_json(value, kind=None):
    return from_json(to_json(value), kind or type(value))


def test_a_return_a_mapping_and_bytes_are_the_same_after_json():
    answer = Answer("Stalking", "1", Item.UPDATE, "\ud83d", "Return", "D5")
    issue = Issue("return-formula", Severity.WARNING, details={"found": "1"})
    received = ReceivedReturn(date(2024, 6, 1), Recipient("Police", ""), None, (("a", "b"),), (answer,), (issue,))
    columns = (ColumnChoice("A", "Ref", "ref"), ColumnChoice("B", "", None))
    mapping = WorkbookMapping((SheetMapping("Plan", False, 3, columns, (MappedRow(2, "Total"),)),))
    names = Published((PublishedRecommendation("a", "1", "", ""),), statuses=RED_AMBER_GREEN.statuses)
    options = ReadOptions(scale=("Open", "Closed"), mapping=mapping, published=names)
    for value in (received, options, b"\x00\xff"):
        assert after_json(value) == value


def test_a_refusal_is_the_same_after_json_and_is_one_that_there_is():
    previewed = after_json(PreviewedWorkbook(None, WorkbookError("no-table", sheets="Plan"), ()))
    assert (previewed.refusal.code, previewed.refusal.details) == ("no-table", {"sheets": "Plan"})
    with pytest.raises(ValueError, match="no known refusal"):
        decode(["dreadful", {}], WorkbookError)


VALID: dict[str, Any] = {
    "source": {"name": "a.xlsx", "sha256": "0"},
    "layout": "canonical",
    "rows": {
        "progress": [{"ref": "1", "date": {"first": "2024-02-01", "last": None, "precision": "day", "words": ""}}]
    },
    "scale": {"statuses": [{"name": "Red", "complete": False}], "ordered": True},
    "columns": [{"sheet": "P", "cell": "A1", "heading": "Ref", "field": "ref", "evidence": "heading"}],
    "issues": [{"code": "key-missing", "severity": "info"}],
}


def test_the_object_that_the_next_test_changes_is_valid():
    stated = PartialDate(date(2024, 2, 1), None, Precision.DAY, "")
    assert decode(VALID, Reading).rows == {"progress": [{"ref": "1", "date": stated}]}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("source", {"name": "a.xlsx"}),
        ("layout", 1),
        ("rows", {"progress": [{"ref": 1.5}]}),
        ("rows", {"progress": [{"ref": {"first": "2024-02-31", "last": None, "precision": "day", "words": ""}}]}),
        ("rows", {"progress": [{"ref": {"first": None, "last": None, "precision": "century", "words": ""}}]}),
        ("scale", {"statuses": [{"name": "Red", "complete": "no"}]}),
        ("columns", [{**VALID["columns"][0], "candidates": [1]}]),
        ("issues", [{"code": "key-missing", "severity": "dreadful"}]),
        ("issues", [{"code": "key-missing", "severity": "info", "details": {"found": 1}}]),
        ("proposed_scale", {"sheet": "P", "cell": "A1", "words": [["Open"]]}),
        ("statuses_read", {"word": True}),
    ],
)
def test_an_object_that_is_no_reading_is_refused(part, value):
    with pytest.raises((ValueError, LookupError, TypeError)):
        decode({**VALID, part: value}, Reading)
