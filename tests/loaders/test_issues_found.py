"""Every issue a workbook can have, each found in the smallest workbook that has it."""

from datetime import date, datetime
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook

from loaders.options import NO_OPTIONS, ReadOptions
from loaders.pipeline import read_workbook
from loaders.security.limits import Limits
from model.issue import Severity
from model.issue_codes import SEVERITIES
from model.language import Language
from tests.support.workbooks.canonical import (
    DECISION,
    KEY,
    PROMISE,
    RATED,
    RECOMMENDATION,
    REVIEW,
    TARGET,
    UPDATE,
    write_workbook,
)
from wording.catalogue import translator
from wording.issues import message, remedy

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
ROWS: dict[str, dict[str, Any]] = {
    **{"reviews": REVIEW, "recommendations": RECOMMENDATION, "progress": RATED, "monitoring": PROMISE},
    **{"targets": TARGET, "decisions": DECISION, "names": {}},
}


class Case(NamedTuple):
    """A workbook, and the one issue it has; its severity is that of its code unless another is given."""

    code: str
    cell: str
    found: str
    sheets: dict[str, Any] = {}  # noqa: RUF012 - a case is read only
    severity: Severity | None = None
    change: Any = None
    options: ReadOptions = NO_OPTIONS


def row(table, **cells):
    """Return the sheet of a table with one row, in which some cells are others; _ in a heading is a space."""
    return {table: [{**ROWS[table], **{name.replace("_", " "): value for name, value in cells.items()}}]}


def rows(table, **cells):
    """Return the sheet of a table with its usual row, and a second one in which some cells are others."""
    return {table: [ROWS[table], *row(table, **cells)[table]]}


def change(sheet, cell, value):
    """Return a change of one cell of the workbook."""
    return lambda book: book[sheet].__setitem__(cell, value)


def hide(dimension):
    dimension.hidden = True


def title_above(book):
    book["Progress"].insert_rows(1)
    book["Progress"]["A1"] = "Progress so far"


def headings_as_data(book):
    book["Monitoring"].delete_rows(1)
    book["Monitoring"]["A1"] = "Nothing yet"


def scaled(*statuses):
    """Return options with an order of statuses."""
    return ReadOptions(scale=statuses)


