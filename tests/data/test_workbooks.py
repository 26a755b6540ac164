"""The workbooks that come along: the bundled tracker is a transcript, and the examples are made up and sound."""

from collections import Counter

import openpyxl
import pytest

from loaders.pipeline import read_workbook
from model.settings import BUNDLED_TRACKER
from model.tracker.tracker import Tracker
from tests.support.source import ROOT

# The recommendations, the lead agencies and the rounds of each.
EXAMPLES = {"ordinary-year.xlsx": (60, 9, 8), "two-reviews.xlsx": (9, 3, 3)}


@pytest.fixture(scope="module")
def book():
    """Return the bundled tracker as stored, formulas as formulas."""
    return openpyxl.load_workbook(BUNDLED_TRACKER)


def rows_of(sheet):
    headings, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, values, strict=True)) for values in others]


def test_the_bundled_tracker_has_no_more_than_the_report(book):
    rows = {sheet.title: rows_of(sheet) for sheet in book}
    assert [row["Ref"] for row in rows["Recommendations"]] == [str(number) for number in range(1, 19)]
    blank = {
        "Recommendations": ("Supporting agencies", "Accepted", "Target date"),
        "Progress": ("Evidence",),
        "Monitoring": ("Done", "Outcome"),
    }
    assert {row[name] for sheet, names in blank.items() for row in rows[sheet] for name in names} == {None}
    marks = Counter((bool(row["Status"]), row["Basis"], row["Rated by"]) for row in rows["Progress"])
    assert marks == {(True, "Inferred", "Transcriber"): 33, (False, None, None): 17}


def test_no_cell_of_it_holds_a_formula_or_spaces_that_mean_nothing(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    lines = [line for cell in cells if isinstance(cell.value, str) for line in cell.value.split("\n")]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [line for line in lines if line != line.strip() or "  " in line] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_no_issue_and_is_labelled_as_made_up(name):
    reading = read_workbook((ROOT / "docs" / "examples" / name).read_bytes(), name=name)
    tracker = Tracker.from_rows(reading.rows, reading.scale)
    agencies, rounds = tracker.recommendations["lead_agency"].nunique(), tracker.progress["round"].nunique()
    assert (reading.issues, (tracker.recommendation_count, agencies, rounds)) == ((), EXAMPLES[name])
    assert {f"{row['source']}".partition(" to show")[0] for row in reading.rows["reviews"]} == {"Made up,"}
