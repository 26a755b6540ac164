from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from analysis.difference.trackers import difference as whole_difference
from model.dates import Precision, parse_date
from model.status import RED_AMBER_GREEN, Scale
from model.tracker.columns import SHEETS, DataType
from model.tracker.tracker import Tracker
from model.versions.difference import (
    Difference,
    NewUpdate,
    OtherChange,
    RecommendationId,
    Removed,
    StatusChange,
    WordsChange,
)
from tests.support.differences import FEBRUARY, JUNE, NINE
from tests.support.trackers import REVIEW, tracker_of, update_row


def of(progress=(), *, ref="9", monitoring=(), names=(), scale=RED_AMBER_GREEN, **recommendation) -> Tracker:
    """Return a tracker of one recommendation."""
    listed = [{"ref": ref, **recommendation}]
    return tracker_of(listed, progress, monitoring=monitoring, names=names, scale=scale)


def difference(before, after):
    """Return the difference between the cells of two trackers, without the movement between their latest rounds."""
    return replace(whole_difference(before, after), start=None, end=None, moves=())


# New and removed


def test_a_tracker_differs_in_nothing_from_itself_and_from_another_with_the_same_rows():
    progress = [update_row("9", "Feb 2024", "Red"), update_row("9", "June 2024", "Amber")]
    one, other = of(progress), of(progress[::-1])
    assert difference(one, one) == difference(one, other) == Difference(unchanged=1)
    assert difference(one, one).is_empty


def test_new_recommendations_are_listed_in_natural_order_without_their_updates_and_promises():
    after = tracker_of(
        ["9", "10", "9a"], [update_row("10", "June 2024", "Red")], monitoring=[{"ref": "10", "due": "May"}]
    )
    assert difference(of(), after) == Difference(
        new=(RecommendationId(REVIEW, "9a"), RecommendationId(REVIEW, "10")), unchanged=1
    )


def test_a_removed_recommendation_is_listed_with_its_last_status_and_whether_that_was_complete():
    progress = [
        update_row("2", "Feb 2024", "Red"),
        update_row("2", "June 2024", "Green"),
        update_row("3", "Feb 2024", "Amber"),
    ]
    found = difference(tracker_of(["2", "3", "4", "9"], progress), of())
    removed = (
        Removed(RecommendationId(REVIEW, "2"), "Green", True),
        Removed(RecommendationId(REVIEW, "3"), "Amber", False),
    )
    assert found == Difference(removed=(*removed, Removed(RecommendationId(REVIEW, "4"), "", False)), unchanged=1)


def test_one_ref_in_two_reviews_is_two_recommendations():
    both = tracker_of([{"ref": "9"}, {"ref": "9", "review": "Custody"}])
    assert difference(of(), both) == Difference(new=(RecommendationId("Custody", "9"),), unchanged=1, reviews=2)


# Updates


@pytest.mark.parametrize("status", ["Red", None])
def test_a_new_entry_of_an_existing_recommendation_is_an_update(status):
    before = [update_row("9", "Feb 2024", "Amber")]
    found = difference(of(before), of([*before, update_row("9", "June 2024", status)]))
    assert found == Difference(updated=(NewUpdate(NINE, "Progress", JUNE, status or ""),))


def test_a_new_entry_of_an_earlier_round_that_moves_no_later_status_restates_none():
    before = [update_row("9", "June 2024", "Amber")]
    found = difference(of(before), of([update_row("9", "Feb 2024", "Red"), *before]))
    assert found == Difference(updated=(NewUpdate(NINE, "Progress", FEBRUARY, "Red"),))


def test_an_entry_of_another_day_is_another_one_and_the_first_is_gone():
    found = difference(of([update_row("9", "3 June 2024", "Amber")]), of([update_row("9", "4 June 2024", "Amber")]))
    assert found == Difference(
        updated=(NewUpdate(NINE, "Progress", JUNE, "Amber"),),
        other=(OtherChange("Progress", NINE, "Update", "Work goes on.", "", JUNE, is_whole_row=True),),
    )


