"""Whole trackers as canonical workbooks, drawn with every column of the contract filled and empty."""

from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from model.terms import ClosureDecision, MonitoringKind
from model.tracker.columns import SHEETS
from tests.support.workbooks.canonical import DECISION, KEY, PROMISE, RATED, RECOMMENDATION, REVIEW, TARGET, UPDATE

TEXTS = st.sampled_from(
    [
        "Work goes on.",
        "Line one.\n\nLine  two:\n• a point",
        "+44 1267 and @so on",
        "<r>not markup</r>",
        "_x0041_ & “ŵyl” 🙂",
        "'quoted",
        "12",
        "5%",
        "Yes",
        "June 2024",
        "-",
        "N/A",
    ]
) | st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=8).filter(
    lambda t: t[:1] != "=" and t.strip()
)
DATES = st.sampled_from(
    [
        "June 2024",
        "Feb 24",
        "Autumn 2023",
        "Q3 2024/25",
        "5 June 2024",
        "2024",
        "end of June 2025",
        "by 31 March 2026",
        "TBC",
        datetime(2024, 6, 30),
        datetime(2025, 1, 1),
    ]
)
DAYS = st.sampled_from(["October 2023", "Feb 24", "5 June 2024", "Q1 2025", datetime(2024, 6, 30)])
FLAGS = st.sampled_from(["Yes", "No", None])
AGENCIES = st.sampled_from(["Dyfed-Powys Police", "CPS", "Probation Service", "Heddlu & co.", "HMCTS"])
ROLES = st.sampled_from(["Detective Superintendent", "Chief Officer", "OPCC", "HMICFRS"])
THEMES = st.sampled_from(["Training", "Data and systems", "Victims’ needs"])
STATUSES: list[dict[str, Any]] = [
    *KEY,
    {"Status": "Blue", "Meaning": None, "Complete": "Yes", "Colour": "#1f4e9c", "Status (Welsh)": "Glas"},
    {"Status": "On hold", "Meaning": "Waiting.", "Complete": None, "Colour": None, "Meaning (Welsh)": "Yn aros."},
]
REVIEWS = ("Stalking", "Custody")
REFS = st.sampled_from(["1", "2", "10", "1.1", "R3", "A", 4])
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "Published": st.sampled_from(["July 2023", "Summer 2023", datetime(2023, 7, 14)]),
    "Response days": st.sampled_from([56, "56 days"]),
    "Body": st.sampled_from(["HMICFRS", "OPCC"]),
    "Theme": THEMES,
    "Lead agency": AGENCIES,
    "Supporting agencies": st.lists(AGENCIES, min_size=1, max_size=2, unique=True).map(", ".join),
    **dict.fromkeys(("Lead role", "Rated by", "With", "By"), ROLES),
    "Accepted": st.sampled_from(["Yes", "No", "In part", "Accepted"]),
    **dict.fromkeys(("Date", "Target"), DAYS),
    **dict.fromkeys(("Target date", "Due"), DATES),
    "Basis": st.sampled_from(["Published", "Inferred"]),
    **dict.fromkeys(("Proposed closure", "Done"), FLAGS),
    "Decision": st.sampled_from([each.value for each in ClosureDecision]),
}
"""What a cell holds by its heading; else a text."""
REQUIRED = {
    "reviews": ("Title",),
    "recommendations": ("Recommendation",),
    "progress": ("Date", "Kind"),
    "monitoring": ("Activity",),
    "targets": ("Target",),
    "decisions": ("Decision", "Reason"),
}
"""The headings under which every row has a value, next to its review and its ref."""
UNIQUE = {
    "progress": ("Date", "Kind"),
    "monitoring": ("Activity", "Due"),
    "targets": ("Date",),
    "decisions": ("Date",),
}
KINDS = {
    "progress": st.sampled_from(["Response", "Progress"]),
    "monitoring": st.sampled_from([each.value for each in MonitoringKind]),
}
WELSH = {
    plan.table: {each.heading: f"{each.heading}: ŵyl" for each in plan.columns if each.heading.endswith("(Welsh)")}
    for plan in SHEETS
}
WHOLE: dict[str, Any] = {
    "reviews": [
        {
            **REVIEW,
            "Response days": 56,
            "Body": "HMICFRS",
            "Source": "The review.",
            "Notes": "None.",
            **WELSH["reviews"],
        },
        {"Review": "Custody", "Title": "Custody", "Published": datetime(2023, 7, 14)},
    ],
    "recommendations": [
        {
            **RECOMMENDATION,
            "Supporting agencies": "CPS, HMCTS",
            "Lead role": "Chief Officer",
            "Accepted": "Yes",
            "Target date": datetime(2024, 12, 31),
            "Related refs": "2",
            **WELSH["recommendations"],
        },
        {**RECOMMENDATION, "Ref": "2"},
        {**RECOMMENDATION, "Review": "Custody"},
    ],
    "progress": [
        {
            **RATED,
            "Evidence": "Minutes.",
            "Agency status": "Green",
            "Proposed closure": "Yes",
            "Closure reason": "It is done.",
            **WELSH["progress"],
        },
        {**RATED, "Review": "Custody", "Proposed closure": "No"},
        {**UPDATE, "Ref": "2"},
    ],
    "monitoring": [
        {**PROMISE, "With": "Chief Officer", "Done": "Yes", "Outcome": "They met.", **WELSH["monitoring"]},
        {**PROMISE, "Activity": "Ask for figures.", "Done": "No"},
        {**PROMISE, "Ref": "2", "Activity": "To be arranged.", "Due": "TBC"},
    ],
    "targets": [TARGET, {**TARGET, "Date": "June 2024", "Target": datetime(2025, 3, 31), "Reason": "It slipped."}],
    "decisions": [
        {**DECISION, "Evidence": "A visit.", "By": "HMICFRS"},
        {**DECISION, "Ref": "2", "Decision": "Superseded by", "Superseded by": "1 (Custody)"},
    ],
    "key": [*KEY, STATUSES[-1]],
    "names": [{"Kind": "Agency", "Name": "CPS", "Short name": "CPS", **WELSH["names"]}],
}
"""A tracker in which every column is filled somewhere and empty elsewhere."""


