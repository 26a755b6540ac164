"""A recommendation with several actions is one recommendation, and no action is lost."""

from loaders.options import ReadOptions
from model.issues.issue import Severity
from tests.support.workbooks.layouts import GREEN, RED, issues, read, texts, updates

HEAD = ["Ref", "Recommendation", "Action", "Owner", "RAG", "Update"]
IN_JUNE = ReadOptions(as_at="2024-06")
USUAL = ["snapshot-dated"]


def plan(*rows, head=HEAD, **shape):
    return read({"T": [head, *rows]}, options=IN_JUNE, **shape)


def reported(reading):
    return [(ref, status, text.split("\n")) for ref, _, status, text in updates(reading)]


def test_rows_of_one_ref_are_one_recommendation_and_each_action_stands_before_what_was_reported_of_it():
    reading = plan(
        [1, "Train.", "Write a course.", "DPP", "Amber", "Drafted."],
        [1, "Train.", "Teach it.", "DPP", "Amber", "Half are taught."],
        [2, "Count.", "Buy a clock.", "CPS", "Green", None],
    )
    assert texts(reading) == [
        ("1", "Train.\nAction: Write a course.\nAction: Teach it."),
        ("2", "Count.\nAction: Buy a clock."),
    ]
    assert reported(reading) == [
        ("1", "Amber", ["Action: Write a course.", "Drafted.", "Action: Teach it.", "Half are taught."]),
        ("2", "Green", ["Action: Buy a clock."]),
    ]
    assert issues(reading, but=USUAL) == [("actions-read", "T C1")]
    assert reading.publishable


def test_actions_of_different_statuses_give_their_recommendation_none_and_keep_theirs():
    reading = plan(
        [1, "Train.", "Write.", "DPP", "Amber", "Drafted."],
        [1, "Train.", "Teach.", "DPP", "Green", "Done."],
        [1, "Train.", "Ask.", "DPP", None, "Not yet."],
        [2, "Count.", "Buy.", "DPP", "Green", None],
    )
    assert reported(reading) == [
        (
            "1",
            None,
            [
                *("Action: Write.", "RAG: Amber", "Drafted."),
                *("Action: Teach.", "RAG: Green", "Done."),
                *("Action: Ask.", "Not yet."),
            ],
        ),
        ("2", "Green", ["Action: Buy."]),
    ]
    issue = next(one for one in reading.issues if one.code == "action-statuses-differ")
    assert (issue.cell, issue.found, issue.severity) == ("E2", "Amber, Green", Severity.WARNING)
    assert issue.details == {"ref": "1", "cells": "E2, E3"}
    assert reading.publishable


def test_statuses_that_are_only_colours_are_compared_as_colours():
    rows = [[1, "Train.", "Write.", "DPP"], [1, "Train.", "Teach.", "DPP"]]
    same_fills = plan(*rows, fills={"T!E2": GREEN, "T!E3": GREEN})
    other = plan(*rows, fills={"T!E2": GREEN, "T!E3": RED})
    assert [status for _, _, status, _ in updates(same_fills)] == ["Green"]
    assert [status for _, _, status, _ in updates(other)] == [None]
    assert ("action-statuses-differ", "T E2") in issues(other)


def test_signs_of_different_colours_are_different_statuses():
    head = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
    sheets = {"T": [head, [1, "Train.", "DPP", "●", "x"], [1, "Train.", "DPP", "●", "y"]]}
    reading = read(sheets, fills={"T!D2": GREEN, "T!D3": RED})
    assert updates(reading) == [("1", "Feb 24", None, "x\ny")]
    assert ("statuses-differ", "T D3") in issues(reading)


def test_an_action_of_which_nothing_was_reported_stands_below_the_text_only():
    reading = plan([1, "Train.", "Write.", "DPP", "Amber", None], [1, "Train.", "Teach.", "DPP", None, None])
    assert texts(reading) == [("1", "Train.\nAction: Write.\nAction: Teach.")]
    assert reported(reading) == [("1", "Amber", ["Action: Write."])]


