import pytest

from loaders.mapping.as_read import mapping_as_read
from loaders.mapping.sheet_mapping import NO_MAPPING
from loaders.options import ReadOptions
from loaders.pipeline import read_with_tables
from loaders.reading_summary import summarise
from loaders.security.limits import Limits
from loaders.worker.check import CheckedWorkbook, check_in_worker
from model.issues.issue import WorkbookError
from model.tracker.reading import Reading
from tests.support.workbooks.canonical import PROMISE, write_workbook


def without_rows(read):
    reading = read.reading
    fields = {name: getattr(reading, name) for name in Reading.__dataclass_fields__ if name != "rows"}
    return CheckedWorkbook(
        Reading(**fields, rows={}), summarise(reading), mapping_as_read(reading, read.ranges, NO_MAPPING)
    )


def test_a_check_answers_as_reading_does_and_counts_the_rows(tmp_path):
    file = write_workbook(tmp_path / "tracker.xlsx", monitoring=[PROMISE])
    options = ReadOptions(scale=("Open", "Closed"), as_at="2024-06")
    assert check_in_worker(file, options=options) == without_rows(read_with_tables(file, options=options))


def test_a_check_refuses_what_reading_refuses(tmp_path):
    file = write_workbook(tmp_path / "tracker.xlsx")
    with pytest.raises(WorkbookError, match="too-many-sheets"):
        check_in_worker(file, limits=Limits(sheets=2))
