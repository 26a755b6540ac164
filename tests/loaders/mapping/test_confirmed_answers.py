"""A mapping as it was saved, and answers that confirm what was read."""

import json

import pytest

from loaders.__main__ import main
from loaders.pipeline import read_workbook
from tests.support.workbooks.layouts import book_of

BLANK_REFS = [
    ["No", "Recommendation", "Owner", "Status", "Update"],
    [None, "Train the officers in the law.", "DPP", "Red", "Begun in May."],
    [None, "Share the data with the courts.", "CPS", "Green", "Done in full."],
    [None, "Buy the cameras for the cars.", "CPS", "Amber", "Bought three."],
]
PROJECTS = [
    ["Target Date", "Complete Date", "Status", "Corporate Initiative", "Project Name", "Project DRI", "Comments"],
    ["1 June 2024", None, "Red", "Data", "Move the old records to the new system", "Ann Lee", "Begun in May."],
    ["1 July 2024", None, "Amber", "Data", "Train the officers in the new law", "Bob Roy", "Waits for money."],
    ["1 May 2024", "2 May 2024", "Green", "People", "Fund one more post for the courts", "Ann Lee", "All done."],
    ["1 June 2025", None, "Red", "People", "Share the data with the courts", "Cy Dow", "Not begun."],
]
CATALOGUE = [
    ["Infra", "Service", "Risk Status", "Mitigation Plan", "High Availability Risks"],
    ["AWS", "Records", "Red", "Buy a second line for it.", "The one line may fail at night"],
    ["AWS", "Mail", "Amber", "Test the copies each month.", "Copies are not tested at all"],
    ["Azure", "Phones", "Green", "Nothing is left to be done.", "Calls may drop in the lifts"],
]


@pytest.fixture
def command(tmp_path, capsys):
    """Return a function that runs a command on a workbook, and returns the object that it prints."""

    def run(sheets, *options):
        file = tmp_path / "plan.xlsx"
        file.write_bytes(book_of(sheets if isinstance(sheets, dict) else {"Plan": sheets}))
        capsys.readouterr()
        assert main(["check", str(file), "--json", "--as-at", "2024-06", *options]) < 2
        return json.loads(capsys.readouterr().out)

    return run


def rows_of(tmp_path, *options):
    """Return the rows of the workbook that was checked last."""
    out = tmp_path / "out.xlsx"
    assert main(["convert", str(tmp_path / "plan.xlsx"), str(out), "--as-at", "2024-06", *options]) < 2
    return read_workbook(out).rows


@pytest.mark.parametrize("rows", [BLANK_REFS, PROJECTS, CATALOGUE], ids=["blank-refs", "projects", "catalogue"])
def test_a_mapping_that_is_saved_and_read_again_unchanged_changes_no_row(rows, command, tmp_path):
    mapping = tmp_path / "mapping.json"
    command(rows, "--save-mapping", str(mapping))
    before = rows_of(tmp_path)
    command(rows, "--mapping", str(mapping))
    assert rows_of(tmp_path, "--mapping", str(mapping)) == before
    assert all(row["ref"] for row in before["recommendations"])


@pytest.mark.parametrize("rows", [PROJECTS, CATALOGUE], ids=["projects", "catalogue"])
def test_an_accepted_proposal_changes_no_row_and_stays_marked(rows, command, tmp_path):
    asked = command(rows)
    before = rows_of(tmp_path)
    accepted = command(rows, "--accept-proposals")
    assert "--mapping" in [question["option"] for question in asked["questions"]]
    assert "--mapping" not in [question["option"] for question in accepted["questions"]]
    assert uncertain(accepted) == uncertain(asked) != []
    assert rows_of(tmp_path, "--accept-proposals") == before


def uncertain(checked):
    """Return the cells of the headings that may mean something else."""
    return [(i["sheet"], i["cell"], i["severity"]) for i in checked["issues"] if i["code"] == "heading-uncertain"]


HEADINGS: list[object] = ["Ref", "Recommendation", "Owner", "Status", "Update"]
WORDS = ("Train", "Share", "Fund", "Move", "Count", "Equip")
SHEETS: dict[str, list[list[object]]] = {
    "Plan": [HEADINGS, *([n, f"{word} the officers.", "DPP", "Red", f"{word} it."] for n, word in enumerate(WORDS, 1))],
    "More": [
        HEADINGS,
        [7, "Ask the courts.", "CPS", "Amber", "Asked."],
        [8, "Write it down.", "CPS", "Green", "Done."],
    ],
    "Ideas": [
        ["Ref", "Recommendation", "Theme", "Target date", "Accepted", "Title"],
        *([n, f"{word} the cars.", "Cars", "May 2025", "Yes", f"Cars {n}"] for n, word in enumerate(WORDS, 11)),
    ],
}


@pytest.mark.parametrize("field", ["recommendation", "title", ""])
def test_an_answer_about_a_column_changes_what_is_read_of_no_other_sheet(field, command, tmp_path):
    mapping = tmp_path / "mapping.json"
    column = {"column": "B", "heading": "Recommendation", "field": field}
    mapping.write_text(json.dumps({"format": 1, "sheets": [{"sheet": "Plan", "columns": [column]}]}))
    before, after = command(SHEETS), command(SHEETS, "--mapping", str(mapping))
    assert others_of(after) == others_of(before) != []


def others_of(checked):
    """Return the columns that were read of the sheets without an answer."""
    found = (each for each in checked["columns"] if each["sheet"] != "Plan" and each["cell"])
    return [(each["sheet"], each["cell"], each["field"]) for each in found]


def test_where_the_answered_sheet_has_no_tracker_left_no_other_sheet_takes_its_place(command, tmp_path):
    sheets = {"Plan": [["Recommendation", "Status"], *([row[1], row[3]] for row in SHEETS["Plan"][1:])]}
    sheets["Field names"] = [["Ref", "Field", "Type", "Update"], [1, "name", "text", "Typed."], [2, "day", "date", ""]]
    file, mapping = tmp_path / "plan.xlsx", tmp_path / "mapping.json"
    assert {each["sheet"] for each in command(sheets)["columns"]} == {"Plan"}
    column = {"column": "A", "heading": "Recommendation", "field": ""}
    mapping.write_text(json.dumps({"format": 1, "sheets": [{"sheet": "Plan", "columns": [column]}]}))
    assert main(["check", str(file), "--json", "--mapping", str(mapping)]) == 2
