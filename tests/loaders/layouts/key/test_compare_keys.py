"""Several keys in one workbook: equal keys are one, and two scales are never merged."""

import pytest

from tests.support.workbooks.layouts import GREEN, RED, read

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24"]
TRACKER = [HEAD, [1, "Train.", "CPS", "Red"]]
KEY = [["Status", "Meaning"], ["Red", "Late"], ["Amber", "At risk"], ["Green", "Complete"]]


@pytest.mark.parametrize(
    "second",
    [
        KEY,
        [["Key"], ["Green", "complete."], ["Amber", "At risk"], ["Red", "Late"]],
        [["Key", "Red", "Amber", "Green"], [None, "Late", "At risk", "Complete"]],
        [["RAG", "Definition"], ["Amber", "At risk"], ["Green", "Complete"]],
        [["Key"], ["Red"], ["Green"]],
    ],
    ids=["repeated", "from the best", "across", "a part of it", "fills alone"],
)
def test_a_second_key_with_the_same_content_is_no_other_key(second):
    fills = {"T!A5": RED, "T!A6": GREEN} if len(second[1]) == 1 else {}
    reading = read({"Key": KEY, "T": [*TRACKER, [], *second]}, fills=fills)
    assert reading.scale.names == ("Red", "Amber", "Green")
    assert {one.code for one in reading.issues} == {"key-read", "review-assumed", "statuses-taken-as-published"}


@pytest.mark.parametrize(
    "second",
    [
        [["Status", "Meaning"], ["Red", "Not begun"], ["Amber", "At risk"]],
        [["Status", "Meaning"], ["Red", "Late"], ["Blue", "Complete"]],
        [["Status", "Meaning"], ["Green", "Not complete"], ["Amber", "At risk"]],
    ],
    ids=["another meaning", "another status", "another end"],
)
def test_a_second_key_that_differs_is_an_error_that_names_both(second):
    reading = read({"Key": KEY, "T": [*TRACKER, [], *second]})
    assert reading.scale.names == ("Red", "Amber", "Green")
    reported = [one for one in reading.issues if one.code == "keys-differ"]
    words = [row[0] for row in second[1:]]
    found = ", ".join(words[::-1] if words[0] == "Green" and words[-1] == "Red" else words)
    assert [(one.sheet, one.cell, one.found, dict(one.details)) for one in reported] == [
        ("T", "A4", found, {"first": "Key A1", "kept": "Red, Amber, Green"})
    ]
    assert [row["ref"] for row in reading.rows["recommendations"]] == ["1"]


def test_a_second_key_with_the_same_content_and_more_is_the_scale():
    more = [["Status", "Meaning", "Colour"], ["Red", "Late", "Purple"], *([*row, None] for row in KEY[2:])]
    reading = read({"Key": KEY, "T": [*TRACKER, [], *more]})
    assert [one.colour for one in reading.scale.statuses] == ["Purple", "Amber", "Green"]
    assert [(one.code, one.sheet) for one in reading.issues if one.code.startswith("key")] == [("key-read", "T")]
