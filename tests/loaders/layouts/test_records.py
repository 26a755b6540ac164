"""Which rows are one recommendation, what stands below its text, and where its updates are."""

import pytest

from loaders.options import ReadOptions
from model.tracker.reading import Severity
from tests.support.workbooks.layouts import GREEN, RED, issues, items, read, texts, updates

JUNE = ReadOptions(as_at="2024-06")
LIST = ["Ref", "Recommendation", "Owner", "RAG"]
WIDE = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
LOG = ["Ref", "Recommendation", "Date", "RAG", "Update"]
ACTIONS = ["Ref", "Recommendation", "Action", "Owner", "RAG", "Update"]
NO_REF = ["Recommendation", "Owner", "Status"]
POLICY, KEEP, BLOCK = ["Review the policy.", "DPP", "Red"], ["Keep a log.", "DPP", "Red"], ["Block spam.", "CPS", "Red"]
BANDS = [["Access control"], POLICY, KEEP, ["Email"], POLICY, BLOCK]


def table(head, *rows, options=JUNE, **shape):
    return read({"T": [head, *rows]}, options=options, **shape)


def refs(reading):
    return [ref for ref, _ in texts(reading)]


def lines(reading):
    """Return each update as its ref, its status and its lines."""
    return [(ref, status, text.split("\n")) for ref, _, status, text in updates(reading)]


def found(reading, code):
    return [(f"{i.sheet} {i.cell}", i.found) for i in reading.issues if i.code == code]


def codes(reading):
    return {issue.code for issue in reading.issues}


# ---- rows of one recommendation ----


@pytest.mark.parametrize(
    ("head", "rows", "expected", "reported"),
    [
        (WIDE, [[1, "Train all officers.", "DPP", "Red"], [1, "Train the officers.", "DPP"]], "1", "item-differs"),
        (WIDE, [[1, "Train all.", "DPP", "Red", "x"], [1, "Share data.", "DPP", "Red"]], "1 1", "ref-repeated"),
        (LOG, [[1, "Train all.", "Feb 24", "Red"], [1, "Share data.", "May 24", "Red"]], "1 1", "ref-repeated"),
        (LIST, [[n, f"{verb} {n}.", "DPP"] for verb in ("Do", "See") for n in "123"], "1 2 3 1 2 3", "ref-repeated"),
        (LIST, [[1, "Train.", "DPP", "Red"], [2, "Hire.", "DPP"], [2, "Hire.", "DPP"]], "1 2", "rows-repeated"),
        (LOG, [[1, "Train.", "Feb 24", "Red"], [True, "Train.", "May 24", "Red"]], "1 TRUE", None),
        (LOG[1:], [["Train.", "Feb 24", "Red"], ["Count.", "Feb 24", "Red"], ["Train.", "May 24", "Red"]], "1 2", None),
        (["Finding", *NO_REF], [["Door.", *KEEP], ["Lamp.", *KEEP], ["Door.", *KEEP]], "1 2", None),
        (["Code", "Issue", "Status"], [["Add tag", "None.", "Open"], ["Add page", "None.", "Closed"]], "1 2", None),
        (["Title", *NO_REF], [["Rooms", None, "DPP", "Red"], ["Doors", None, "DPP", "Red"]], "1 2", None),
        (LIST, [["Phase 1"], *([None, f"1.{n} Send it.", "DPP"] for n in "123")], "1.1 1.2 1.3", None),
        (NO_REF, [["1. Train the officers."], ["2. Hire more staff."], ["Write a policy."]], "1 2 3", None),
    ],
)
def test_rows_are_one_recommendation_by_their_ref_and_text(head, rows, expected, reported):
    reading = table(head, *rows)
    assert " ".join(refs(reading)) == expected
    assert codes(reading) & {"item-differs", "ref-repeated", "rows-repeated"} == ({reported} if reported else set())


