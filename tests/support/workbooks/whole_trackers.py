"""Whole trackers as canonical workbooks, drawn with every column of the contract filled and empty."""

from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from model.terms import ClosureDecision
from model.tracker.columns import SHEETS
from tests.support.workbooks.canonical import KEY
from tests.support.workbooks.from_toml import canonical_sheets, read_toml

WORDS = (
    *("Work goes on.", "Line one.\n\nLine  two:\n• a point", "+44 1267 and @so on", "<r>not markup</r>", "12", "5%"),
    *("_x0041_ & “ŵyl” 🙂", "'quoted", "Yes", "June 2024", "-", "N/A"),
)
TEXTS = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=8).filter(
    lambda t: t[:1] != "=" and t.strip()
)
DAYS = st.sampled_from(["October 2023", "Feb 24", "5 June 2024", "Q1 2025", datetime(2024, 6, 30)])
DATES = DAYS | st.sampled_from(["Autumn 2023", "2024", "end of June 2025", "by 31 March 2026", "TBC"])
FLAGS = st.sampled_from(["Yes", "No", None])
NAMES = st.sampled_from(["Dyfed-Powys Police", "CPS", "Heddlu & co.", "Victims’ needs"])
STATUSES: list[dict[str, Any]] = [
    *KEY,
    {"Status": "Blue", "Meaning": None, "Complete": "Yes", "Colour": "#1f4e9c", "Status (Welsh)": "Glas"},
    {"Status": "On hold", "Meaning": "Waiting.", "Complete": None, "Colour": None, "Meaning (Welsh)": "Yn aros."},
]
REFS = st.sampled_from(["1", "2", "10", "1.1", "R3", "A", 4])
# What a cell holds by its heading; else a text.
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "Response days": st.sampled_from([56, "56 days"]),
    "Supporting agencies": st.sampled_from(["CPS", "CPS, HMCTS"]),
    "Accepted": st.sampled_from(["Yes", "No", "In part", "Accepted"]),
    "Basis": st.sampled_from(["Published", "Inferred"]),
    "Decision": st.sampled_from([each.value for each in ClosureDecision]),
    **dict.fromkeys(("Body", "Theme", "Lead agency", "Lead role", "Rated by", "With", "By"), NAMES),
    **dict.fromkeys(("Published", "Date", "Target"), DAYS),
    **dict.fromkeys(("Target date", "Due"), DATES),
    **dict.fromkeys(("Proposed closure", "Done"), FLAGS),
}
# The headings under which every row has a value, next to its review and its ref.
REQUIRED = {
    "reviews": ("Title",),
    "recommendations": ("Recommendation",),
    "progress": ("Date", "Kind"),
    "monitoring": ("Activity",),
    "targets": ("Target",),
    "decisions": ("Decision", "Reason"),
}
# The headings whose cells are as in the whole tracker: keys, and words of the scale.
FIXED = {
    *("Review", "Kind", "Status", "Agency status", "Superseded by", "Related refs", "Date"),
    *("Activity", "Due"),  # two promises with the same are one
}
WELSH = {
    plan.table: {each.heading: f"{each.heading}: ŵyl" for each in plan.columns if each.heading.endswith("(Welsh)")}
    for plan in SHEETS
}
WHOLE = canonical_sheets(**read_toml(Path(__file__).with_name("whole_tracker.toml"))) | {"key": [*KEY, STATUSES[-1]]}
for table, welsh in WELSH.items():
    if table != "key":
        WHOLE[table][0] |= welsh


@st.composite
def whole_trackers(draw):
    """Draw the rows of a canonical workbook by sheet: those of the whole tracker, with other cells."""
    keys = dict(zip("12", draw(st.lists(REFS, min_size=2, max_size=2, unique_by=str)), strict=True))

    def cell(table, heading, value):
        if heading == "Ref":
            return keys.get(value, value)
        if heading in FIXED:
            return value
        drawn = CELLS.get(heading, TEXTS)
        return draw(drawn if heading in REQUIRED[table] else st.none() | drawn)

    headings = {plan.table: [column.heading for column in plan.columns] for plan in SHEETS}
    tables = {
        table: [{name: cell(table, name, row.get(name)) for name in headings[table]} for row in WHOLE[table]]
        for table in REQUIRED
    }
    return {**tables, "key": draw(st.sampled_from([WHOLE["key"], STATUSES])), "names": WHOLE["names"]}