TWO_REVIEWS = (REVIEW, {"Review": "Custody", "Title": "Custody review"})
OPEN = row("progress", Status="Open") | {"key": None}
SWAPPED = {"monitoring": [{**PROMISE, "Due": datetime(2025, 3, 2)}, {**PROMISE, "Due": "27/2/2025"}]}
EARLY = row("recommendations", Target_date="March 2020") | row("reviews", Published=None)
DIFFERENT = row("recommendations", Target_date="May 2026") | {"targets": [TARGET]}
THEMES = {"names": [{"Kind": "Theme", "Name": "Resourcing"}, {"Kind": "Theme", "Name": "resourcing"}]}
CASES = [
    Case("sheet-missing", "", "", {"progress": None}),
    Case("sheet-passed-over", "Lists", "", {"others": {"Lists": [["A note"]]}}),
    Case("sheet-without-headings", "Monitoring", "", change=headings_as_data),
    Case("parts-hidden", "Reviews", "", change=lambda book: setattr(book["Reviews"], "sheet_state", "hidden")),
    Case("parts-hidden", "Progress", "2", change=lambda book: hide(book["Progress"].row_dimensions[2])),
    Case("rows-above-headings", "Progress A1", "Progress so far", change=title_above),
    Case("heading-missing", "Monitoring A1", "", change=change("Monitoring", "C1", None)),
    Case("heading-repeated", "Progress N1", "status", row("progress", status="Red")),
    Case("heading-unknown", "Progress N1", "Comment", row("progress", Comment="A word.")),
    Case("column-without-heading", "Progress O2", "stray", change=change("Progress", "O2", "stray")),
    Case("cell-error", "Progress I2", "#REF!", row("progress", Evidence="#REF!")),
    Case("text-shortened", "Progress H2", "", row("progress", Update="word " * 13)),
    Case("value-missing", "Recommendations D2", "", row("recommendations", Recommendation=" ")),
    Case("word-unknown", "Reviews D2", "soon", row("reviews", Response_days="soon")),
    Case("date-ambiguous", "Progress C2", "03/02/2024", row("progress", Date="03/02/2024")),
    Case("date-year-missing", "Monitoring D2", "July", row("monitoring", Due="July")),
    Case("date-unrecognised", "Monitoring D2", "31 June 2024", row("monitoring", Due="31 June 2024")),
    Case("date-unrecognised", "Progress C2", "soon", row("progress", Date="soon"), ERROR),
    Case("date-before-review", "Progress C2", "Feb 23", row("progress", Date="Feb 23")),
    Case(
        "date-before-review",
        "Recommendations J2",
        "March 2023",
        row("recommendations", Target_date="March 2023"),
        ERROR,
    ),
    Case("date-before-review", "Targets D2", "March 2023", row("targets", Target="March 2023"), ERROR),
    Case("date-before-review", "Monitoring D2", "May 2023", row("monitoring", Due="May 2023", Done="Yes"), ERROR),
    Case("date-before-review", "Recommendations J2", "March 2020", EARLY),
    Case("date-from-day-number", "Progress C2", "45352", row("progress", Date=45352)),
    Case("value-missing", "Monitoring D2", "1900-12-30", row("monitoring", Due=datetime(1900, 12, 30)), INFO),
    Case(
        "date-year-hidden",
        "Monitoring D2",
        "2025-03-12",
        row("monitoring", Due=datetime(2025, 3, 12)),
        change=lambda book: setattr(book["Monitoring"]["D2"], "number_format", "d-mmm"),
    ),
    Case("dates-may-be-swapped", "Monitoring D2", "2025-03-02", SWAPPED),
    Case("review-unknown", "Progress A2", "Custody", row("progress", Review="Custody")),
    Case("name-repeated", "Reviews A3", "Stalking", {"reviews": [REVIEW, REVIEW]}, ERROR),
    Case("review-filled", "Progress A2", "", row("progress", Review=None)),
    Case("value-missing", "Progress A2", "", row("progress", Review=None) | {"reviews": TWO_REVIEWS}),
    Case("review-not-described", "", "Stalking", {"reviews": None}),
    Case("statuses-missing", "Recommendations", "", {"progress": [UPDATE]}),
    Case("recommendations-empty", "Recommendations", "", {"recommendations": [], "progress": []}),
    Case("ref-unknown", "Progress B2", "7", row("progress", Ref="7")),
    Case("ref-repeated", "Recommendations B3", "1", rows("recommendations")),
    Case("related-unknown", "Recommendations K2", "7", row("recommendations", Related_refs="7")),
    Case("word-unknown", "Progress D2", "Note", row("progress", Kind="Note"), ERROR),
    Case("status-unknown", "Progress E2", "Not complete", row("progress", Status="Not complete")),
    Case("status-from-meaning", "Progress E2", "No progress", row("progress", Status="No progress")),
    Case("word-unknown", "Progress G2", "Guessed", row("progress", Basis="Guessed")),
    Case("value-missing", "Progress G2", "", row("progress", Basis=None), WARNING),
    Case("value-missing", "Progress F2", "", row("progress", Rated_by=None), WARNING),
    Case("update-repeated", "Progress B3", "1", rows("progress", Update="More.")),
    Case("value-missing", "Progress H2", "", row("progress", Update=None), WARNING),
    Case("word-unknown", "Progress K2", "soon", row("progress", Proposed_closure="soon")),
    Case("date-unrecognised", "Targets D2", "mañana", row("targets", Target="mañana"), ERROR),
    Case("target-differs", "Recommendations J2", "May 2026", DIFFERENT),
    Case("word-unknown", "Decisions D2", "Parked", row("decisions", Decision="Parked"), ERROR),
    Case("update-repeated", "Decisions B3", "1", rows("decisions", Decision="Kept open")),
    Case("value-missing", "Decisions E2", "", row("decisions", Reason=None), WARNING),
    Case("value-missing", "Decisions H2", "", row("decisions", Decision="Superseded by"), WARNING),
    Case("related-unknown", "Decisions H2", "7", row("decisions", Superseded_by="7")),
    Case("value-missing", "Decisions E2", "", row("decisions", Decision="Ailagorwyd", Reason=None), ERROR),
    Case("key-missing", "", "", {"key": None}),
    Case("key-status-reserved", "Key A5", "Not rated", {"key": [*KEY, {"Status": "Not rated", "Complete": "No"}]}),
    Case("name-repeated", "Key A5", "RED", {"key": [*KEY, {"Status": "RED", "Complete": "No"}]}, ERROR),
    Case("key-none-complete", "Key C2", "", {"key": KEY[:2]}),
    Case("word-unknown", "Key D4", "lime", {"key": [*KEY[:2], {**KEY[2], "Colour": "lime"}]}),
    Case("scale-proposed", "Progress E2", "Open (1)", OPEN),
    Case("scale-proposed", "Progress E2", "Open (1)", OPEN, options=scaled("Closed")),
    Case("scale-confirmed", "Progress E2", "Late, Open", OPEN, options=scaled("Late", "Open")),
    Case("scale-confirmed", "Progress E2", "Open", OPEN, WARNING, options=scaled("Open")),
    Case(
        "scale-confirmed", "Progress E2", "Open, Closed, Done", OPEN, WARNING, options=scaled("Open", "Closed", "Done")
    ),
    Case("scale-not-used", "", "Open, Closed", options=scaled("Open", "Closed")),
    Case(
        "agencies-kept",
        "Recommendations F2",
        "Housing and Health",
        row("recommendations", Lead_agency="Housing and Health"),
    ),
    Case("agencies-split", "Recommendations F2", "", row("recommendations", Lead_agency="Dyfed-Powys Police; HMCTS")),
    Case(
        "name-variant",
        "Recommendations F3",
        "Dyfed Powys Police",
        rows("recommendations", Ref="2", Lead_agency="Dyfed Powys Police "),
    ),
    Case(
        "name-similar",
        "Recommendations F3",
        "Dyfed-Powys Polcie",
        rows("recommendations", Ref="2", Lead_agency="Dyfed-Powys Polcie"),
    ),
    Case("word-unknown", "Names A2", "Person", {"names": [{"Kind": "Person", "Name": "The lead"}]}),
    Case("name-repeated", "Names B3", "resourcing", THEMES),
]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case.code} {case.cell}".strip())
def case(request):
    """Return a case; its tests run one after another."""
    return request.param


