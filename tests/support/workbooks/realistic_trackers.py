"""Trackers as people really keep them, in small: each the rows of its sheets, with fills and merged ranges."""

from datetime import datetime
from typing import Any, NamedTuple

GREEN, AMBER, RED, YELLOW, BAND = "FFC6EFCE", "FFFFEB9C", "FFFFC7CE", "FFFFFF00", "FFDDEBF7"


class Drawn(NamedTuple):
    """A workbook in small, and what its name is."""

    sheets: dict[str, list[list[Any]]]
    fills: dict[str, str]
    merged: list[str]
    name: str


ACTION_LOG = Drawn(
    {
        "Lists": [["Open"], ["In progress"], ["Closed"]],
        "Action log": [
            ["Custody inspection: action log"],
            ["Owner", "OPCC policy", None, "Updated", datetime(2024, 6, 12)],
            [],
            ["#", "Action Required", "Action Owner", "Status (Open/In Progress/Closed)", "Target Date", "Comments "],
            ["1", "Write the detention policy.", "DPP", "Open", "22.08.2024", "Drafted.\n• shared\n• awaiting reply"],
            ["2", "Train custody sergeants.", "DPP / CPS", "In Progress", datetime(2024, 9, 30), "Half done"],
            ["3", "Publish the survey.", "Null", "open ", "Q3 2024", None],
            [],
            ["4", "Buy the cameras.", "Estates & IT Team", "Closed", "tbc", "Bought."],
            ["5", None, None, "Open"],
            ["6", None, None, "Open"],
            ["Total", 4],
        ],
    },
    {},
    ["Action log!A1:F1"],
    "Action log June 2024.xlsx",
)

WIDE = Drawn(
    {
        "Tracker": [
            ["Stalking deep dive: progress"],
            [],
            ["Theme", "Rec No", "Recommendation", "Lead", "Progress Feb 24", "RAG", "Progress June 24", "RAG"],
            ["Resourcing", "R1", "Find lasting funding.", "DPP", "No bid yet.", "R", "Bid made.", "A"],
            [None, "R2", "Fill both posts.", "Dyfed Powys Police", "One filled.", "A", "Both filled.", "G"],
            [
                "Courts",
                "R3",
                "Ask for measures early.",
                "CPS; HMCTS",
                "No news.",
                "No progress",
                "Agreed.",
                "G",
            ],
            [None, "R4", "Share the listing.", "HMCTS", "Begun.", "Amber", "Going on.", "A/R"],
            [],
            ["Key"],
            ["Red", "No progress"],
            ["Amber", "Some progress"],
            ["Green", "Complete"],
        ],
    },
    {"Tracker!F4": RED, "Tracker!H4": AMBER, "Tracker!F5": AMBER, "Tracker!H5": GREEN, "Tracker!H6": RED},
    ["Tracker!A1:H1", "Tracker!A4:A5", "Tracker!A6:A7"],
    "Stalking tracker.xlsx",
)


MEASURES = Drawn(
    {
        "Plan": [
            ["Measure reference", "Measure", "Action", "Lead organisation", "Date", "Compliance", "Evidence / Notes"],
            ["1.1.2", "Better data", "Clean the records.", "CPS", "27/2/2025", "Fully compliant", "Done in January."],
            ["1.1.2", "Better data", "Match the records.", "CPS", datetime(2025, 3, 2), "Partially compliant", "Half."],
            [
                "1.1.3",
                "Better advice",
                "Write the guide.",
                "HMCTS",
                "2025-03-01 (Saturday)",
                "Not compliant",
                "Not begun.",
            ],
            ["1.1.4", "Better rooms", "Paint the rooms.", "HMCTS", 45717, "Fully compliant", "Painted."],
        ],
    },
    {},
    [],
    "plan.xlsx",
)

MATRIX = Drawn(
    {
        "RAG": [
            ["Ref", "Recommendation", "Agency", datetime(2024, 2, 1), datetime(2024, 6, 1), datetime(2024, 10, 1)],
            [1, "Find lasting funding.", "DPP", "●", "●", None],
            [2.0, "Fill both posts.", "DPP", None, None, None],
            ["Rec 3", "Ask early.", "CPS", "●", None, "●"],
        ],
    },
    {
        "RAG!D2": "FFFF0000",
        "RAG!E2": "FFFFC000",
        "RAG!F2": "FF92D050",
        "RAG!D3": "FFFFC000",
        "RAG!E3": YELLOW,
        "RAG!D4": "FFFF0000",
        "RAG!F4": "FF92D050",
    },
    [],
    "matrix.xlsx",
)
