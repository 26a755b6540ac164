"""Random small trackers, and functions that write them in every common layout."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hypothesis import strategies as st

ROUNDS = ("July 2023", "Feb 24", "June 2024", "Q3 2024/25")
STATUSES = ("Red", "Amber", "Green")
THEMES = ("Training", "Data and systems", "Victims", "Resourcing")
AGENCIES = ("Dyfed-Powys Police", "CPS", "HMCTS", "Probation Service")
WORDS = ("train", "officers", "Total", "key", "status", "red", "Notes", "1.", "•", "\n", "Feb 24", "review", "ŵyl")
PARTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
TEXT = PARTS.map(lambda text: " ".join(("Work", text)).strip())
STATUS_OR_NONE, TEXT_OR_NONE = st.none() | st.sampled_from(STATUSES), st.none() | TEXT
AGENCY, THEME = st.sampled_from(AGENCIES), st.sampled_from(THEMES)
SIZE, EITHER = st.integers(2, 5), st.booleans()
Sheets = dict[str, list[list[Any]]]


@dataclass(frozen=True)
class Item:
    """A recommendation, and its status and text in each round in which it was reported."""

    ref: str
    text: str
    theme: str
    agency: str
    updates: dict[str, tuple[str | None, str | None]]


def in_order(rounds):
    return sorted(rounds, key=ROUNDS.index)


SOME_ROUNDS = st.lists(st.sampled_from(ROUNDS), min_size=1, max_size=4, unique=True).map(in_order)


@st.composite
def trackers(draw):
    """Draw up to five recommendations, each reported in some round, of two themes and two agencies at least."""
    rounds = draw(SOME_ROUNDS)
    items = []
    for place in range(draw(SIZE)):
        updates = {}
        for one in rounds:
            status, text = draw(STATUS_OR_NONE), draw(TEXT_OR_NONE)
            if status is not None or text is not None:
                updates[one] = (status, text)
        text = f"{place}: {draw(TEXT)}" if draw(EITHER) else f"Recommendation {place} {draw(TEXT)}"
        agency, theme = (AGENCIES[place], THEMES[place]) if place < 2 else (draw(AGENCY), draw(THEME))
        items.append(Item(str(place + 1), text, theme, agency, updates or {rounds[0]: ("Red", "Begun.")}))
    return items


def rounds_of(items):
    return in_order({one for item in items for one in item.updates})


def identity(item):
    return [item.ref, item.text, item.theme, item.agency]


def entry(item, one):
    return list(item.updates.get(one, (None, None)))


def table_of(items, head, values=identity, *, labels=("RAG", "Progress")) -> list[list[Any]]:
    """Return a table with a row for each item: some of its values, and for each round its status and its text."""
    rounds, forward = rounds_of(items), 1 if labels[0] == "RAG" else -1
    heads = [f"{label} {one}" for one in rounds for label in labels]
    rows = [[*values(item), *(v for one in rounds for v in entry(item, one)[::forward])] for item in items]
    return [[*head, *heads], *rows]


def as_long(items) -> Sheets:
    rows = [
        [*identity(item), one, *entry(item, one)] for one in rounds_of(items) for item in items if one in item.updates
    ]
    return {"Log": [["Our tracker"], [], ["Ref", "Recommendation", "Theme", "Owner", "Date", "RAG", "Update"], *rows]}


def as_wide(items) -> Sheets:
    return {"Tracker": table_of(items, ["Rec No", "Recommendation", "Theme", "Lead"], labels=("Progress", "RAG"))}


def as_grouped_headings(items) -> Sheets:
    rounds = rounds_of(items)
    groups = [v for one in rounds for v in (one, None)]
    _head, *rows = table_of(items, [])
    head = ["Ref", "Recommendation", "Theme", "Agency"]
    return {"Tracker": [[None] * 4 + groups, head + ["RAG", "Update"] * len(rounds), *rows]}


def as_sheets_by_theme(items) -> Sheets:
    return {theme: _of_theme(items, theme) for theme in dict.fromkeys(item.theme for item in items)}


def _of_theme(items, theme):
    """Write the wide table of the items of a theme, without its column; its rounds are those of all."""
    head, *rows = table_of(items, ["Ref", "Recommendation", "Owner"], lambda item: [item.ref, item.text, item.agency])
    return [head, *(row for row, item in zip(rows, items, strict=True) if item.theme == theme)]


def as_sheets_by_round(items) -> Sheets:
    head = ["Ref", "Recommendation", "Theme", "Owner", "Status", "Update"]
    return {one.replace("/", "-"): [head, *([*identity(i), *entry(i, one)] for i in items)] for one in rounds_of(items)}


def as_separate(items) -> Sheets:
    rows = [[item.ref, one, *entry(item, one)] for item in items for one in item.updates]
    return {
        "Recommendations": [["Ref", "Recommendation", "Theme", "Owner"], *map(identity, items)],
        "Updates": [["Rec", "Date", "RAG", "Update"], *rows],
    }


def as_stacked(items) -> Sheets:
    rows: list[list[Any]] = []
    for theme in dict.fromkeys(item.theme for item in items):
        rows += [[theme], *_of_theme(items, theme), []]
    return {"Tracker": rows}


def as_groups_inside(items) -> Sheets:
    rows = table_of(items, ["Ref", "Recommendation", "Owner"])[:1]
    for theme in dict.fromkeys(item.theme for item in items):
        rows += [[theme], *_of_theme(items, theme)[1:], []]
    return {"Tracker": rows}


def as_months_in_rows(items) -> Sheets:
    rows: list[list[Any]] = [["Ref", "Recommendation", "Theme", "Owner", "RAG", "Update"]]
    for one in rounds_of(items):
        rows.append([one])
        rows += [[*identity(i), *entry(i, one)] for i in items if one in i.updates]
    return {"Log": rows}


def as_forms(items) -> Sheets:
    """Write a sheet for each item, with labels in its first column and the values in the second."""
    head, *rows = table_of(items, ["Ref", "Recommendation", "Theme", "Owner"])
    return {f"Rec {row[0]}": [["Recommendation record"], [], *map(list, zip(head, row, strict=True))] for row in rows}


def as_turned(items) -> Sheets:
    """Write the wide table on its side."""
    table = as_wide(items)["Tracker"]
    return {"Tracker": [["Our tracker"], [], *map(list, zip(*table, strict=True))]}


ALL = (
    *(as_long, as_wide, as_grouped_headings, as_sheets_by_theme, as_sheets_by_round, as_separate),
    *(as_stacked, as_groups_inside, as_months_in_rows, as_forms, as_turned),
)


def as_matrix(items) -> Sheets:
    """Write only the statuses, under rounds that are real dates."""
    days = {"July 2023": (2023, 7), "Feb 24": (2024, 2), "June 2024": (2024, 6), "Q3 2024/25": (2024, 10)}
    rounds = rounds_of(items)
    heads = [datetime(*days[one], 1) for one in rounds]
    rows = [[*identity(i), *(entry(i, one)[0] for one in rounds)] for i in items]
    return {"Tracker": [["Ref", "Recommendation", "Theme", "Owner", *heads], *rows]}


def as_actions(items) -> Sheets:
    """Write two rows for each item, each an action with its owner and its update."""
    actions = [(item, part) for item in items for part in ("first", "second")]
    head, *rows = table_of([item for item, _part in actions], ["Ref", "Recommendation", "Agreed action", "Owner"])
    for row, (item, part) in zip(rows, actions, strict=True):
        row[2:4] = [f"{item.text} {part}", item.agency if part == "first" else "OPCC"]
    return {"Plan": [head, *rows]}


def as_checklist(items) -> Sheets:
    """Write what was found and when it was put right."""
    last = rounds_of(items)[-1]
    answers = {"Red": "N", "Amber": "Partial", "Green": "Y", None: None}
    rows = [
        [f"Check {item.text}", answers[status], text, datetime(2024, 3, 5) if status == "Green" else None]
        for item in items
        for status, text in [entry(item, last)]
    ]
    return {"June 2024": [["Checklist item", "Compliance", "Evidence / Notes", "Fixed Date"], *rows]}


def as_found(items) -> Sheets:
    """Write the wide table with columns for finding and reason, and a second status in the last column."""
    table = as_wide(items)["Tracker"]
    head = ["Ref", "Finding", "Recommendation", "Rationale", *table[0][2:], "State"]
    rows = [[row[0], f"Found {row[0]}", row[1], "For safety\nand trust", *row[2:], "Live"] for row in table[1:]]
    return {"Tracker": [head, *rows]}


# Layouts that hold more than a recommendation, its status and its update.
WITH_MORE = (as_actions, as_checklist, as_found)


def as_months_without_years(items) -> Sheets:
    """Write the wide table under months without a year, which nothing else states."""
    months = dict(zip(ROUNDS, ("Jan", "February", "Mawrth", "Dec"), strict=True))
    table = as_wide(items)["Tracker"]
    head = [next((f"{one.split()[0]} {months[r]}" for r in ROUNDS if one.endswith(r)), one) for one in table[0]]
    return {"Tracker": [head, *table[1:]]}


def as_statuses_side_by_side(items) -> Sheets:
    """Write a column of statuses for each of several agencies, one more than there are rounds."""
    rounds = rounds_of(items)
    heads = ["Dyfed-Powys Police", *("CPS", "HMCTS", "Probation Service", "NPCC")[: len(rounds)]]
    rows = [
        [i.ref, i.text, i.theme, "Red", *(entry(i, one)[0] for one in rounds), i.updates[min(i.updates)][1]]
        for i in items
    ]
    return {"June 2024": [["Ref", "Recommendation", "Theme", *heads, "Update"], *rows]}


def as_with_keys(items) -> Sheets:
    """Write a key laid out across above the wide table, the same one down on a sheet, and one that differs."""
    above: list[list[Any]] = [["Key", "Red", "Amber", "Green"], [None, "Late", "At risk", "Complete"], []]
    same: list[list[Any]] = [
        ["RAG", "Meaning", "Complete"],
        ["Red", "Late", "No"],
        ["Amber", "At risk", None],
        ["Green", "Complete", "Yes"],
    ]
    other = [["Legend"], ["Low", "Nobody minds"], ["High", "Everybody minds"]]
    return {"Tracker": [*above, *as_wide(items)["Tracker"]], "Key": same, "More": other}


# Layouts in which a question must be asked and nothing may be lost.
WITH_TRAPS = (as_months_without_years, as_statuses_side_by_side, as_with_keys)
