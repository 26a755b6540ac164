"""Legends become the scale, in any common layout; what cannot be read is an error, and what is no key stays out."""

import pytest

from tests.support.workbooks.layouts import GREEN, RED, issues, read

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
BLUE = "FF0070C0"
COLOURS = {"red": RED, "amber": "FFFFC000", "green": GREEN, "blue": BLUE}
THREE = [("Red", "Late", False, "Red"), ("Amber", "At risk", False, "Amber"), ("Green", "Complete", True, "Green")]
FILLED = [
    ("Late", "Late", False, "#ff0000"),
    ("At risk", "At risk", False, "#ffc000"),
    ("Complete", "Complete", True, "#92d050"),
]
NUMBERED = [("1", "Not started", False, ""), ("B", "Complete", True, "")]
KEY = [["Status", "Meaning"], ["Red", "Late"], ["Amber", "At risk"], ["Green", "Complete"]]
SCORES = [["Levels of a score"], ["Level", "Range", "Fill"], ["High", "16-25"], ["Low", "1-8"]]


def tracker(*statuses):
    """Return the rows of a tracker with one recommendation for each status."""
    return [HEAD, *([row, f"Do thing {row}.", "CPS", status, "Begun."] for row, status in enumerate(statuses, 1))]


def reading_of(sheets):
    """Read sheets in which "(red)", or "(red) words", is a fill and the words after it."""
    fills, plain = {}, {}
    for name, rows in sheets.items():
        plain[name] = [list(row) for row in rows]
        for line, row in enumerate(plain[name], 1):
            for column, value in enumerate(row):
                if isinstance(value, str) and value.startswith("("):
                    colour, _, words = value[1:].partition(")")
                    fills[f"{name}!{chr(65 + column)}{line}"] = COLOURS[colour]
                    row[column] = words.strip() or None
    return read(plain, fills=fills)


def scale(reading):
    """Return each status with its meaning, whether it means done, and its colour."""
    return [(one.name, one.meaning, one.complete, one.colour) for one in reading.scale.statuses]


def statuses(reading):
    return [row["status"] for row in reading.rows["progress"]]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (KEY, THREE),
        ([["Key"], *KEY[1:]], THREE),
        ([["BRAG key"], *KEY[1:], ["Source", "the force"]], THREE),
        ([["Key", "Red", "Amber", "Green"], [None, "Late", "At risk", "Complete"]], THREE),
        ([["RAG", "Red", "Amber", "Green"], ["Meaning", "Late", "At risk", "Complete"]], THREE),
        ([["RAG key"], ["Red", "Amber", "Green"], ["Late", "At risk", "Complete"]], THREE),
        ([["Key", "Red = Late", "Amber = At risk", "Green = Complete"]], THREE),
        ([["Key:"], ["R - Late"], ["A = At risk"], ["G", "Complete"]], THREE),
        ([["Key"], ["(red)", "Late"], ["(amber)", "At risk"], ["(green)", "Complete"]], FILLED),
        ([["Colour", "Meaning"], ["(red) ●", "Late"], ["(amber) ●", "At risk"], ["(green) ●", "Complete"]], FILLED),
        ([["Key", "(red) Late", "(amber) At risk", "(green) Complete"]], [(a, "", c, d) for a, _, c, d in FILLED]),
        ([["Key", "(red)", "(amber)", "(green)"], [None, "Late", "At risk", "Complete"]], FILLED),
        ([["Key"], [1, "Not started"], ["B", "Complete"]], NUMBERED),
    ],
)
@pytest.mark.parametrize("where", ["own sheet", "below", "above"])
def test_a_legend_is_the_scale(key, expected, where):
    items = tracker(expected[0][0], None)
    sheets = {
        "own sheet": {"T": items, "Key": key},
        "below": {"T": [*items, [], *key]},
        "above": {"T": [*key, [], *items]},
    }[where]
    reading = reading_of(sheets)
    assert scale(reading) == expected
    assert (statuses(reading), len(reading.rows["recommendations"])) == ([expected[0][0], None], 2)
    place = {"own sheet": "Key A1", "below": "T A5", "above": "T A1"}[where]
    assert [cell for code, cell in issues(reading) if code == "key-read"] == [place]


@pytest.mark.parametrize("key", [[["Red", "Amber", "Green"], ["Late", "At risk", "Complete"]], KEY[1:]])
def test_a_legend_may_have_only_the_name_of_its_sheet(key):
    reading = read({"T": tracker("Red"), "Allwedd": key})
    assert (scale(reading), issues(reading)) == (THREE, [("key-read", "Allwedd A1")])


