"""Statuses in other words than Red, Amber and Green propose a scale to confirm, and are never taken for those three."""

import pytest

from loaders.options import ReadOptions
from loaders.vocabulary.status_words import order_worst_first
from model.terms import RED_AMBER_GREEN, Scale, Status
from model.tracker.reading import ProposedScale
from tests.support.workbooks.layouts import GREEN, RED, read, updates

HEAD = ["Ref", "Recommendation", "Owner", "Status", "Update"]
ORDER = ("Open", "In progress", "Closed")
WORDS = ["Open", "open ", "In  progress", "Closed", "OPEN"]


def tracker(*statuses, **others):
    rows = [[ref, f"Task {ref}.", "DPP", status, "Begun."] for ref, status in enumerate(statuses, 1)]
    return {"June 2024": [HEAD, *rows], **others}


def statuses_of(reading):
    return [status for _, _, status, _ in updates(reading)]


def issues_of(reading):
    codes = ("scale-", "key-", "status-unknown")
    return [(i.code, i.severity.value, i.cell, i.found) for i in reading.issues if i.code.startswith(codes)]


def test_the_words_are_proposed_in_one_issue_with_their_counts_and_are_grey():
    reading = read(tracker(*WORDS))
    assert reading.proposed_scale == ProposedScale(
        "June 2024", "D2", (("Open", 3), ("In progress", 1), ("Closed", 1)), confirmed=False
    )
    assert reading.scale == Scale(tuple(Status(word, colour="Grey") for word in ORDER), ordered=False)
    assert statuses_of(reading) == ["Open", "Open", "In progress", "Closed", "Open"]
    assert issues_of(reading) == [("scale-proposed", "error", "D2", "Open (3), In progress (1), Closed (1)")]


def test_an_order_that_a_person_gives_is_the_scale_and_its_last_word_is_complete():
    reading = read(tracker(*WORDS), options=ReadOptions(scale=ORDER))
    assert reading.scale == Scale(
        (Status("Open", colour="Grey"), Status("In progress", colour="Grey"), Status("Closed", "", True, "Grey"))
    )
    assert reading.proposed_scale is not None
    assert reading.proposed_scale.confirmed
    assert issues_of(reading) == [("scale-confirmed", "info", "D2", "Open, In progress, Closed")]
    assert reading.publishable


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (("R", "A", "G", "C"), "C"),
        (("Red", "Amber", "Complete", "G"), "Complete"),
        (("Coch", "Oren", "Gwyrdd", "Cwblhawyd"), "Cwblhawyd"),
        (("R", "Amber", "Blue", "Green"), "Blue"),
    ],
)
def test_a_word_for_done_blue_or_the_letter_c_next_to_red_amber_and_green_is_one_question(words, more):
    reading, names = read(tracker(*words, *words, "Puce")), ("Red", "Amber", "Green", more)
    assert reading.proposed_scale is not None
    assert reading.proposed_scale.words == tuple((name, 2) for name in names)
    assert (reading.scale.names, reading.scale.ordered) == (names, False)
    assert {*statuses_of(reading)} == {*names, None}
    assert [code for code, *_ in issues_of(reading)] == ["scale-proposed", "status-unknown"]
    confirmed = read(tracker(*words), options=ReadOptions(scale=names))
    assert [(status.name, status.complete) for status in confirmed.scale.statuses] == [(n, n == more) for n in names]
    assert [status.colour for status in confirmed.scale.statuses[:3]] == ["Red", "Amber", "Green"]
    assert ({*statuses_of(confirmed)}, confirmed.publishable) == ({*names}, True)


def test_where_most_recommendations_are_complete_the_word_is_still_one_question():
    assert read(tracker("Red", "Complete", "Complete", "Complete")).scale.names == ("Red", "Amber", "Green", "Complete")
    assert read(tracker("Red", "Complete", "Complete", "In hand")).scale.names == ("Red", "Complete", "In hand")


def test_the_complete_statuses_can_be_chosen_and_need_not_be_the_last():
    options = ReadOptions(scale=ORDER, complete=("in progress", "Closed"))
    reading = read(tracker(*WORDS), options=options)
    assert reading.scale.complete == ("In progress", "Closed")
    assert issues_of(reading) == [("scale-confirmed", "info", "D2", "Open, In progress, Closed")]
    none = read(tracker(*WORDS), options=ReadOptions(scale=ORDER, complete=()))
    assert (none.scale.complete, none.publishable) == ((), True)
    assert issues_of(none) == [("scale-confirmed", "warning", "D2", "Open, In progress, Closed")]


@pytest.mark.parametrize("misspelt", ["RED!", "Green?", "Amber-ish", "Green - on track"])
@pytest.mark.parametrize("more", [(), ("Blue",)])
def test_an_order_of_usual_words_stays_where_a_cell_only_resembles_one_of_them(misspelt, more):
    names = ("Red", "Amber", "Green", *more)
    reading = read(tracker("Red", "Amber", "Green", misspelt, "Green", *more), options=ReadOptions(scale=names))
    assert reading.scale.names == names
    assert statuses_of(reading) == ["Red", "Amber", "Green", None, "Green", *more]
    assert issues_of(reading) == [
        ("scale-confirmed", "info", "D2", ", ".join(names)),
        ("status-unknown", "error", "D5", misspelt),
    ]


def test_a_word_of_a_numbered_list_that_means_done_is_the_last():
    reading = read(tracker("2 - On track", "1 - Not started", "4 - Complete"))
    (issue,) = [each for each in reading.issues if each.code == "scale-proposed"]
    assert issue.details["order"] == '"1 - Not started, 2 - On track, 4 - Complete"'


