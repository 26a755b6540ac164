"""Merging a workbook into what is published: with the version it was downloaded from, and without."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.terms import RED_AMBER_GREEN, Scale, Status
from model.tracker.reading import Issue, ProposedScale, Reading, Severity, Source
from model.versions.difference import MergeError, MergeRefusal, MergeSide
from store.merge import merge_three, rows_with_recommendation
from tests.support.published_trackers import month, recommendation, rows, update, words

JUNE = month(2024, 6)
OF_RECOMMENDATIONS = ("recommendations", "progress", "monitoring")


def reading(tables, *, scale=RED_AMBER_GREEN, layout="canonical", **fields):
    return Reading(Source("a.xlsx", "0"), layout, tables, scale, **{"columns": (), "issues": (), **fields})


BASE = reading(rows("1", "2", "3", monitoring=[{"review": "Stalking", "ref": "1", "activity": "Meet"}]))


def with_rows(**tables):
    """Return the base with other rows in some tables."""
    return replace(BASE, rows={**BASE.rows, **tables})


def without(*refs, progress=()):
    """Return the base without some recommendations, and with further updates."""
    kept = {table: [row for row in BASE.rows[table] if row["ref"] not in refs] for table in OF_RECOMMENDATIONS}
    return with_rows(**kept | {"progress": [*kept["progress"], *progress]})


def three(base, current, new, *, is_download=False, first=None, choose=lambda _conflict: None):
    return merge_three(base, current, new, is_download=is_download, first=first or current, choose=choose)


def merge(current, new, *, choose=lambda _conflict: None):
    return three(BASE, current, new, is_download=True, choose=choose)


def always(side):
    """Return a function that chooses one side of each conflict."""
    return lambda _conflict: side


def changed(**fields):
    return [recommendation("1", **fields), *BASE.rows["recommendations"][1:]]


def test_a_cell_that_both_changed_is_a_conflict_and_a_choice_settles_it():
    theirs, mine = with_rows(recommendations=changed(theme="Data")), with_rows(recommendations=changed(theme="Funds"))
    (conflict,) = merge(theirs, mine).conflicts
    assert (conflict.table, conflict.field, conflict.place) == ("recommendations", "theme", 0)
    assert (conflict.published, conflict.yours) == ("Data", "Funds")
    for side, kept in ((MergeSide.PUBLISHED, "Data"), (MergeSide.FILE, "Funds")):
        result = merge(theirs, mine, choose=always(side))
        assert result.reading.rows["recommendations"] == changed(theme=kept)


@pytest.mark.parametrize("by_file", [True, False])
def test_a_recommendation_that_one_removed_and_the_other_reported_on_is_one_conflict(by_file):
    removed, reported = without("1"), without(progress=[update("1", at=JUNE), update("1", at=month(2024, 9))])
    current, new = (reported, removed) if by_file else (removed, reported)
    (conflict,) = merge(current, new).conflicts
    assert (conflict.table, conflict.field, conflict.row["ref"]) == ("recommendations", "", "1")
    for side, expected in ((MergeSide.PUBLISHED, current), (MergeSide.FILE, new)):
        merged = merge(current, new, choose=always(side)).reading.rows
        for table in OF_RECOMMENDATIONS:
            assert sorted(map(repr, merged[table])) == sorted(map(repr, expected.rows[table]))


def test_statuses_of_the_key_are_merged_as_rows():
    more = Scale((*RED_AMBER_GREEN.statuses, Status("Blue", "Signed off.", complete=True)))
    reworded = Scale((Status("Red", "Nothing yet.", colour="Red"), *RED_AMBER_GREEN.statuses[1:]))
    scale = merge(replace(BASE, scale=reworded), replace(BASE, scale=more)).reading.scale
    assert scale.statuses == (*reworded.statuses, more.statuses[-1])
    used = without(progress=[update("1", at=JUNE, status="Amber")])
    fewer = Scale((RED_AMBER_GREEN.statuses[0], RED_AMBER_GREEN.statuses[2]))
    with pytest.raises(MergeError) as error:
        merge(used, replace(BASE, scale=fewer))
    assert error.value.code is MergeRefusal.OTHER_SCALE


def test_a_sheet_that_was_deleted_from_a_download_removes_nothing():
    parts = {"recommendations": BASE.rows["recommendations"], "progress": [update("2", at=JUNE)]}
    result = three(BASE, BASE, reading({"progress": parts["progress"]}), is_download=True)
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
    result = three(base, current, base, is_download=True)
    assert (result.conflicts, whole_rows(result.reading)) == ((), whole_rows(current))


@given(trackers(), trackers())
def test_where_nobody_else_published_the_workbook_is_taken_with_its_order(base, new):
    result = three(base, base, new, is_download=bool(new.rows["recommendations"]))
    if new.rows["recommendations"]:
        assert (result.conflicts, whole_rows(result.reading)) == ((), whole_rows(new))


@given(trackers(), trackers(), trackers())
def test_each_cell_that_only_one_side_changed_is_as_that_side_has_it_unless_its_row_is_a_conflict(base, current, new):
    result = three(base, current, new, is_download=True)
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
    result = three(base, current, new, is_download=True, choose=always(side))
    listed = {row["ref"] for row in result.reading.rows["recommendations"]}
    assert {row["ref"] for row in result.reading.rows["progress"]} <= listed


@given(trackers(), trackers())
def test_without_a_base_everything_that_is_published_stays_except_newer_updates(current, new):
    result = three(None, current, new)
    before, after = cells_of(current), cells_of(result.reading)
    latest = max((cell[2] for cell in before), default="")
    for cell, value in before.items():
        if cell[0] == "recommendations" or cell[2] < latest:
            assert after[cell] == value


OTHER = Scale((Status("Delayed"), Status("Done", complete=True)))
NO_KEY = Issue("key-missing", Severity.INFO)
CURRENT = reading(rows("1", "2"))


def merged(current, new, **options):
    """Return what is merged; there may be no conflict."""
    result = three(None, current, new, **options)
    assert result.conflicts == ()
    return result.reading


def refusal(current, new):
    with pytest.raises(MergeError) as error:
        three(None, current, new)
    return error.value.code


def test_new_recommendations_updates_of_any_round_promises_and_reviews_are_added():
    promise = {"review": "Stalking", "ref": "3", "activity": "Meet"}
    review = {"review": "Another", "title": "Another"}
    tables = {
        "reviews": [{"review": "Stalking", "title": "Stalking"}, review],
        "recommendations": [recommendation("3"), {**recommendation("1"), "review": "Another"}],
        "progress": [update("1", at=month(2023, 7)), update("3", at=words("TBC")), update("2", at=month(2024, 6))],
        "monitoring": [promise],
    }
    result = merged(CURRENT, reading(tables, issues=(NO_KEY,)))
    assert result.rows["reviews"] == [*CURRENT.rows["reviews"], review]
    assert result.rows["recommendations"] == [*CURRENT.rows["recommendations"], *tables["recommendations"]]
    assert result.rows["progress"] == [*CURRENT.rows["progress"], *tables["progress"]]
    assert result.rows["monitoring"] == [promise]


def test_what_is_about_a_recommendation_that_nobody_has_is_refused():
    for table, row in (
        ("progress", update("3", at=month(2024, 6))),
        ("monitoring", {"review": "Another", "ref": "1", "activity": "Meet"}),
        ("decisions", {"review": "Stalking", "ref": "3", "date": month(2024, 6), "decision": "Closed"}),
    ):
        assert refusal(CURRENT, reading({table: [row]})) is MergeRefusal.UNKNOWN_REF


def test_statuses_have_to_be_published_where_the_workbook_has_no_key():
    newer = {"progress": [update("1", at=month(2024, 6), status="Done")]}
    current = reading(rows("1", progress=[]), scale=OTHER)
    assert merged(current, reading(newer, scale=OTHER)).scale == OTHER
    assert merged(current, reading(newer, issues=(NO_KEY,))).scale == OTHER
    proposed = ProposedScale("Log", "C1", (("Done", 1),))
    assert merged(current, reading(newer, scale=Scale((Status("Done"),)), proposed_scale=proposed)).scale == OTHER
    newer["progress"][0]["status"] = "Red"
    assert refusal(current, reading(newer, issues=(NO_KEY,))) is MergeRefusal.OTHER_SCALE


def test_a_key_may_add_statuses_or_have_fewer_and_another_order_is_refused():
    newer = {"progress": [update("1", at=month(2024, 6), status="Done")]}
    current = reading(rows("1", progress=[]), scale=OTHER)
    stopped = Status("Stopped", "Nobody works on it.")
    more = Scale((OTHER.statuses[0], stopped, OTHER.statuses[1]))
    assert merged(current, reading(newer, scale=more)).scale == more
    assert merged(reading(rows("1", progress=[]), scale=more), reading(newer, scale=OTHER)).scale == more
    for other in (Scale(OTHER.statuses[::-1]), RED_AMBER_GREEN, Scale((stopped, OTHER.statuses[1]))):
        assert refusal(current, reading(newer, scale=other)) is MergeRefusal.OTHER_SCALE


def test_the_published_meanings_and_colours_of_the_same_statuses_stay():
    full = Scale(
        (Status("Open", "Nothing is done.", False, "Red", "Ar agor", "Ni wnaed dim."), Status("Shut", "", True))
    )
    current = reading(rows("1", progress=[]), scale=full)
    newer = {"progress": [update("1", at=month(2024, 6), status="Open")]}
    for same in (Status("Open", "Nothing is done."), Status("Open", "Work goes on.", False, "Orange")):
        assert merged(current, reading(newer, scale=Scale((same, Status("Shut", "It is over.", True))))).scale == full
    other = Scale((Status("Open", "Nothing is done.", True), Status("Shut", "", True)))
    assert refusal(current, reading(newer, scale=other)) is MergeRefusal.OTHER_SCALE


def test_an_update_of_the_latest_round_is_taken_at_its_position():
    response = update("1", kind="Response", status=None)
    current = reading(rows("1", "2", progress=[update("1", evidence="Minutes"), response, update("2")]))
    newer = {**update("1", at=replace(month(2024, 2), words="Feb 24"), status="Green"), "evidence": None}
    result = merged(current, reading({"progress": [newer, update("1", at=month(2024, 3))]}))
    assert result.rows["progress"] == [newer, update("1", at=month(2024, 3)), response, update("2")]


def test_another_status_of_an_earlier_round_or_of_an_update_without_a_day_is_a_conflict():
    before = [update("1", at=month(2023, 7)), update("1", at=words("Soon")), update("1")]
    changed = [{**each, "status": "Green"} for each in before[:2]]
    for layout in ("canonical", "wide"):
        current, new = reading(rows("1", progress=before)), reading({"progress": changed}, layout=layout)
        found = three(None, current, new).conflicts
        assert [(each.field, each.published, each.yours) for each in found] == [("status", "Red", "Green")] * 2


def test_with_a_choice_the_status_comes_with_its_rater_and_basis():
    before = {**update("1", at=month(2023, 7)), "rated_by": "Transcriber", "basis": "Inferred"}
    given = {**before, "status": "Green", "rated_by": "OPCC", "basis": "Published"}
    current = reading(rows("1", progress=[before, update("1")]))
    for side, row in ((MergeSide.FILE, given), (MergeSide.PUBLISHED, before)):
        result = three(None, current, reading({"progress": [given]}), choose=always(side))
        assert [each.field for each in result.conflicts] == ["status"]
        assert result.reading.rows["progress"] == [row, update("1")]


def test_an_empty_cell_changes_nothing_a_filled_one_fills_and_a_different_one_is_a_conflict():
    published = recommendation("1", theme="Training", lead_agency="Police") | {"lead_role": None}
    current = reading(rows(recommendations=[published], progress=[]))
    brought = recommendation("1") | {"theme": None, "lead_agency": "OPCC", "lead_role": "Chief"}
    result = three(None, current, reading({"recommendations": [brought]}))
    (conflict,) = result.conflicts
    assert (conflict.field, conflict.published, conflict.yours) == ("lead_agency", "Police", "OPCC")
    assert result.reading.rows["recommendations"] == [published | {"lead_role": "Chief"}]
    taken = three(None, current, reading({"recommendations": [brought]}), choose=always(MergeSide.FILE))
    assert taken.reading.rows["recommendations"] == [published | {"lead_role": "Chief", "lead_agency": "OPCC"}]


def test_an_update_in_another_layout_keeps_the_published_cells_that_it_has_no_column_for():
    before = update("1", evidence="Minutes") | {"rated_by": "Transcriber", "basis": "Inferred"}
    current = reading(rows("1", progress=[before]))
    words_only = {**update("1", status=None), "update": "Other words.", "rated_by": None, "basis": None}
    status_only = {**update("1", status="Green"), "update": None, "rated_by": None, "basis": "Published"}
    by_words = merged(current, reading({"progress": [words_only]}, layout="wide")).rows["progress"]
    by_status = merged(current, reading({"progress": [status_only]}, layout="wide")).rows["progress"]
    assert by_words == [before | {"update": "Other words."}]
    assert by_status == [before | {"status": "Green", "rated_by": None, "basis": "Published"}]


def test_the_same_status_without_a_rater_leaves_rater_and_basis_as_they_are_published():
    before = update("1") | {"rated_by": "Transcriber", "basis": "Inferred"}
    current = reading(rows("1", progress=[before]))
    repeated = update("1") | {"rated_by": None, "basis": "Published"}
    assert merged(current, reading({"progress": [repeated]}, layout="wide")).rows["progress"] == [before]
    rated = repeated | {"rated_by": "OPCC"}
    assert merged(current, reading({"progress": [rated]}, layout="wide")).rows["progress"] == [rated]


def test_a_published_title_in_place_of_the_text_does_not_change_the_text():
    before = recommendation("1") | {"title": "Funding", "recommendation": "Find lasting funding."}
    current = reading(rows(recommendations=[before], progress=[update("1")]))
    new = reading({"recommendations": [recommendation("1") | {"title": None, "recommendation": "FUNDING"}]})
    assert merged(current, new).rows["recommendations"] == [before]


def test_a_workbook_replaces_the_tracker_without_the_rows_of_recommendations_that_it_does_not_list():
    promise = {"review": "Stalking", "ref": "2", "activity": "Meet", "due": None}
    complete = reading(rows("1", "2", monitoring=[promise]))
    assert rows_with_recommendation(complete) == complete
    result = rows_with_recommendation(reading(rows("1", progress=[update("1"), update("2")], monitoring=[promise])))
    assert (result.rows["progress"], result.rows["monitoring"]) == ([update("1")], [])