def test_a_row_that_was_typed_in_advance_is_an_update_when_it_has_content():
    blank = update_row("9", "June 2024", update=None)
    assert difference(of(), of([blank])) == Difference(
        other=(OtherChange("Progress", NINE, "Date", "", "June 2024", JUNE, is_whole_row=True),)
    )
    found = difference(of([blank]), of([update_row("9", "June 2024", "Red", rated_by="OPCC")]))
    assert found == Difference(updated=(NewUpdate(NINE, "Progress", JUNE, "Red"),))


# Statuses


def test_another_status_of_an_entry_that_was_there_is_re_rated_in_the_order_of_the_refs():
    refs = ["2", "3", "10"]
    before = tracker_of(refs, [update_row(ref, "June 2024", "Amber") for ref in refs])
    now = zip(refs, ("Green", None, "Red"), strict=True)
    found = difference(before, tracker_of(refs, [update_row(ref, "June 2024", status) for ref, status in now]))
    assert found == Difference(
        rerated=(
            StatusChange(RecommendationId(REVIEW, "2"), "Progress", JUNE, "Amber", "Green"),
            StatusChange(RecommendationId(REVIEW, "3"), "Progress", JUNE, "Amber", ""),
            StatusChange(RecommendationId(REVIEW, "10"), "Progress", JUNE, "Amber", "Red"),
        )
    )


@pytest.mark.parametrize("status", ["Amber", "Red"])
def test_from_inferred_to_published_is_a_correction_whether_the_word_stays_or_not(status):
    before = of([update_row("9", "June 2024", "Amber", basis="Inferred")])
    found = difference(before, of([update_row("9", "June 2024", status, basis="Published")]))
    assert found == Difference(corrected=(StatusChange(NINE, "Progress", JUNE, "Amber", status),))


def test_a_correction_on_another_day_of_its_round_is_one_and_no_new_update():
    before = of([update_row("9", "June 2024", "Amber", basis="Inferred")])
    found = difference(before, of([update_row("9", "14 June 2024", "Green", "Work is done.", basis="Published")]))
    assert found == Difference(
        corrected=(StatusChange(NINE, "Progress", JUNE, "Amber", "Green"),),
        reworded=(WordsChange(NINE, "Progress", "update", "Work goes on.", "Work is done.", JUNE),),
        other=(OtherChange("Progress", NINE, "Date", "June 2024", "2024-06-14", JUNE),),
    )


def test_from_published_to_inferred_is_re_rated_and_another_basis():
    before = of([update_row("9", "June 2024", "Amber", basis="Published")])
    found = difference(before, of([update_row("9", "June 2024", "Red", basis="Inferred")]))
    assert found == Difference(
        rerated=(StatusChange(NINE, "Progress", JUNE, "Amber", "Red"),),
        other=(OtherChange("Progress", NINE, "Basis", "Published", "Inferred", JUNE),),
    )


# Words, dates, agencies


def test_a_promise_in_other_words_is_the_one_of_the_same_kind_and_date():
    before = of(monitoring=[{"ref": "9", "activity": "Meet.", "kind": "Meeting", "due": "May 2024"}])
    after = of(monitoring=[{"ref": "9", "activity": "Meet the lead.", "kind": "Meeting", "due": "May 2024"}])
    assert difference(before, after) == Difference(
        other=(OtherChange("Monitoring", NINE, "Activity", "Meet.", "Meet the lead.", name="Meet the lead."),)
    )


# Everything else


def test_an_order_that_nobody_has_confirmed_is_none():
    found = difference(of(scale=replace(RED_AMBER_GREEN, ordered=False)), of())
    assert found.other == (OtherChange("Key", None, "Status", "", "Red; Amber; Green"),)


def test_recommendations_of_which_anything_differs_are_not_counted_as_unchanged():
    refs = ["1", "2", "3", "4", "5", "6"]
    before = tracker_of(refs, [update_row("1", "June 2024", "Red")], monitoring=[{"ref": "2"}])
    after = tracker_of(
        [{"ref": "3", "title": "New"}, {"ref": "4", "lead_role": "Chief"}, "1", "2", "5"],
        [update_row("1", "June 2024", "Amber")],
        monitoring=[{"ref": "2", "outcome": "Met."}],
    )
    assert difference(before, after).unchanged == 1


# Nothing is missed

