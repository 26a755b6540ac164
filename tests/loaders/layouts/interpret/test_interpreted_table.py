"""The refs and the texts of a table's rows, as they are compared."""

from loaders.layouts.interpret.interpret_tables import interpret_tables
from tests.support.workbooks.drawn_sheets import drawn_sheet


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
