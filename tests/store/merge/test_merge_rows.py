from dataclasses import replace

import pytest

from model.issue import Issue, Severity
from model.status import RED_AMBER_GREEN, Scale, Status
from model.tracker.reading import ProposedScale, Reading, Source
from model.versions.difference import MergeRefusal
from store.merge import may_merge, merge_rows, rows_with_recommendation
from tests.support.published_trackers import month, recommendation, rows, update, words

OTHER = Scale((Status("Delayed"), Status("Done", complete=True)))
NO_KEY = Issue("key-missing", Severity.INFO)


def reading(tables, *, scale=RED_AMBER_GREEN, layout="canonical", **fields):
    return Reading(Source("a.xlsx", "0"), layout, tables, scale, **{"columns": (), "issues": (), **fields})


CURRENT = reading(rows("1", "2"))


@pytest.mark.parametrize(
    ("updates", "expected"),
    [
        ([update("1", at=month(2024, 6))], None),
        ([update("1", status="Green"), update("2", at=month(2025, 1))], None),
        ([update("1", at=month(2024, 1))], MergeRefusal.OLDER_ROUND),
        ([update("1", at=month(2024, 6)), update("2", at=words("TBC"))], MergeRefusal.OLDER_ROUND),
        ([update("1", at=month(2024, 6)), {**update("2", at=month(2024, 6)), "date": None}], MergeRefusal.OLDER_ROUND),
        ([update("3", at=month(2024, 6))], MergeRefusal.UNKNOWN_REF),
        ([update("1", at=month(2024, 6), status=None)], None),
        ([], MergeRefusal.NO_UPDATES),
    ],
)
def test_updates_of_known_recommendations_from_the_latest_round_on_may_be_merged(updates, expected):
    assert may_merge(CURRENT, reading({"progress": updates}, issues=(NO_KEY,))) is expected


def test_an_unknown_recommendation_or_promise_prevents_merging():
    newer = [update("1", at=month(2024, 6))]
    for table, row in (
        ("recommendations", recommendation("3")),
        ("monitoring", {"review": "Stalking", "ref": "3", "activity": "Meet"}),
        ("monitoring", {"review": "Another", "ref": "1", "activity": "Meet"}),
    ):
        assert may_merge(CURRENT, reading({"progress": newer, table: [row]})) is MergeRefusal.UNKNOWN_REF
    assert may_merge(CURRENT, reading({"progress": newer, "recommendations": [recommendation("1")]})) is None


def test_the_scale_must_be_the_same_or_missing():
    newer = {"progress": [update("1", at=month(2024, 6), status="Done")]}
    current = reading(rows("1"), scale=OTHER)
    assert may_merge(current, reading(newer, scale=OTHER)) is None
    assert may_merge(current, reading(newer, scale=Scale(OTHER.statuses[::-1]))) is MergeRefusal.OTHER_SCALE
    assert may_merge(current, reading(newer)) is MergeRefusal.OTHER_SCALE
    assert may_merge(current, reading(newer, issues=(NO_KEY,))) is None
    newer["progress"][0]["status"] = "Red"
    assert may_merge(current, reading(newer, issues=(NO_KEY,))) is MergeRefusal.OTHER_SCALE
    newer["progress"][0]["status"] = "Done"
    proposed = ProposedScale("Log", "C1", (("Done", 1),))
    assert may_merge(current, reading(newer, scale=Scale((Status("Done"),)), proposed_scale=proposed)) is None


def test_the_same_statuses_are_the_same_scale_whatever_their_meanings_and_colours():
    full = Scale(
        (Status("Open", "Nothing is done.", False, "Red", "Ar agor", "Ni wnaed dim."), Status("Shut", "", True))
    )
    current = reading(rows("1"), scale=full)
    newer = {"progress": [update("1", at=month(2024, 6), status="Open")]}
    for same in (Status("Open", "Nothing is done."), Status("Open", "Work goes on.", False, "Orange")):
        new = reading(newer, scale=Scale((same, Status("Shut", "It is over.", True))))
        assert may_merge(current, new) is None
        assert merge_rows(current, new).scale == full
    other = Scale((Status("Open", "Nothing is done.", True), Status("Shut", "", True)))
    assert may_merge(current, reading(newer, scale=other)) is MergeRefusal.OTHER_SCALE


