"""A status is a label of the scale, or else the fill of its cell; similar words are reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cells.values import ErrorCell
from loaders.issue_log import IssueLog, sort_by_cell
from loaders.parsing.statuses import StatusParser
from loaders.records import Cell, Record
from model.status import RED_AMBER_GREEN, Scale, Status

GREENS = ["#c6efce", "#92d050", "#b6d7a8", "#d1fae5", "#e2efda", "#058e01", "#00b050", "#9bbb59", "#d8e4bc"]
AMBERS = ["#ed7d31", "#f4b084", "#ffeb9c", "#ffe599", "#fef3c7", "#fff2cc", "#ffc000", "#ff9900"]
REDS = ["#ffc7ce", "#ea9999", "#fee2e2", "#ffe0e0", "#ff0000", "#c00000"]
NOISE = st.sampled_from([" light", "ish", " - done", "/Red", " 2", " (tbc)", ", to be agreed", "?"])
OPEN_TO_CLOSED = Scale((Status("Open"), Status("In progress"), Status("Closed", complete=True)))


def record(cell, row):
    """Return the record of a cell in column E; a value stands for a cell with it."""
    placed = (cell if isinstance(cell, Cell) else Cell(cell))._replace(sheet="T", row=row, column=5)
    return Record(Cell(None, "T", row, 1), {"status": placed})


def read(*cell_values, scale=RED_AMBER_GREEN):
    """Return the statuses of cells E2, E3, ... and the issues about them."""
    log = IssueLog()
    statuses = StatusParser(scale, log)
    parsed = [statuses.parse(record(cell, row), "status", {}) for row, cell in enumerate(cell_values, 2)]
    statuses.report()
    return parsed, [
        (issue.code, issue.cell, issue.found, dict(issue.details)) for issue in sort_by_cell(log.issues, ["T"])
    ]


@pytest.mark.parametrize(
    ("written", "status"),
    [("Red", "Red"), ("AMBER ", "Amber"), ("g", "Green"), ("Coch", "Red"), ("ambr", "Amber"), ("C", "Red")],
)
def test_a_word_or_a_letter_of_either_language_is_that_status(written, status):
    assert read(Cell(written)) == ([status], [])


LOOKALIKES = "Incomplete|Not complete|Complete|Not on track|Closed - not implemented|nearly green|Greenwich|1|--|N/A"


@pytest.mark.parametrize("written", LOOKALIKES.split("|"))
def test_a_lookalike_is_no_status_and_is_reported(written):
    details = {"expected": "Red, Amber, Green", "candidates": ""}
    assert read(Cell(written)) == ([None], [("status-unknown", "E2", written, details)])


@given(
    st.sampled_from(["in", "not ", "nearly ", "un", "", "closed, "]), st.sampled_from(["Green", "amber", "Coch"]), NOISE
)
def test_a_status_among_other_words_is_never_that_status(before, word, after):
    written = f"{before}{word}{after}"
    parsed, issues = read(Cell(written))
    assert (parsed, [code for code, _, _, _ in issues]) == ([None], ["status-unknown"])


@pytest.mark.parametrize(("value", "found"), [(1, "1"), (2.0, "2"), (0.2, "0.2"), (True, "TRUE")])
def test_numbers_and_percentages_are_no_statuses(value, found):
    assert [(code, what) for code, _, what, _ in read(Cell(value))[1]] == [("status-unknown", found)]


PAIRS = {
    "Amber, Green": ["Amber-Green"],
    "Amber, Red": ["A/R", "Amber, previously Red"],
    "Red, Amber": ["Red to Amber", "R → A", "Coch/Ambr", "Red\nAmber"],
    "Green, Red": ["DPP: Green; CPS: Red"],
    "Green": ["Green - all officers are trained"],
    "": ["Green, not yet embedded", "Green (unconfirmed)"],
}


@pytest.mark.parametrize(("candidates", "written"), [(key, one) for key, some in PAIRS.items() for one in some])
def test_a_pair_and_a_sentence_that_begins_with_a_status_are_reported_with_their_candidates(candidates, written):
    parsed, issues = read(Cell(written))
    assert (parsed, [(code, details["candidates"]) for code, _, _, details in issues]) == (
        [None],
        [("status-unknown", candidates)],
    )


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("No progress", "Red"),
        ("no progress made.", "Red"),
        ("No progress has been made.", "Red"),
        ("Ni wnaed unrhyw gynnydd", "Red"),
        ("Some progress has been made but more is required", "Amber"),
        ("Mae'r argymhelliad wedi'i gwblhau.", "Green"),
    ],
)
def test_the_written_meaning_of_a_status_is_that_status_and_is_reported(written, status):
    parsed, issues = read(Cell(written))
    details = {"count": "1", "rows": "2", "statuses": status}
    assert (parsed, issues) == ([status], [("status-from-meaning", "E2", written, details)])


@pytest.mark.parametrize("mark", [None, "●", "■", "x", "✓", "○"])
@pytest.mark.parametrize(
    ("colours", "status"), [(GREENS, "Green"), (AMBERS, "Amber"), (REDS, "Red")], ids=["green", "amber", "red"]
)
def test_the_fill_of_a_cell_without_words_is_its_status_also_a_pastel(mark, colours, status):
    parsed, issues = read(*(Cell(mark, fill=colour) for colour in colours))
    last = len(colours) + 1
    details = {"count": str(len(colours)), "rows": f"2-{last}", "statuses": status}
    assert (parsed, issues) == ([status] * len(colours), [("status-from-colour", "E2", status, details)])


@pytest.mark.parametrize(
    ("colour", "statuses"),
    [("#ffff00", "Amber"), ("#ff5a00", "Red, Amber"), ("#0070c0", ""), ("#7030a0", "")],
    ids=["yellow", "between", "blue", "purple"],
)
def test_a_colour_with_several_meanings_is_reported_in_one_issue(colour, statuses):
    parsed, issues = read(Cell(None, fill=colour), Cell(None, fill=colour))
    details = {"count": "2", "rows": "2-3", "statuses": statuses}
    assert (parsed, issues) == ([None, None], [("colour-unsure", "E2", colour, details)])


@pytest.mark.parametrize("colour", ["#ddebf7", "#bdd7ee", "#d9d9d9", "#f2f2f2", "#000000", "#1f3864"])
def test_bands_headings_and_greys_mean_nothing(colour):
    assert read(Cell(None, fill=colour)) == ([None], [])


def test_in_a_column_of_coloured_statuses_every_other_colour_is_reported_but_greys_and_bands():
    cell_values = [Cell(None, fill="#92d050"), Cell(None, fill="#4f81bd"), Cell(None, fill="#ddebf7", kind="band")]
    details = [{"count": "1", "rows": "2", "statuses": "Green"}, {"count": "1", "rows": "3", "statuses": ""}]
    expected = [("status-from-colour", "E2", "Green", details[0]), ("colour-unsure", "E3", "#4f81bd", details[1])]
    assert read(*cell_values, Cell(None, fill="#d9d9d9")) == (["Green", None, None, None], expected)


def test_word_and_fill_that_disagree_are_an_error_and_neither_is_taken():
    parsed, issues = read(Cell("Green", fill="#ffc7ce"), Cell("Green", fill="#c6efce"), Cell("Red", fill="#ffff00"))
    assert (parsed, issues) == ([None, "Green", "Red"], [("status-colour-disagrees", "E2", "Green", {"colour": "Red"})])


def test_a_scale_without_colours_reads_none():
    parsed, issues = read(Cell(None, fill="#00b050"), Cell("Closed", fill="#00b050"), scale=OPEN_TO_CLOSED)
    assert (parsed, [(code, cell) for code, cell, _, _ in issues]) == ([None, "Closed"], [("colour-unsure", "E2")])


def test_an_error_is_reported_and_its_colour_is_not_read():
    assert read(Cell(ErrorCell("#REF!"), fill="#00b050")) == ([None], [("cell-error", "E2", "#REF!", {})])


def test_it_is_counted_how_statuses_were_read():
    statuses = StatusParser(RED_AMBER_GREEN, IssueLog())
    cells = ["Red", "coch", "A", "No progress", Cell(None, fill="#92d050"), Cell("R", fill="#92d050"), "Puce", None]
    for row, cell in enumerate(cells, 2):
        statuses.parse(record(cell, row), "status", {})
    assert statuses.read_counts == {"word": 2, "letter": 1, "meaning": 1, "colour": 1}


def test_coloured_circles_are_read_by_their_colours_and_reported():
    parsed, issues = read(Cell("🟢"), Cell("🔴"), Cell("🟡"), Cell("🟠"), Cell("🔵"))
    assert parsed == ["Green", "Red", "Amber", "Amber", None]
    assert [(code, cell, found) for code, cell, found, _ in issues] == [
        ("status-from-meaning", "E2", "🟢"),
        ("status-from-meaning", "E3", "🔴"),
        ("status-from-meaning", "E4", "🟡"),
        ("status-from-meaning", "E5", "🟠"),
        ("status-unknown", "E6", "🔵"),
    ]


def test_a_symbol_of_the_scale_is_its_status_also_in_a_fill():
    ticks = Scale((Status("❌", colour="Red"), Status("✅", colour="Green", complete=True)))
    assert read(Cell("✅", fill="#ffff00"), Cell("✅", fill="#92d050"), scale=ticks) == (["✅", "✅"], [])


def test_a_word_next_to_a_symbol_is_read_and_a_symbol_that_contradicts_it_is_reported():
    parsed, issues = read(Cell("🟢 Green"), Cell("Amber ⚠️"), Cell("🔴 Green"))
    assert parsed == ["Green", "Amber", None]
    assert [(code, cell) for code, cell, _, _ in issues] == [("status-unknown", "E4")]