@pytest.mark.parametrize(
    ("entries", "names", "found"),
    [
        (["Green On track", "Amber At risk", "Red Late", "Blue Complete"], "Red Amber Green Blue", []),
        (["Blue Complete", "Green On track", "Amber At risk", "Red Late"], "Red Amber Green Blue", []),
        (["Blue Complete", "Red Late", "Amber At risk", "Green Ok"], "Blue Red Amber Green", ["key-order-unknown"]),
        (["Green Complete", "Amber Some done"], "Amber Green", []),
        (["Shut Complete", "Open Begun"], "Open Shut", []),
        (["Up Good", "Down Bad"], "Up Down", ["key-order-unknown", "key-none-complete"]),
    ],
)
def test_a_key_is_turned_round_where_its_first_end_means_done_and_reported_where_no_end_does(entries, names, found):
    key = [["RAG", "Definition"], *(entry.split(" ", 1) for entry in entries)]
    reading = read({"T": tracker(names.split()[0]), "Key": key})
    assert reading.scale.names == tuple(names.split())
    assert [code for code, _ in issues(reading)] == ["key-read", *found]


def test_columns_of_a_key_are_what_is_done_its_colour_and_its_welsh_and_a_score_is_reported():
    headings = ["Status", "Complete", "Meaning", "Colour", "Score", "Status (Welsh)", "Meaning (Welsh)"]
    rows = [
        ["Shut", "yes", "Nothing to do", "(blue)", 3, "Ar gau", "Cyflawn"],
        ["Held", "Y", "No longer needed", None, 2, None, None],
        ["Behind", None, "Under way", "Red", 1, "Ar ôl", "Hwyr"],
    ]
    reading = reading_of({"T": tracker("Behind"), "Key": [headings, *rows]})
    assert [(s.name, s.complete, s.colour, s.name_cy, s.meaning_cy) for s in reading.scale.statuses] == [
        ("Behind", False, "Red", "Ar ôl", "Hwyr"),
        ("Held", True, "", "", ""),
        ("Shut", True, "#0070c0", "Ar gau", "Cyflawn"),
    ]
    assert issues(reading) == [("key-read", "Key A1"), ("rows-not-items", "Key E1")]


@pytest.mark.parametrize("means", [("Ongoing", False), ("Complete", True), ("Not started", False)])
def test_blue_means_what_the_key_defines_and_without_one_a_blue_fill_means_nothing(means):
    key = [["RAG", "Meaning"], ["Red", "Late"], ["Green", "On track"], ["Blue", means[0]]]
    reading = read({"T": tracker("Blue", None), "Key": key}, fills={"T!D3": BLUE})
    assert statuses(reading) == ["Blue", "Blue"]
    assert [one.complete for one in reading.scale.statuses] == [False, False, means[1]]
    without = read({"T": tracker("Red", None, "Red", "Red")}, fills={"T!D3": BLUE})
    assert (statuses(without), issues(without)) == (["Red", None, "Red", "Red"], [("colour-unsure", "T D3")])


@pytest.mark.parametrize("note", ["Note: figures are provisional", "Total"])
def test_a_note_under_a_key_and_other_cells_on_its_sheet_are_reported(note):
    below = read({"T": [*tracker("Red"), [], *KEY, [note]]})
    separate = read({"T": tracker("Red"), "Key": [["Key", None, None, "Ask the office"], *KEY[1:], [note]]})
    assert (scale(below), scale(separate)) == (THREE, THREE)
    assert issues(below) == [("key-read", "T A4"), ("rows-below-table", "T A8")]
    assert issues(separate) == [("key-read", "Key A1"), ("rows-not-items", "Key D1")]


@pytest.mark.parametrize("status", ["Red", "R", "Coch"])
def test_letters_of_a_key_are_red_amber_and_green_whether_the_cells_have_words_or_letters(status):
    key = [["Key:"], ["R - Late"], ["A = At risk"], ["G", "Complete"], ["B", "No longer needed"]]
    reading = read({"T": tracker(status), "Key": key})
    assert scale(reading) == [*THREE, ("B", "No longer needed", False, "")]
    assert statuses(reading) == ["Red"]
    others = read({"T": tracker("R"), "Key": [["Key"], ["R", "Late"], ["S", "Stopped"], ["G", "Complete"]]})
    assert others.scale.names == ("R", "S", "G")


