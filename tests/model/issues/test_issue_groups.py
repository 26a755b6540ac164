"""Groups of issues: by kind, and by column where cells of a column repeat it."""

from model.issue import Issue, Severity, group_issues


def issue(code, cell, severity=Severity.WARNING, sheet="Log"):
    return Issue(code, severity, sheet, cell)


def cells(issues):
    """Return each group as its code and cells."""
    return [(group.first.code, [one.cell for one in group.issues]) for group in group_issues(issues)]


def test_cells_of_a_column_with_one_kind_of_issue_are_a_group_for_each_column():
    found = [issue("a", "F7"), issue("a", "G2"), issue("b", "F7"), issue("a", "F12")]
    assert cells(found) == [("a", ["F7", "F12"]), ("a", ["G2"]), ("b", ["F7"])]


def test_issues_that_have_a_column_each_are_one_group():
    assert cells([issue("a", "C1"), issue("a", "D1"), issue("a", "E1")]) == [("a", ["C1", "D1", "E1"])]


def test_issues_of_more_than_three_columns_are_one_group():
    found = [issue("a", f"{letter}{row}") for letter in "CDEF" for row in (2, 3)]
    assert [len(group.issues) for group in group_issues(found)] == [8]
    assert [len(group.issues) for group in group_issues(found[:6])] == [2, 2, 2]


def test_information_of_one_kind_is_one_group_whatever_its_columns():
    found = [issue("a", cell, Severity.INFO) for cell in ("C2", "C3", "D2")]
    assert cells(found) == [("a", ["C2", "C3", "D2"])]
