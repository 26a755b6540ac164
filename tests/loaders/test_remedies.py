"""Each remedy that changes the workbook or its mapping: followed, its issue is gone and no reading is worse.

A case is a workbook with one issue and the same workbook after its remedy. Afterwards there are as many
recommendations, updates and statuses or more, and no more errors and warnings; more notes only where more was read.
"""

from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from loaders import read_workbook
from loaders.mapping.sheet_mapping import ExcludedRow, SheetMapping, WorkbookMapping
from loaders.options import NO_OPTIONS, ReadOptions
from model.issues.issue import Severity
from tests.support.workbooks.layouts import AMBER, GREEN, RED, book_of
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


VERBS = ("Train", "Teach", "Count", "Equip")
TEXTS, DETAILS = ["Ref", "Recommendation"], ["Owner", "Status", "Update"]
SNAPSHOT = tracker(*DETAILS, rows=three("CPS", STATUSES, NEWS))
OWNED = tracker("Owner", *ROUND, rows=three("CPS", STATUSES, NEWS))
REGISTER = [["Ref", "Title", "Theme", "Target date", "Accepted"], [1, "Rain"]]
OWNED_LATER = tracker("Owner", *ROUND, rows=[[4, "Keep the rain out.", "CPS", "Red", "Begun."]])
ACTIONS = [[ref, f"{verb} the officers.", "CPS", "Red", "Begun."] for ref, verb in zip("1122", VERBS, strict=True)]
UP_DOWN = tracker(*ROUND, rows=three(("Up", "Down", "Up"), NEWS))
COUNTS = [["RAG", "No."], ["Red", 1], ["Amber", 1], ["Green", 1]]
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
        "column-as-evidence",
        tracker(*ROUND, "Comments", rows=three(STATUSES, NEWS, ("More of it.", "More work on it.", "Other news."))),
        tracker(*ROUND, "Update July 2024", rows=three(STATUSES, NEWS, ("More of it.", "More work.", "Other news."))),
    ),
    Remedied(
        "column-without-round",
        tracker(*ROUND, "Date", rows=three(STATUSES, NEWS, "3 May 2025")),
        tracker(*ROUND, "Target date", rows=three(STATUSES, NEWS, "3 May 2025")),
    ),
    Remedied(
        "column-without-round",
        tracker("RAG Feb 24", "Update Feb 24", "Update", rows=three(STATUSES, NEWS, "Other news of it.")),
        tracker("RAG Feb 24", "Update Feb 24", "Update June 24", rows=three(STATUSES, NEWS, "Other news of it.")),
    ),
    Remedied(
        "word-unknown",
        *(template(ITEM_HEADINGS, ITEM) | promise("perhaps"), template(ITEM_HEADINGS, ITEM) | promise("Yes")),
    ),
    Remedied("word-unknown", *(template(ITEM_HEADINGS, ITEM) | due_after(days) for days in ("soon", 56))),
    Remedied(
        "column-without-heading",
        tracker(*ROUND, None, rows=three(STATUSES, NEWS, ("Data", "Law", "Data"))),
        tracker(*ROUND, "Theme", rows=three(STATUSES, NEWS, ("Data", "Law", "Data"))),
    ),
    Remedied(
        "column-earlier-status",
        tracker(*ROUND, "Previous status", rows=three(STATUSES, NEWS, "Red")),
        tracker(*ROUND, "Status Feb 2024", rows=three(STATUSES, NEWS, "Red")),
    ),
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
        "refs-in-text",
        [["Recommendation", *ROUND], *([f"{ref}. {text}", *rest] for ref, text, *rest in three(STATUSES, NEWS))],
        tracker(*ROUND, rows=three(STATUSES, NEWS)),
    ),
    Remedied(
        "review-assumed",
        tracker(*ROUND, rows=three(STATUSES, NEWS)),
        tracker(*ROUND, "Review", rows=three(STATUSES, NEWS, "Stalking")),
    ),
    Remedied(
        "key-missing",
        {"Tracker": tracker(*ROUND, rows=three(STATUSES, NEWS))},
        {"Tracker": tracker(*ROUND, rows=three(STATUSES, NEWS))} | KEY,
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
    Remedied(
        "colour-unsure",
        tracker(*ROUND, rows=three(("Red", "Amber", None), NEWS)),
        tracker(*ROUND, rows=three(STATUSES, NEWS)),
        {"Tracker!C4": "FFFFFF00"},
    ),
    Remedied(
        "fills-of-rows",
        tracker(*ROUND, rows=three((None, "Amber", "Green"), NEWS)),
        tracker(*ROUND, rows=three(STATUSES, NEWS)),
        {f"Tracker!{letter}2": RED for letter in "ABCD"},
    ),
    Remedied("date-ambiguous", *with_cell("Target date", "3/2/2025", "3 February 2025")),
    Remedied("date-year-missing", *with_cell("Target date", "July", "July 2024")),
    Remedied("date-unrecognised", *with_cell("Target date", "31 June 2025", "30 June 2025")),
    Remedied("date-unrecognised", *with_cell("Target date", "30 June 2205", "30 June 2025")),
    Remedied("date-unrecognised", *with_cell("Target date", "when it suits", "TBC")),
    Remedied("date-from-day-number", *with_cell("Target date", 45473, "30 June 2024")),
    Remedied("cell-error", *with_cell("Target date", "#REF!", "30 June 2024")),
    Remedied("formula-not-calculated", *with_cell("Target date", "=A1+1", "30 June 2024")),
    Remedied("agencies-split", *with_cell("Agency", "CPS; HMCTS", "CPS", ("CPS", "HMCTS"))),
    Remedied("agencies-kept", *with_cell("Agency", "Estates & IT Team", "Estates; IT Team", ("CPS", "HMCTS"))),
    Remedied(
        "name-variant", *with_cell("Agency", "dyfed powys police", "Dyfed-Powys Police", ("Dyfed-Powys Police", "CPS"))
    ),
    Remedied(
        "date-unrecognised",
        [["Ref", "Recommendation", "Date", "Status"], [1, "Train.", "June 2024", "Red"], [2, "Share.", "TBC", "Red"]],
        [
            ["Ref", "Recommendation", "Date", "Status"],
            [1, "Train.", "June 2024", "Red"],
            [2, "Share.", "June 2024", "Red"],
        ],
    ),
    Remedied(
        "value-missing",
        tracker(*ROUND, "Owner", rows=[*three(STATUSES, NEWS, "CPS"), [4, None, "Red", "News.", "CPS"]]),
        tracker(
            *ROUND, "Owner", rows=[*three(STATUSES, NEWS, "CPS"), [4, "Write it all down.", "Red", "News.", "CPS"]]
        ),
    ),
    Remedied(
        "ref-turned",
        [
            ["Ref", "Recommendation", *ROUND],
            [time(3, 1), "Train officers.", "Red", "Begun."],
            ["3:2", "Go.", "Red", "No."],
        ],
        [["Ref", "Recommendation", *ROUND], ["3:1", "Train officers.", "Red", "Begun."], ["3:2", "Go.", "Red", "No."]],
    ),
    Remedied(
        "item-differs",
        [
            ["Ref", "Recommendation", "Owner", "Date", "Status"],
            [1, "Train all officers.", "CPS", "1 Feb 2024", "Red"],
            [1, "Train all officers.", "HMCTS", "1 June 2024", "Amber"],
        ],
        [
            ["Ref", "Recommendation", "Owner", "Date", "Status"],
            [1, "Train all officers.", "CPS", "1 Feb 2024", "Red"],
            [1, "Train all officers.", "CPS", "1 June 2024", "Amber"],
        ],
    ),
    Remedied(
        "refs-restart",
        tracker(*ROUND, rows=[["Training"], [1, "Train.", "Red", "x"], ["Data"], [1, "Count.", "Red", "x"]]),
        tracker(*ROUND, rows=[["Training"], [1, "Train.", "Red", "x"], ["Data"], [2, "Count.", "Red", "x"]]),
    ),
    Remedied(
        "ref-of-several",
        {
            "List": tracker("Owner", rows=[["Training"], [1, "Train.", "DPP"], ["Data"], [1, "Count.", "CPS"]]),
            "News": [["Ref", "Date", "RAG", "Update"], [1, "Feb 24", "Red", "x"]],
        },
        {
            "List": tracker("Owner", rows=[["Training"], [1, "Train.", "DPP"], ["Data"], [2, "Count.", "CPS"]]),
            "News": [["Ref", "Date", "RAG", "Update"], [2, "Feb 24", "Red", "x"]],
        },
    ),
    Remedied(
        "statuses-differ",
        [
            ["Ref", "Recommendation", "Date", "Status"],
            [1, "Train all officers.", "1 Feb 2024", "Red"],
            [1, "Train all officers.", "1 Feb 2024", "Amber"],
        ],
        [
            ["Ref", "Recommendation", "Date", "Status"],
            [1, "Train all officers.", "1 Feb 2024", "Red"],
            [1, "Train all officers.", "1 June 2024", "Amber"],
        ],
    ),
    Remedied(
        "rows-joined",
        [
            ["Ref", "Recommendation", "Date", "Status", "Update"],
            [1, "Train all officers.", "1 Feb 2024", "Red", "One."],
            [1, "Train all officers.", "1 Feb 2024", "Red", "Two."],
        ],
        [
            ["Ref", "Recommendation", "Date", "Status", "Update"],
            [1, "Train all officers.", "1 Feb 2024", "Red", "One."],
            [1, "Train all officers.", "2 Feb 2024", "Red", "Two."],
        ],
    ),
    Remedied(
        "rows-continue",
        tracker(*ROUND, rows=[*three(STATUSES, NEWS), [None, None, None, "And more news of it."]]),
        tracker(*ROUND, rows=[*three(STATUSES, NEWS), [4, "Do one thing more.", None, "And more news of it."]]),
    ),
    Remedied(
        "action-statuses-differ",
        [
            ["Ref", "Recommendation", "Action", *ROUND],
            ["1", "Train officers.", "Write a course.", "Red", "Begun."],
            ["1", "Train officers.", "Hold the course.", "Green", "Done."],
            ["2", "Share data.", "Sign.", "Green", "Done."],
        ],
        [
            ["Ref", "Recommendation", "Action", *ROUND],
            ["1", "Train officers.", "Write a course.", "Red", "Begun."],
            ["1", "Train officers.", "Hold the course.", "Red", "Done."],
            ["2", "Share data.", "Sign.", "Green", "Done."],
        ],
    ),
    Remedied(
        "key-not-read",
        {"Tracker": tracker(*ROUND, rows=three((None, "Amber", "Green"), NEWS)), "Key": [["Key"], ["as usual"]]},
        {"Tracker": tracker(*ROUND, rows=three((None, "Amber", "Green"), NEWS))} | KEY,
        {"Tracker!C2": RED},
    ),
    Remedied(
        "closed-sheet-not-closed",
        {
            "Open": tracker("Status", "Date", rows=three(("Open", "Open", "Open"), "1 June 2024")),
            "Closed": tracker("Status", "Date", rows=[[4, "Do more of it all.", "Open", "1 June 2024"]]),
        },
        {
            "Open": tracker("Status", "Date", rows=three(("Open", "Open", "Open"), "1 June 2024")),
            "Closed": tracker("Status", "Date", rows=[[4, "Do more of it all.", "Closed", "1 June 2024"]]),
        },
    ),
    Remedied(
        "column-other-rating",
        {"T": [["Ref", "Risk", "Impact", "Owner"], [1, "Rain.", "Red", "PM"], [2, "Snow.", "Green", "PM"]]},
        {"June 2024": [["Ref", "Risk", "Status", "Owner"], [1, "Rain.", "Red", "PM"], [2, "Snow.", "Green", "PM"]]},
    ),
    Remedied("column-as-evidence", *with_heading("Impact", "Theme", ("Data", "Law", "Data"))),
    Remedied(
        "column-as-evidence",
        tracker("Owner", "Date completed", rows=three("CPS", ("1 June 2024", None, "2 June 2024"))),
        tracker("Owner", "Date", "Status", rows=three("CPS", "2 June 2024", ("Closed", "Open", "Closed"))),
    ),
    Remedied(
        "column-with-recommendation",
        tracker(*ROUND, "Finding", rows=three(STATUSES, NEWS, ("No course.", "No wires.", "No post."))),
        [
            ["Ref", "Title", *ROUND, "Recommendation"],
            *three(STATUSES, NEWS, ("Give a course to all.", "Lay the wires to all.", "Fund the post for all.")),
        ],
    ),
    Remedied(
        "column-not-held",
        tracker(*ROUND, "Date raised", rows=three(STATUSES, NEWS, "May 2023")),
        tracker(*ROUND, rows=three(STATUSES, ("Begun. Raised May 2023.", "Halfway. Raised May 2023.", "Done."))),
    ),
    Remedied(
        "column-second",
        tracker(*ROUND, "Lead agency", "Agency", rows=three(STATUSES, NEWS, "DPP", "CPS")),
        tracker(*ROUND, "Lead agency", "Supporting agencies", rows=three(STATUSES, NEWS, "DPP", "CPS")),
    ),
    Remedied(
        "status-columns-two",
        {"June 2024": tracker("Owner", "RAG", "Update", "Status", rows=three("CPS", STATUSES, NEWS, "Red"))},
        {"June 2024": tracker("Owner", "RAG", "Update", "Previous status", rows=three("CPS", STATUSES, NEWS, "Red"))},
    ),
    Remedied(
        "status-columns-two",
        {"June 2024": tracker("Owner", "RAG", "Update", "Status", rows=three("CPS", STATUSES, NEWS, "Red"))},
        {
            "Tracker": tracker(
                "Owner",
                "RAG June 2024",
                "Update June 2024",
                "Status Feb 2024",
                rows=three("CPS", STATUSES, NEWS, "Red"),
            )
        },
    ),
    Remedied(
        "statuses-side-by-side",
        {
            "June 2024": tracker(
                "Owner", "DPP", "CPS", "Update", rows=three("OPCC", STATUSES, ("Green", "Red", "Amber"), NEWS)
            )
        },
        {"June 2024": tracker("Owner", "Status", "Update", rows=three("OPCC", STATUSES, NEWS))},
    ),
    Remedied(
        "statuses-taken-as-published",
        tracker("Date", "Status", rows=three("1 June 2024", STATUSES)),
        tracker("Date", "Status", "Rated by", "Basis", rows=three("1 June 2024", STATUSES, "OPCC", "Published")),
    ),
    Remedied(
        "statuses-taken-as-published",
        tracker(*ROUND, rows=three(STATUSES, NEWS)),
        tracker(*ROUND, "Rated by June 2024", "Basis June 2024", rows=three(STATUSES, NEWS, "OPCC", "Published")),
    ),
    Remedied(
        "statuses-missing",
        tracker("Owner", "Update June 2024", rows=three("CPS", NEWS)),
        tracker("Owner", *ROUND, rows=three("CPS", STATUSES, NEWS)),
    ),
    Remedied(
        "colours-not-read",
        tracker("Owner", "Update June 2024", rows=three("CPS", NEWS)),
        tracker("Owner", *ROUND, rows=three("CPS", STATUSES, NEWS)),
        {"Tracker!C2": RED, "Tracker!C3": AMBER, "Tracker!C4": GREEN},
        {},
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
        "round-year-given",
        [["Our tracker, June 2024"], *tracker("Owner", "February", "June", rows=three("CPS", "Red", STATUSES))],
        [["Our tracker"], *tracker("Owner", "February 2024", "June 2024", rows=three("CPS", "Red", STATUSES))],
    ),
    Remedied(
        "round-in-row",
        [[*TEXTS, *DETAILS], *three("CPS", STATUSES, NEWS)[:1], ["June 2024"], *three("CPS", STATUSES, NEWS)[1:]],
        [[*TEXTS, *DETAILS, "Date"], *three("CPS", STATUSES, NEWS, "June 2024")],
    ),
    Remedied(
        "rows-not-items",
        tracker("Owner", *ROUND, rows=[*three("CPS", STATUSES, NEWS), [4], [5, "Do it.", "CPS", "Red", "Go."]]),
        tracker(
            "Owner",
            *ROUND,
            rows=[
                *three("CPS", STATUSES, NEWS),
                [4, "Do that.", "CPS", "Red", "Go."],
                [5, "Do it.", "CPS", "Red", "Go."],
            ],
        ),
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
    Remedied(
        "earlier-sheet-repeats",
        {"June 2024": SNAPSHOT, "Old": SNAPSHOT},
        {"June 2024": SNAPSHOT, "Feb 24": SNAPSHOT},
    ),
    Remedied(
        "key-order-unknown",
        {
            "T": tracker(*ROUND, rows=three(("Up", "Down", "Up"), NEWS)),
            "Key": [["Key"], ["Up", "Good"], ["Down", "Bad"]],
        },
        {"T": UP_DOWN, "Key": [["Key"], ["Down", "Bad"], ["Up", "Good: complete"]]},
    ),
    Remedied(
        "key-order-unknown",
        {
            "T": tracker(*ROUND, rows=three(("Late", "Shut", "Open"), NEWS)),
            "Key": [["Key"], ["Late", "Behind"], ["Shut", "Done"], ["Open", "To do"]],
        },
        {
            "T": tracker(*ROUND, rows=three(("Late", "Shut", "Open"), NEWS)),
            "Key": [["Key"], ["Late", "Behind"], ["Open", "To do"], ["Shut", "Done"]],
        },
    ),
    Remedied("date-before-review", *with_cell("Target date", "30 June 2014", "30 June 2025")),
    Remedied(
        "dates-may-be-swapped", *with_cell("Target date", "27/2/2025", "27 February 2025", (date(2025, 3, 2), None))
    ),
    Remedied("name-similar", *with_cell("Agency", "Estates Teem", "Estates Team", ("Estates Team", "CPS"))),
    Remedied(
        "heading-repeated",
        template([*ITEM_HEADINGS, "Theme", "Theme"], [*ITEM, "Law", "Data"]),
        template([*ITEM_HEADINGS, "Theme"], [*ITEM, "Law"]),
    ),
    Remedied("review-not-described", {"Recommendations": [ITEM_HEADINGS, ITEM]}, template(ITEM_HEADINGS, ITEM)),
    Remedied("ref-repeated", template(ITEM_HEADINGS, ITEM, ITEM), template(ITEM_HEADINGS, ITEM, ["R", "2", "Share."])),
    Remedied("related-unknown", *(template([*ITEM_HEADINGS, "Related refs"], [*ITEM, ref]) for ref in ("7", None))),
    Remedied("review-filled", with_updates([None, *NEWS_ROW]), with_updates(["R", *NEWS_ROW])),
    Remedied("review-unknown", with_updates(["S", *NEWS_ROW]), with_updates(["R", *NEWS_ROW])),
    Remedied("word-unknown", with_updates(["R", "1", "June 2024", "Note", "Begun."]), with_updates(["R", *NEWS_ROW])),
    Remedied("ref-unknown", with_updates(["R", "7", *NEWS_ROW[1:]]), with_updates(["R", *NEWS_ROW])),
    Remedied(
        "update-repeated",
        with_updates(["R", *NEWS_ROW], ["R", *NEWS_ROW]),
        with_updates(["R", *NEWS_ROW], ["R", "1", "July 2024", "Response", "More."]),
    ),
    Remedied(
        "sheet-without-headings",
        template(ITEM_HEADINGS, ITEM) | {"Progress": [["R", *NEWS_ROW]]},
        with_updates(["R", *NEWS_ROW]),
    ),
    Remedied("status-blank", *(tracker("Owner", *ROUND, rows=six(status)) for status in (None, "Red"))),
    Remedied(
        "heading-missing",
        template(["Review", "Ref", "Title"], ["R", "1", "Training"]),
        template(["Review", "Ref", "Title", "Recommendation"], ["R", "1", "Training", "Train all officers."]),
    ),
    Remedied(
        "keys-differ",
        {"Tracker": OWNED, **KEY, "Old": [["Key"], ["Red", "Nothing was done"], ["Green", "Complete"]]},
        {"Tracker": OWNED, **KEY},
    ),
    Remedied(
        "keys-differ",
        {"Tracker": OWNED, **KEY, "Impact": [["Rating", "Meaning"], ["Red", "Severe"], ["Green", "Slight"]]},
        {"Tracker": OWNED, **KEY, "Impact": [["Impact", "Meaning"], ["Red", "Severe"], ["Green", "Slight"]]},
    ),
    Remedied(
        "actions-read",
        tracker("Owner", *ROUND, rows=ACTIONS),
        tracker("Owner", *ROUND, rows=[[ref, *row[1:]] for ref, row in enumerate(ACTIONS, 1)]),
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
        {"June 2024": SNAPSHOT},
        {"June 2024": SNAPSHOT},
        options=by(SheetMapping("Plan")),
        options_after=by(SheetMapping("June 2024")),
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
