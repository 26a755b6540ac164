"""Keys in every common layout: down or across, in words or fills, with a column for what is done."""

import pytest

from tests.support.workbooks.layouts import AMBER, GREEN, RED, issues, read

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
BLUE = "FF0070C0"
COLOURS = {"red": RED, "amber": AMBER, "green": GREEN, "blue": BLUE}
THREE = [("Red", "Late", False, "Red"), ("Amber", "At risk", False, "Amber"), ("Green", "Complete", True, "Green")]
FILLED = [
    ("Late", "Late", False, "#ff0000"),
    ("At risk", "At risk", False, "#ffc000"),
    ("Complete", "Complete", True, "#92d050"),
]


def tracker(*statuses):
    """Return the rows of a tracker with one recommendation for each status."""
    return [HEAD, *([row, f"Do thing {row}.", "CPS", status, "Begun."] for row, status in enumerate(statuses, 1))]


def painted(sheets):
    """Return sheets in which "(red)", or "(red) words", is a fill and the words after it."""
    fills, plain = {}, {}
    for name, rows in sheets.items():
        plain[name] = [list(row) for row in rows]
        for line, row in enumerate(plain[name], 1):
            for column, value in enumerate(row):
                if isinstance(value, str) and value.startswith("("):
                    colour, _, words = value[1:].partition(")")
                    fills[f"{name}!{chr(65 + column)}{line}"] = COLOURS[colour]
                    row[column] = words.strip() or None
    return plain, fills


def reading_of(sheets):
    plain, fills = painted(sheets)
    return read(plain, fills=fills)


def scale(reading):
    """Return each status with its meaning, whether it means done, and its colour."""
    return [(one.name, one.meaning, one.complete, one.colour) for one in reading.scale.statuses]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ([["Key", "Red", "Amber", "Green"], [None, "Late", "At risk", "Complete"]], THREE),
        ([["Key:", "Green", "Amber", "Red"], [None, "Complete", "At risk", "Late"]], THREE),
        ([["RAG", "Red", "Amber", "Green"], ["Meaning", "Late", "At risk", "Complete"]], THREE),
        ([["RAG key"], ["Red", "Amber", "Green"], ["Late", "At risk", "Complete"]], THREE),
        ([["Key", "Red", "Late", "Amber", "At risk", "Green", "Complete"]], THREE),
        ([["Legend"], ["Red", "Late", "Amber", "At risk", "Green", "Complete"]], THREE),
        ([["Key:", "Red:", "Late", "Amber:", "At risk", "Green:", "Complete"]], THREE),
        ([["Key", "Red = Late", "Amber = At risk", "Green = Complete"]], THREE),
        ([["Key", "(red) Late", "(amber) At risk", "(green) Complete"]], [(a, "", c, d) for a, _, c, d in FILLED]),
        ([["Key", "(red)", "Late", "(amber)", "At risk", "(green)", "Complete"]], FILLED),
        ([["Key", "(red)", "(amber)", "(green)"], [None, "Late", "At risk", "Complete"]], FILLED),
        ([["Key"], ["(red)", "(amber)", "(green)"], ["Late", "At risk", "Complete"]], FILLED),
    ],
    ids=[
        "beneath",
        "beneath, from the best",
        "labelled",
        "under its title",
        "beside",
        "beside, under its title",
        "beside, with colons",
        "in the same cells",
        "words on fills",
        "fills beside",
        "fills over",
        "fills under a title",
    ],
)
@pytest.mark.parametrize("where", ["own sheet", "below", "above"])
def test_a_key_laid_out_across_is_the_scale(key, expected, where):
    blank: list[list[str]] = [[]] if where == "below" or key[0][0] == "RAG" else []
    sheets = {
        "own sheet": {"T": tracker("Red", None), "Key": key},
        "below": {"T": [*tracker("Red", None), *blank, *key]},
        "above": {"T": [*key, *blank, *tracker("Red", None)]},
    }[where]
    reading = reading_of(sheets)
    assert scale(reading) == expected
    assert [one["ref"] for one in reading.rows["recommendations"]] == ["1", "2"]
    place = {"own sheet": "Key A1", "below": "T A5", "above": "T A1"}[where]
    assert [one for one in issues(reading) if one[0] != "status-unknown"] == [("key-read", place)]


