"""The rows of a table, of whatever type its columns are."""

from typing import Any

import pandas as pd
import pytest

from analysis.table_rows import rows_by_recommendation, rows_of

ROW: Any = object

TABLE = pd.DataFrame(
    {
        "review": pd.array(["A", None, "B"], dtype="str"),
        "ref": pd.array(["1", "2", "3"], dtype="str"),
        "round": [pd.Timestamp("2024-06-01"), pd.NaT, pd.Timestamp("2024-06-01")],
        "count": [1, 2, 3],
        "share": [0.5, float("nan"), 1.0],
        "late": [True, False, True],
        "known": pd.array([True, None, False], dtype="boolean"),
        "with": pd.array(["a partner", None, ""], dtype="str"),
    }
)


def test_rows_have_the_values_of_python():
    june = pd.Timestamp("2024-06-01")
    assert repr([tuple(row) for row in rows_of(TABLE, ROW)]) == repr(
        [
            ("A", "1", june, 1, 0.5, True, True, "a partner"),
            (float("nan"), "2", pd.NaT, 2, float("nan"), False, pd.NA, float("nan")),
            ("B", "3", june, 3, 1.0, True, False, ""),
        ]
    )


def test_a_value_is_found_by_the_name_of_its_column():
    first = next(rows_of(TABLE, ROW))
    assert (first.ref, first.round, first.with_whom) == ("1", pd.Timestamp("2024-06-01"), "a partner")


@pytest.mark.parametrize("table", [TABLE.iloc[:0], pd.DataFrame()], ids=["no row", "no column"])
def test_a_table_without_rows_has_none(table):
    assert list(rows_of(table, ROW)) == []


def test_rows_are_grouped_by_review_and_ref_in_their_order():
    table = pd.DataFrame({"review": ["A", "B", "A"], "ref": ["1", "1", "1"], "n": [1, 2, 3]})
    grouped = rows_by_recommendation(table, ROW)
    assert {key: [row.n for row in rows] for key, rows in grouped.items()} == {("A", "1"): [1, 3], ("B", "1"): [2]}