def test_each_row_of_a_list_of_updates_has_its_update_and_its_issues_at_its_cells():
    rows = [
        [1, "Train.", "Feb 2024", "Red", "Begun."],
        [1, "Train.", "some day", "Red", "Later."],
        [None, None, "Sep 2024", None, "No rating."],
        [1, "Train.", "Oct 2024", "Puce", None],
    ]
    reading = table(LOG, *rows)
    assert updates(reading) == [
        ("1", "Feb 2024", "Red", "Begun."),
        ("1", "some day", "Red", "Later."),
        ("1", "Sep 2024", None, "No rating."),
        ("1", "Oct 2024", None, None),
    ]
    assert [row["basis"] for row in reading.rows["progress"]] == ["Published", "Published", None, "Published"]
    assert [i for i in issues(reading) if i[0] in ("date-unrecognised", "status-unknown")] == [
        ("date-unrecognised", "T C3"),
        ("status-unknown", "T D5"),
    ]


def test_a_hidden_row_far_below_with_the_ref_of_another_is_an_error_that_names_both():
    def hide_last(book):
        book["T"].row_dimensions[30].hidden = True

    rows = [[1, "Train officers.", "Feb 24", "Red"], [2, "Count.", "Feb 24", "Red"], *[[]] * 26]
    reading = table(LOG, *rows, [1, "Share data.", "June 24", "Amber"], change=hide_last)
    assert texts(reading) == [("1", "Train officers."), ("2", "Count."), ("1", "Share data.")]
    (issue,) = [one for one in reading.issues if one.code == "ref-repeated"]
    assert (issue.cell, issue.details["first"], issue.severity) == ("A30", "A2", Severity.ERROR)


# ---- parts of a list ----


@pytest.mark.parametrize(
    "sheets",
    [
        {"T": [NO_REF, *BANDS]},
        {"T": [["Access control"], NO_REF, *BANDS[1:3], [], ["Email"], NO_REF, *BANDS[4:]]},
        {"Access control": [NO_REF, *BANDS[1:3]], "Email": [NO_REF, *BANDS[4:]]},
    ],
    ids=["bands", "tables", "sheets"],
)
def test_equal_texts_in_two_parts_of_a_list_are_two_recommendations(sheets):
    reading = read(sheets, options=JUNE)
    parts = [(str(n), theme) for n, theme in enumerate(["Access control"] * 2 + ["Email"] * 2, 1)]
    assert [(ref, theme) for ref, theme, _ in items(reading)] == parts
    assert len(updates(reading)) == 4
    assert not codes(reading) & {"rows-repeated", "rows-joined", "item-differs"}


@pytest.mark.parametrize("names", [("Feb 24", "June 24"), ("Current", "Closed"), ("Latest", "Previous (Feb 24)")])
def test_equal_texts_on_sheets_that_are_states_of_one_list_are_one_recommendation(names):
    reading = read({name: [NO_REF, *BANDS] for name in names}, options=JUNE)
    assert refs(reading) == ["1", "2", "3", "4"]
    numbered = read({name: [NO_REF, POLICY, [f"Do {name}.", "CPS", "Red"]] for name in ("Page 1", "Page 2")})
    assert refs(numbered) == ["1", "2", "3", "4"]


def band(name, count):
    return [[name], *([number, f"{name} {number}.", "DPP", "Red", "x"] for number in range(1, count + 1))]


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"T": [WIDE, *band("Access", 2), *band("Email", 2)]}, "Access 1,Access 2,Email 1,Email 2"),
        ({"T": [["Data"], WIDE, *band("A", 1)[1:], [], ["Law"], WIDE, *band("B", 1)[1:]]}, "Data 1,Law 1"),
        ({name: [WIDE, *band(name, 1)[1:]] for name in ("DPP", "CPS")}, "DPP 1,CPS 1"),
        ({name: [WIDE, ["Data"], *band(name, 1)[1:]] for name in ("Count", "Share")}, "Data (1) 1,Data (2) 1"),
        ({"10 June 2023": [WIDE, *band("A", 1)[1:]], "Back": [WIDE, *band("B", 1)[1:]]}, "10 June 2023 1,Back 1"),
        ({"T": [WIDE, *band("Access", 2), ["Data"], [3, "Count.", "DPP", "Red"]]}, "1,2,3"),
    ],
)
def test_refs_that_restart_in_each_part_get_the_name_of_their_part(sheets, expected):
    reading = read(sheets)
    assert refs(reading) == expected.split(",")
    assert [ref for ref, *_ in updates(reading)] == expected.split(",")
    assert not codes(reading) & {"ref-repeated", "actions-read", "update-repeated"}


