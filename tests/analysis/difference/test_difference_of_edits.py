"""Random known edits are all found by the comparison, and nothing else."""

from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.difference.cells import align, differing_rows_by_column, rows_of
from analysis.difference.trackers import difference as whole_difference
from model.dates import parse_date
from model.status import RED_AMBER_GREEN
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS
from model.tracker.tracker import Tracker
from model.versions.difference import (
    AgencyChange,
    DateChange,
    Difference,
    NewUpdate,
    OtherChange,
    RecommendationId,
    Removed,
    StatusChange,
    WordsChange,
)

REVIEW = "Stalking"
JUNE, JULY = date(2024, 6, 1), date(2024, 7, 1)
Rows = dict[str, list[dict[str, Any]]]


class Edited:
    """A recommendation with an update and two promises, before and after an edit."""

    def __init__(self, ref: str) -> None:
        self.item = RecommendationId(REVIEW, ref)
        key = {"review": REVIEW, "ref": ref}
        update = {"date": parse_date("June 2024"), "kind": "Progress", "status": "Amber", "update": "Goes on."}
        self.before: Rows = {
            "recommendations": [{**key, "title": "One", "recommendation": "Do it.", "lead_agency": "Police"}],
            "progress": [{**key, **update, "basis": "Inferred"}],
            "monitoring": [
                {**key, "activity": "Meet.", "kind": "Meeting", "due": parse_date("May 2024")},
                {**key, "activity": "Ask.", "kind": "Request", "done": False},
            ],
        }
        self.after: Rows = {table: [dict(row) for row in rows] for table, rows in self.before.items()}

    def cell(self, table: str, place: int, **values: object) -> None:
        self.after[table][place].update(values)


def unchanged(edited: Edited) -> Difference:
    return Difference(unchanged=1)


def new(edited: Edited) -> Difference:
    edited.before = {}
    return Difference(new=(edited.item,))


def removed(edited: Edited) -> Difference:
    edited.after = {}
    return Difference(removed=(Removed(edited.item, "Amber", False),))


def updated(edited: Edited) -> Difference:
    update = {**edited.after["progress"][0], "date": parse_date("3 July 2024"), "status": "Red"}
    edited.after["progress"].insert(0, update)
    return Difference(updated=(NewUpdate(edited.item, "Progress", JULY, "Red"),))


def rerated(edited: Edited) -> Difference:
    edited.cell("progress", 0, status="Green")
    return Difference(rerated=(StatusChange(edited.item, "Progress", JUNE, "Amber", "Green"),))


def corrected(edited: Edited) -> Difference:
    edited.cell("progress", 0, status="Red", basis="Published")
    return Difference(corrected=(StatusChange(edited.item, "Progress", JUNE, "Amber", "Red"),))


def corrected_on_another_day(edited: Edited) -> Difference:
    edited.cell("progress", 0, date=parse_date("14 June 2024"), basis="Published")
    return Difference(
        corrected=(StatusChange(edited.item, "Progress", JUNE, "Amber", "Amber"),),
        other=(OtherChange("Progress", edited.item, "Date", "June 2024", "2024-06-14", JUNE),),
    )


def update_removed(edited: Edited) -> Difference:
    edited.after["progress"] = []
    return Difference(
        restated=(StatusChange(edited.item, "", JUNE, "Amber", ""),),
        other=(OtherChange("Progress", edited.item, "Update", "Goes on.", "", JUNE, is_whole_row=True),),
    )


def reworded(edited: Edited) -> Difference:
    edited.cell("progress", 0, update="Goes on. Really.")
    edited.cell("recommendations", 0, title=None)
    return Difference(
        reworded=(
            WordsChange(edited.item, "Progress", "update", "Goes on.", "Goes on. Really.", JUNE),
            WordsChange(edited.item, "Recommendations", "title", "One", ""),
        )
    )


def redated(edited: Edited) -> Difference:
    edited.cell("recommendations", 0, target=parse_date("Autumn 2026"))
    edited.cell("monitoring", 0, due=parse_date("TBC"))
    return Difference(
        redated=(
            DateChange(edited.item, "target", "", "Autumn 2026"),
            DateChange(edited.item, "due", "May 2024", "TBC", "Meet."),
        )
    )