def test_a_recommendation_of_which_nothing_was_reported_stays_so_and_its_action_stands_below_its_text():
    reading = plan([1, "Train.", "Write.", "DPP", "Amber", None], [2, "Count.", "Buy.", "DPP", None, None])
    assert texts(reading) == [("1", "Train.\nAction: Write."), ("2", "Count.\nAction: Buy.")]
    assert reported(reading) == [("1", "Amber", ["Action: Write."])]
    assert issues(reading, but=USUAL) == [("actions-read", "T C1")]


def test_a_text_is_the_same_before_and_after_something_is_reported_of_its_action():
    rows = [[1, "Train.", "Write.", "DPP", "Amber", "Drafted."], [2, "Count.", "Buy.", "DPP", None, None]]
    assert texts(plan(*rows)) == texts(plan(rows[0], [*rows[1][:4], "Green", "Bought."]))


def test_actions_of_a_table_without_updates_stand_below_the_texts():
    reading = plan([1, "Train.", "Write.", "DPP"], [1, "Train.", "Teach.", "CPS"], head=HEAD[:4])
    assert texts(reading) == [("1", "Train.\nAction: Write.\nAction: Teach.\nOwner: CPS")]
    assert (reported(reading), issues(reading, but=["action-details-differ"])) == ([], [("actions-read", "T C1")])


def test_an_action_without_a_text_to_stand_below_is_named_where_nothing_was_reported():
    reading = plan([1, None, "Write.", "DPP", None, None], [2, "Count.", "Buy.", "DPP", "Red", "x"])
    assert texts(reading) == [("1", None), ("2", "Count.\nAction: Buy.")]
    assert issues(reading, but=[*USUAL, "value-missing"]) == [
        ("actions-read", "T C1"),
        ("value-without-update", "T C2"),
    ]


def test_an_action_that_is_the_text_is_another_line_only_with_differing_details():
    head = ["Ref", "Action", "Owner", "RAG", "Update"]
    reading = plan([1, "Write.", "DPP", None, None], [1, "Teach.", "CPS", None, None], head=head)
    assert texts(reading) == [("1", "Write.\nTeach.\nAction: Teach.\nOwner: CPS")]
    assert (reported(reading), issues(reading, but=[*USUAL, "action-details-differ"])) == (
        [],
        [("actions-read", "T B1")],
    )


def test_details_in_which_an_action_differs_are_lines_below_it_and_one_issue():
    head = [*HEAD, "Target date"]
    reading = plan(
        [1, "Train.", "Write.", "DPP", "Amber", "x", "July 2024"],
        [1, "Train.", "Teach.", "CPS", "Amber", "y", "May 2025"],
        [1, "Train.", "Ask.", "CPS", "Amber", "z", "July 2024"],
        head=head,
    )
    assert [(row["lead_agency"], row["target"].words) for row in reading.rows["recommendations"]] == [
        ("DPP", "July 2024")
    ]
    assert reported(reading) == [
        (
            "1",
            "Amber",
            [
                *("Action: Write.", "x"),
                *("Action: Teach.", "Owner: CPS", "Target date: May 2025", "y"),
                *("Action: Ask.", "Owner: CPS", "z"),
            ],
        )
    ]
    assert [(i.cell, i.details["rows"]) for i in reading.issues if i.code == "action-details-differ"] == [
        ("D1", "3-4"),
        ("G1", "3"),
    ]


def test_an_action_stands_in_each_round_in_which_something_was_reported_of_it():
    head = [
        "Ref",
        "Recommendation",
        "Agreed action(s)",
        "RAG Feb 24",
        "Progress Feb 24",
        "RAG June 24",
        "Progress June 24",
    ]
    rows = [[1, "Train.", "Write.", "R", "x", "A", "y"], [None, None, "Teach.", "R", "z"]]
    reading = read({"T": [head, *rows]})
    assert reported(reading) == [
        ("1", "Red", ["Agreed action(s): Write.", "x", "Agreed action(s): Teach.", "z"]),
        ("1", "Amber", ["Agreed action(s): Write.", "y"]),
    ]