def test_restarting_refs_are_one_issue_and_their_promises_go_with_them():
    head = [*LIST, "Related recommendations", "OPCC monitoring", "Due"]
    access = [["Access"], [1, *POLICY, "2", "Ask.", "May 2025"], [2, *KEEP, "1, 9"]]
    reading = table(head, *access, ["Email"], [1, *BLOCK, None, "Look.", "May 2025"])
    (issue,) = [one for one in reading.issues if one.code == "refs-restart"]
    assert (issue.cell, issue.details["parts"]) == ("A6", "“Access”, “Email”")
    assert [(row["ref"], row["activity"]) for row in reading.rows["monitoring"]] == [
        ("Access 1", "Ask."),
        ("Email 1", "Look."),
    ]
    assert [row["related_refs"] for row in reading.rows["recommendations"]] == ["2", "1; 9", None]
    assert [cell for cell, _ in found(reading, "related-unknown")] == ["T E3", "T E4", "T E4"]


def test_a_row_of_updates_is_about_the_recommendation_in_its_band_or_is_an_error():
    recommendations = [LIST[:3], ["Training"], [1, "Train.", "DPP"], ["Data"], [1, "Count.", "CPS"]]
    head, update = ["Ref", "Date", "RAG", "Update"], [1, "Feb 24", "Red", "x"]
    for rows, ref, reported in (([["Data"], update], "Data 1", []), ([update], "Training 1", [("Updates A2", "1")])):
        reading = read({"Recommendations": recommendations, "Updates": [head, *rows]})
        assert [one for one, *_ in updates(reading)] == [ref]
        assert found(reading, "ref-of-several") == reported


def test_one_recommendation_in_two_themes_and_the_same_pair_of_texts_in_later_months_stay_one():
    share = [3, "Share data.", "DPP", "Red", "x"]
    reading = table(WIDE, ["Training"], [1, "Train.", "DPP"], share, ["Data"], [2, "Count."], share)
    assert (refs(reading), "item-differs" in codes(reading)) == (["1", "3", "2"], True)
    both = [LIST, [1, "Train all officers.", "DPP", "Red"], [1, "Count the reports.", "CPS", "Amber"]]
    reading = read({"Feb 24": both, "June 24": both})
    assert (refs(reading), [status for _, _, status, _ in updates(reading)]) == (["1", "1"], ["Red", "Amber"] * 2)


def test_words_that_are_no_date_are_another_round_on_another_sheet():
    head = [*NO_REF, "Date"]
    reading = read({n: [head, ["Train.", "DPP", s, "This week"]] for n, s in (("416", "Red"), ("49", "Green"))})
    assert [(ref, status) for ref, _, status, _ in updates(reading)] == [("1", "Red"), ("1", "Green")]


@pytest.mark.parametrize(
    ("sheet", "name", "as_at", "evidence"),
    [
        ("June 2024", "", None, "sheet-name"),
        ("T", "tracker_June_2024.xlsx", None, "file-name"),
        ("June 2024", "", "2024-02", "option"),
    ],
)
def test_the_month_of_a_list_names_what_gave_it_and_is_that_which_a_person_chose(sheet, name, as_at, evidence):
    reading = read({sheet: [LIST, [1, "Train.", "DPP", "Red"]]}, options=ReadOptions(as_at=as_at), name=name)
    assert [words for _, words, _, _ in updates(reading)] == [as_at or "June 2024"]
    assert [one.evidence for one in reading.columns if one.field == "date"] == [evidence]


# ---- actions ----