def rows_of(table, keys, **cells):
    """Return a strategy for the rows of a table about some recommendations, each with more cells, by heading."""
    (plan,) = [plan for plan in SHEETS if plan.table == table]
    kinds = {**CELLS, **({"Kind": KINDS[table]} if table in KINDS else {}), **cells}
    columns = {}
    for heading in [column.heading for column in plan.columns if column.heading not in ("Review", "Ref")]:
        cell = kinds.get(heading, TEXTS)
        columns[heading] = cell if heading in REQUIRED[table] else st.none() | cell
    row = st.fixed_dictionaries(columns)
    if table in ("reviews", "recommendations"):
        return st.tuples(*(row.map({**key}.__or__) for key in keys)).map(list)
    about = st.tuples(st.sampled_from(keys), row).map(lambda pair: {**pair[0], **pair[1]})
    unique = ("Review", "Ref", *UNIQUE[table])
    return st.lists(about, max_size=4, unique_by=lambda each: tuple(map(str, map(each.get, unique))))


@st.composite
def whole_trackers(draw):
    """Draw the rows of a canonical workbook by the name of their sheet, as `write_workbook` takes them."""
    reviews = [{"Review": review} for review in REVIEWS[: draw(st.integers(1, 2))]]
    scale = STATUSES[: draw(st.sampled_from([3, 5]))]
    named = st.tuples(st.sampled_from(reviews), REFS)
    keys = [{**each, "Ref": ref} for each, ref in draw(st.lists(named, min_size=1, max_size=4, unique_by=str))]
    status = st.sampled_from([each["Status"] for each in scale])
    cells = {
        **{"Status": status, "Agency status": status, "Related refs": st.just(str(keys[0]["Ref"]))},
        "Superseded by": st.sampled_from([f"{key['Ref']} ({key['Review']})" for key in keys]),
    }
    names = [
        {"Kind": kind, "Name": name, "Short name": draw(st.none() | st.just(name[:4].upper())), **WELSH["names"]}
        for kind, name in (("Theme", "Training"), ("Agency", "Probation Service"), ("Role", "Chief Officer"))
        if draw(st.booleans())
    ]
    tables = {table: draw(rows_of(table, reviews if table == "reviews" else keys, **cells)) for table in REQUIRED}
    return {**tables, "key": scale, "names": names}
