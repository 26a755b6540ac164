"""A key made of words, numbers, letters or fills becomes the scale; one that cannot be read is an error."""

import pytest

from tests.support.workbooks.layouts import AMBER, GREEN, RED, issues, read

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
BLUE = "FF0070C0"


def tracker(*statuses):
    """Return the rows of a tracker with one recommendation for each status."""
    return [HEAD, *([row, f"Do thing {row}.", "CPS", status, "Begun."] for row, status in enumerate(statuses, 1))]


def scale(reading):
    """Return each status with its meaning, whether it means done, and its colour."""
    return [(one.name, one.meaning, one.complete, one.colour) for one in reading.scale.statuses]


def statuses(reading):
    """Return the status of each update."""
    return [row["status"] for row in reading.rows["progress"]]


LATE = ("Late", "Late", False, "#ff0000")
ON_TRACK = ("On track", "On track", False, "#92d050")
COMPLETE = ("Complete", "Complete", True, "#0070c0")
TWO_FILLED = {"T!D2": GREEN, "T!D3": BLUE}


@pytest.mark.parametrize(
    ("key", "fills"),
    [
        ([["Colour", "Meaning"], [None, "Late"], [None, "On track"], [None, "Complete"]], "AAA"),
        ([["Key"], [None, "Late"], [None, "On track"], [None, "Complete"]], "AAA"),
        ([["Key"], [None, "On track"], [None, "Complete"], [None, "Late"]], "AAA"),
        ([["Colour", "Meaning"], ["●", "Late"], ["●", "On track"], ["●", "Complete"]], "AAA"),
    ],
    ids=["headed", "titled", "from the best", "marks"],
)
def test_a_fill_of_a_key_is_the_colour_of_a_status_that_is_called_by_its_meaning(key, fills):
    colours = {"Late": RED, "On track": GREEN, "Complete": BLUE}
    swatches = {f"Key!A{line}": colours[row[1]] for line, row in enumerate(key, 1) if row[1:] and row[1] in colours}
    reading = read({"T": tracker(None, None), "Key": key}, fills={**TWO_FILLED, **swatches})
    assert (scale(reading), statuses(reading)) == ([LATE, ON_TRACK, COMPLETE], ["On track", "Complete"])
    assert issues(reading) == [("status-from-colour", "T D2"), ("key-read", "Key A1")]


def test_words_on_fills_are_a_key():
    fills = {**TWO_FILLED, "Legend!A2": GREEN, "Legend!A3": BLUE}
    reading = read({"T": tracker(None, None), "Legend": [["Key"], ["On track"], ["Complete"]]}, fills=fills)
    assert scale(reading) == [("On track", "", False, "#92d050"), ("Complete", "", True, "#0070c0")]
    assert statuses(reading) == ["On track", "Complete"]
    assert issues(reading) == [("status-from-colour", "T D2"), ("key-read", "Legend A1")]


def test_a_key_of_fills_below_the_table_is_read():
    rows = [*tracker(None, None), [], ["Key"], [None, "On track"], [None, "Complete"], [None, "Late"]]
    reading = read({"T": rows}, fills={**TWO_FILLED, "T!A6": GREEN, "T!A7": BLUE, "T!A8": RED})
    assert (scale(reading), statuses(reading)) == ([LATE, ON_TRACK, COMPLETE], ["On track", "Complete"])
    assert issues(reading) == [("status-from-colour", "T D2"), ("key-read", "T A5")]


@pytest.mark.parametrize(
    ("sheets", "place"),
    [
        ({"Key": [["Status", "Meaning"], [1, "Not started"], ["B", "Complete"]]}, "Key A1"),
        ({"Key": [["Key"], [1, "Not started"], ["B", "Complete"]]}, "Key A1"),
        ({"Key": [[1, "Not started"], ["B", "Complete"]]}, "Key A1"),
        ({"Allwedd": [[], [None, 1, "Not started"], [None, "B", "Complete"]]}, "Allwedd B2"),
        ({"T": [*tracker(1, "B"), [], ["Key"], [1, "Not started"], ["B", "Complete"]]}, "T A5"),
        ({"T": [*tracker(1, "B"), [], ["Key: 1 = Not started; B = Complete"]]}, "T A5"),
        ({"T": [*tracker(1, "B"), [], ["Status key\n1 = Not started\nB = Complete."]]}, "T A5"),
    ],
    ids=["headed", "titled", "the sheet's name", "the sheet's name alone", "below", "in one cell", "in lines"],
)
def test_numbers_and_letters_are_statuses_of_a_key(sheets, place):
    reading = read({"T": tracker(1, "B"), **sheets})
    assert scale(reading) == [("1", "Not started", False, ""), ("B", "Complete", True, "")]
    assert (statuses(reading), issues(reading)) == (["1", "B"], [("key-read", place)])


@pytest.mark.parametrize(
    ("order", "names", "found"),
    [
        (["Green", "Amber", "Red", "Blue"], ("Red", "Amber", "Green", "Blue"), []),
        (["Blue", "Green", "Amber", "Red"], ("Red", "Amber", "Green", "Blue"), []),
        (["Red", "Amber", "Green", "Blue"], ("Red", "Amber", "Green", "Blue"), []),
        (["Blue", "Red", "Amber", "Green"], ("Blue", "Red", "Amber", "Green"), ["key-order-unknown"]),
    ],
)
def test_what_means_done_is_last_in_a_reversed_key_and_reported_elsewhere(order, names, found):
    means = {"Blue": "Complete", "Green": "On track", "Amber": "At risk", "Red": "Late"}
    reading = read({"T": tracker("Green"), "Key": [["RAG", "Definition"], *([one, means[one]] for one in order)]})
    assert reading.scale.names == names
    assert [code for code, _ in issues(reading)] == ["key-read", *found]


@pytest.mark.parametrize(
    ("sheets", "place"),
    [
        ({"Key": [["Blue is done and green is on track"]]}, "Key"),
        ({"Legend": [["The colours"], ["Blue", None, None, "Complete"]]}, "Legend"),
        ({"T": [*tracker(None, None), [], ["Key"], ["Blue means that it is done, green that it is not"]]}, "T A5"),
        ({"T": [*tracker(None, None), [], ["Key: blue = done, and so on"]]}, "T A5"),
    ],
)
def test_a_key_that_cannot_be_read_is_an_error_and_no_colour_is_a_status(sheets, place):
    reading = read({"T": tracker(None, None), **sheets}, fills=TWO_FILLED)
    passed_over = ("sheet-passed-over", "rows-below-table")
    assert statuses(reading) == [None, None]
    assert issues(reading, but=passed_over) == [("key-not-read", place)]
    assert "key-missing" not in [one.code for one in reading.issues]


def test_a_column_called_key_and_a_title_above_a_table_promise_none():
    rows = [["Key"], ["Key", *HEAD[1:]], [1, "Train.", "CPS", "Amber", "Begun."], [2, "Count.", "CPS", "Red", "No."]]
    reading = read({"T": rows}, fills={"T!D3": AMBER})
    assert (statuses(reading), "key-not-read" in dict(issues(reading))) == (["Amber", "Red"], False)