def test_each_action_stands_below_the_text_and_before_what_was_reported_of_it():
    reading = table(
        ACTIONS,
        [1, "Train.", "Write a course.", "DPP", "Amber", "Drafted."],
        [1, "Train.", "Teach it.", "DPP", "Amber", "Half are taught."],
        [2, "Count.", "Buy a clock.", "CPS", "Green", None],
        [3, "Share.", "Ring them.", "CPS", None, None],
    )
    assert texts(reading) == [
        ("1", "Train.\nAction: Write a course.\nAction: Teach it."),
        ("2", "Count.\nAction: Buy a clock."),
        ("3", "Share.\nAction: Ring them."),
    ]
    assert lines(reading) == [
        ("1", "Amber", ["Action: Write a course.", "Drafted.", "Action: Teach it.", "Half are taught."]),
        ("2", "Green", ["Action: Buy a clock."]),
    ]
    assert issues(reading, but=["snapshot-dated"]) == [("actions-read", "T C1")]


def test_actions_of_different_statuses_give_their_recommendation_none_and_keep_theirs():
    rows = [("Write.", "DPP", "Amber", "Drafted."), ("Teach.", "DPP", "Green", "Done."), ("Ask.", "DPP", None, "No.")]
    reading = table(ACTIONS, *([1, "Train.", *row] for row in rows))
    written, taught = ["Action: Write.", "RAG: Amber", "Drafted."], ["Action: Teach.", "RAG: Green", "Done."]
    assert lines(reading) == [("1", None, [*written, *taught, "Action: Ask.", "No."])]
    (issue,) = [one for one in reading.issues if one.code == "action-statuses-differ"]
    assert (issue.cell, issue.found, issue.severity) == ("E2", "Amber, Green", Severity.WARNING)
    assert issue.details == {"ref": "1", "cells": "E2, E3"}
    words = table(ACTIONS, [1, "Train.", "Write.", "DPP", "Open"], [1, "Train.", "Teach.", "DPP", "Closed"])
    assert found(words, "scale-proposed") == [("T E2", "Open (1), Closed (1)")]


@pytest.mark.parametrize(("second", "status"), [(GREEN, "Green"), (RED, None)])
def test_statuses_that_are_only_colours_are_compared_as_colours(second, status):
    rows = [[1, "Train.", "Write.", "DPP"], [1, "Train.", "Teach.", "DPP"]]
    reading = table(ACTIONS, *rows, fills={"T!E2": GREEN, "T!E3": second})
    assert [one for _, _, one, _ in updates(reading)] == [status]
    signs = table(WIDE, *[[1, "Train.", "DPP", "●", "x"]] * 2, fills={"T!D2": GREEN, "T!D3": second})
    assert ([one for _, _, one, _ in updates(signs)], "statuses-differ" in codes(signs)) == ([status], status is None)


def test_details_in_which_an_action_differs_are_lines_below_it_and_one_issue():
    rows = [("Write.", "DPP", "July 2024"), ("Teach.", "CPS", "May 2025"), ("Ask.", "CPS", "July 2024")]
    reading = table(
        [*ACTIONS, "Target date"], *([1, "Train.", action, owner, "Amber", "x", day] for action, owner, day in rows)
    )
    (recommendation,) = reading.rows["recommendations"]
    assert (recommendation["lead_agency"], recommendation["target"].words) == ("DPP", "July 2024")
    teach = ["Action: Teach.", "Owner: CPS", "Target date: May 2025", "x"]
    assert lines(reading) == [("1", "Amber", ["Action: Write.", "x", *teach, "Action: Ask.", "Owner: CPS", "x"])]
    differing = [(i.cell, i.details["rows"]) for i in reading.issues if i.code == "action-details-differ"]
    assert differing == [("D1", "3-4"), ("G1", "3")]


def test_an_action_without_a_text_a_status_or_an_unbroken_update_is_not_lost():
    reading = table(ACTIONS, [1, None, "Write.", "DPP"], [2, "Count.", "Buy.", "DPP", "Red", "#REF!"])
    assert texts(reading) == [("1", None), ("2", "Count.\nAction: Buy.")]
    assert found(reading, "value-without-update") == [("T C2", "Action: Write.")]
    assert [(row["update"], row["evidence"]) for row in reading.rows["progress"]] == [(None, "Action: Buy.")]
    head = ["Ref", "Recommendation", "Management action", "Management response", "RAG", "Update"]
    (answer,) = table(head, [1, "Train.", "Write.", "Agreed."]).rows["progress"]
    assert (answer["kind"], answer["update"]) == ("Response", "Management action: Write.\nAgreed.")
    plain = table(ACTIONS[:4], [1, "Train.", "Write.", "DPP"], [1, "Train.", "Teach.", "CPS"])
    assert texts(plain) == [("1", "Train.\nAction: Write.\nAction: Teach.\nOwner: CPS")]


