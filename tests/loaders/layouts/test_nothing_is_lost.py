"""Every filled cell of every layout is in the tracker, or an issue names it, its row or its column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.workbooks import random_layouts
from tests.support.workbooks.cell_account import unaccounted_cells
from tests.support.workbooks.layouts import read
from tests.support.workbooks.random_layouts import trackers

STRAY = st.sampled_from(["Total", "Notes", "Feb 24", "Red", "Key", 7, 45323, True]) | st.integers(0, 999).map(
    "x{}".format
)
TRACKERS, STRAYS, STRAY_COLUMN = trackers(), st.integers(0, 3), st.integers(0, 10)
LAYOUTS = (*random_layouts.ALL, *random_layouts.WITH_MORE, *random_layouts.WITH_TRAPS, random_layouts.as_matrix)


@st.composite
def layout_with_strays(draw, layout):
    """Draw a tracker in a layout with stray cells, columns and rows."""
    sheets = {name: [list(row) for row in rows] for name, rows in layout(draw(TRACKERS)).items()}
    for rows in sheets.values():
        for _ in range(draw(STRAYS)):
            row = draw(st.integers(0, len(rows) + 2))
            rows.extend([] for _ in range(row + 1 - len(rows)))
            column = draw(STRAY_COLUMN)
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            if rows[row][column] is None:
                rows[row][column] = draw(STRAY)
    return sheets


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@given(data=st.data())
def test_every_cell_is_read_or_named(layout, data):
    sheets = data.draw(layout_with_strays(layout))
    assert unaccounted_cells(sheets, read(sheets)) == []