def reassigned(edited: Edited) -> Difference:
    edited.cell("recommendations", 0, lead_agency="OPCC")
    return Difference(reassigned=(AgencyChange(edited.item, "Police", "OPCC"),))


def other_columns(edited: Edited) -> Difference:
    edited.cell("progress", 0, rated_by="OPCC")
    edited.cell("monitoring", 1, done=True)
    return Difference(
        other=(
            OtherChange("Progress", edited.item, "Rated by", "", "OPCC", JUNE),
            OtherChange("Monitoring", edited.item, "Done", "No", "Yes", name="Ask."),
        )
    )


def promise_in_other_words(edited: Edited) -> Difference:
    edited.cell("monitoring", 0, activity="Meet all.")
    return Difference(
        other=(OtherChange("Monitoring", edited.item, "Activity", "Meet.", "Meet all.", name="Meet all."),)
    )


def promise_removed(edited: Edited) -> Difference:
    del edited.after["monitoring"][1]
    return Difference(
        other=(OtherChange("Monitoring", edited.item, "Activity", "Ask.", "", name="Ask.", is_whole_row=True),)
    )


EDITS: tuple[Callable[[Edited], Difference], ...] = (
    unchanged,
    new,
    removed,
    updated,
    rerated,
    corrected,
    corrected_on_another_day,
    update_removed,
    reworded,
    redated,
    reassigned,
    other_columns,
    promise_in_other_words,
    promise_removed,
)


def tracker_of(parts: list[Rows], order: Callable[[list[Any]], list[Any]] = list) -> Tracker:
    tables = ("recommendations", "progress", "monitoring")
    rows = {table: order([row for part in parts for row in part.get(table, [])]) for table in tables}
    return Tracker.from_rows(rows, RED_AMBER_GREEN)


def all_changes(*found: Difference) -> tuple[set[tuple[str, Any]], int]:
    """Return the changes of some differences, unordered, and how many recommendations are unchanged."""
    lists = [part.name for part in fields(Difference) if part.name not in ("start", "end", "unchanged", "reviews")]
    changes = {(name, change) for each in found for name in lists for change in getattr(each, name)}
    return changes, sum(each.unchanged for each in found)


def difference(before: Tracker, after: Tracker) -> Difference:
    """Return the difference between the cells of two trackers, without the movement between their latest rounds."""
    return replace(whole_difference(before, after), start=None, end=None, moves=())


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_is_found_as_its_kind_of_change_and_reversed_it_is_found_too(edit):
    edited, other = Edited("1"), Edited("2")
    expected = edit(edited)
    before, after = (tracker_of([part, other.before]) for part in (edited.before, edited.after))
    assert difference(before, after) == replace(expected, unchanged=expected.unchanged + 1)
    assert difference(after, before).is_empty == expected.is_empty


@settings(max_examples=25)  # of up to twelve edits each
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=12), random=st.randoms(use_true_random=False))
def test_edits_of_many_recommendations_are_all_found_and_nothing_else_in_rows_of_any_order(edits, random):
    edited = [Edited(str(ref)) for ref in range(len(edits))]
    expected = [edit(part) for edit, part in zip(edits, edited, strict=True)]

    def in_any_order(rows: list[Any]) -> list[Any]:
        return sorted(rows, key=lambda _row: random.random())

    before = tracker_of([part.before for part in edited], in_any_order)
    after = tracker_of([part.after for part in edited], in_any_order)
    assert all_changes(difference(before, after)) == all_changes(*expected)


@settings(max_examples=12)
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=12), random=st.randoms(use_true_random=False))
def test_comparing_columns_first_finds_the_rows_that_differ(edits, random):
    edited = [Edited(str(ref)) for ref in range(len(edits))]
    for edit, part in zip(edits, edited, strict=True):
        edit(part)
    before = tracker_of([part.before for part in edited])
    after = tracker_of([part.after for part in edited], lambda rows: random.sample(rows, len(rows)))
    for plan in (RECOMMENDATIONS, PROGRESS, MONITORING):
        tables = getattr(before, plan.table), getattr(after, plan.table)
        found = align(*differing_rows_by_column(*tables, plan))
        expected = align(rows_of(tables[0], plan), rows_of(tables[1], plan))
        assert (Counter(found.removed), Counter(found.added)) == (Counter(expected.removed), Counter(expected.added))