def test_an_action_stands_in_each_round_of_which_something_was_reported():
    head = ["Ref", "Recommendation", "Agreed action(s)", "RAG Feb 24", "Progress Feb 24", "RAG June 24"]
    reading = table(
        head, [1, "Train.", "Write.", "R", "x", "A"], [None, None, "Teach.", "R", "z"], options=ReadOptions()
    )
    assert lines(reading) == [
        ("1", "Red", ["Agreed action(s): Write.", "x", "Agreed action(s): Teach.", "z"]),
        ("1", "Amber", ["Agreed action(s): Write."]),
    ]


SHARED = [["1.1", "Write."], ["1.1", "Teach."], ["1.2", "Count."]]


@pytest.mark.parametrize(
    ("heading", "rows", "severity"),
    [("Action", SHARED, Severity.INFO), ("Recommendation", [*SHARED, ["1.2", "Buy."]], Severity.WARNING)],
)
def test_several_texts_with_one_ref_are_one_recommendation_of_several_actions(heading, rows, severity):
    reading = table(["Ref", heading, "Owner", "Status"], *([*row, "DPP", "Red"] for row in rows))
    assert texts(reading)[0] == ("1.1", "Write.\nTeach.")
    assert len(texts(reading)) == 2
    assert [i.severity for i in reading.issues if i.code == "actions-read"] == [severity]


def test_actions_on_a_sheet_of_each_round_or_on_another_sheet_are_of_their_recommendation():
    head = ["Ref", "Action", "Owner", "RAG", "Update"]
    may = [head, [1, "Write.", "DPP", "Red", "a"], [1, "Teach.", "DPP", "Red", "b"]]
    june = [head, [1, "Write.", "DPP", "Green", "c"], [1, "Ask.", "DPP", "Green", "d"]]
    reading = read({"May 2024": may, "June 2024": june})
    assert texts(reading) == [("1", "Write.\nTeach.\nAsk.")]
    assert lines(reading) == [
        ("1", "Red", ["Action: Write.", "a", "Action: Teach.", "b"]),
        ("1", "Green", ["Action: Write.", "c", "Action: Ask.", "d"]),
    ]
    listed = [["Ref", "Recommendation", "Theme"], [1, "Train.", "Skills"], [2, "Count.", "Data"]]
    reading = read({"Recommendations": listed, "Actions": [["Rec", *head[1:]], *may[1:]]}, options=JUNE)
    assert texts(reading) == [("1", "Train.\nAction: Write.\nAction: Teach."), ("2", "Count.")]


def test_recommendations_that_are_numbered_in_each_audit_are_those_of_several_reviews():
    rows = [["Custody", 1, "Train.", "DPP", "Red"], ["Data", 1, "Share.", "DPP", "Green"]]
    reading = table(["Audit title", "Rec no", *LIST[1:]], *rows)
    assert [(row["review"], row["ref"], row["recommendation"]) for row in reading.rows["recommendations"]] == [
        ("Custody", "1", "Train."),
        ("Data", "1", "Share."),
    ]


# ---- background ----


@pytest.mark.parametrize("heading", ["Findings", "Description", "Observation", "Rationale", "Root cause", "Canfyddiad"])
def test_a_background_column_is_a_line_below_the_text(heading):
    rows = [[1, "No course.", "Train.", "DPP", "Red"], [2, "Clocks\ndiffer.", "Count.", "CPS", None]]
    reading = table(["Ref", heading, *LIST[1:]], *rows)
    assert texts(reading) == [("1", f"Train.\n{heading}: No course."), ("2", f"Count.\n{heading}: Clocks\ndiffer.")]
    (issue,) = [one for one in reading.issues if one.code == "column-with-recommendation"]
    assert (issue.cell, issue.severity, issue.details["range"]) == ("B1", Severity.INFO, "B2:B3")
    assert [(one.cell, one.field) for one in reading.columns if one.heading == heading] == [("B1", "recommendation")]


