"""Differences in sentences, their headline, and their table."""

from dataclasses import replace

import pandas as pd
import pytest

from model.status import RED_AMBER_GREEN, Scale, Status
from model.versions.difference import ChangeKind, Difference, RecommendationId, TrackerChange
from tests.support.differences import (
    EVERYTHING,
    FEBRUARY,
    JUNE,
    NINE,
    TEN,
    moved,
    new,
    other,
    removed,
    row,
    status,
    updated,
)
from wording.differences.changes import difference_headline, no_newer_round_warning
from wording.differences.sentences import change_groups
from wording.differences.table import difference_columns, difference_size, difference_table
from wording.format.names import Names
from wording.format.text import DiffKind

NAMES = Names(
    pd.DataFrame(
        [("Agency", "Police", None, "Heddlu", None)], columns=["kind", "name", "short_name", "name_cy", "short_name_cy"]
    )
)


def groups_of(difference, _, **options):
    return change_groups(difference, (RED_AMBER_GREEN,), NAMES, _, **options)


def sentences_by_group(difference, _, **options):
    """Return the groups as their kind, their heading and their sentences."""
    found = groups_of(difference, _, **options)
    return [(group.kind, group.heading, [change.sentence for change in group.changes]) for group in found]


def only(difference, _):
    """Return the one sentence of a difference."""
    ((_kind, _heading, (sentence,)),) = sentences_by_group(difference, _)
    return sentence


def test_a_long_group_has_the_requested_number_of_sentences_and_counts_all(english):
    (group,) = groups_of(Difference(changes=(new(NINE), new(TEN))), english, most=1)
    assert (group.heading, group.count, len(group.changes)) == ("2 new recommendations", 2, 1)


def test_new_recommendations_have_their_titles(english):
    found = Difference(changes=(new(NINE), new(TEN)))
    assert sentences_by_group(found, english, titles={NINE: "Recruit a lead."}) == [
        (ChangeKind.NEW, "2 new recommendations", ["Recommendation 9: Recruit a lead.", "Recommendation 10: new."])
    ]


def test_a_removed_recommendation_makes_a_question(english):
    gone = (removed(NINE, "Green"), removed(TEN, "Amber"), removed(RecommendationId("Stalking", "11"), ""))
    (group,) = groups_of(Difference(changes=gone), english, titles={TEN: "Share data"})
    assert group.note == "Were they completed, or removed by mistake?"
    assert [change.sentence for change in group.changes] == [
        "Recommendation 9: its last status was Green, which is complete.",
        "Recommendation 10: Share data: its last status was Amber, which is not complete.",
        "Recommendation 11: it never had a status.",
    ]
    (one,) = groups_of(Difference(changes=gone[:1]), english)
    assert (one.heading, one.note) == ("1 recommendation gone", "Was it completed, or removed by mistake?")


def test_a_review_under_another_name_makes_a_question(english):
    gone = (removed(NINE, "Amber"), removed(TEN, "Red"))
    added = tuple(new(RecommendationId("Tracker", ref)) for ref in ("9", "10", "11"))
    renamed = Difference(changes=(*added, *gone), reviews=2)
    (_new, group) = groups_of(renamed, english)
    assert group.note == (
        "The same refs are new in the review “Tracker” and gone from “Stalking”. Is it one review under two names?"
    )
    others = Difference(changes=(added[0], *gone), reviews=2)
    assert groups_of(others, english)[1].note == "Were they completed, or removed by mistake?"