@pytest.mark.parametrize(
    ("sheets", "place"),
    [
        ({"Key": [["Blue is done and green is on track"]]}, "Key"),
        ({"Legend": [["The colours"], ["Blue", None, None, "Complete"]]}, "Legend"),
        ({"T": [*tracker(None, None), [], ["Key"], ["Blue means that it is done, green not"]]}, "T A5"),
        ({"T": [*tracker(None, None), [], ["Key: blue = done, and so on"]]}, "T A5"),
        ({"T": [*tracker(None, None), [], ["Status key\n1 = Not started\nB = Complete."]]}, "T A5"),
        ({"T": [*tracker(None, None), [], ["Key", "Red", "Late", "Green", "Complete"]]}, "T A5"),
        ({"T": [*tracker(None, None), [], ["Legend"], ["Red:", "Late", "Green:", "Complete"]]}, "T A5"),
        ({"T": tracker(None, None), "Key": [["Key"], ["Note", "rated by the force"], *KEY[1:]]}, "Key A1"),
        ({"T": tracker(None, "Red"), "Legend": SCORES}, "Legend"),
    ],
)
def test_a_key_that_cannot_be_read_is_an_error_and_no_colour_is_a_status(sheets, place):
    reading = read({"T": tracker(None, None), **sheets}, fills={"T!D2": GREEN, "T!D3": BLUE})
    ignored = ("sheet-passed-over", "rows-below-table", "rows-not-items", "sheet-without-items")
    found = [one for one in issues(reading, but=ignored) if one[0] == "key-not-read"]
    assert found == [("key-not-read", place)]
    assert not reading.publishable


@pytest.mark.parametrize("name", ["Legend", "Key"])
def test_a_legend_of_scores_is_named_and_blocks_nothing_where_every_status_is_in_words(name):
    reading = read({"T": tracker("Red", "Amber"), name: SCORES})
    assert [code for code, place in issues(reading) if place.startswith(name)] == ["sheet-passed-over"]
    assert (statuses(reading), reading.publishable) == (["Red", "Amber"], True)


ROLES = [["Key"], ["R", "Responsible"], ["A", "Accountable"], ["I", "Informed"]]
LEVELS = [["Key"], ["High", "Likely to happen"], ["Low", "Unlikely to happen"]]


@pytest.mark.parametrize(
    ("sheets", "reported"),
    [
        ({"T": tracker("Red"), "Key": LEVELS}, ("key-of-something-else", "Key A1")),
        ({"T": [*tracker("Red"), [], *ROLES]}, ("rows-below-table", "T A4")),
    ],
    ids=["levels", "roles"],
)
def test_a_legend_of_levels_or_roles_is_no_key(sheets, reported):
    reading = read(sheets)
    assert (statuses(reading), reading.scale.names) == (["Red"], ("Red", "Amber", "Green"))
    assert issues(reading, but=["sheet-passed-over"]) == [reported]


def test_headings_next_to_the_word_key_and_a_title_above_a_table_are_no_key():
    for rows in (
        [["Key", "Summary", "Status", "Owner", "Feb 24"], ["AB-1", "Train.", "Open", "CPS", "Begun."]],
        [["Key"], ["Key", *HEAD[1:]], [1, "Train.", "CPS", "Amber", "Begun."], [2, "Count.", "CPS", "Red", "No."]],
    ):
        assert [code for code, _ in issues(read({"T": rows})) if code.startswith("key")] == []


@pytest.mark.parametrize(
    "second",
    [
        KEY,
        [["Key"], ["Green", "complete."], ["Amber", "At risk"], ["Red", "Late"]],
        [["RAG", "Definition"], ["Amber", "At risk"], ["Green", "Complete"]],
        [["Key"], ["(red) Red"], ["(green) Green"]],
    ],
    ids=["repeated", "from the best", "a part of it", "fills alone"],
)
def test_a_second_key_with_the_same_content_is_no_other_key(second):
    reading = reading_of({"Key": KEY, "T": [*tracker("Red"), [], *second]})
    assert reading.scale.names == ("Red", "Amber", "Green")
    assert issues(reading) == [("key-read", "Key A1")]


@pytest.mark.parametrize(
    "second",
    [
        [["Red", "Not begun"], ["Amber", "At risk"]],
        [["Red", "Late"], ["Blue", "Complete"]],
        [*KEY[1:], ["Blue", "Gone"]],
    ],
    ids=["another meaning", "another status", "the same and more"],
)
def test_a_second_key_that_differs_is_an_error_that_names_both(second):
    reading = read({"Key": KEY, "T": [*tracker("Red"), [], ["Status", "Meaning"], *second]})
    assert reading.scale.names == ("Red", "Amber", "Green")
    (issue,) = [one for one in reading.issues if one.code == "key-not-read"]
    assert (issue.sheet, issue.cell, issue.found) == ("T", "A4", ", ".join(row[0] for row in second))
    assert issue.details == {"first": "Key A1", "kept": "Red, Amber, Green"}
