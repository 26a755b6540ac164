"""The difference of two trackers: every edit is found as its kind of change, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.difference.trackers import difference as whole_difference
from model.dates import Precision, parse_date
from model.terms import RED_AMBER_GREEN, Scale
from model.tracker.columns import SHEETS, DataType
from model.tracker.tracker import Tracker
from model.versions.difference import ChangeKind, Difference, RecommendationId, TrackerChange
from tests.support import differences
from tests.support.differences import JUNE, NINE, other, row, status
from tests.support.trackers import REVIEW, tracker_of, update_row, updates_of


def of(progress=(), *, ref="9", monitoring=(), names=(), scale=RED_AMBER_GREEN, **recommendation) -> Tracker:
    """Return a tracker of one recommendation."""
    listed = [{"ref": ref, **recommendation}]
    return tracker_of(listed, progress, monitoring=monitoring, names=names, scale=scale)


def difference(before, after):
    """Return the difference between the cells of two trackers, without the movement between their latest rounds."""
    found = whole_difference(before, after)
    return found._replace(start=None, end=None, changes=tuple(c for c in found.changes if c.kind != ChangeKind.MOVED))


def changes(*listed: TrackerChange, unchanged: int = 0) -> Difference:
    return Difference(changes=listed, unchanged=unchanged)


def test_a_tracker_differs_in_nothing_from_itself_and_from_another_with_the_same_rows():
    progress = [update_row("9", "Feb 2024", "Red"), update_row("9", "June 2024", "Amber")]
    one, other = of(progress), of(progress[::-1])
    assert difference(one, one) == difference(one, other) == Difference(unchanged=1)
    assert difference(one, one).is_empty


def test_new_recommendations_are_listed_in_natural_order_without_their_updates_and_promises():
    after = tracker_of(
        ["9", "10", "9a"], [update_row("10", "June 2024", "Red")], monitoring=[{"ref": "10", "due": "May"}]
    )
    assert difference(of(), after) == changes(
        *(differences.new(RecommendationId(REVIEW, ref)) for ref in ("9a", "10")), unchanged=1
    )


def test_a_removed_recommendation_is_listed_with_its_last_status():
    progress = updates_of({"2": {"Feb 2024": "Red", "June 2024": "Green"}, "3": {"Feb 2024": "Amber"}})
    found = difference(tracker_of(["2", "3", "4", "9"], progress), of())
    gone = [("2", "Green"), ("3", "Amber"), ("4", "")]
    removed = (differences.removed(RecommendationId(REVIEW, ref), last) for ref, last in gone)
    assert found == changes(*removed, unchanged=1)


def test_an_entry_of_another_day_is_another_one_and_the_first_is_gone():
    found = difference(of([update_row("9", "3 June 2024", "Amber")]), of([update_row("9", "4 June 2024", "Amber")]))
    assert found == changes(
        row(NINE, "Progress", "update", "Work goes on.", "", JUNE), differences.updated(NINE, JUNE, "Amber")
    )


def test_a_row_that_was_typed_in_advance_is_an_update_when_it_has_content():
    blank = update_row("9", "June 2024", update=None)
    assert difference(of(), of([blank])) == changes(row(NINE, "Progress", "date", "", "June 2024", JUNE))
    found = difference(of([blank]), of([update_row("9", "June 2024", "Red", rated_by="OPCC")]))
    assert found == changes(differences.updated(NINE, JUNE, "Red"))


def test_from_published_to_inferred_is_re_rated_and_another_basis():
    before = of([update_row("9", "June 2024", "Amber", basis="Published")])
    found = difference(before, of([update_row("9", "June 2024", "Red", basis="Inferred")]))
    assert found == changes(
        status(ChangeKind.RERATED, NINE, JUNE, "Amber", "Red"),
        other(NINE, "Progress", "basis", "Published", "Inferred", JUNE),
    )


Rows = dict[str, list[dict[str, Any]]]
# The rows of a recommendation.
ROWS: dict[str, dict[str, Any]] = {
    "recommendations": {"title": "One", "recommendation": "Do it.", "lead_agency": "Police", "theme": "Data"},
    "progress": {"date": parse_date("June 2024"), "kind": "Progress", "status": "Amber", "update": "Yes."},
    "monitoring": {"activity": "Meet.", "due": parse_date("July 2024"), "done": True},
}
OTHERWISE = {DataType.DATE: parse_date("3 March 2021"), DataType.FLAG: False}
PARTS = {"first": date(2024, 7, 2), "last": date(2024, 8, 1), "precision": Precision.SEASON, "words": "summer"}
# Each column of these rows, emptied and written.
CELLS = [
    (plan.table, column.field, value)
    for plan in SHEETS
    for column in (plan.columns if plan.table in ROWS else ())
    for value in (None, OTHERWISE.get(column.data_type, "Otherwise"))
    if column.field in ("review", "ref") or value != ROWS[plan.table].get(column.field)
]
CELLS += [
    (table, field, replace(ROWS[table][field], **{part: value}))
    for table, field in (("progress", "date"), ("monitoring", "due"))
    for part, value in PARTS.items()
]


def test_no_cell_that_is_written_or_emptied_and_no_part_of_a_date_is_missed():
    """Of as many recommendations each has another edit."""
    before: Rows = {table: [] for table in ROWS}
    after: Rows = {table: [] for table in ROWS}
    for number, (edited, field, value) in enumerate(CELLS):
        for table, cells in ROWS.items():
            row = {"review": REVIEW, "ref": f"{number}", **cells}
            before[table].append(row)
            after[table].append(row | ({field: value} if table == edited else {}))
    trackers = [Tracker.from_rows(tables, RED_AMBER_GREEN) for tables in (before, after)]
    found = {change.item.ref for change in difference(*trackers).changes if change.item}
    assert [cell for number, cell in enumerate(CELLS) if f"{number}" not in found] == []
    assert difference(*trackers).unchanged == 0
    assert difference(trackers[0], trackers[0]).unchanged == len(CELLS)


OF_NO_RECOMMENDATION: Rows = {
    "reviews": [{"review": REVIEW, "title": "A review", "published": parse_date("May 2023")}],
    "names": [{"kind": "Agency", "name": "Police", "name_cy": "Heddlu"}],
}


@pytest.mark.parametrize("table", OF_NO_RECOMMENDATION)
def test_no_cell_of_a_review_or_a_name_is_missed(table):
    before, (row,) = Tracker.from_rows(OF_NO_RECOMMENDATION, RED_AMBER_GREEN), OF_NO_RECOMMENDATION[table]
    (plan,) = [plan for plan in SHEETS if plan.table == table]
    for column in plan.columns:
        for value in {None, OTHERWISE.get(column.data_type, "Otherwise")} - {row.get(column.field)}:
            rows = {**OF_NO_RECOMMENDATION, table: [{**row, column.field: value}]}
            assert not difference(before, Tracker.from_rows(rows, RED_AMBER_GREEN)).is_empty, (column.field, value)


@pytest.mark.parametrize("field", ["name", "meaning", "complete", "colour", "name_cy", "meaning_cy"])
def test_any_cell_of_the_key_is_a_difference(field):
    first, *others = RED_AMBER_GREEN.statuses
    old = getattr(first, field)
    value: Any = not old if isinstance(old, bool) else "Otherwise"
    changed = replace(first, **{field: value})
    assert not difference(of(), of(scale=Scale((changed, *others)))).is_empty


def test_targets_and_decisions_are_compared_by_their_dates():
    target = {"ref": "9", "date": "July 2023", "target": "May 2024"}
    decision = {"ref": "9", "date": "June 2024", "decision": "Kept open", "reason": "No evidence."}
    before = tracker_of(["9"], targets=[target], decisions=[decision])
    later = {"ref": "9", "date": "May 2024", "target": "June 2025", "reason": "No funds."}
    after = tracker_of(["9"], targets=[target, later], decisions=[{**decision, "decision": "Closed"}])
    assert difference(before, after).of(ChangeKind.OTHER) == [
        row(NINE, "Targets", "target", "", "June 2025", name="May 2024"),
        other(NINE, "Decisions", "decision", "Kept open", "Closed", name="June 2024"),
    ]
    assert difference(after, after).is_empty


JULY = date(2024, 7, 1)


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
    return changes(differences.new(edited.item))


def removed(edited: Edited) -> Difference:
    edited.after = {}
    return changes(differences.removed(edited.item, "Amber"))


def updated(edited: Edited) -> Difference:
    update = {**edited.after["progress"][0], "date": parse_date("3 July 2024"), "status": "Red"}
    edited.after["progress"].insert(0, update)
    return changes(differences.updated(edited.item, JULY, "Red"))


def rerated(edited: Edited) -> Difference:
    edited.cell("progress", 0, status="Green")
    return changes(status(ChangeKind.RERATED, edited.item, JUNE, "Amber", "Green"))


def corrected(edited: Edited) -> Difference:
    edited.cell("progress", 0, status="Red", basis="Published")
    return changes(status(ChangeKind.CORRECTED, edited.item, JUNE, "Amber", "Red"))


def corrected_on_another_day(edited: Edited) -> Difference:
    edited.cell("progress", 0, date=parse_date("14 June 2024"), basis="Published")
    return changes(
        status(ChangeKind.CORRECTED, edited.item, JUNE, "Amber", "Amber"),
        other(edited.item, "Progress", "date", "June 2024", "2024-06-14", JUNE),
    )


def update_removed(edited: Edited) -> Difference:
    edited.after["progress"] = []
    return changes(
        row(edited.item, "Progress", "update", "Goes on.", "", JUNE),
        status(ChangeKind.RESTATED, edited.item, JUNE, "Amber", "", ""),
    )


def reworded(edited: Edited) -> Difference:
    edited.cell("progress", 0, update="Goes on. Really.")
    edited.cell("recommendations", 0, title=None)
    return changes(
        TrackerChange(ChangeKind.REWORDED, edited.item, "Progress", "update", "Goes on.", "Goes on. Really.", JUNE),
        TrackerChange(ChangeKind.REWORDED, edited.item, "Recommendations", "title", "One", ""),
    )


def redated(edited: Edited) -> Difference:
    edited.cell("recommendations", 0, target=parse_date("Autumn 2026"))
    edited.cell("monitoring", 0, due=parse_date("TBC"))
    return changes(
        TrackerChange(ChangeKind.REDATED, edited.item, "Recommendations", "target", "", "Autumn 2026"),
        TrackerChange(ChangeKind.REDATED, edited.item, "Monitoring", "due", "May 2024", "TBC", name="Meet."),
    )


def reassigned(edited: Edited) -> Difference:
    edited.cell("recommendations", 0, lead_agency="OPCC")
    return changes(
        TrackerChange(ChangeKind.REASSIGNED, edited.item, "Recommendations", "lead_agency", "Police", "OPCC")
    )


def other_columns(edited: Edited) -> Difference:
    edited.cell("progress", 0, rated_by="OPCC")
    edited.cell("monitoring", 1, done=True)
    return changes(
        other(edited.item, "Progress", "rated_by", "", "OPCC", JUNE),
        other(edited.item, "Monitoring", "done", "No", "Yes", name="Ask."),
    )


def promise_in_other_words(edited: Edited) -> Difference:
    edited.cell("monitoring", 0, activity="Meet all.")
    return changes(other(edited.item, "Monitoring", "activity", "Meet.", "Meet all.", name="Meet all."))


def promise_removed(edited: Edited) -> Difference:
    del edited.after["monitoring"][1]
    return changes(row(edited.item, "Monitoring", "activity", "Ask.", "", name="Ask."))


EDITS: tuple[Callable[[Edited], Difference], ...] = (
    *(unchanged, new, removed, updated, rerated, corrected, corrected_on_another_day, update_removed),
    *(reworded, redated, reassigned, other_columns, promise_in_other_words, promise_removed),
)


def edited_tracker(parts: list[Rows], order: Callable[[list[Any]], list[Any]] = list) -> Tracker:
    tables = ("recommendations", "progress", "monitoring")
    rows = {table: order([row for part in parts for row in part.get(table, [])]) for table in tables}
    return Tracker.from_rows(rows, RED_AMBER_GREEN)


def all_changes(*found: Difference) -> tuple[set[TrackerChange], int]:
    """Return the changes of some differences, unordered, and how many recommendations are unchanged.

    Which round is the latest, and so which changes are of the past, depends on all of them together.
    """
    listed = (change for each in found for change in each.changes)
    every = {each._replace(kind=ChangeKind.RERATED) if each.kind is ChangeKind.PAST else each for each in listed}
    return every, sum(each.unchanged for each in found)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_is_found_as_its_kind_of_change_and_reversed_it_is_found_too(edit):
    edited, other = Edited("1"), Edited("2")
    expected = edit(edited)
    before, after = (edited_tracker([part, other.before]) for part in (edited.before, edited.after))
    assert difference(before, after) == expected._replace(unchanged=expected.unchanged + 1)
    assert difference(after, before).is_empty == expected.is_empty


@settings(max_examples=8)  # of up to twelve edits each
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=12), random=st.randoms(use_true_random=False))
def test_edits_of_many_recommendations_are_all_found_and_nothing_else_in_rows_of_any_order(edits, random):
    edited = [Edited(str(ref)) for ref in range(len(edits))]
    expected = [edit(part) for edit, part in zip(edits, edited, strict=True)]

    def in_any_order(rows: list[Any]) -> list[Any]:
        return sorted(rows, key=lambda _row: random.random())

    before = edited_tracker([part.before for part in edited], in_any_order)
    after = edited_tracker([part.after for part in edited], in_any_order)
    assert all_changes(difference(before, after)) == all_changes(*expected)
