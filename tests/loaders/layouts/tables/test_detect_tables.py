"""The rows directly above a header row with a single cell are its title."""

import pytest

from loaders.cells.values import CellRow
from loaders.layouts.tables.detect_tables import title_start

HEADER = CellRow(6, ["Ref", "Recommendation"])
ITEM, NUMBER, TEXT = CellRow(3, [1, "Train."]), CellRow(4, [2024]), CellRow(5, [None, "Data"])


@pytest.mark.parametrize(
    ("rows", "texts_only", "expected"),
    [
        ([ITEM, NUMBER, TEXT], True, 2),
        ([ITEM, NUMBER, TEXT], False, 1),
        ([ITEM, NUMBER], False, 2),
        ([TEXT], True, 0),
        ([], True, 0),
    ],
    ids=["texts", "any single cell", "not adjacent", "nothing above", "no rows"],
)
def test_the_title_begins_with_single_cells_directly_above_the_headings(rows, texts_only, expected):
    assert title_start(rows, HEADER, texts_only=texts_only) == expected