@pytest.fixture(scope="module")
def issues(case, tmp_path_factory):
    """Return the issues of the workbook of a case."""
    path = tmp_path_factory.mktemp("case") / "tracker.xlsx"
    write_workbook(path, **case.sheets)
    if case.change:
        book = load_workbook(path)
        case.change(book)
        book.save(path)
    limits = Limits(characters=60) if case.code == "text-shortened" else Limits()
    return read_workbook(path, limits=limits, options=case.options).issues


def test_the_one_fault_is_reported_with_its_cell_and_what_was_found(case, issues):
    expected = (case.code, case.severity or SEVERITIES[case.code], case.cell, case.found)
    assert [(i.code, i.severity, f"{i.sheet} {i.cell}".strip(), i.found) for i in issues] == [expected]


@pytest.mark.parametrize("language", Language)
def test_each_issue_has_its_sentences_with_every_placeholder_filled(issues, language):
    (issue,) = issues
    for sentence in (message(issue, translator(language)), remedy(issue, translator(language))):
        assert sentence.endswith((".", "?"))
        assert "{" not in sentence


def test_a_workbook_without_trouble_has_no_issues(tmp_path):
    assert read_workbook(write_workbook(tmp_path / "tracker.xlsx")).issues == ()


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


def test_a_real_date_is_a_day_and_raises_nothing(tmp_path):
    path = write_workbook(tmp_path / "tracker.xlsx", monitoring=[{**PROMISE, "Due": date(2025, 3, 12)}])
    assert read_workbook(path).issues == ()
