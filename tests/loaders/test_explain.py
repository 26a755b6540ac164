from calendar import month_name

from loaders.explain import explain_cell
from loaders.progress import Progress
from tests.workbooks import RATED, write_workbook


def test_it_is_told_now_and_then_how_far_the_reading_of_a_large_workbook_has_come(tmp_path):
    dates = [f"{day} {month} {year}" for year in range(1995, 2024) for month in month_name[1:] for day in range(1, 29)]
    path = write_workbook(tmp_path / "large.xlsx", progress=[{**RATED, "Date": date} for date in dates])
    told: list[Progress] = []
    explained = explain_cell(path, "Progress!E2", progress=told.append)
    assert (explained.used.found, [use.value for use in explained.used.uses]) == ("Amber", ["Amber"])
    assert 0 < len(told) < 100
    assert {one.stage for one in told} <= {"cells", "tables", "checks"}
