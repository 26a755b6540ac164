"""Every issue a workbook can have, each found in the smallest workbook that has it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from loaders.options import ReadOptions
from loaders.pipeline import read_with_tables, read_workbook
from loaders.security import Limits
from model.terms import Language
from model.tracker.reading import SEVERITIES, Severity
from tests.support.workbooks.canonical import DECISION, PROMISE, RATED, RECOMMENDATION, UPDATE, write_workbook
from tests.support.workbooks.from_toml import USUAL, canonical_sheets, read_toml
from wording.catalogue import translator
from wording.issues import message, remedy


def title_above(book):
    book["Progress"].insert_rows(1)
    book["Progress"]["A1"] = "Progress so far"


def headings_as_data(book):
    book["Monitoring"].delete_rows(1)
    book["Monitoring"]["A1"] = "Nothing yet"


CHANGES = {
    "title above": title_above,
    "headings as data": headings_as_data,
    "the sheet is hidden": lambda book: setattr(book["Reviews"], "sheet_state", "hidden"),
    "the row is hidden": lambda book: setattr(book["Progress"].row_dimensions[2], "hidden", True),
    "the year is hidden": lambda book: setattr(book["Monitoring"]["D2"], "number_format", "d-mmm"),
}
CASES = read_toml(Path(__file__).with_name("issues_found.toml"))["cases"]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]} {case[1]}".strip())
def case(request):
    """Return a case; its tests run one after another."""
    return request.param


@pytest.fixture(scope="module")
def issues(case, tmp_path_factory):
    """Return the issues of the workbook of a case."""
    path, (code, _cell, _found, stated) = tmp_path_factory.mktemp("case") / "tracker.xlsx", case
    sheets = {name: rows for name, rows in stated.items() if name in (*USUAL, "without")}
    write_workbook(path, **canonical_sheets(**sheets), others=stated.get("others"))
    if "put" in stated or "change" in stated:
        book = load_workbook(path)
        if "put" in stated:
            sheet, cell, value = stated["put"]
            book[sheet][cell] = value or None
        CHANGES.get(stated.get("change"), lambda _book: None)(book)
        book.save(path)
    limits = Limits(characters=60) if code == "text-shortened" else Limits()
    scale = tuple(stated["scale"]) if "scale" in stated else None
    return read_with_tables(path, limits=limits, options=ReadOptions(scale=scale)).reading.issues


def test_the_one_fault_is_reported_with_its_cell_and_what_was_found(case, issues):
    code, cell, found, stated = case
    expected = (code, stated.get("severity", SEVERITIES[code].value), cell, found)
    assert [(i.code, i.severity.value, f"{i.sheet} {i.cell}".strip(), i.found) for i in issues] == [expected]


@pytest.mark.parametrize("language", Language)
def test_each_issue_has_its_sentences_with_every_placeholder_filled(issues, language):
    (issue,) = issues
    for sentence in (message(issue, translator(language)), remedy(issue, translator(language))):
        assert sentence.endswith((".", "?"))
        assert "{" not in sentence


def test_a_workbook_without_trouble_also_with_a_real_date_has_no_issues(tmp_path):
    path = write_workbook(tmp_path / "tracker.xlsx", monitoring=[{**PROMISE, "Due": date(2025, 3, 12)}])
    assert read_workbook(path).issues == ()


def test_everything_wrong_is_reported_together_in_the_order_of_sheets_and_cells(tmp_path):
    reading = read_workbook(
        write_workbook(
            tmp_path / "tracker.xlsx",
            progress=[{**RATED, "Ref": "9"}, {**RATED, "Status": "Puce", "Date": "soon"}, {**RATED, "Kind": "Note"}],
            recommendations=[{**RECOMMENDATION, "Related refs": "Rec 8"}],
            key=None,
        )
    )
    assert [(issue.code, issue.sheet, issue.cell) for issue in reading.issues] == [
        ("key-missing", "", ""),
        ("related-unknown", "Recommendations", "K2"),
        ("ref-unknown", "Progress", "B2"),
        ("date-unrecognised", "Progress", "C3"),
        ("status-unknown", "Progress", "E3"),
        ("word-unknown", "Progress", "D4"),
    ]


def test_a_recommendation_without_its_row_is_one_issue_with_all_that_is_about_it(tmp_path):
    path = write_workbook(
        tmp_path / "tracker.xlsx",
        progress=[RATED, {**RATED, "Ref": "7"}, {**RATED, "Ref": "7", "Date": "June 2024"}],
        monitoring=[{**PROMISE, "Ref": "7"}, {**PROMISE, "Ref": "8"}],
        decisions=[{**DECISION, "Ref": "7"}],
    )
    found = [issue for issue in read_workbook(path).issues if issue.code == "ref-unknown"]
    counts = [(issue.cell, issue.found, issue.details["count"]) for issue in found]
    assert counts == [("B3", "7", "4"), ("B3", "8", "1")]
    assert {issue.severity for issue in found} == {Severity.ERROR}


def test_a_published_recommendation_without_its_row_is_a_warning(tmp_path):
    path = write_workbook(tmp_path / "tracker.xlsx", progress=[RATED, {**RATED, "Ref": "7"}])
    options = ReadOptions(known=(("Stalking", "1"), ("Stalking", "7")))
    (issue,) = [issue for issue in read_workbook(path, options=options).issues if issue.code == "ref-unknown"]
    assert (issue.severity, issue.found, issue.details["published"]) == (Severity.WARNING, "7", "yes")


def test_no_row_is_dropped_whatever_is_wrong_with_it(tmp_path):
    stray = {"Evidence": "only this"}
    progress: list[dict[str, Any]] = [{**RATED, "Ref": "9"}, {**RATED, "Date": None}, {**RATED, "Ref": None}, stray]
    reading = read_workbook(write_workbook(tmp_path / "tracker.xlsx", progress=progress))
    assert [(row["ref"], row["status"], row["evidence"]) for row in reading.rows["progress"]] == [
        ("9", "Amber", None),
        ("1", "Amber", None),
        (None, "Amber", None),
        (None, None, "only this"),
    ]
    assert not reading.publishable


def test_a_response_may_come_before_the_review_is_published(tmp_path):
    response = {**UPDATE, "Kind": "Response", "Date": "May 2023"}
    issues = read_workbook(write_workbook(tmp_path / "tracker.xlsx", progress=[response])).issues
    assert [issue.code for issue in issues] == ["statuses-missing"]