def test_a_key_laid_out_across_may_have_only_the_name_of_its_sheet():
    reading = read({"T": tracker("Red"), "Key": [["Red", "Amber", "Green"], ["Late", "At risk", "Complete"]]})
    assert (scale(reading), issues(reading)) == (THREE, [("key-read", "Key A1")])


def test_a_row_of_headings_under_or_next_to_the_word_key_is_no_key():
    rows = [["Key", "Summary", "Status", "Owner", "Feb 24"], ["AB-1", "Train.", "Open", "CPS", "Begun."]]
    reading = read({"T": rows})
    assert [code for code, _ in issues(reading) if code.startswith("key")] == []


@pytest.mark.parametrize("headings", [["Status", "Meaning", "Complete"], ["Status", "Complete", "Meaning"]])
@pytest.mark.parametrize("order", [1, -1])
def test_a_column_of_a_key_decides_what_is_done_and_which_end_is_the_worst(headings, order):
    entries = [("Moving", "Under way", None), ("Held", "No longer needed", "Y"), ("Shut", "Nothing to do", "yes")][
        ::order
    ]
    rows = [
        [{"Status": word, "Meaning": means, "Complete": done}[one] for one in headings] for word, means, done in entries
    ]
    reading = read({"T": tracker("Moving"), "Key": [headings, *rows]})
    expected = {"Moving": ("Moving", "Under way", False, ""), "Shut": ("Shut", "Nothing to do", True, "")}
    done_row = ("Held", "No longer needed", True, "")
    assert scale(reading) == [expected["Moving"], done_row, expected["Shut"]]
    assert issues(reading) == [("key-read", "Key A1")]


def test_other_columns_of_a_key_are_read_and_a_score_is_reported():
    headings = ["Status", "Meaning", "Colour", "Score", "Status (Welsh)", "Meaning (Welsh)"]
    rows = [["Behind", "Late", "Red", 1, "Ar ôl", "Hwyr"], ["Shut", "Complete", "(blue)", 2, "Ar gau", "Cyflawn"]]
    reading = reading_of({"T": tracker("Behind"), "Key": [headings, *rows]})
    assert [(one.name, one.colour, one.name_cy, one.meaning_cy) for one in reading.scale.statuses] == [
        ("Behind", "Red", "Ar ôl", "Hwyr"),
        ("Shut", "#0070c0", "Ar gau", "Cyflawn"),
    ]
    assert issues(reading) == [("key-read", "Key A1"), ("column-not-held", "Key D1")]


@pytest.mark.parametrize(
    ("rows", "names", "codes"),
    [
        ([("Green", "Complete"), ("Amber", "Some done")], ("Amber", "Green"), []),
        ([("Shut", "Complete"), ("Open", "Begun")], ("Open", "Shut"), []),
        ([("Open", "Begun"), ("Shut", "Complete")], ("Open", "Shut"), []),
        ([("Up", "Good"), ("Down", "Bad")], ("Up", "Down"), ["key-order-unknown", "key-none-complete"]),
        ([("A", "Done"), ("B", "Bad"), ("C", "Closed")], ("A", "B", "C"), ["key-order-unknown"]),
    ],
)
def test_a_key_without_red_is_reversed_where_one_end_means_done_and_reported_elsewhere(rows, names, codes):
    reading = read({"T": tracker(names[0]), "Key": [["Status", "Meaning"], *map(list, rows)]})
    assert reading.scale.names == names
    assert [code for code, _ in issues(reading)] == ["key-read", *codes]


@pytest.mark.parametrize("means", [("Ongoing", False), ("Complete", True), ("Not started", False)])
def test_blue_means_only_what_the_key_defines(means):
    key = [["RAG", "Meaning"], ["Red", "Late"], ["Green", "On track"], ["Blue", means[0]]]
    reading = read({"T": tracker("Blue", None), "Key": key}, fills={"T!D3": BLUE})
    assert [row["status"] for row in reading.rows["progress"]] == ["Blue", "Blue"]
    assert [one.complete for one in reading.scale.statuses] == [False, False, means[1]]