def test_a_list_of_actions_with_one_ref_for_several_is_one_recommendation_of_several_lines():
    head = ["Measure reference", "Action", "Owner", "Status", "Update"]
    reading = plan(
        ["1.1", "Write a course.", "DPP", "Red", "Drafted."],
        ["1.1", "Teach it.", "DPP", "Red", None],
        ["1.2", "Buy a clock.", "CPS", "Green", "Bought."],
        head=head,
    )
    assert texts(reading) == [("1.1", "Write a course.\nTeach it."), ("1.2", "Buy a clock.")]
    assert reported(reading) == [
        ("1.1", "Red", ["Action: Write a course.", "Drafted.", "Action: Teach it."]),
        ("1.2", "Green", ["Bought."]),
    ]
    assert [(i.severity, i.details["refs"]) for i in reading.issues if i.code == "actions-read"] == [
        (Severity.INFO, "1.1")
    ]


def test_most_refs_on_several_rows_with_other_texts_are_read_as_actions_with_a_warning():
    head = ["Ref", "Recommendation", "Owner", "RAG"]
    rows = [[ref, text, "DPP", "Red"] for ref, text in ((1, "Write."), (1, "Teach."), (2, "Count."), (2, "Buy."))]
    reading = plan(*rows, head=head)
    assert texts(reading) == [("1", "Write.\nTeach."), ("2", "Count.\nBuy.")]
    assert [(i.cell, i.severity, i.details["refs"]) for i in reading.issues if i.code == "actions-read"] == [
        ("B1", Severity.WARNING, "1, 2")
    ]
    assert reading.publishable


def test_a_broken_update_leaves_its_action_as_evidence():
    reading = plan([1, "Train.", "Write.", "DPP", "Amber", "#REF!"])
    assert [(row["update"], row["evidence"]) for row in reading.rows["progress"]] == [(None, "Action: Write.")]
    assert ("cell-error", "T F2") in issues(reading)


def test_a_response_has_the_action_if_there_is_no_update():
    head = ["Ref", "Recommendation", "Management action", "Management response", "RAG", "Update"]
    reading = plan([1, "Train.", "Write.", "Agreed.", None, None], head=head)
    assert [(row["kind"], row["update"]) for row in reading.rows["progress"]] == [
        ("Response", "Management action: Write.\nAgreed.")
    ]


def test_actions_of_one_ref_on_a_sheet_of_each_round_are_one_recommendation():
    head = ["Ref", "Action", "Owner", "RAG", "Update"]
    reading = read(
        {
            "May 2024": [head, [1, "Write.", "DPP", "Red", "a"], [1, "Teach.", "DPP", "Red", "b"]],
            "June 2024": [head, [1, "Write.", "DPP", "Green", "c"], [1, "Ask.", "DPP", "Green", "d"]],
        }
    )
    assert texts(reading) == [("1", "Write.\nTeach.\nAsk.")]
    assert reported(reading) == [
        ("1", "Red", ["Action: Write.", "a", "Action: Teach.", "b"]),
        ("1", "Green", ["Action: Write.", "c", "Action: Ask.", "d"]),
    ]
    assert issues(reading, but=["actions-read", "sheets-combined"]) == []


def test_a_sheet_of_actions_updates_the_recommendations_on_another():
    reading = read(
        {
            "Recommendations": [["Ref", "Recommendation", "Theme"], [1, "Train.", "Skills"], [2, "Count.", "Data"]],
            "Actions": [
                ["Rec", "Action", "Owner", "RAG", "Update"],
                [1, "Write.", "DPP", "Red", "a"],
                [1, "Teach.", "CPS", "Red", "b"],
                [2, "Buy.", "CPS", "Green", None],
            ],
        },
        options=IN_JUNE,
    )
    assert texts(reading) == [
        ("1", "Train.\nAction: Write.\nAction: Teach.\nOwner: CPS"),
        ("2", "Count.\nAction: Buy."),
    ]
    assert [row["lead_agency"] for row in reading.rows["recommendations"]] == ["DPP", "CPS"]
    assert reported(reading) == [
        ("1", "Red", ["Action: Write.", "a", "Action: Teach.", "Owner: CPS", "b"]),
        ("2", "Green", ["Action: Buy."]),
    ]


def test_words_of_actions_that_differ_count_for_the_scale():
    reading = plan([1, "Train.", "Write.", "DPP", "Open", "x"], [1, "Train.", "Teach.", "DPP", "Closed", "y"])
    assert [(i.found, i.details["order"].strip('"')) for i in reading.issues if i.code == "scale-proposed"] == [
        ("Open (1), Closed (1)", "Open, Closed")
    ]