WHOLE: dict[str, list[dict[str, Any]]] = {
    "reviews": [{"review": REVIEW, "title": "A review", "published": parse_date("May 2023")}],
    "recommendations": [
        {"review": REVIEW, "ref": "1", "title": "One", "recommendation": "Do one.", "target": parse_date("TBC")},
        {"review": REVIEW, "ref": "2", "recommendation": "Do two.", "lead_agency": "Police", "theme": "Data"},
    ],
    "progress": [
        {"review": REVIEW, "ref": "1", "date": parse_date("June 2024"), "kind": "Progress", "status": "Amber"},
        {"review": REVIEW, "ref": "2", "date": parse_date("Feb 2024"), "kind": "Response", "update": "Yes."},
    ],
    "monitoring": [{"review": REVIEW, "ref": "2", "activity": "Meet.", "due": parse_date("July 2024"), "done": True}],
    "names": [{"kind": "Agency", "name": "Police", "name_cy": "Heddlu"}],
}
BEFORE = Tracker.from_rows(WHOLE, RED_AMBER_GREEN)
"""The tracker of these rows: its statuses are worked out a single time for all tests."""
CELLS = [
    (plan, place, column)
    for plan in SHEETS
    if plan.table in WHOLE
    for place in range(len(WHOLE[plan.table]))
    for column in plan.columns
]
OTHERWISE = {DataType.DATE: parse_date("3 March 2021"), DataType.FLAG: False}


@pytest.mark.parametrize(
    ("plan", "place", "column"), CELLS, ids=[f"{plan.name}-{place}-{column.field}" for plan, place, column in CELLS]
)
@pytest.mark.parametrize("emptied", [False, True])
def test_a_cell_that_is_written_or_emptied_is_never_missed(plan, place, column, emptied):
    rows = {table: [dict(row) for row in listed] for table, listed in WHOLE.items()}
    cell = rows[plan.table][place]
    cell[column.field] = None if emptied else OTHERWISE.get(column.data_type, "Otherwise")
    after = Tracker.from_rows(rows, RED_AMBER_GREEN)
    assert difference(BEFORE, after).is_empty == (WHOLE[plan.table][place].get(column.field) == cell[column.field])


@pytest.mark.parametrize("part", ["first", "last", "precision", "words"])
@pytest.mark.parametrize(("table", "place", "field"), [("progress", 0, "date"), ("monitoring", 0, "due")])
def test_any_part_of_a_date_is_a_difference(part, table, place, field):
    rows = {name: [dict(row) for row in listed] for name, listed in WHOLE.items()}
    others = {"first": date(2024, 7, 2), "last": date(2024, 8, 1), "precision": Precision.SEASON, "words": "summer"}
    rows[table][place][field] = replace(rows[table][place][field], **{part: others[part]})
    assert not difference(BEFORE, Tracker.from_rows(rows, RED_AMBER_GREEN)).is_empty


@pytest.mark.parametrize("field", ["name", "meaning", "complete", "colour", "name_cy", "meaning_cy"])
@pytest.mark.parametrize("place", range(3))
def test_any_cell_of_the_key_is_a_difference(field, place):
    statuses = list(RED_AMBER_GREEN.statuses)
    old = getattr(statuses[place], field)
    statuses[place] = replace(statuses[place], **{field: not old if isinstance(old, bool) else "Otherwise"})
    assert not difference(BEFORE, Tracker.from_rows(WHOLE, Scale(tuple(statuses)))).is_empty


def test_targets_and_decisions_are_compared_by_their_dates():
    target = {"ref": "9", "date": "July 2023", "target": "May 2024"}
    decision = {"ref": "9", "date": "June 2024", "decision": "Kept open", "reason": "No evidence."}
    before = tracker_of(["9"], targets=[target], decisions=[decision])
    later = {"ref": "9", "date": "May 2024", "target": "June 2025", "reason": "No funds."}
    after = tracker_of(["9"], targets=[target, later], decisions=[{**decision, "decision": "Closed"}])
    assert difference(before, after).other == (
        OtherChange("Targets", NINE, "Target", "", "June 2025", name="May 2024", is_whole_row=True),
        OtherChange("Decisions", NINE, "Decision", "Kept open", "Closed", name="June 2024"),
    )
    assert difference(after, after).is_empty