def test_a_blue_fill_without_a_key_means_nothing():
    reading = read({"T": tracker("Red", None, "Red", "Red")}, fills={"T!D3": BLUE})
    assert [row["status"] for row in reading.rows["progress"]] == ["Red", None, "Red", "Red"]
    assert issues(reading) == [("colour-unsure", "T D3")]


def test_other_cells_on_the_sheet_of_a_key_are_reported():
    key = [["Key", None, None, "Ask the office"], ["Red", "Late"], ["Green", "Complete"], [], ["Kept by the office"]]
    reading = read({"T": tracker("Red"), "Key": key})
    reported = [one for one in reading.issues if one.code == "rows-not-items"]
    assert [(one.sheet, one.cell, one.found) for one in reported] == [("Key", "D1", "1, 5")]


NOTES = [["Note: figures are provisional"], ["N.B.", "as told by the force"], ["Source", "the force"], ["Total", "3"]]


@pytest.mark.parametrize("note", NOTES, ids=[row[0] for row in NOTES])
@pytest.mark.parametrize("first", [["Key"], ["Status", "Meaning"]], ids=["titled", "headed"])
def test_a_note_under_a_key_is_no_status_and_is_reported(first, note):
    key = [first, ["Red", "Late"], ["Amber", "At risk"], ["Green", "Complete"], note]
    below = reading_of({"T": [*tracker("Red"), [], *key]})
    separate = reading_of({"T": tracker("Red"), "Key": key})
    assert (scale(below), scale(separate)) == (THREE, THREE)
    assert issues(below) == [("key-read", "T A4"), ("rows-below-table", "T A8")]
    assert issues(separate) == [("key-read", "Key A1"), ("rows-not-items", "Key A5")]


def test_a_note_above_the_statuses_of_a_key_does_not_end_it():
    key = [["Key"], ["Note", "rated by the force"], ["Red", "Late"], ["Amber", "At risk"], ["Green", "Complete"]]
    assert scale(reading_of({"T": tracker("Red"), "Key": key})) == THREE


@pytest.mark.parametrize("status", ["Red", "R", "Coch"])
def test_letters_of_a_key_are_red_amber_and_green_whether_the_cells_have_words_or_letters(status):
    key = [["Key:"], ["R - Late"], ["A = At risk"], ["G", "Complete"], ["B", "No longer needed"]]
    reading = reading_of({"T": tracker(status), "Key": key})
    assert scale(reading) == [*THREE, ("B", "No longer needed", False, "")]
    assert [row["status"] for row in reading.rows["progress"]] == ["Red"]


def test_letters_of_something_else_stay_as_they_are():
    key = [["Key"], ["R", "Late"], ["S", "Stopped"], ["G", "Complete"]]
    assert [one[0] for one in scale(reading_of({"T": tracker("R"), "Key": key}))] == ["R", "S", "G"]


def test_a_legend_of_roles_is_no_key():
    legend = [["Key"], ["R", "Responsible"], ["A", "Accountable"], ["C", "Consulted"], ["I", "Informed"]]
    reading = reading_of({"T": [*tracker("Red"), [], *legend]})
    assert [row["status"] for row in reading.rows["progress"]] == ["Red"]
    assert reading.scale.names == ("Red", "Amber", "Green")
    assert issues(reading) == [("rows-below-table", "T A4")]


@pytest.mark.parametrize("title", ["BRAG key", "Key to RAG ratings", "Colour code", "Rating key:", "Progress legend"])
def test_a_key_has_any_of_the_usual_titles(title):
    key = [[title], ["Red", "Late"], ["Amber", "At risk"], ["Green", "Complete"]]
    assert scale(reading_of({"T": [*tracker("Red"), [], *key]})) == THREE


def test_a_legend_that_explains_no_status_of_the_tracker_is_one_issue():
    legend = [["Key"], ["High", "Likely to happen"], ["Low", "Unlikely to happen"]]
    reading = reading_of({"T": tracker("Green", "Red"), "Key": legend})
    assert issues(reading, but=("sheet-passed-over",)) == [("key-of-something-else", "Key A1")]
    assert scale(reading) == scale(reading_of({"T": tracker("Green", "Red")}))
