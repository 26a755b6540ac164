"""Row numbers are written as ranges."""

import pytest

from loaders.cells.addresses import format_row_ranges


@pytest.mark.parametrize(
    ("numbers", "written"), [([], ""), ([7], "7"), ([3, 2, 2], "2-3"), ([33, *range(9, 31), 7], "7, 9-30, 33")]
)
def test_consecutive_row_numbers_become_one_range(numbers, written):
    assert format_row_ranges(numbers) == written