def test_each_kind_of_change_is_a_group_with_its_sentences(english, welsh):
    past = "The record of rounds that were published is another now. Nothing of it counts as a movement."
    published = "What was inferred is published now: the record is corrected, and nothing has moved."
    found = groups_of(EVERYTHING, english)
    assert [group.note for group in found[2:7]] == ["", published, "", past, past]
    assert [(group.heading, *(change.sentence for change in group.changes)) for group in found[2:]] == [
        ("1 reopened, from February 2024 to June 2024", "Recommendation 9: from Green to Red."),
        ("1 status corrected", "Recommendation 9, update of June 2024: Amber as before, which is published now."),
        (
            "2 statuses changed within the latest round",
            "Recommendation 9, update of June 2024: from Amber to Red.",
            "Recommendation 9, update without a date: now Red; there was no status before.",
        ),
        ("1 status of an earlier round changed", "Recommendation 10, update of February 2024: from Red to Amber."),
        (
            "1 status as at February 2024 differs",
            "Recommendation 10, status as at February 2024: now Amber; there was no status before.",
        ),
        (
            "2 dates changed",
            "Recommendation 9, target date: now Autumn 2026; it was empty before.",
            "Recommendation 9, promise “Meet.”: from May to July.",
        ),
        ("1 lead agency changed", "Recommendation 9, lead agency: empty now; it was Police."),
        ("1 new update of June 2024", "Recommendation 9: Red."),
        ("1 new update without a date", "Recommendation 9: without a status."),
        ("1 text re-worded", "Recommendation 9, update of June 2024: re-worded."),
        (
            "2 other changes",
            "Key, Red, Meaning: from “a” to “b”.",
            "Recommendation 9, update of June 2024, Evidence: now “x”; it was empty before.",
        ),
    ]
    moves, corrected = groups_of(EVERYTHING, welsh)[2:4]
    assert moves.changes[0].sentence == "Argymhelliad 9: o'r statws Gwyrdd i'r statws Coch."
    assert "Ambr fel o'r blaen, ond wedi'i gyhoeddi bellach" in corrected.changes[0].sentence
    back = replace(EVERYTHING, start=JUNE, end=FEBRUARY, changes=(moved(TEN, "Red", "Amber", "changed"),))
    assert groups_of(back, english)[0].heading == "1 at another status, from June 2024 back to February 2024"


def test_a_text_that_was_re_worded_has_its_words_marked(english):
    reworded = (
        TrackerChange(ChangeKind.REWORDED, NINE, "Progress", "update", "Work is slow.", "Work is done.", JUNE),
        TrackerChange(ChangeKind.REWORDED, NINE, "Recommendations", "title", "", "Title"),
        TrackerChange(ChangeKind.REWORDED, NINE, "Progress", "update_cy", "Gwaith.", "", JUNE),
    )
    (group,) = groups_of(Difference(changes=reworded), english)
    assert [change.sentence for change in group.changes[1:]] == [
        "Recommendation 9, its title: written; it was empty before.",
        "Recommendation 9, update of June 2024, Update (Welsh): empty now.",
    ]
    assert [text for text, _kind in group.changes[0].words] == ["Work is ", "slow", "done", "."]
    assert [kind for _text, kind in group.changes[0].words[1:3]] == [DiffKind.REMOVED, DiffKind.ADDED]


