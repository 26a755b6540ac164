"""Merging a workbook that says which version it was downloaded from."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.status import RED_AMBER_GREEN, Scale, Status
from model.tracker.reading import Reading, Source
from model.versions.difference import MergeError, MergeRefusal, MergeSide
from store.merge import merge_three
from tests.support.published_trackers import month, recommendation, rows, update

JUNE = month(2024, 6)


def reading(tables, *, scale=RED_AMBER_GREEN):
    return Reading(Source("a.xlsx", "0"), "canonical", tables, scale, (), ())


BASE = reading(rows("1", "2", "3", monitoring=[{"review": "Stalking", "ref": "1", "activity": "Meet"}]))


def with_rows(**tables):
    """Return the base with other rows in some tables."""
    return replace(BASE, rows={**BASE.rows, **tables})


def without(*refs, progress=()):
    """Return the base without some recommendations, and with further updates."""
    kept = {
        table: [row for row in BASE.rows[table] if row["ref"] not in refs]
        for table in ("recommendations", "progress", "monitoring")
    }
    return with_rows(**kept | {"progress": [*kept["progress"], *progress]})


def merge(current, new, *, choose=lambda _conflict: None):
    return merge_three(BASE, current, new, is_download=True, choose=choose)


def changed(**fields):
    return [recommendation("1", **fields), *BASE.rows["recommendations"][1:]]


def test_cells_of_one_row_that_each_side_changed_are_both_in_it():
    theirs, mine = with_rows(recommendations=changed(theme="Data")), with_rows(recommendations=changed(title="Funds"))
    result = merge(theirs, mine)
    assert result.conflicts == ()
    assert result.reading.rows["recommendations"] == changed(theme="Data", title="Funds")


def test_a_cell_that_both_changed_is_a_conflict_and_a_choice_settles_it():
    theirs, mine = with_rows(recommendations=changed(theme="Data")), with_rows(recommendations=changed(theme="Funds"))
    (conflict,) = merge(theirs, mine).conflicts
    assert (conflict.table, conflict.field, conflict.place) == ("recommendations", "theme", 0)
    assert (conflict.base, conflict.published, conflict.yours) == (None, "Data", "Funds")
    for side, kept in ((MergeSide.PUBLISHED, "Data"), (MergeSide.FILE, "Funds")):
        result = merge(theirs, mine, choose=lambda _conflict, side=side: side)
        assert result.reading.rows["recommendations"] == changed(theme=kept)


def test_the_same_change_on_both_sides_is_one():
    both = with_rows(recommendations=changed(theme="Data"), progress=[update("1"), update("2", at=JUNE), update("3")])
    result = merge(both, both)
    assert (result.conflicts, result.reading.rows["progress"]) == ((), both.rows["progress"])


def test_an_emptied_cell_and_a_missing_row_are_changes():
    emptied = with_rows(recommendations=[{**recommendation("1"), "recommendation": None}, recommendation("2")])
    theirs = with_rows(recommendations=[*BASE.rows["recommendations"], recommendation("4")])
    new = replace(emptied, rows={**without("3").rows, "recommendations": emptied.rows["recommendations"]})
    result = merge(theirs, new)
    assert result.conflicts == ()
    assert [row["ref"] for row in result.reading.rows["recommendations"]] == ["1", "2", "4"]
    assert result.reading.rows["recommendations"][0]["recommendation"] is None


@pytest.mark.parametrize("by_file", [True, False])
def test_a_recommendation_that_one_removed_and_the_other_reported_on_is_one_conflict(by_file):
    removed, reported = without("1"), without(progress=[update("1", at=JUNE), update("1", at=month(2024, 9))])
    current, new = (reported, removed) if by_file else (removed, reported)
    (conflict,) = merge(current, new).conflicts
    assert (conflict.table, conflict.field, conflict.row["ref"]) == ("recommendations", "", "1")
    for side, expected in ((MergeSide.PUBLISHED, current), (MergeSide.FILE, new)):
        merged = merge(current, new, choose=lambda _conflict, side=side: side).reading.rows
        for table in ("recommendations", "progress", "monitoring"):
            assert sorted(map(repr, merged[table])) == sorted(map(repr, expected.rows[table]))


def test_a_recommendation_stays_where_the_workbook_has_only_its_row_no_more():
    new = with_rows(recommendations=BASE.rows["recommendations"][1:])
    assert merge(BASE, new).reading.rows == BASE.rows | {"targets": [], "decisions": [], "names": []}


def test_statuses_of_the_key_are_merged_as_rows():
    more = Scale((*RED_AMBER_GREEN.statuses, Status("Blue", "Signed off.", complete=True)))
    reworded = Scale((Status("Red", "Nothing yet.", colour="Red"), *RED_AMBER_GREEN.statuses[1:]))
    scale = merge(replace(BASE, scale=reworded), replace(BASE, scale=more)).reading.scale
    assert scale.statuses == (*reworded.statuses, more.statuses[-1])
    used = without(progress=[update("1", at=JUNE, status="Amber")])
    fewer = Scale((RED_AMBER_GREEN.statuses[0], RED_AMBER_GREEN.statuses[2]))
    with pytest.raises(MergeError) as error:
        merge(used, replace(BASE, scale=fewer))
    assert error.value.refusal is MergeRefusal.OTHER_SCALE


def test_a_sheet_that_was_deleted_from_a_download_removes_nothing():
    parts = {"recommendations": BASE.rows["recommendations"], "progress": [update("2", at=JUNE)]}
    result = merge_three(BASE, BASE, reading({"progress": parts["progress"]}), is_download=True)
    assert result.reading.rows["recommendations"] == BASE.rows["recommendations"]
    assert result.reading.rows["progress"] == [*BASE.rows["progress"], update("2", at=JUNE)]


refs = st.lists(st.sampled_from("1234"), unique=True, max_size=4)
cells = st.fixed_dictionaries({field: st.sampled_from((None, "a", "b")) for field in ("title", "theme")})


@st.composite
def trackers(draw):
    """Draw a tracker with some recommendations, and updates of them in some rounds."""
    listed = draw(refs)
    updates = [
        update(ref, at=at, status=draw(st.sampled_from(("Red", "Amber", None))), update=draw(st.sampled_from("ab")))
        for ref in listed
        for at in draw(st.lists(st.sampled_from((month(2024, 2), JUNE)), unique_by=lambda date: date.words))
    ]
    items = [{**recommendation(ref), **draw(cells)} for ref in listed]
    return reading({"reviews": [], "recommendations": items, "progress": updates})


def words_of(row: Any):
    """Return the date of an update; "" for a recommendation."""
    return row["date"].words if "date" in row else ""


def cells_of(tracker):
    """Return the value of each filled cell by its table, key and field."""
    return {
        (table, row["ref"], words_of(row), field): value
        for table in ("recommendations", "progress")
        for row in tracker.rows[table]
        for field, value in row.items()
        if value is not None
    }


def whole_rows(tracker):
    return {table: tracker.rows[table] for table in ("recommendations", "progress")}


@given(trackers(), trackers())
def test_a_workbook_that_changes_nothing_leaves_what_is_published_and_its_order(base, current):
    result = merge_three(base, current, base, is_download=True)
    assert (result.conflicts, whole_rows(result.reading)) == ((), whole_rows(current))


@given(trackers(), trackers())
def test_where_nobody_else_published_the_workbook_is_taken_with_its_order(base, new):
    result = merge_three(base, base, new, is_download=bool(new.rows["recommendations"]))
    if new.rows["recommendations"]:
        assert (result.conflicts, whole_rows(result.reading)) == ((), whole_rows(new))


@given(trackers(), trackers(), trackers())
def test_each_cell_that_only_one_side_changed_is_as_that_side_has_it_unless_its_row_is_a_conflict(base, current, new):
    result = merge_three(base, current, new, is_download=True)
    complete = bool(new.rows["recommendations"])
    before, published, yours, after = map(cells_of, (base, current, new, result.reading))
    contested = {each.row["ref"] for each in result.conflicts if not each.field}
    conflicts = {(each.table, each.row["ref"], words_of(each.row), each.field) for each in result.conflicts}
    for cell in {*before, *published, *yours}:
        if cell in conflicts or cell[1] in contested or not complete:
            continue
        was, now, wanted = before.get(cell), published.get(cell), yours.get(cell)
        assert after.get(cell) == (wanted if was == now else now)
        assert was in (now, wanted) or now == wanted


@given(trackers(), trackers(), trackers(), st.sampled_from(MergeSide))
def test_choices_leave_no_update_without_its_recommendation(base, current, new, side):
    result = merge_three(base, current, new, is_download=True, choose=lambda _conflict: side)
    listed = {row["ref"] for row in result.reading.rows["recommendations"]}
    assert {row["ref"] for row in result.reading.rows["progress"]} <= listed


@given(trackers(), trackers())
def test_without_a_base_everything_that_is_published_stays_except_newer_updates(current, new):
    result = merge_three(None, current, new)
    before, after = cells_of(current), cells_of(result.reading)
    latest = max((cell[2] for cell in before), default="")
    for cell, value in before.items():
        if cell[0] == "recommendations" or cell[2] < latest:
            assert after[cell] == value
