"""Every issue a workbook can have, each found in the smallest workbook that has it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from loaders import read_workbook
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.security.limits import Limits
from model.issues.issue import Severity
from model.issues.issue_codes import SEVERITIES
from model.language import Language
from tests.loaders.layouts.test_issues_of_layouts import CODES as CODES_OF_LAYOUTS
from tests.loaders.parsing.test_statuses import CODES as CODES_OF_COLOURS
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


@dataclass(frozen=True)
class Case:
    """A workbook, and the one issue it has."""

    code: str
    cell: str
    found: str
    sheets: dict[str, Any] = field(default_factory=dict)
    severity: Severity | None = None
    change: Any = None
    options: ReadOptions = NO_OPTIONS


def hide_sheet(book):
    book["Reviews"].sheet_state = "hidden"


def hide_rows(book):
    book["Progress"].row_dimensions[2].hidden = True


def hide_columns(book):
    book["Progress"].column_dimensions["C"].hidden = True


def put(sheet, cell, value):
    def change(book):
        book[sheet][cell] = value

    return change


def title_above(book):
    book["Progress"].insert_rows(1)
    book["Progress"]["A1"] = "Progress so far"


def headings_as_data(book):
    book["Monitoring"].delete_rows(1)
    book["Monitoring"]["A1"] = "Nothing yet"


TWO_REVIEWS = (REVIEW, {"Review": "Custody", "Title": "Custody review"})
SECOND = {**RECOMMENDATION, "Ref": "2"}
DATED = {**PROMISE, "Due": datetime(2025, 3, 12)}
SWAPPED = [{**PROMISE, "Due": datetime(2025, 3, 2)}, {**PROMISE, "Due": "27/2/2025"}]
CUSTOM_STATUS = [{**RATED, "Status": "Open"}]


def hide_year(book):
    book["Monitoring"]["D2"].number_format = "d-mmm"


CASES = [
    Case("sheet-missing", "", "", {"progress": None}),
    Case("sheet-passed-over", "Lists", "", {"others": {"Lists": [["A note"]]}}),
    Case("sheet-without-headings", "Monitoring", "", {}, change=headings_as_data),
    Case("parts-hidden", "Reviews", "", change=hide_sheet),
    Case("parts-hidden", "Progress", "2", change=hide_rows),
    Case("parts-hidden", "Progress", "C", change=hide_columns),
    Case("rows-above-headings", "Progress A1", "Progress so far", change=title_above),
    Case("heading-missing", "Monitoring A1", "", change=put("Monitoring", "C1", None)),
    Case("heading-repeated", "Progress N1", "status", {"progress": [{**RATED, "status": "Red"}]}),
    Case("heading-unknown", "Progress N1", "Comment", {"progress": [{**RATED, "Comment": "A word."}]}),
    Case("column-without-heading", "Progress O2", "stray", change=put("Progress", "O2", "stray")),
    Case("cell-error", "Progress I2", "#REF!", {"progress": [{**RATED, "Evidence": "#REF!"}]}),
    Case("cell-error", "Progress I2", "", {"progress": [{**RATED, "Evidence": "=A1&B1"}]}),
    Case("text-cleaned", "Progress I2", "", {"progress": [{**RATED, "Evidence": "a_x0007_b"}]}),
    Case("text-shortened", "Progress H2", "", {"progress": [{**RATED, "Update": "word " * 13}]}),
    Case("value-missing", "Recommendations D2", "", {"recommendations": [{**RECOMMENDATION, "Recommendation": " "}]}),
    Case("word-unknown", "Reviews D2", "soon", {"reviews": [{**REVIEW, "Response days": "soon"}]}),
    Case("word-unknown", "Monitoring G2", "perhaps", {"monitoring": [{**PROMISE, "Done": "perhaps"}]}),
    Case("date-ambiguous", "Progress C2", "03/02/2024", {"progress": [{**RATED, "Date": "03/02/2024"}]}),
    Case("date-year-missing", "Monitoring D2", "July", {"monitoring": [{**PROMISE, "Due": "July"}]}),
    Case("date-unrecognised", "Monitoring D2", "31 June 2024", {"monitoring": [{**PROMISE, "Due": "31 June 2024"}]}),
    Case("date-unrecognised", "Monitoring D2", "March 2204", {"monitoring": [{**PROMISE, "Due": "March 2204"}]}),
    Case("date-unrecognised", "Monitoring D2", "soon", {"monitoring": [{**PROMISE, "Due": "soon"}]}),
    Case("date-unrecognised", "Progress C2", "soon", {"progress": [{**RATED, "Date": "soon"}]}, Severity.ERROR),
    Case("date-unrecognised", "Progress C2", "TBC", {"progress": [{**RATED, "Date": "TBC"}]}, Severity.ERROR),
    Case("date-before-review", "Progress C2", "Feb 23", {"progress": [{**RATED, "Date": "Feb 23"}]}),
    Case(
        "date-before-review",
        "Recommendations J2",
        "March 2023",
        {"recommendations": [{**RECOMMENDATION, "Target date": "March 2023"}]},
        Severity.ERROR,
    ),
    Case(
        "date-before-review",
        "Targets D2",
        "March 2023",
        {"targets": [{**TARGET, "Target": "March 2023"}]},
        Severity.ERROR,
    ),
    Case("date-before-review", "Monitoring D2", "May 2023", {"monitoring": [{**PROMISE, "Due": "May 2023"}]}),
    Case(
        "date-before-review",
        "Recommendations J2",
        "March 2020",
        {
            "recommendations": [{**RECOMMENDATION, "Target date": "March 2020"}],
            "reviews": [{**REVIEW, "Published": None}],
        },
    ),
    Case("date-from-day-number", "Progress C2", "45352", {"progress": [{**RATED, "Date": 45352}]}),
    Case(
        "value-missing",
        "Monitoring D2",
        "1900-12-30",
        {"monitoring": [{**PROMISE, "Due": datetime(1900, 12, 30)}]},
        Severity.INFO,
    ),
    Case("date-year-hidden", "Monitoring D2", "2025-03-12", {"monitoring": [DATED]}, change=hide_year),
    Case("dates-may-be-swapped", "Monitoring D2", "2025-03-02", {"monitoring": SWAPPED}),
    Case("review-unknown", "Progress A2", "Custody", {"progress": [{**RATED, "Review": "Custody"}]}),
    Case("name-repeated", "Reviews A3", "Stalking", {"reviews": [REVIEW, REVIEW]}, Severity.ERROR),
    Case("review-filled", "Progress A2", "", {"progress": [{**RATED, "Review": None}]}),
    Case("review-not-described", "", "Stalking", {"reviews": None}),
    Case("statuses-missing", "Recommendations", "", {"progress": [UPDATE]}),
    Case("recommendations-empty", "Recommendations", "", {"recommendations": [], "progress": []}),
    Case("ref-unknown", "Progress B2", "7", {"progress": [{**RATED, "Ref": "7"}]}),
    Case("ref-unknown", "Monitoring B2", "7", {"monitoring": [{**PROMISE, "Ref": "7"}]}),
    Case("ref-repeated", "Recommendations B3", "1", {"recommendations": [RECOMMENDATION, RECOMMENDATION]}),
    Case("related-unknown", "Recommendations K2", "7", {"recommendations": [{**RECOMMENDATION, "Related refs": "7"}]}),
    Case("related-unknown", "Recommendations K2", "1", {"recommendations": [{**RECOMMENDATION, "Related refs": 1}]}),
    Case("word-unknown", "Progress D2", "Note", {"progress": [{**RATED, "Kind": "Note"}]}, Severity.ERROR),
    Case("status-unknown", "Progress E2", "Not complete", {"progress": [{**RATED, "Status": "Not complete"}]}),
    Case("status-from-meaning", "Progress E2", "No progress", {"progress": [{**RATED, "Status": "No progress"}]}),
    Case("status-unknown", "Progress E2", "Amber/Red", {"progress": [{**RATED, "Status": "Amber/Red"}]}),
    Case("word-unknown", "Progress G2", "Guessed", {"progress": [{**RATED, "Basis": "Guessed"}]}),
    Case("value-missing", "Progress G2", "", {"progress": [{**RATED, "Basis": None}]}, Severity.WARNING),
    Case("value-missing", "Progress F2", "", {"progress": [{**RATED, "Rated by": None}]}, Severity.WARNING),
    Case("update-repeated", "Progress B3", "1", {"progress": [RATED, {**RATED, "Update": "More."}]}),
    Case("value-missing", "Progress H2", "", {"progress": [{**RATED, "Update": None}]}, Severity.WARNING),
    Case("word-unknown", "Monitoring E2", "Chat", {"monitoring": [{**PROMISE, "Kind": "Chat"}]}),
    Case("word-unknown", "Progress J2", "On course", {"progress": [{**RATED, "Agency status": "On course"}]}),
    Case("word-unknown", "Progress K2", "soon", {"progress": [{**RATED, "Proposed closure": "soon"}]}),
    Case("ref-unknown", "Targets B2", "7", {"targets": [{**TARGET, "Ref": "7"}]}),
    Case("date-unrecognised", "Targets D2", "mañana", {"targets": [{**TARGET, "Target": "mañana"}]}, Severity.ERROR),
    Case("date-unrecognised", "Targets C2", "then", {"targets": [{**TARGET, "Date": "then"}]}),
    Case("update-repeated", "Targets B3", "1", {"targets": [TARGET, {**TARGET, "Target": "June 2025"}]}),
    Case(
        "target-differs",
        "Recommendations J2",
        "May 2026",
        {"recommendations": [{**RECOMMENDATION, "Target date": "May 2026"}], "targets": [TARGET]},
    ),
    Case("word-unknown", "Decisions D2", "Parked", {"decisions": [{**DECISION, "Decision": "Parked"}]}, Severity.ERROR),
    Case("ref-unknown", "Decisions B2", "7", {"decisions": [{**DECISION, "Ref": "7"}]}),
    Case("date-unrecognised", "Decisions C2", "TBC", {"decisions": [{**DECISION, "Date": "TBC"}]}, Severity.ERROR),
    Case("update-repeated", "Decisions B3", "1", {"decisions": [DECISION, {**DECISION, "Decision": "Kept open"}]}),
    Case("value-missing", "Decisions E2", "", {"decisions": [{**DECISION, "Reason": None}]}, Severity.WARNING),
    Case(
        "value-missing",
        "Decisions H2",
        "",
        {"decisions": [{**DECISION, "Decision": "Superseded by"}]},
        Severity.WARNING,
    ),
    Case("related-unknown", "Decisions H2", "7", {"decisions": [{**DECISION, "Superseded by": "7"}]}),
    Case("related-unknown", "Decisions H2", "1", {"decisions": [{**DECISION, "Superseded by": 1}]}),
    Case(
        "value-missing",
        "Decisions E2",
        "",
        {"decisions": [{**DECISION, "Decision": "Ailagorwyd", "Reason": None}]},
        Severity.ERROR,
    ),
    Case("key-missing", "", "", {"key": None}),
    Case("key-status-reserved", "Key A5", "Not rated", {"key": [*KEY, {"Status": "Not rated", "Complete": "No"}]}),
    Case("name-repeated", "Key A5", "RED", {"key": [*KEY, {"Status": "RED", "Complete": "No"}]}, Severity.ERROR),
    Case("key-none-complete", "Key C2", "", {"key": KEY[:2]}),
    Case("word-unknown", "Key D4", "lime", {"key": [*KEY[:2], {**KEY[2], "Colour": "lime"}]}),
    Case(
        "scale-proposed",
        "Progress E2",
        "Open (2)",
        {"progress": [*CUSTOM_STATUS, {**CUSTOM_STATUS[0], "Date": "June 2024"}], "key": None},
    ),
    Case(
        "scale-proposed",
        "Progress E2",
        "Open (1)",
        {"progress": CUSTOM_STATUS, "key": None},
        options=ReadOptions(scale=("Closed",)),
    ),
    Case(
        "scale-confirmed",
        "Progress E2",
        "Late, Open",
        {"progress": CUSTOM_STATUS, "key": None},
        options=ReadOptions(scale=("Late", "Open")),
    ),
    Case(
        "scale-confirmed",
        "Progress E2",
        "Open",
        {"progress": [CUSTOM_STATUS[0]], "key": None},
        Severity.WARNING,
        options=ReadOptions(scale=("Open",)),
    ),
    Case(
        "scale-confirmed",
        "Progress E2",
        "Open, Closed, Done",
        {"progress": CUSTOM_STATUS, "key": None},
        Severity.WARNING,
        options=ReadOptions(scale=("Open", "Closed", "Done")),
    ),
    Case("scale-not-used", "", "Open, Closed", options=ReadOptions(scale=("Open", "Closed"))),
    Case(
        "agencies-kept",
        "Recommendations F2",
        "Housing and Health",
        {"recommendations": [{**RECOMMENDATION, "Lead agency": "Housing and Health"}]},
    ),
    Case(
        "agencies-split",
        "Recommendations F2",
        "",
        {"recommendations": [{**RECOMMENDATION, "Lead agency": "Dyfed-Powys Police; HMCTS"}]},
    ),
    Case(
        "name-variant",
        "Recommendations F3",
        "Dyfed Powys Police",
        {"recommendations": [RECOMMENDATION, {**SECOND, "Lead agency": "Dyfed Powys Police "}]},
    ),
    Case(
        "name-similar",
        "Recommendations F3",
        "Dyfed-Powys Polcie",
        {"recommendations": [RECOMMENDATION, {**SECOND, "Lead agency": "Dyfed-Powys Polcie"}]},
    ),
    Case("word-unknown", "Names A2", "Person", {"names": [{"Kind": "Person", "Name": "The lead"}]}),
    Case(
        "name-repeated",
        "Names B3",
        "resourcing",
        {"names": [{"Kind": "Theme", "Name": "Resourcing"}, {"Kind": "Theme", "Name": "resourcing"}]},
    ),
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


CODES_OF_FILES = {
    "encoding-detected",
    "delimiter-detected",
    "characters-lost",
    "links-not-followed",
    "comment-read",
    "conditional-format-not-read",
    "paper-status-blank",
    "paper-statuses-differ",
    "paper-of-a-part",
    "paper-agency-unsure",
    "paper-text-kept-out",
    "paper-footnotes",
    "paper-lines-joined",
    "paper-titles-split",
    "paper-themes-by-position",
    "paper-agencies-shared",
    "paper-statuses-by-position",
    "paper-reviews-by-position",
    "text-outside-tables",
    "quotation-unclosed",
    "merge-covers-cells",
    "merge-very-large",
}
"""Codes of issues of a file, its parts or a paper, which other tests cover."""
CODES_OF_PARTS = {
    "key-order-unknown",
    "key-not-read",
    "ref-turned",
    "round-without-year",
    "round-year-given",
    "statuses-side-by-side",
    "refs-restart",
    "ref-of-several",
}
"""Codes of issues of keys, refs and headings, which other tests cover."""

CODES_AS_PUBLISHED = {
    "review-published",
    "round-workbook",
    "round-other-tracker",
    "scale-published",
    "translation-changed",
}
"""Codes of issues of workbooks that are read by what is published, which other tests cover."""


CODES_OF_RETURNS = {code for code in SEVERITIES if code.startswith("return-")}
"""Codes of issues of a return, which its own tests cover."""


def test_every_code_is_found_by_a_case():
    known = CODES_OF_LAYOUTS | CODES_OF_COLOURS | CODES_OF_FILES | CODES_OF_PARTS | CODES_AS_PUBLISHED
    known |= CODES_OF_RETURNS
    found = {case.code for case in CASES} | known
    assert found == set(SEVERITIES)


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


def test_a_missing_review_is_not_guessed_if_there_are_two(tmp_path):
    path = write_workbook(tmp_path / "tracker.xlsx", reviews=TWO_REVIEWS, progress=[{**RATED, "Review": None}])
    assert [(i.code, i.cell) for i in read_workbook(path).issues] == [("value-missing", "A2")]


def test_a_date_before_1990_in_a_real_date_cell_is_out_of_range(tmp_path):
    path = write_workbook(tmp_path / "tracker.xlsx", monitoring=[{**PROMISE, "Due": datetime(1925, 3, 1)}])
    assert [(i.code, i.found) for i in read_workbook(path).issues] == [("date-unrecognised", "1925-03-01")]


def test_a_real_date_is_a_day_and_raises_nothing(tmp_path):
    path = write_workbook(tmp_path / "tracker.xlsx", monitoring=[{**PROMISE, "Due": date(2025, 3, 12)}])
    assert read_workbook(path).issues == ()
