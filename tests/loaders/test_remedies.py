"""Each remedy that changes the workbook or its mapping: followed, its issue is gone and no reading is worse.

A case is a workbook with one issue and the same workbook after its remedy. Afterwards there are as many
recommendations, updates and statuses or more, and no more errors and warnings; more notes only where more was read.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from loaders import read_workbook
from loaders.mapping.sheet_mapping import ExcludedRow, SheetMapping, WorkbookMapping
from loaders.options import NO_OPTIONS, ReadOptions
from model.issues.issue import Severity
from tests.support.workbooks.layouts import GREEN, book_of
from tests.support.workbooks.mappings import mapping_of


class Remedied(NamedTuple):
    """A workbook with an issue, and after its remedy; a list of rows is a single sheet named Tracker.

    `options` are those of both readings, unless the remedy changes them.
    """

    code: str
    before: Any
    after: Any
    fills: Mapping[str, str] = MappingProxyType({})
    fills_after: Mapping[str, str] | None = None
    merged: tuple[str, ...] = ()
    merged_after: tuple[str, ...] = ()
    options: ReadOptions = NO_OPTIONS
    options_after: ReadOptions | None = None


def tracker(*headings, rows):
    return [["Ref", "Recommendation", *headings], *rows]


def three(*cells):
    """Return three recommendations, each with further cells; a tuple has one for each."""
    texts = ("Train all officers in the law.", "Share the data with courts.", "Fund one more post for it.")
    return [
        [number, text, *(cell[number - 1] if isinstance(cell, tuple) else cell for cell in cells)]
        for number, text in enumerate(texts, 1)
    ]


def six(first):
    """Return six recommendations of which only the status of the first may be blank."""
    verbs = ("Hire", "Train", "Move", "Pay", "Equip", "Ask")
    return [
        [ref, f"{verb} the officers.", "CPS", "Red" if ref > 1 else first, "Begun."]
        for ref, verb in enumerate(verbs, 1)
    ]


STATUSES = ("Red", "Amber", "Green")
NEWS = ("Begun.", "Halfway there.", "All done.")
ROUND = ("Status June 2024", "Update June 2024")
KEY = {"Key": [["Status", "Meaning"], ["Red", "No progress"], ["Amber", "Some progress"], ["Green", "Complete"]]}


DETAILS = ["Owner", "Status", "Update"]
SNAPSHOT = tracker(*DETAILS, rows=three("CPS", STATUSES, NEWS))
OWNED = tracker("Owner", *ROUND, rows=three("CPS", STATUSES, NEWS))
REGISTER = [["Ref", "Title", "Theme", "Target date", "Accepted"], [1, "Rain"]]
OWNED_LATER = tracker("Owner", *ROUND, rows=[[4, "Keep the rain out.", "CPS", "Red", "Begun."]])
ITEM_HEADINGS, ITEM = ["Review", "Ref", "Recommendation"], ["R", "1", "Train all officers."]
NEWS_ROW = ["1", "June 2024", "Response", "Begun."]


def template(*rows):
    """Return the sheets of the template with some rows of recommendations."""
    return {"Reviews": [["Review", "Title", "Published"], ["R", "The review", "May 2023"]], "Recommendations": [*rows]}


def with_updates(*rows):
    """Return the sheets of the template with a recommendation and some updates."""
    return template(ITEM_HEADINGS, ITEM) | {"Progress": [["Review", "Ref", "Date", "Kind", "Update"], *rows]}


def due_after(days):
    """Return the sheet of reviews with one review, whose response is due after some days."""
    return {"Reviews": [["Review", "Title", "Published", "Response days"], ["R", "The review", "May 2023", days]]}


def promise(done):
    """Return the sheet of promises with one promise."""
    return {
        "Monitoring": [
            ["Review", "Ref", "Activity", "Due", "Kind", "Done"],
            ["R", "1", "Meet.", "May 2025", "Meeting", done],
        ]
    }


def by(mapping):
    """Return the options with the mapping of one sheet."""
    return ReadOptions(mapping=WorkbookMapping((mapping,)))


def with_heading(old, new, cells):
    """Return a tracker with a further column, before and after its heading is changed."""
    rows = three(STATUSES, NEWS, cells)
    return tracker(*ROUND, old, rows=rows), tracker(*ROUND, new, rows=rows)


def with_cell(heading, old, new, others=("30 June 2024", "30 July 2024")):
    """Return a tracker with a further column, before and after its last cell is changed."""
    before = tracker(*ROUND, heading, rows=three(STATUSES, NEWS, (*others, old)))
    return before, tracker(*ROUND, heading, rows=three(STATUSES, NEWS, (*others, new)))


CASES = [
    Remedied("heading-unknown", *with_heading("Zebra", "Theme", ("Data", "Law", "Data"))),
    Remedied("heading-uncertain", *with_heading("Agancy", "Agency", ("CPS", "HMCTS", "CPS"))),
    Remedied(
        "column-without-round",
        tracker(*ROUND, "Date", rows=three(STATUSES, NEWS, "3 May 2025")),
        tracker(*ROUND, "Target date", rows=three(STATUSES, NEWS, "3 May 2025")),
    ),
    Remedied("word-unknown", *(template(ITEM_HEADINGS, ITEM) | due_after(days) for days in ("soon", 56))),
    Remedied(
        "snapshot-undated",
        {"Tracker": tracker("Status", "Update", rows=three(STATUSES, NEWS))},
        {"June 2024": tracker("Status", "Update", rows=three(STATUSES, NEWS))},
    ),
    Remedied(
        "refs-numbered",
        [["Recommendation", *ROUND], *(row[1:] for row in three(STATUSES, NEWS))],
        tracker(*ROUND, rows=three(STATUSES, NEWS)),
    ),
    Remedied(
        "review-assumed",
        tracker(*ROUND, rows=three(STATUSES, NEWS)),
        tracker(*ROUND, "Review", rows=three(STATUSES, NEWS, "Stalking")),
    ),
    Remedied(
        "scale-proposed",
        {"Tracker": tracker(*ROUND, rows=three(("Open", "Underway", "Closed"), NEWS))},
        {
            "Tracker": tracker(*ROUND, rows=three(("Open", "Underway", "Closed"), NEWS)),
            "Key": [
                ["Status", "Meaning", "Complete"],
                ["Open", "Not begun", "No"],
                ["Underway", "Begun", "No"],
                ["Closed", "Done", "Yes"],
            ],
        },
    ),
    Remedied(
        "status-unknown",
        tracker(*ROUND, rows=three(("Red", "Maybe", "Green"), NEWS)),
        tracker(*ROUND, rows=three(("Red", "Amber", "Green"), NEWS)),
    ),
    Remedied(
        "status-from-meaning",
        {"Tracker": tracker(*ROUND, rows=three(("Red", "Some progress", "Green"), NEWS))} | KEY,
        {"Tracker": tracker(*ROUND, rows=three(STATUSES, NEWS))} | KEY,
    ),
    Remedied(
        "status-from-colour",
        tracker(*ROUND, rows=three(("Red", "Amber", None), NEWS)),
        tracker(*ROUND, rows=three(STATUSES, NEWS)),
        {"Tracker!C4": GREEN},
    ),
    Remedied(
        "status-colour-disagrees",
        tracker(*ROUND, rows=three(STATUSES, NEWS)),
        tracker(*ROUND, rows=three(STATUSES, NEWS)),
        {"Tracker!C2": GREEN},
        {},
    ),
    Remedied("date-ambiguous", *with_cell("Target date", "3/2/2025", "3 February 2025")),
    Remedied("date-year-missing", *with_cell("Target date", "July", "July 2024")),
    Remedied("date-unrecognised", *with_cell("Target date", "31 June 2025", "30 June 2025")),
    Remedied("date-unrecognised", *with_cell("Target date", "30 June 2205", "30 June 2025")),
    Remedied("date-unrecognised", *with_cell("Target date", "when it suits", "TBC")),
    Remedied("date-from-day-number", *with_cell("Target date", 45473, "30 June 2024")),
    Remedied("cell-error", *with_cell("Target date", "#REF!", "30 June 2024")),
    Remedied("cell-error", *with_cell("Target date", "=A1+1", "30 June 2024")),
    Remedied("agencies-split", *with_cell("Agency", "CPS; HMCTS", "CPS", ("CPS", "HMCTS"))),
    Remedied("agencies-kept", *with_cell("Agency", "Estates & IT Team", "Estates; IT Team", ("CPS", "HMCTS"))),
    Remedied(
        "name-variant", *with_cell("Agency", "dyfed powys police", "Dyfed-Powys Police", ("Dyfed-Powys Police", "CPS"))
    ),
    Remedied(
        "value-missing",
        tracker(*ROUND, "Owner", rows=[*three(STATUSES, NEWS, "CPS"), [4, None, "Red", "News.", "CPS"]]),
        tracker(
            *ROUND, "Owner", rows=[*three(STATUSES, NEWS, "CPS"), [4, "Write it all down.", "Red", "News.", "CPS"]]
        ),
    ),
    Remedied(
        "rows-continue",
        tracker(*ROUND, rows=[*three(STATUSES, NEWS), [None, None, None, "And more news of it."]]),
        tracker(*ROUND, rows=[*three(STATUSES, NEWS), [4, "Do one thing more.", None, "And more news of it."]]),
    ),
    Remedied("column-as-evidence", *with_heading("Impact", "Theme", ("Data", "Law", "Data"))),
    Remedied(
        "column-second",
        tracker(*ROUND, "Lead agency", "Agency", rows=three(STATUSES, NEWS, "DPP", "CPS")),
        tracker(*ROUND, "Lead agency", "Supporting agencies", rows=three(STATUSES, NEWS, "DPP", "CPS")),
    ),
    Remedied(
        "statuses-taken-as-published",
        tracker("Date", "Status", rows=three("1 June 2024", STATUSES)),
        tracker("Date", "Status", "Rated by", "Basis", rows=three("1 June 2024", STATUSES, "OPCC", "Published")),
    ),
    Remedied(
        "statuses-missing",
        tracker("Owner", "Update June 2024", rows=three("CPS", NEWS)),
        tracker("Owner", *ROUND, rows=three("CPS", STATUSES, NEWS)),
    ),
    Remedied(
        "heading-placed",
        tracker("RAG", "Progress June 2024", rows=three(STATUSES, NEWS)),
        tracker("RAG June 2024", "Progress June 2024", rows=three(STATUSES, NEWS)),
    ),
    Remedied(
        "round-without-year",
        tracker("Owner", "February", "June", rows=three("CPS", "Red", STATUSES)),
        tracker("Owner", "February 2024", "June 2024", rows=three("CPS", "Red", STATUSES)),
    ),
    Remedied(
        "table-not-read",
        {"T": tracker(*ROUND, rows=three(STATUSES, NEWS)), "Register": REGISTER},
        {"T": tracker(*ROUND, rows=three(STATUSES, NEWS))},
    ),
    Remedied(
        "list-of-another-kind",
        {
            "T": tracker(*ROUND, rows=three(STATUSES, NEWS)),
            "Risks": [["Ref", "Risk", "Impact", "Owner"], [1, "Rain", "H"]],
        },
        {
            "T": tracker(*ROUND, rows=three(STATUSES, NEWS)),
            "Risks": [["Ref", "Recommendation", *ROUND], [4, "Keep the rain out.", "Red", "Begun."]],
        },
    ),
    Remedied("date-before-review", *with_cell("Target date", "30 June 2014", "30 June 2025")),
    Remedied(
        "dates-may-be-swapped", *with_cell("Target date", "27/2/2025", "27 February 2025", (date(2025, 3, 2), None))
    ),
    Remedied("name-similar", *with_cell("Agency", "Estates Teem", "Estates Team", ("Estates Team", "CPS"))),
    Remedied("review-not-described", {"Recommendations": [ITEM_HEADINGS, ITEM]}, template(ITEM_HEADINGS, ITEM)),
    Remedied("ref-repeated", template(ITEM_HEADINGS, ITEM, ITEM), template(ITEM_HEADINGS, ITEM, ["R", "2", "Share."])),
    Remedied("related-unknown", *(template([*ITEM_HEADINGS, "Related refs"], [*ITEM, ref]) for ref in ("7", None))),
    Remedied("review-filled", with_updates([None, *NEWS_ROW]), with_updates(["R", *NEWS_ROW])),
    Remedied("review-unknown", with_updates(["S", *NEWS_ROW]), with_updates(["R", *NEWS_ROW])),
    Remedied("word-unknown", with_updates(["R", "1", "June 2024", "Note", "Begun."]), with_updates(["R", *NEWS_ROW])),
    Remedied("ref-unknown", with_updates(["R", "7", *NEWS_ROW[1:]]), with_updates(["R", *NEWS_ROW])),
    Remedied("status-blank", *(tracker("Owner", *ROUND, rows=six(status)) for status in (None, "Red"))),
    Remedied(
        "key-not-read",
        {"Tracker": OWNED, **KEY, "Old": [["Key"], ["Red", "Nothing was done"], ["Green", "Complete"]]},
        {"Tracker": OWNED, **KEY},
    ),
    Remedied(
        "sheet-left-out",
        {"T": OWNED, "U": OWNED_LATER},
        {"T": OWNED, "U": OWNED_LATER},
        options=by(SheetMapping("U", read=False)),
        options_after=NO_OPTIONS,
    ),
    Remedied(
        "rows-left-out",
        OWNED,
        OWNED,
        options=by(SheetMapping("Tracker", excluded_rows=(ExcludedRow(3),))),
        options_after=NO_OPTIONS,
    ),
    Remedied(
        "mapping-unused",
        {"Tracker": SNAPSHOT},
        {"June 2024": SNAPSHOT},
        options=by(SheetMapping("June 2024")),
    ),
    Remedied(
        "mapping-unused",
        tracker(*ROUND, "Zone", rows=three(STATUSES, NEWS, ("Data", "Law", "Data"))),
        tracker(*ROUND, "Area", rows=three(STATUSES, NEWS, ("Data", "Law", "Data"))),
        options=ReadOptions(mapping=mapping_of(("Tracker", "E", "theme", "Area"))),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_remedy_removes_its_issue_and_makes_no_reading_worse(case):
    fills_after = case.fills if case.fills_after is None else case.fills_after
    options_after = case.options if case.options_after is None else case.options_after
    before = _read(case.before, case.fills, case.merged, case.options)
    after = _read(case.after, fills_after, case.merged_after, options_after)
    assert case.code in _codes(before)
    assert case.code not in _codes(after)
    assert _amounts(after) >= _amounts(before)
    assert _errors_and_warnings(after) <= _errors_and_warnings(before)
    assert _amounts(after) > _amounts(before) or len(after.issues) <= len(before.issues)


def _read(sheets, fills, merged, options):
    named = sheets if isinstance(sheets, dict) else {"Tracker": sheets}
    names = set(named)
    return read_workbook(
        book_of(
            named,
            fills={place: colour for place, colour in fills.items() if place.partition("!")[0] in names},
            merged=merged,
        ),
        options=options,
    )


def _codes(reading):
    return sorted(issue.code for issue in reading.issues)


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