def test_first_translations_are_counted_as_translated(english, welsh):
    first = TrackerChange(ChangeKind.TRANSLATED, NINE, "Recommendations", "title_cy", "", "Teitl")
    again = TrackerChange(ChangeKind.REWORDED, NINE, "Progress", "update_cy", "Gwaith.", "Gwaith arall.", JUNE)
    found = Difference(changes=(first, again))
    assert [(group.heading, [change.sentence for change in group.changes]) for group in groups_of(found, english)] == [
        ("1 text translated into Welsh", ["Recommendation 9, its title in Welsh: written; it was empty before."]),
        ("1 text re-worded", ["Recommendation 9, update of June 2024, Update (Welsh): re-worded."]),
    ]
    assert groups_of(found, welsh)[0].heading == "1 testun wedi'i gyfieithu i'r Gymraeg"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            other(NINE, "Recommendations", "theme", "", "Data"),
            "Recommendation 9, Theme: now “Data”; it was empty before.",
        ),
        (
            other(NINE, "Progress", "date", "June 2024", "2024-06-14", JUNE),
            "Recommendation 9, update of June 2024, Date of the update: from “June 2024” to “14 June 2024”.",
        ),
        (
            row(NINE, "Progress", "update", "Work goes on.", "", JUNE),
            "Recommendation 9, update of June 2024: row gone: “Work goes on.”",
        ),
        (
            row(NINE, "Monitoring", "activity", "", "Meet.", name="Meet."),
            "Recommendation 9, monitoring promise: row added: “Meet.”",
        ),
        (
            other(NINE, "Monitoring", "done", "No", "Yes", name="Meet."),
            "Recommendation 9, promise “Meet.”, Promise done: from “No” to “Yes”.",
        ),
        (other(None, "Key", "meaning", "a", "", name="Red"), "Key, Red, Meaning: empty now; it was “a”."),
        (row(None, "Names", "name", "", "Data", name="Data"), "Names: row added: “Data”."),
        (
            other(None, "Key", "status", "Red; Green", "Green; Red"),
            "Key, order of the statuses: from “Red; Green” to “Green; Red”.",
        ),
        (
            other(NINE, "Progress", "evidence", f"{'word ' * 40}one", f"{'word ' * 40}two", JUNE),
            "Recommendation 9, update of June 2024, Evidence: re-worded.",
        ),
    ],
)
def test_every_other_cell_is_named_with_its_location(change, sentence, english):
    assert only(Difference(changes=(change,)), english) == sentence


def test_a_status_of_the_earlier_scale_has_its_word(welsh):
    before = Scale((Status("Open", name_cy="Ar agor"), Status("Closed", complete=True)))
    found = Difference(changes=(removed(NINE, "Open"),))
    (group,) = change_groups(found, (RED_AMBER_GREEN, before), NAMES, welsh)
    assert "Ar agor" in group.changes[0].sentence


def test_targets_and_decisions_are_named_by_their_dates(english, welsh):
    added = row(NINE, "Targets", "target", "", "June 2025", name="May 2024")
    changed = other(NINE, "Decisions", "decision", "Kept open", "Closed", name="June 2024")
    assert only(Difference(changes=(added,)), english) == "Recommendation 9, target date: row added: “June 2025”."
    day = row(NINE, "Targets", "target", "", "2027-06-30", name="May 2024")
    assert only(Difference(changes=(day,)), english) == "Recommendation 9, target date: row added: “30 June 2027”."
    closed = row(NINE, "Decisions", "decision", "", "Closed", name="June 2024")
    assert only(Difference(changes=(closed,)), english) == "Recommendation 9, decision on closure: row added: “Closed”."
    assert "“Wedi'i gau”" in only(Difference(changes=(closed,)), welsh)
    kept = "Recommendation 9, decision of June 2024, Decision: from “Kept open” to “Closed”."
    assert only(Difference(changes=(changed,)), english) == kept
    assert only(Difference(changes=(changed,)), welsh).startswith("Argymhelliad 9, penderfyniad June 2024")


def test_the_whole_difference_is_one_sentence(english):
    found = Difference(
        FEBRUARY,
        JUNE,
        (
            new(RecommendationId("Stalking", "19")),
            moved(NINE, "Amber", "Red", "worsened"),
            moved(TEN, "Red", "Red", "unchanged"),
            status(ChangeKind.PAST, NINE, FEBRUARY, "Green", "Amber"),
            status(ChangeKind.RESTATED, TEN, FEBRUARY, "Amber", "Red", ""),
            updated(NINE, JUNE, "Red"),
            updated(TEN, JUNE, "Red"),
            other(None, "Key", "meaning", "a", "b", name="Red"),
        ),
        unchanged=12,
    )
    assert difference_headline(found, english) == (
        "From February 2024 to June 2024: 1 worsened, 1 unchanged. 1 new recommendation; 2 new updates of June 2024; "
        "1 status of an earlier round changed; 1 other change; 1 status as at February 2024 differs; "
        "nothing differs in 12 recommendations."
    )
    cells = tuple(change for change in found.changes if change.kind is not ChangeKind.MOVED)
    back = replace(found, start=JUNE, end=FEBRUARY, changes=(moved(NINE, "Red", "Amber", "changed"), *cells))
    assert difference_headline(back, english).startswith("From June 2024 back to February 2024: 1 at another status. ")


