"""Any cell content in a canonical workbook: every row is preserved, and every cell is read or reported."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from loaders.cells import clean_text
from loaders.pipeline import read_workbook
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS, SHEETS
from tests.support.workbooks.layouts import book_of

TYPED = st.one_of(
    st.none(),
    st.sampled_from(["Amber", "r", "Published", "Response", "Feb 24", "TBC", "1", "Rec 2", "DPP/CPS", "Yes", "#REF!"]),
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12).filter(lambda t: t[:1] != "="),
    st.integers(-10, 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2999, 1, 1)).map(lambda day: datetime(day.year, day.month, day.day)),
)
SHEETS_TYPED = (RECOMMENDATIONS, PROGRESS, MONITORING)


@st.composite
def typed_sheets(draw):
    """Draw the rows of three sheets, with any content that people might type."""
    return {
        plan.name: draw(st.lists(st.lists(TYPED, min_size=len(plan.columns), max_size=len(plan.columns)), max_size=3))
        for plan in SHEETS_TYPED
    }


def workbook_of(sheets):
    return book_of(
        {plan.name: [[each.heading for each in plan.columns], *sheets.get(plan.name, [])] for plan in SHEETS}
    )


def has_content(value):
    return value is not None and (not isinstance(value, str) or clean_text(value) != "")


@given(typed_sheets())
def test_every_row_is_preserved_and_every_cell_is_read_or_reported(sheets):
    reading = read_workbook(workbook_of(sheets))
    reported = {(issue.sheet, issue.cell) for issue in reading.issues}
    for plan in SHEETS_TYPED:
        rows_with_content = [
            (row_number, row) for row_number, row in enumerate(sheets[plan.name], start=2) if any(map(has_content, row))
        ]
        assert len(reading.rows[plan.table]) == len(rows_with_content)
        for (row_number, row), read in zip(rows_with_content, reading.rows[plan.table], strict=True):
            for column_number, (column, value) in enumerate(zip(plan.columns, row, strict=True), start=1):
                cell = f"{get_column_letter(column_number)}{row_number}"
                is_lead_again = column.field == "supporting_agencies" and value == row[column_number - 2]
                is_read = read[column.field] is not None or is_lead_again or (plan.name, cell) in reported
                assert not has_content(value) or is_read, (cell, value)
