"""Workbooks of Excel before 2007: their values are read, and one warning says what is not seen."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from loaders import read_workbook
from loaders.cells.addresses import CellRange
from loaders.cells.values import DateCell, TimeCell
from loaders.client import read_in_worker
from loaders.formats.xls import read_xls
from loaders.security.limits import Limits
from loaders.security.package import FileType, Package, check_package
from model.issues.issue import WorkbookError
from tests.support.workbooks.layouts import updates

XLS = (Path(__file__).parents[2] / "support" / "workbooks" / "tracker.xls").read_bytes()


def test_a_tracker_is_read_with_one_warning():
    reading = read_workbook(XLS, name="tracker.xls")
    assert [(row["ref"], row["theme"]) for row in reading.rows["recommendations"]] == [
        ("R1", "Victims"),
        ("R2", "Victims"),
        ("R3", "Training"),
    ]
    assert [one[:3] for one in updates(reading)] == [
        ("R1", "June 2024", "Amber"),
        ("R2", "June 2024", "Green"),
        ("R3", "June 2024", "Red"),
    ]
    assert [issue.severity for issue in reading.issues if issue.code == "old-format-read"] == ["warning"]


def test_cells_keep_their_kind_and_merged_and_hidden_ones_are_known():
    tracker, lists = read_xls(BytesIO(XLS), limits=Limits())
    assert (tracker.hidden, tracker.merged, lists.hidden) == (False, (CellRange(1, 3, 1, 4),), True)
    assert tracker.rows[2].values[4] == DateCell(datetime(2025, 2, 1), "")
    assert [row.values for row in lists.rows] == [["Red", 0.25], [7, True], [TimeCell("08:15:00", "8:15")]]


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(rows=3), "too-many-rows"),
        (Limits(sheets=1), "too-many-sheets"),
    ],
)
def test_one_that_is_too_large_is_refused(limits, code):
    with pytest.raises(WorkbookError) as refused:
        read_xls(BytesIO(XLS), limits=limits)
    assert refused.value.code == code


def test_it_is_known_by_its_content_and_refused_with_macros():
    assert check_package(XLS, limits=Limits()) == Package(FileType.XLS)
    with pytest.raises(WorkbookError) as refused:
        check_package(XLS + "_VBA_PROJECT".encode("utf-16-le"), limits=Limits())
    assert refused.value.code == "file-macros"


@pytest.mark.parametrize("cut", [600, 1600, 2600, 3000, 4096, 5000])
def test_a_damaged_one_is_read_or_refused_within_the_limits_of_its_process(cut):
    try:
        read_in_worker(XLS[:cut] + bytes(len(XLS) - cut), name="tracker.xls")
    except WorkbookError as refused:
        assert refused.code.startswith(("file-", "reading-", "no-table"))
