"""A legend of something else, such as risk scores, is no key that could not be read."""

import pytest

from tests.support.workbooks.layouts import GREEN, issues, read

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
ROWS = [[1, "Train officers.", "CPS", "Red", "Not begun."], [2, "Share data.", "DPP", "Amber", "Begun."]]
SCORES = [["Levels of a score"], ["Level", "Range", "Fill"], ["High", "16-25"], ["Low", "1-8"]]
PASSED_OVER = ("sheet-passed-over", "rows-not-items", "sheet-without-items")


@pytest.mark.parametrize("name", ["Legend", "Key"])
def test_a_legend_of_scores_is_named_and_blocks_nothing_where_every_status_is_in_words(name):
    reading = read({"T": [HEAD, *ROWS], name: SCORES})
    (issue,) = [one for one in reading.issues if one.code == "key-of-something-else"]
    found = (issue.sheet, issue.found, issue.details["range"])
    assert found == (name, "Levels of a score, Level, High, …", "A1:C4")
    assert [row["status"] for row in reading.rows["progress"]] == ["Red", "Amber"]
    assert reading.publishable


@pytest.mark.parametrize(
    ("lines", "fills"),
    [
        (SCORES, {"T!D4": GREEN}),
        ([*SCORES, ["Amber stands for what has begun"]], {}),
        ([["See the picture"]], {}),
    ],
    ids=["a status is a colour alone", "a status is named", "no lines"],
)
def test_a_legend_that_may_be_the_key_stays_an_error(lines, fills):
    rows = [*ROWS, [3, "Count them.", "DPP", None, "Begun."]] if fills else ROWS
    reading = read({"T": [HEAD, *rows], "Legend": lines}, fills=fills)
    assert ("key-not-read", "Legend") in issues(reading, but=PASSED_OVER)
    assert not reading.publishable


def test_a_key_behind_a_legend_of_scores_that_cannot_be_read_is_still_an_error():
    key = [["Key"], ["as in the office"]]
    reading = read({"T": [HEAD, *ROWS], "Legend": SCORES, "Key": key})
    assert issues(reading, but=PASSED_OVER) == [("key-of-something-else", "Legend"), ("key-not-read", "Key A1")]
