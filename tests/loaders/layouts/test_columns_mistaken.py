"""Columns of real trackers that are easily taken for something else."""

import pytest

from loaders.options import ReadOptions
from tests.support.workbooks.layouts import read, texts

IN_JUNE = ReadOptions(as_at="2024-06")
ACTIONS = ("Write to the family about it.", "Meet the head of the school.", "Close the case in writing.", "Tell them.")
OWNERS = ("Legal", "Estates", "Finance", "Legal")
BARS = ("Jan 24", "Feb 24", "Mar 24")
GREEN, AMBER, RED, PALE = "70AD47", "FFC000", "FF0000", "C6EFCE"


def columns(head, *cells):
    """Return a sheet with a ref and an action in each row, and some columns after them."""
    rows = zip(ACTIONS, *cells, strict=False)
    return {"T": [["No", "Action", *head], *([number, *row] for number, row in enumerate(rows, 1))]}


def progress(reading):
    return [(row["ref"], row["status"], row["update"]) for row in reading.rows["progress"]]


def codes(reading, column):
    return [issue.code for issue in reading.issues if issue.cell.startswith(column)]


@pytest.mark.parametrize("heading", ["Control", "Recommendation", "Requirement"])
def test_codes_next_to_texts_are_their_refs(heading):
    rows = zip(["AC-2", "AC-3", "AU-6"], ACTIONS, ["IT", "HR", "IT"], ["Open", "Closed", "Open"], strict=False)
    reading = read({"T": [[heading, "Finding", "Owner", "Status"], *map(list, rows)]}, options=IN_JUNE)
    assert texts(reading) == [*zip(["AC-2", "AC-3", "AU-6"], ACTIONS, strict=False)]


@pytest.mark.parametrize(
    ("cases", "numbers", "refs"),
    [
        (["C-17", "C-17", "C-18", "C-18"], [1, 2, 1, 2], ["C-17.1", "C-17.2", "C-18.1", "C-18.2"]),
        ([34, 34, 35, 35], ["a", "b", "a", "b"], ["34a", "34b", "35a", "35b"]),
    ],
)
def test_a_case_and_the_number_of_its_action_are_the_ref_together(cases, numbers, refs):
    rows = zip(cases, numbers, ACTIONS, ["IT"] * 4, ["Open"] * 4, strict=True)
    reading = read({"T": [["Case ID", "Action No", "Action", "Owner", "Status"], *map(list, rows)]}, options=IN_JUNE)
    assert [ref for ref, _ in texts(reading)] == refs
    assert [ref for ref, *_ in progress(reading)] == refs


@pytest.mark.parametrize(
    ("cells", "is_update"),
    [
        (["Manager", "Officer", "Clerk"], False),
        (["Project Manager", "Senior Officer", "Finance Clerk"], False),
        (["They have been told.", "We met the new head in May.", "It is with the clerk."], True),
    ],
)
def test_a_position_is_an_update_if_it_is_not_that_of_a_person(cells, is_update):
    reading = read(columns(["Name", "Position", "RAG"], OWNERS, cells, ["Red", "Green", "Red"]), options=IN_JUNE)
    expected = cells if is_update else [None] * 3
    assert progress(reading) == [*zip("123", ["Red", "Green", "Red"], expected, strict=True)]
    assert codes(reading, "D") == ["heading-uncertain" if is_update else "heading-unknown"]


@pytest.mark.parametrize("heading", ["Mitigation", "Mitigation plan", "Existing controls", "Treatment", "Plan"])
def test_a_plan_is_background_and_no_update(heading):
    plans = ["Clear the drains each month.", "Buy four pumps.", "Mend the roof."]
    reading = read(columns([heading, "Status"], plans, ["Red", "Green", "Red"]), options=IN_JUNE)
    assert progress(reading) == [("1", "Red", None), ("2", "Green", None), ("3", "Red", None)]
    assert [text for _, text in texts(reading)] == [
        f"{action}\n{heading}: {plan}" for action, plan in zip(ACTIONS, plans, strict=False)
    ]


@pytest.mark.parametrize("colours", [[GREEN] * 3, [GREEN, GREEN, AMBER]])
def test_the_bars_of_a_plan_are_no_statuses(colours):
    fills = dict(zip(["T!D2", "T!E3", "T!F4"], colours, strict=True))
    reading = read(columns(["Owner", *BARS], OWNERS, *[[None] * 3] * 3), fills=fills, options=IN_JUNE)
    assert reading.rows["progress"] == []
    assert all("heading-unknown" in codes(reading, column) for column in "DEF")


def test_rounds_that_are_rated_by_colour_alone_are_no_bars():
    colours = {"D2": GREEN, "D3": AMBER, "D4": RED, "E2": GREEN, "E3": GREEN, "E4": AMBER}
    fills = {f"T!{cell}": colour for cell, colour in colours.items()}
    reading = read(columns(["Owner", *BARS[:2]], OWNERS, *[[None] * 3] * 2), fills=fills)
    assert [(ref, status) for ref, status, _ in progress(reading)] == [
        *[("1", "Green"), ("1", "Green")],
        *[("2", "Amber"), ("2", "Green")],
        *[("3", "Red"), ("3", "Amber")],
    ]


@pytest.mark.parametrize(("fill", "status"), [(PALE, None), (GREEN, "Green")])
def test_a_pale_fill_of_a_blank_cell_is_a_question_in_a_column_of_words(fill, status):
    sheets = columns(["Owner", "Status"], OWNERS, ["Red", "Green", "Amber", None])
    reading = read(sheets, fills={"T!D5": fill}, options=IN_JUNE)
    assert progress(reading)[-1] == ("4", status, None)
    assert codes(reading, "D5") == ["status-from-colour" if status else "colour-unsure"]


@pytest.mark.parametrize("heading", ["Status", "% complete", "Progress", "Status (% of completion)"])
def test_percentages_are_statuses_to_be_confirmed(heading):
    def as_percentages(book):
        for row in range(2, 6):
            book["T"].cell(row, 3).number_format = "0%"

    reading = read(columns([heading], [0.25, 0.5, 1, 0.5]), change=as_percentages, options=IN_JUNE)
    assert [status for _, status, _ in progress(reading)] == ["25%", "50%", "100%", "50%"]
    asked = [issue.details["order"] for issue in reading.issues if issue.code == "scale-proposed"]
    assert asked == ['"25%, 50%, 100%"']


def test_blue_is_a_status_by_itself_next_to_red_amber_and_green():
    sheets = columns(["BRAG"], ["Blue", "Red", "Amber", "Green"])
    proposed = read(sheets, options=IN_JUNE)
    assert [status for _, status, _ in progress(proposed)] == ["Blue", "Red", "Amber", "Green"]
    assert (proposed.scale.complete, proposed.scale.ordered) == (("Blue",), False)
    assert codes(proposed, "C2") == ["scale-proposed"]

    order = ReadOptions(as_at="2024-06", scale=("Red", "Amber", "Green", "Blue"))
    confirmed = read(sheets, options=order)
    assert [(s.name, s.meaning, s.colour) for s in confirmed.scale.statuses if s.complete] == [
        ("Blue", "Complete and signed off", "Blue")
    ]
    assert confirmed.scale.ordered
