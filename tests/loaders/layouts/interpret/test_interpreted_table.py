"""The refs and the texts of a table's rows, as they are compared, and which tables list items."""

import pytest

from loaders.layouts.interpret_tables import interpret_tables
from model.issues.issue import WorkbookError
from tests.support.workbooks.drawn_sheets import drawn_sheet
from tests.support.workbooks.layouts import read


def rows_of(drawing):
    [table], _ = interpret_tables([drawn_sheet(drawing)], file_name="")
    return table.refs(), table.texts()


def test_a_ref_ends_with_its_letter():
    assert rows_of(
        """
        | Ref | Letter | Recommendation      | Status |
        | R1  | a      | Train the officers. | Red    |
        | 1   | b      | Hire more  staff.   | Amber  |
        | 2   |        | Write a new policy. | Green  |
        """
    ) == (["1a", "1b", "2"], ["train the officers.", "hire more staff.", "write a new policy."])


def test_a_ref_may_be_the_beginning_of_the_text():
    refs, _ = rows_of(
        """
        | Recommendation         | Owner | Status |
        | 1. Train the officers. | DPP   | Red    |
        | 2. Hire more staff.    | CPS   | Amber  |
        | Write a new policy.    | CPS   | Green  |
        """
    )
    assert refs == ["1", "2", ""]


@pytest.mark.parametrize("head", [("No.", "Page", "Issue"), ("SL", "Page", "Bug"), ("Ref", "Page", "Risks")])
def test_refs_next_to_a_heading_that_names_the_items_are_a_list_of_them(head):
    rows = [[number, "Home", f"Link {number} of the page leads nowhere."] for number in range(1, 5)]
    found = read({"T": [list(head), *rows]}).rows["recommendations"]
    assert [(row["ref"], row["recommendation"]) for row in found] == [(str(n), text) for n, _, text in rows]


def test_refs_next_to_descriptions_alone_are_no_list_of_items():
    rows = [[number, f"What level {number} of the scale stands for."] for number in range(1, 5)]
    with pytest.raises(WorkbookError, match="no-table"):
        read({"T": [["No.", "Description"], *rows]})