def test_tables_that_a_workbook_lacks_stay_unchanged():
    current = reading(
        rows("1", "2", monitoring=[{"review": "Stalking", "ref": "1", "activity": "Meet", "due": month(2024, 9)}]),
        scale=OTHER,
    )
    new = reading({"progress": [update("2", at=month(2024, 6), status="Done")]}, issues=(NO_KEY,))
    result = merge_rows(current, new)
    assert {table: list(result.rows[table]) for table in ("reviews", "recommendations", "monitoring", "names")} == {
        "reviews": current.rows["reviews"],
        "recommendations": current.rows["recommendations"],
        "monitoring": current.rows["monitoring"],
        "names": [],
    }
    assert result.rows["progress"] == [*current.rows["progress"], *new.rows["progress"]]
    assert (result.scale, result.source) == (OTHER, new.source)


def test_issues_of_a_missing_table_are_dropped_if_the_tracker_has_it():
    undated, undescribed = Issue("date-unknown", Severity.WARNING), Issue("review-not-described", Severity.INFO)
    new = reading({"progress": [update("1", at=month(2024, 6))]}, issues=(NO_KEY, undated, undescribed))
    assert merge_rows(CURRENT, new).issues == (undated,)
    assert merge_rows(replace(CURRENT, issues=(NO_KEY,)), new).issues == (NO_KEY, undated)


def test_the_same_update_is_replaced_by_the_new_one_at_its_position():
    response = update("1", kind="Response", status=None)
    current = reading(rows("1", "2", progress=[update("1", evidence="Minutes"), response, update("2")]))
    newer = update("1", at=replace(month(2024, 2), words="Feb 24"), status="Green")
    result = merge_rows(current, reading({"progress": [newer, update("1", at=month(2024, 3))]}))
    assert result.rows["progress"] == [newer, response, update("2"), update("1", at=month(2024, 3))]


def test_dates_without_days_are_the_same_by_their_words():
    current = reading(rows("1", progress=[update("1", at=words("TBC")), update("1", at=words("Soon"))]))
    result = merge_rows(current, reading({"progress": [update("1", at=words("Soon"), status="Green")]}))
    assert result.rows["progress"] == [update("1", at=words("TBC")), update("1", at=words("Soon"), status="Green")]


def test_an_empty_cell_does_not_change_a_recommendation():
    current = reading(rows(recommendations=[recommendation("1", theme="Training", lead_agency="Police")]))
    brought = {"review": "Stalking", "ref": "1", "recommendation": "Do it all.", "theme": None, "lead_agency": "OPCC"}
    result = merge_rows(current, reading({"recommendations": [brought], "progress": [update("1")]}))
    expected = recommendation("1", theme="Training", lead_agency="OPCC") | {"recommendation": "Do it all."}
    assert result.rows["recommendations"] == [expected]


def test_a_review_that_is_only_named_keeps_its_title():
    named = {"review": "Stalking", "title": "Stalking", "notes": None}
    assert merge_rows(CURRENT, reading({"reviews": [named]})).rows["reviews"] == CURRENT.rows["reviews"]
    described = {"review": "Stalking", "title": "A deeper dive"}
    assert merge_rows(CURRENT, reading({"reviews": [described]})).rows["reviews"] == [described]


