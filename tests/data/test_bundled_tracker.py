from collections import Counter
from pathlib import Path

import openpyxl
import pytest

TRACKER = Path(__file__).parents[2] / "data" / "tracker.xlsx"
ALL = [str(number) for number in range(1, 19)]


@pytest.fixture(scope="module")
def book():
    """Return the workbook as stored, formulas as formulas."""
    return openpyxl.load_workbook(TRACKER)


@pytest.fixture(scope="module")
def rows(book):
    """Return each sheet's rows, by heading."""
    return {sheet.title: _rows(sheet) for sheet in book}


@pytest.fixture(scope="module")
def text(rows):
    """Return the update of a recommendation in a round."""
    return {(row["Ref"], row["Date"]): row["Update"] for row in rows["Progress"]}


def _rows(sheet):
    headings, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, values, strict=True)) for values in others]


def test_every_row_belongs_to_the_one_review(rows):
    assert [row["Review"] for row in rows["Reviews"]] == ["Stalking and harassment"]
    named = {row["Review"] for sheet in ("Recommendations", "Progress", "Monitoring") for row in rows[sheet]}
    assert named == {"Stalking and harassment"}


def test_the_recommendations_are_numbered_1_to_18_with_titles_that_fit_a_line(rows):
    assert [row["Ref"] for row in rows["Recommendations"]] == ALL
    assert max(len(row["Title"]) for row in rows["Recommendations"]) <= 55


def test_what_is_not_in_the_report_is_blank(rows):
    columns = {
        "Recommendations": ("Supporting agencies", "Accepted", "Target date"),
        "Progress": ("Evidence",),
        "Monitoring": ("Done", "Outcome"),
    }
    found = {row[heading] for sheet, headings in columns.items() for row in rows[sheet] for heading in headings}
    assert found == {None}


def test_every_status_is_inferred_by_the_transcriber_and_nothing_else_is_rated(rows):
    marks = Counter((bool(row["Status"]), row["Basis"], row["Rated by"]) for row in rows["Progress"])
    assert marks == {(True, "Inferred", "Transcriber"): 33, (False, None, None): 17}


@pytest.mark.parametrize(
    ("ref", "date", "figure"),
    [
        ("1", "February 2024", "12 months of funding"),
        ("1", "June 2024", "until April 2025"),
        ("2", "July 2023", "Autumn 2023"),
        ("2", "June 2024", "April 2024"),
        ("2", "June 2024", "June and July"),
        ("4", "February 2024", "February 2025"),
        ("4", "June 2024", "March/April 2024"),
        ("4", "June 2024", "February 2025"),
        ("5", "June 2024", "last year"),
        ("8", "July 2023", "next 12 months"),
        ("8", "February 2024", "monthly"),
        ("10", "July 2023", "phase 2"),
        ("12", "June 2024", "a month"),
        ("13", "July 2023", "Approximately 300 officers and staff"),
        ("13", "July 2023", "next 12 months"),
        ("14", "July 2023", "Autumn 2023"),
        ("18", "June 2024", "1 July 2024"),
    ],
)
def test_each_figure_of_the_report_is_in_its_update(text, ref, date, figure):
    assert figure in text[ref, date]


def test_every_name_that_is_used_is_listed(rows):
    used = {row["Theme"] for row in rows["Recommendations"]} | {row["Lead agency"] for row in rows["Recommendations"]}
    used |= {row["Lead role"] for row in rows["Recommendations"]} | {row["With"] for row in rows["Monitoring"]}
    used |= {row["Rated by"] for row in rows["Progress"]} - {None}
    assert used - {None} == {row["Name"] for row in rows["Names"]}


def test_no_cell_holds_a_formula_or_spaces_that_mean_nothing(book):
    cells = [(sheet.title, cell.coordinate, cell) for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [(title, place) for title, place, cell in cells if cell.data_type == "f"]
    spaced = [
        (title, place)
        for title, place, cell in cells
        if isinstance(cell.value, str) and any(line != line.strip() or "  " in line for line in cell.value.split("\n"))
    ]
    assert (formulas, spaced) == ([], [])
