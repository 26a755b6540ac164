"""Rows are parsed from records: each value by itself, also where equal values were parsed before."""

import pytest

from loaders.issue_log import IssueLog
from loaders.parsing.rows import parse_rows
from loaders.records import Cell, Record
from model.tracker.columns import Column, DataType, SheetPlan

PLAN = SheetPlan("names", "Names", (Column("name", "Name", DataType.NAME), Column("note", "Note")))


def rows(*names):
    """Return the names and notes of rows with some names, each parsed after those before it."""
    cells = [Cell(name, "Names", line, 1) for line, name in enumerate(names, 2)]
    records = [Record(cell._replace(value=None), {"name": cell}) for cell in cells]
    return [parsed.row for parsed in parse_rows(PLAN, records, IssueLog())]


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ((1, True, 1.0, "1"), ["1", "TRUE", "1", "1"]),
        ((True, 1, 0, False), ["TRUE", "1", "0", "FALSE"]),
        (("A  b", "A b", "A  b", None), ["A b", "A b", "A b", None]),
    ],
)
def test_equal_values_are_read_as_each_is_written(values, names):
    assert rows(*values) == [{"name": name, "note": None} for name in names]