def test_of_several_texts_the_first_is_the_text_and_a_title_the_title():
    head = ["Ref", "Issue", "Issue details", "Issue name", "Owner", "RAG"]
    (item,) = table(head, [1, "Rain.", "It may rain.", "Wet", "DPP", "Red"]).rows["recommendations"]
    assert (item["title"], item["recommendation"]) == ("Wet", "Rain.\nIssue details: It may rain.")
    (item,) = table(["Ref", "Title", "Description", "RAG"], [1, "Course", "Write it.", "Red"]).rows["recommendations"]
    assert (item["title"], item["recommendation"]) == ("Course", "Write it.")


def test_lines_are_in_their_order_without_repeats_and_a_row_without_a_text_is_named():
    head = ["Ref", "Finding", "Recommendation", "Action", "Rationale", "RAG"]
    rows = [[1, "None.", "Train.", "Write.", "Safety.", "Red"], [1, "None.", "Train.", "Teach.", "Trust.", "Red"]]
    assert texts(table(head, *rows)) == [
        ("1", "Train.\nFinding: None.\nRationale: Safety.\nAction: Write.\nRationale: Trust.\nAction: Teach.")
    ]
    rows = [[1, "Train.", "DPP", "Red", "x"], [2, None, "DPP", "Red", "y"], [3, "Share.", "DPP", "Red", "#REF!"]]
    reading = table([*LIST, "Finding"], *rows)
    assert texts(reading) == [("1", "Train.\nFinding: x"), ("2", None), ("3", "Share.")]
    assert [i.details["left_out"] for i in reading.issues if i.code == "column-with-recommendation"] == ["3-4"]


def test_a_column_of_times_with_the_month_first_adds_nothing_to_the_text():
    times = ["09/14/26 3:12 PM", "09/15/26 9:00 AM", "09/20/26 1:00 PM"]
    rows = [[1, "Train.", "DPP", "Red"], [2, "Count.", "DPP", "Red"], [3, "Share.", "DPP", "Red"]]
    reading = table([*LIST, "Modified"], *([*row, at] for row, at in zip(rows, times, strict=True)))
    assert texts(reading) == [("1", "Train."), ("2", "Count."), ("3", "Share.")]
    assert [issue.found for issue in reading.issues if issue.code == "heading-unknown"] == ["Modified"]


def test_a_sheet_of_updates_adds_lines_to_the_recommendation_on_another():
    listed = [["Ref", "Recommendation", "Theme"], [1, "Train.", "Skills"], [2, "Count.", "Data"]]
    head = ["Ref", "Date", "RAG", "Update", "Background"]
    reading = read({"Recommendations": listed, "Updates": [head, [1, "Feb 24", "Red", "a", "b"], [2, "Feb 24", "Red"]]})
    assert texts(reading) == [("1", "Train.\nBackground: b"), ("2", "Count.")]


def test_an_error_in_a_cell_of_a_further_row_of_an_item_is_reported_as_an_error():
    head, row = ["Ref", "Title", "Recommendation", "Owner", "RAG"], ["Write it.", "CPS", "Red"]
    reading = table(head, ["1", "Policy", *row], ["1", "#REF!", *row])
    found = [(one.code, one.cell, one.found) for one in reading.issues if one.severity is Severity.ERROR]
    assert found == [("cell-error", "B3", "#REF!")]


def test_items_without_a_ref_stand_below_those_with_one_where_several_sheets_are_one_list():
    first, second = [["1", *POLICY, "Begun."], [None, *KEEP, "Begun."]], [["2", *BLOCK, "Begun."]]
    assert refs(read({"Training": [WIDE, *first], "Victims": [WIDE, *second]})) == ["1", "2", None]


def test_a_number_alone_in_a_row_is_no_round_but_a_group_of_the_items_below_it():
    rows = [["1", "Write it.", "Legal", "Red", 1], [*[None] * 4, "2024"], ["2", "Print it.", "Estates", "Amber", 2]]
    reading = table(["Ref", "Recommendation", "Owner", "Rating", "Likelihood"], *rows)
    assert [row["theme"] for row in reading.rows["recommendations"]] == [None, "2024"]
