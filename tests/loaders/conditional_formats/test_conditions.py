"""Formulas of any kind are read or left alone, and give an answer or none."""

from datetime import date, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.cells.values import DAY_ZERO, DateCell, ErrorCell, UncalculatedCell
from loaders.conditional_formats.cell_references import AnchorCell, CellContext
from loaders.conditional_formats.conditions import Condition, between_condition, comparison_condition, formula_condition

PIECES = (
    *(
        "A1",
        "$B1",
        "$C$7",
        "A2",
        "B1:C3",
        "Two!A1",
        "1",
        "0",
        "1e308",
        ".5",
        '"Red"',
        '""',
        '"a""b"',
        "TRUE",
        "FALSE()",
    ),
    *("AND(", "OR(", "NOT(", "ISBLANK(", "ISERROR(", "LEN(", "LEFT(", "RIGHT(", "SEARCH(", "MOD(", "DATE(", "EXACT("),
    *(
        "ROW()",
        "COLUMN()",
        "ISODD(",
        "ISNUMBER(",
        "TODAY()",
        "SUM(",
        "(",
        ")",
        ")",
        ")",
        ",",
        ",",
        "=",
        "<>",
        "<=",
        "&",
    ),
    *("+", "-", "*", "/", " ", "^", "%", "#REF!", "{1}", "'", "[.A1]", ";"),
)
VALUES = st.none() | st.booleans() | st.text("aR1 *?~", max_size=4) | st.integers() | st.floats(allow_nan=False)
CELLS = (
    VALUES
    | st.dates(date(1900, 3, 1)).map(lambda day: DateCell(datetime(day.year, day.month, day.day), ""))
    | st.sampled_from([ErrorCell("#REF!"), UncalculatedCell(), 10**400])
)


def outcome(condition: Condition | None, drawn) -> bool | None:
    """Return what a condition says of drawn values."""
    if condition is None:
        return None
    return condition.test(CellContext([drawn.draw(CELLS) for _ in condition.references], 1, 1))


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.data())
@example("MOD(1e308*1e308,1e308)=1", None)
def test_any_formula_is_simple_or_not_and_true_or_false_or_unknown(written, drawn):
    conditions = (
        formula_condition(written, AnchorCell(1, 1, DAY_ZERO)),
        comparison_condition("<", written, AnchorCell(1, 1, DAY_ZERO)),
        between_condition("1", written, AnchorCell(1, 1, DAY_ZERO), within=False),
    )
    for condition in conditions:
        if drawn is None:
            assert condition is not None
            assert condition.test(CellContext([5] * len(condition.references), 1, 1)) in (True, False, None)
        else:
            assert outcome(condition, drawn) in (True, False, None)