def test_rows_that_are_gone_are_counted_by_kind_and_are_no_other_changes(english, welsh):
    def gone(sheet, item=NINE):
        return row(item, sheet, "activity", "Meet.", "")

    added = row(NINE, "Monitoring", "activity", "", "Ask.")
    found = Difference(changes=(gone("Progress"), gone("Monitoring"), gone("Monitoring"), gone("Names", None), added))
    assert difference_headline(found, english) == (
        "1 update gone; 2 monitoring promises gone; 1 row gone; 1 other change."
    )
    assert difference_headline(found, welsh).startswith("1 diweddariad wedi mynd; 2 addewid monitro wedi mynd; ")


def test_a_workbook_without_a_newer_round_has_a_warning(english):
    assert no_newer_round_warning(FEBRUARY, JUNE, english) == no_newer_round_warning(None, JUNE, english) == ""
    assert no_newer_round_warning(JUNE, JUNE, english) == (
        "The workbook holds no update newer than those of June 2024, which are there already."
    )
    assert no_newer_round_warning(JUNE, FEBRUARY, english) == (
        "The latest updates of the workbook are of February 2024, and those that are there of June 2024. "
        "Is it an older copy?"
    )
    assert no_newer_round_warning(JUNE, None, english) == "The workbook holds no update with a date."


def test_each_change_is_a_row_with_what_was_before_and_what_is_now(english):
    titles = {RecommendationId("Stalking", "19"): "New one", RecommendationId("Stalking", "3"): "Old one"}
    table = difference_table(EVERYTHING, (RED_AMBER_GREEN,), NAMES, english, titles=titles)
    assert list(table.drop(columns="review").itertuples(index=False, name=None)) == [
        ("new recommendation", "19", "", "Recommendations", "Title", "", "New one"),
        ("recommendation gone", "3", "", "Recommendations", "Title", "Old one", ""),
        ("moved", "9", "June 2024", "", "Reopened", "Green", "Red"),
        ("corrected", "9", "June 2024", "Progress", "Status", "Amber", "Amber"),
        ("changed within the latest round", "9", "June 2024", "Progress", "Status", "Amber", "Red"),
        ("changed within the latest round", "9", "", "Progress", "Status", "", "Red"),
        ("earlier round changed", "10", "February 2024", "Progress", "Status", "Red", "Amber"),
        ("status of a round differs", "10", "February 2024", "Progress", "Status", "", "Amber"),
        ("date changed", "9", "", "Recommendations", "Target date", "", "Autumn 2026"),
        ("date changed", "9", "", "Monitoring", "Due date of the promise", "May", "July"),
        ("lead agency changed", "9", "", "Recommendations", "Lead agency", "Police", ""),
        ("new update", "9", "June 2024", "Progress", "Status", "", "Red"),
        ("new update", "9", "", "Progress", "Status", "", ""),
        ("re-worded", "9", "June 2024", "Progress", "Update", "One.", "Two.\nThree."),
        ("other change", "", "", "Key", "Meaning", "a", "b"),
        ("other change", "9", "June 2024", "Progress", "Evidence", "", "x"),
    ]
    assert table["review"].unique().tolist() == ["Stalking", ""]
    assert difference_size(EVERYTHING) == len(table)


@pytest.mark.parametrize(("reviews", "named"), [(1, False), (2, True)])
def test_the_review_is_a_column_where_there_are_several(reviews, named, english):
    columns = difference_columns(Difference(reviews=reviews), english)
    assert ("review" in columns) == named
    assert list(columns.values())[-2:] == ["Before", "After"]