def test_earlier_published_rounds_may_come_along_in_a_layout_that_is_not_canonical():
    current = reading(rows("1", "2", progress=[update("1", at=month(2023, 7)), update("2", at=month(2024, 2))]))
    newer = [update("1", at=month(2024, 6)), update("1", at=month(2023, 7), status="Green")]
    assert may_merge(current, reading({"progress": newer}, layout="wide", issues=(NO_KEY,))) is None
    assert may_merge(current, reading({"progress": newer}, issues=(NO_KEY,))) is MergeRefusal.OLDER_ROUND
    for updates in (newer[1:], [*newer, update("1", at=month(2023, 1))], [*newer, update("1", at=words("TBC"))]):
        new = reading({"progress": updates}, layout="wide", issues=(NO_KEY,))
        assert may_merge(current, new) is MergeRefusal.OLDER_ROUND


def test_an_update_in_another_layout_keeps_the_published_cells_that_it_has_no_column_for():
    before = update("1", evidence="Minutes") | {"rated_by": "Transcriber", "basis": "Inferred"}
    current = reading(rows("1", progress=[before]))
    words_only = {**update("1", status=None), "update": "Other words.", "rated_by": None, "basis": None}
    status_only = {**update("1", status="Green"), "update": None, "rated_by": None, "basis": "Published"}
    by_words = merge_rows(current, reading({"progress": [words_only]}, layout="wide")).rows["progress"]
    by_status = merge_rows(current, reading({"progress": [status_only]}, layout="wide")).rows["progress"]
    assert by_words == [before | {"update": "Other words."}]
    assert by_status == [before | {"status": "Green", "rated_by": None, "basis": "Published"}]


def test_the_same_status_without_a_rater_leaves_rater_and_basis_as_they_are_published():
    before = update("1") | {"rated_by": "Transcriber", "basis": "Inferred"}
    current = reading(rows("1", progress=[before]))
    repeated = update("1") | {"rated_by": None, "basis": "Published"}
    by_tracker = merge_rows(current, reading({"progress": [repeated]}, layout="wide")).rows["progress"]
    assert by_tracker == [before]
    rated = repeated | {"rated_by": "OPCC"}
    assert merge_rows(current, reading({"progress": [rated]}, layout="wide")).rows["progress"] == [rated]


def test_a_published_title_in_place_of_the_text_does_not_change_the_text():
    before = recommendation("1") | {"title": "Funding", "recommendation": "Find lasting funding."}
    current = reading(rows(recommendations=[before], progress=[update("1")]))
    new = reading({"recommendations": [recommendation("1") | {"title": None, "recommendation": "FUNDING"}]})
    assert merge_rows(current, new).rows["recommendations"] == [before]


def test_a_workbook_replaces_the_tracker_without_the_rows_of_recommendations_that_it_does_not_list():
    promise = {"review": "Stalking", "ref": "2", "activity": "Meet", "due": None}
    complete = reading(rows("1", "2", monitoring=[promise]))
    assert rows_with_recommendation(complete) is complete
    result = rows_with_recommendation(reading(rows("1", progress=[update("1"), update("2")], monitoring=[promise])))
    assert (result.rows["progress"], result.rows["monitoring"]) == ([update("1")], [])


def test_decisions_and_targets_alone_may_be_merged_and_replace_those_of_their_date():
    about = {"review": "Stalking", "ref": "1"}
    closed = {**about, "date": month(2024, 6), "decision": "Closed"}
    target = {**about, "date": month(2024, 6), "target": month(2025, 3), "reason": "No funds."}
    current = reading({**rows("1"), "decisions": [closed], "targets": [target]})
    later = {**closed, "date": month(2024, 9), "decision": "Reopened"}
    new = reading({"progress": [], "decisions": [{**closed, "reason": "It was checked."}, later], "targets": []})
    assert may_merge(current, new) is None
    merged = merge_rows(current, new).rows
    assert merged["decisions"] == [{**closed, "reason": "It was checked."}, later]
    assert merged["targets"] == [target]
    unknown = reading({"decisions": [{**closed, "ref": "3"}]})
    assert may_merge(current, unknown) is MergeRefusal.UNKNOWN_REF
