"""Each remedy that changes more than the cell of its issue: followed, its issue is gone and no reading is worse.

A case is a workbook with one issue and the same workbook after its remedy. Afterwards there are as many
recommendations, updates and statuses or more, and no more errors and warnings; more notes only where more was read.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from loaders.options import NO_OPTIONS, ReadOptions, SheetMapping, WorkbookMapping
from loaders.pipeline import read_workbook
from model.tracker.reading import Severity
from tests.support.workbooks.layouts import GREEN, book_of
from tests.support.workbooks.mappings import mapping_of


class Remedied(NamedTuple):
    """A workbook with an issue, and after its remedy; a list of rows is a single sheet named Tracker.

    The `fills` are those of both readings, and the `options` unless the remedy changes them.
    """

    code: str
    before: Any
    after: Any
    fills: Mapping[str, str] = MappingProxyType({})
    options: ReadOptions = NO_OPTIONS
    options_after: ReadOptions | None = None


def three(*headings, cells):
    """Return a tracker of three recommendations with further columns; a tuple has one cell for each."""
    texts = ("Train all officers in the law.", "Share the data with courts.", "Fund one more post for it.")
    return [
        ["Ref", "Recommendation", *headings],
        *(
            [n + 1, text, *(cell[n] if isinstance(cell, tuple) else cell for cell in cells)]
            for n, text in enumerate(texts)
        ),
    ]


def headed(old, new, *cells):
    """Return a tracker with the headings of some columns before and after they are changed."""
    return three(*old, cells=cells), three(*new, cells=cells)


def with_cell(heading, old, new, others=("30 June 2024", "30 July 2024")):
    """Return a tracker with a further column, before and after its last cell is changed."""
    return tuple(three(*ROUND, heading, cells=(STATUSES, NEWS, (*others, last))) for last in (old, new))


def by(mapping):
    """Return the options with the mapping of one sheet."""
    return ReadOptions(mapping=WorkbookMapping((mapping,)))


STATUSES, NEWS = ("Red", "Amber", "Green"), ("Begun.", "Halfway there.", "All done.")
ROUND = ("Status June 2024", "Update June 2024")
LEAD = "Lead agency"
OWN_KEY = {
    "Key": [["Status", "Meaning", "Complete"], ["Open", "New", "No"], ["Underway", "", "No"], ["Closed", "", "Yes"]]
}
PLAIN, LATER = three(*ROUND, cells=(STATUSES, NEWS)), three("Status", "Update", cells=(STATUSES, NEWS))
OWNED = three("Owner", *ROUND, cells=("CPS", STATUSES, NEWS))
MORE = [["Ref", "Recommendation", "Owner", *ROUND], [4, "Keep the rain out.", "CPS", "Red", "Begun."]]
OPEN = three(*ROUND, cells=(("Open", "Underway", "Closed"), NEWS))
RISKS = [["Ref", "Risk", "Impact", "Owner"], [1, "Rain", "H"]]
DATA = ("Data", "Law", "Data")
TWO = {"T": OWNED, "U": MORE}
ZONE, AREA = headed((*ROUND, "Zone"), (*ROUND, "Area"), STATUSES, NEWS, DATA)
CASES = [
    Remedied("heading-unknown", *headed((*ROUND, "Zebra"), (*ROUND, "Theme"), STATUSES, NEWS, DATA)),
    Remedied(
        "heading-uncertain", *headed((*ROUND, "Agancy"), (*ROUND, "Agency"), STATUSES, NEWS, ("CPS", "HMCTS", "CPS"))
    ),
    Remedied("column-without-round", *headed((*ROUND, "Date"), (*ROUND, "Target date"), STATUSES, NEWS, "3 May 2025")),
    Remedied(
        "column-second",
        *headed((LEAD, "Agency", *ROUND), (LEAD, "Supporting agencies", *ROUND), "DPP", "CPS", STATUSES, NEWS),
    ),
    Remedied("heading-placed", *headed(("RAG", "Progress June 2024"), ("RAG June 2024", ROUND[1]), STATUSES, NEWS)),
    Remedied(
        "round-without-year",
        *headed(("Owner", "February", "June"), ("Owner", "February 2024", "June 2024"), "CPS", "Red", STATUSES),
    ),
    Remedied("snapshot-undated", {"Tracker": LATER}, {"June 2024": LATER}),
    Remedied("scale-proposed", {"Tracker": OPEN}, {"Tracker": OPEN} | OWN_KEY),
    Remedied("status-from-colour", three(*ROUND, cells=(("Red", "Amber", None), NEWS)), PLAIN, {"Tracker!C4": GREEN}),
    Remedied(
        "dates-may-be-swapped", *with_cell("Target date", "27/2/2025", "27 February 2025", (date(2025, 3, 2), None))
    ),
    Remedied("agencies-split", *with_cell("Agency", "CPS; HMCTS", "CPS", ("CPS", "HMCTS"))),
    Remedied(
        "rows-continue",
        [*PLAIN, [None, None, None, "And more news of it."]],
        [*PLAIN, [4, "Do one thing more.", None, "And more news of it."]],
    ),
    Remedied(
        "statuses-taken-as-published",
        three("Date", "Status", cells=("1 June 2024", STATUSES)),
        three("Date", "Status", "Rated by", "Basis", cells=("1 June 2024", STATUSES, "OPCC", "Published")),
    ),
    Remedied("list-of-another-kind", {"T": OWNED, "Risks": RISKS}, {"T": OWNED, "Risks": MORE}),
    Remedied("sheet-left-out", TWO, TWO, options=by(SheetMapping("U", read=False)), options_after=NO_OPTIONS),
    Remedied("mapping-unused", {"Tracker": LATER}, {"June 2024": LATER}, options=by(SheetMapping("June 2024"))),
    Remedied("mapping-unused", ZONE, AREA, options=ReadOptions(mapping=mapping_of(("Tracker", "E", "theme", "Area")))),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_remedy_removes_its_issue_and_makes_no_reading_worse(case):
    before = _read(case.before, case.fills, case.options)
    after = _read(case.after, case.fills, case.options_after or case.options)
    assert case.code in {issue.code for issue in before.issues} - {issue.code for issue in after.issues}
    assert _amounts(after) >= _amounts(before)
    assert _errors_and_warnings(after) <= _errors_and_warnings(before)
    assert _amounts(after) > _amounts(before) or len(after.issues) <= len(before.issues)


def _read(sheets, fills, options):
    named = sheets if isinstance(sheets, dict) else {"Tracker": sheets}
    return read_workbook(book_of(named, fills=dict(fills)), options=options)


def _errors_and_warnings(reading):
    """Return the numbers of errors and of warnings."""
    return [
        sum(issue.severity is severity for issue in reading.issues) for severity in (Severity.ERROR, Severity.WARNING)
    ]


def _amounts(reading):
    """Return the numbers of recommendations, of statuses and of updates."""
    rows = reading.rows
    return (
        len(rows["recommendations"]),
        sum(row["status"] is not None for row in rows["progress"]),
        len(rows["progress"]),
    )