def test_the_example_of_an_order_is_worst_first_by_the_usual_words():
    words = ("Partially implemented", "Fully implemented", "Not implemented")
    assert order_worst_first(words) == ("Not implemented", "Partially implemented", "Fully implemented")


def test_most_words_decide():
    assert read(tracker("Red", "Amber", "Green", "Open")).proposed_scale is None
    assert read(tracker("Red", "Open", "Closed")).scale.names == ("Red", "Open", "Closed")


@pytest.mark.parametrize("statuses", [(1, 2, 3), ("--", "--"), ("N/A", "nan"), (0.2, 1), ("x", "●"), (None, None)])
def test_numbers_and_words_for_nothing_propose_none(statuses):
    reading = read(tracker(*statuses))
    assert (reading.proposed_scale, reading.scale) == (None, RED_AMBER_GREEN)


@pytest.mark.parametrize(
    "statuses",
    [("Incomplete",), ("Amber-Green", "A/R"), ("Green (all trained)", "Red, none trained", "Amber, not yet")],
)
def test_one_word_and_words_about_red_amber_and_green_propose_none(statuses):
    reading = read(tracker(*statuses))
    assert (reading.proposed_scale, statuses_of(reading)) == (None, [None] * len(statuses))
    assert [code for code, _, _, _ in issues_of(reading)] == ["key-missing", *["status-unknown"] * len(statuses)]


def test_a_key_goes_before_any_proposal():
    key = {"Key": [["Key"], ["Open", "Not begun."], ["Closed", "Complete."]]}
    reading = read(tracker("Open", "Closed", **key), options=ReadOptions(scale=("Closed", "Open")))
    assert (reading.proposed_scale, reading.scale.names) == (None, ("Open", "Closed"))
    assert issues_of(reading) == [
        ("scale-not-used", "warning", "", "Closed, Open"),
        ("key-read", "info", "A1", "Open, Closed"),
    ]


@pytest.mark.parametrize(
    "several",
    [
        *("Open / Closed", "Closed (was Open)", "Open > Closed", "Open and closed", "Red/Amber"),
        "M1: Complete | M2: In Progress",
    ],
)
def test_several_statuses_in_a_cell_are_no_word_of_the_scale_and_are_reported(several):
    reading = read(tracker("Open", "Closed", "Open", several))
    assert reading.scale.names == ("Open", "Closed")
    assert statuses_of(reading) == ["Open", "Closed", "Open", None]
    assert issues_of(reading)[1:] == [("status-unknown", "error", "D5", several)]


def test_a_dash_a_comma_or_a_semicolon_inside_a_custom_word_does_not_split_it():
    words = ("Open - late", "Open", "Closed, late", "Done; late")
    assert read(tracker(*words)).scale.names == words


def test_ticks_and_crosses_without_a_fill_are_words_of_a_scale():
    reading = read(tracker("✅", "❌", "⚠️", "✅"))
    assert reading.proposed_scale == ProposedScale("June 2024", "D2", (("✅", 2), ("❌", 1), ("⚠️", 1)), confirmed=False)
    assert [i.details["order"] for i in reading.issues if i.code == "scale-proposed"] == ['"❌, ⚠️, ✅"']
    assert statuses_of(reading) == ["✅", "❌", "⚠️", "✅"]
    confirmed = read(tracker("✅", "❌", "⚠️", "✅"), options=ReadOptions(scale=("❌", "⚠️", "✅")))
    assert (confirmed.scale.names, confirmed.scale.complete) == (("❌", "⚠️", "✅"), ("✅",))


def test_what_does_not_apply_is_a_word_next_to_other_words_of_a_scale():
    reading = read(tracker("Open", "N/A", "Closed", "n/a"))
    assert reading.proposed_scale == ProposedScale(
        "June 2024", "D2", (("Open", 1), ("Closed", 1), ("N/A", 2)), confirmed=False
    )
    assert statuses_of(reading) == ["Open", "N/A", "Closed", "N/A"]
    assert [i.details["order"] for i in reading.issues if i.code == "scale-proposed"] == ['"Open, N/A, Closed"']
    assert [status for _, status, *_ in issues_of(read(tracker("Red", "N/A", "Green", "N/A")))] == [
        "info",
        "error",
        "error",
    ]


def test_words_with_a_coloured_symbol_have_its_colour_after_their_order_is_confirmed():
    words = ("✅ Done", "🔴 Late", "⚠ At risk", "🔴 Late")
    assert {status.colour for status in read(tracker(*words)).scale.statuses} == {"Grey"}
    confirmed = read(tracker(*words), options=ReadOptions(scale=("🔴 Late", "⚠ At risk", "✅ Done")))
    assert [status.colour for status in confirmed.scale.statuses] == ["Red", "Grey", "Green"]
    assert statuses_of(confirmed) == list(words)


def test_a_single_symbol_is_a_word_unless_its_cells_have_the_colours_of_several_statuses():
    assert read(tracker("✔", "✔")).scale.names == ("✔",)
    assert read(tracker("✔", "✔"), fills={"June 2024!D2": GREEN, "June 2024!D3": GREEN}).scale.names == ("✔",)
    reading = read(tracker("✔", "✔", None), fills={"June 2024!D2": GREEN, "June 2024!D3": RED, "June 2024!D4": RED})
    assert (reading.proposed_scale, statuses_of(reading)) == (None, ["Green", "Red", "Red"])
    ordered = read(
        tracker("✔", "✔"), fills={"June 2024!D2": GREEN, "June 2024!D3": RED}, options=ReadOptions(scale=("✘", "✔"))
    )
    assert statuses_of(ordered) == ["✔", "✔"]
