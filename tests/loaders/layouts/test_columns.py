"""What a column is: its heading and its cells weighed together, and what nobody can decide is a question."""

from datetime import date

import pytest

from loaders.client import preview_in_worker
from loaders.options import ReadOptions
from loaders.pipeline import read_workbook
from model.tracker.reading import Severity, WorkbookError
from tests.support.workbooks.canonical import RATED, write_workbook
from tests.support.workbooks.layouts import GREEN, RED, book_of, issues, items, read, texts, updates
from tests.support.workbooks.mappings import mapping_of

IN_JUNE = ReadOptions(as_at="2024-06")
ITEM = ["Ref", "Recommendation", "Owner"]
ACTIONS = ("Write to the family about it.", "Meet the head of the school.", "Close the case in writing.", "Tell them.")
OWNERS = ("Legal", "Estates", "Finance", "Legal")
STATUS = ("Open", "Closed", "Open", "Open")
NAMES = ("Ann Bell,Carl Dunn", "Eve Finn", "Gus Hale,Ida Jones", "Ann Bell")
AMBER, PALE = "FFFFC000", "FFC6EFCE"


def table(**columns):
    """Return a sheet of columns by heading, in which underscores are blanks."""
    head = [heading.replace("_", " ") for heading in columns]
    return {"T": [head, *map(list, zip(*columns.values(), strict=False))]}


def tracker(*columns, rows=2):
    """Return a sheet with a ref, an action and an owner in each row, and more columns, each a heading and its cells."""
    cells = zip(range(1, rows + 1), ACTIONS, OWNERS, *(column[1] for column in columns), strict=False)
    return {"T": [[*ITEM, *(column[0] for column in columns)], *map(list, cells)]}


def values(reading, name, sheet="recommendations"):
    return [row[name] for row in reading.rows[sheet]]


def progress(reading):
    return [(row["ref"], row["status"], row["update"]) for row in reading.rows["progress"]]


def codes(reading, cell):
    return [issue.code for issue in reading.issues if issue.cell == cell]


NUMBERS = range(1, 30)
AREAS = ["Access", "Access", "Training", "Training", "Locks"]
LESSONS = [f"Write lesson {number}." for number in NUMBERS]
LONG = [f"Write the course of lesson number {number}." for number in range(1, 6)]


OPEN, BLANK = ["Open"] * 12, [None] * 12
CODES = ["AC-2", "AC-3", "AU-6"]


def case(name, expected, reported=None, **columns):
    """Return a sheet of columns, a field of its recommendations with their values, and an issue of it."""
    return table(**columns), name, [*expected], reported


@pytest.mark.parametrize(
    ("sheets", "name", "expected", "reported"),
    [
        case("recommendation", LONG, ("heading-uncertain", "T B1"), Ref=NUMBERS, Onderwerp=LONG, Status=OPEN),
        case("ref", "123456", Main_Area=["A"] * 6, Sub_Area=["S", "N"] * 3, Task=LESSONS, Status=OPEN),
        case("theme", ["A"] * 6, Main_Area=["A"] * 6, Sub_Area=["S", "N"] * 3, Task=LESSONS, Status=OPEN),
        case("recommendation", LONG[:3], Code=CODES, Tasks=[0, 1, 0], Title=LONG, Status=OPEN),
        case("recommendation", ACTIONS, Item=ACTIONS, Risk=[12, 12, 6, 6], Owner=OWNERS, Status=STATUS),
        case("recommendation", ACTIONS, Item=ACTIONS, Action=[None] * 4, Owner=OWNERS, Status=STATUS),
        case("recommendation", LONG, ("columns-blank", "T C1"), No=NUMBERS, Finding=LONG, Action=BLANK, Status=OPEN),
        case("recommendation", LONG, Ref=NUMBERS, Area=AREAS, Finding=LONG, Recommendation=["No"] * 5),
        case("theme", AREAS, Ref=NUMBERS, Area_name=AREAS, Recommendation=LESSONS, Status=OPEN),
        case("lead_agency", [None] * 5, Ref=NUMBERS, Area_name=AREAS, Recommendation=LESSONS, Status=OPEN),
        case("ref", CODES, ("column-second", "T A1"), No=[1, 2, 3], Risk_ID=CODES, Description=LESSONS, Status=OPEN),
        case("ref", CODES, ("column-second", "T B1"), Issue_key=CODES, Issue_id=[4, 5, 6], Task=LESSONS, Status=OPEN),
        case("ref", ["Chapter 9", "Rule 5"], Rule_Number=["Chapter 9", "Rule 5"], Task=LESSONS, Owner=OWNERS),
        case("ref", "1234", Skor=[55, 70, 40, 65], Task=LESSONS, Owner=OWNERS, Status=STATUS),
        case("ref", "1234", Asset_ID=["A1", "A1", "A2", "A2"], Threat=LONG, Owner=OWNERS, Impact=["High"] * 4),
        case("ref", "a123456789", ac=["a", *range(1, 10)], Task=LESSONS, Owner=["A team"] * 10, Status=OPEN),
        case("ref", "123", Gap_description=["N/A", "N/A", "No list."], Owner=OWNERS, Status=STATUS),
        case("recommendation", ACTIONS, No=NUMBERS, Ativity=ACTIONS, Status=STATUS, Individual_taking_over=NAMES),
        case("target", [None] * 4, ("heading-unknown", "T C1"), Ref=NUMBERS, Task=LESSONS, Completion_Pct=[9, 0, 5, 3]),
        case("lead_agency", [None] * 4, ("heading-unknown", "T C1"), Ref=NUMBERS, Task=LESSONS, Budget_lead=OWNERS),
        case("lead_agency", ["Ann", "Al"], Date=["20-06-2026", "1-7-2026"], Task=LESSONS, Assigned_To=["Ann", "Al"]),
        case("recommendation", LESSONS[:3], No=["1", "9" * 5000, "²"], Recommendation=LESSONS, Status=STATUS),
        case("ref", CODES, Control=CODES, Finding=ACTIONS, Owner=OWNERS, Status=STATUS),
        case(
            "recommendation", [f"{ACTIONS[0]}\nAction: K-1"], Action=["K-1"] * 2, Finding=ACTIONS[:1] * 2, Owner=OWNERS
        ),
        case("recommendation", ACTIONS[:3], Recommendation=CODES, Finding=ACTIONS, Owner=OWNERS, Status=STATUS),
        case("recommendation", ACTIONS, SL=NUMBERS, Page=["Home"] * 4, Bug=ACTIONS),
        case("ref", ["R-1.1", "R-1.2", "R-2.1"], Case_ID=["R-1", None, "R-2"], Action_No=[1, 2, 1], Action=LESSONS),
        case("ref", ["1a", "1b", "2"], Ref=["R1", 1, 2], Letter=["a", "b", None], Task=LESSONS, Status=STATUS),
    ],
)
def test_refs_texts_and_owners_are_in_the_columns_that_have_them(sheets, name, expected, reported):
    reading = read(sheets, options=IN_JUNE)
    assert values(reading, name) == expected
    assert reported is None or reported in issues(reading)


def test_a_text_with_a_background_and_a_deadline_is_an_item_and_texts_alone_are_none():
    days = [date(2024, 7, n) for n in (2, 3, 4)]
    found = texts(read(table(Feature=[f"Readers can see {n}." for n in "abc"], Tasks=LESSONS, Deadline=days)))
    assert all("Write lesson" in text and "Readers can see" in text for _, text in found)
    with pytest.raises(WorkbookError, match="no-table"):
        read(table(**{"No.": NUMBERS, "Description": LONG}))


def test_a_promise_without_a_day_is_what_should_be_done_and_one_with_a_day_is_a_promise():
    laws = [f"Pass the law number {n} on clean air" for n in range(1, 7)]
    notes = [f"Law {n} promised and passed {n} times" for n in range(1, 7)]
    refs = [f"p-{n}" for n in range(1, 7)]
    reading = read(table(id=refs, status=["delivered"] * 6, promise=laws, keyNumber=notes), options=IN_JUNE)
    assert [text.splitlines()[0] for text in values(reading, "recommendation")] == laws
    columns = [("RAG", ["Red"]), ("Activity", ["Meet."]), ("Due", ["July 2024"]), ("Done", ["Yes"])]
    assert values(read(tracker(*columns, rows=1), options=IN_JUNE), "done", "monitoring") == [True]


@pytest.mark.parametrize(
    "heading", ["Implemented? Y/N", "Complete (Yes/No/Partial)", "Compliance", "Done?", "Completed"]
)
def test_yes_no_and_partial_are_a_status_with_an_order_to_confirm(heading):
    sheets = tracker((heading, ["y", "N", "Partial", None]), rows=4)
    reading = read(sheets, options=IN_JUNE)
    assert progress(reading) == [("1", "y", None), ("2", "N", None), ("3", "Partial", None)]
    asked = [(i.cell, i.details["order"].strip('"')) for i in reading.issues if i.code == "scale-proposed"]
    assert asked == [("D2", "N, Partial, y")]
    ordered = read(sheets, options=ReadOptions(as_at="2024-06", scale=("N", "Partial", "Y")))
    assert (progress(ordered)[0][1], ordered.scale.complete, ordered.publishable) == ("Y", ("Y",), True)


def test_next_to_a_status_a_question_is_evidence_and_next_to_a_round_without_one_its_status():
    answers = ("Implemented? Y/N", ["N", "Y"])
    for status in (("RAG", ["Red", "Green"]), ("RAG June 2024", ["Red", "Green"])):
        reading = read(tracker(answers, status), options=IN_JUNE)
        assert [row["status"] for row in reading.rows["progress"]] == ["Red", "Green"]
        assert values(reading, "evidence", "progress") == ["Implemented? Y/N: N", "Implemented? Y/N: Y"]
        assert codes(reading, "D1") == ["column-as-evidence"]
    reading = read(tracker(answers, ("Update June 2024", ["Begun.", "None."])))
    assert progress(reading) == [("1", "N", "Begun."), ("2", "Y", "None.")]
    assert issues(reading) == [("heading-placed", "T D1"), ("scale-proposed", "T D2")]


def test_days_under_a_question_are_when_it_was_done_and_words_are_a_question():
    days = read(tracker(("Completed", [date(2024, 3, 5), None]), ("RAG", ["Red", "Red"])), options=IN_JUNE)
    assert values(days, "evidence", "progress") == ["Completed: 2024-03-05", None]
    words = read(tracker(("Completed", ["by hand in May"]), ("RAG", ["Red"]), rows=1), options=IN_JUNE)
    assert codes(words, "D1") == ["column-as-evidence", "heading-uncertain"]


def test_the_cells_decide_what_stands_under_a_heading_of_a_status():
    levels = read(tracker(("Risk status", ["Low", "High", "Medium"]), rows=3), options=IN_JUNE)
    assert levels.rows["progress"] == []
    sentences = ["The course was written and is taught.", "Nobody has counted them at all.", "It was made in May."]
    reading = read(tracker(("Current status", sentences), rows=3), options=IN_JUNE)
    assert values(reading, "update", "progress") == sentences
    words = ["Paper forms", "No lamps", "Paper forms", "Paper forms"]
    unusual = read(table(No=NUMBERS, Current_state=words, Gap_description=LONG), options=IN_JUNE)
    assert [i.details["field"] for i in unusual.issues if (i.code, i.cell) == ("heading-uncertain", "B1")] == ["status"]


def test_words_of_the_key_are_statuses_under_any_heading():
    key = [["Key"], ["Dormant", "Nobody works on it"], ["Embedding", "It is being taught"], ["Rooted", "It is done"]]
    words = ["Dormant", "Embedding", "Rooted"]
    reading = read({**tracker(("Where we are", words), rows=3), "Key": key}, options=IN_JUNE)
    assert values(reading, "status", "progress") == words


def test_one_colour_in_a_blank_column_under_an_unknown_heading_is_no_status():
    fills = {f"T!D{row}": GREEN for row in range(2, 6)}
    sheets = tracker(("Influence", [None] * 4), rows=4)
    assert progress(read(sheets, options=IN_JUNE, fills=fills)) == []
    rated = read(sheets, options=IN_JUNE, fills={**fills, "T!D3": RED})
    assert values(rated, "status", "progress") == ["Green", "Red", "Green", "Green"]


@pytest.mark.parametrize(
    ("cells", "is_update"),
    [
        (["Manager", "Officer", "Clerk"], False),
        (["Project Manager", "Senior Officer", "Finance Clerk"], False),
        (["They have been told.", "We met the new head in May.", "It is with the clerk."], True),
    ],
)
def test_a_position_is_an_update_if_it_is_not_that_of_a_person(cells, is_update):
    ratings = ["Red", "Green", "Red"]
    reading = read(tracker(("Position", cells), ("RAG", ratings), rows=3), options=IN_JUNE)
    assert progress(reading) == [*zip("123", ratings, cells if is_update else [None] * 3, strict=True)]
    assert codes(reading, "D1") == ["heading-uncertain" if is_update else "heading-unknown"]


@pytest.mark.parametrize("heading", ["Mitigation", "Mitigation plan", "Existing controls", "Treatment", "Plan"])
def test_a_plan_is_background_and_no_update(heading):
    plans = ["Clear the drains each month.", "Buy four pumps.", "Mend the roof."]
    reading = read(tracker((heading, plans), ("Status", ["Red", "Green", "Red"]), rows=3), options=IN_JUNE)
    assert progress(reading) == [("1", "Red", None), ("2", "Green", None), ("3", "Red", None)]
    below = [f"{action}\n{heading}: {plan}" for action, plan in zip(ACTIONS, plans, strict=False)]
    assert values(reading, "recommendation") == below


@pytest.mark.parametrize(
    ("colours", "mark"), [([GREEN] * 3, None), ([GREEN, GREEN, AMBER], None), ([], "x")], ids=["one", "two", "marks"]
)
def test_the_bars_of_a_plan_are_no_statuses_and_colours_in_every_cell_are(colours, mark):
    months = ("Jan 24", "Feb 24", "Mar 24")
    marked = tracker(
        *((month, [mark if n == at else None for n in range(3)]) for at, month in enumerate(months)), rows=3
    )
    bars = read(marked, fills=dict(zip(["T!D2", "T!E3", "T!F4"], colours, strict=False)), options=IN_JUNE)
    assert bars.rows["progress"] == []
    assert [codes(bars, cell) for cell in ("D1", "E1", "F1")] == [["column-not-held"]] * 3
    fills = {f"T!{column}{row}": (GREEN, AMBER, RED)[(row + ord(column)) % 3] for column in "DEF" for row in (2, 3, 4)}
    statuses = values(read(tracker(*((month, BLANK) for month in months), rows=3), fills=fills), "status", "progress")
    assert sorted(statuses) == [*["Amber"] * 3, *["Green"] * 3, *["Red"] * 3]


def test_next_steps_are_part_of_an_update_after_their_heading():
    steps = ("Next steps", ["Buy a clock.", "Hire a van."])
    alone = read(tracker(steps, ("RAG", ["Red", "Green"])), options=IN_JUNE)
    assert values(alone, "update", "progress") == ["Next steps: Buy a clock.", "Next steps: Hire a van."]
    reported = read(tracker(("Progress", ["Begun.", None]), steps), options=IN_JUNE)
    assert values(reported, "update", "progress") == ["Begun.\nNext steps: Buy a clock.", "Next steps: Hire a van."]


@pytest.mark.parametrize(("fill", "status"), [(PALE, None), (GREEN, "Green")])
def test_one_pale_fill_in_every_cell_is_a_question_unless_the_key_has_it(fill, status):
    sheets, fills = tracker(("Status", BLANK), rows=4), {f"T!D{row}": fill for row in range(2, 6)}
    reading = read(sheets, fills=fills, options=IN_JUNE)
    assert values(reading, "status", "progress") == [status] * 4
    assert codes(reading, "D2") == ["status-from-colour" if status else "colour-unsure"]
    key = {"Key": [["Key"], [None, "Done"], [None, "Late"]]}
    explained = read({**sheets, **key}, fills={**fills, "Key!A2": fill, "Key!A3": RED}, options=IN_JUNE)
    assert values(explained, "status", "progress") == ["Done"] * 4


@pytest.mark.parametrize(
    ("heading", "cells", "shown_as"),
    [
        *((heading, [0.25, 0.5, 1, 0.5], "0%") for heading in ("Status", "Progress", "Status (% of completion)")),
        *(("% complete", cells, "General") for cells in ([0.25, 0.5, 1, 0.5], [25, 50, 100, 50])),
        ("RAG", ["25%", "50%", "100%", "50%"], "General"),
    ],
)
def test_percentages_are_statuses_to_be_confirmed(heading, cells, shown_as):
    def shape(book):
        for row in range(2, 6):
            book["T"].cell(row, 4).number_format = shown_as

    reading = read(tracker((heading, cells), rows=4), change=shape, options=IN_JUNE)
    assert values(reading, "status", "progress") == ["25%", "50%", "100%", "50%"]
    assert [i.details["order"] for i in reading.issues if i.code == "scale-proposed"] == ['"25%, 50%, 100%"']


@pytest.mark.parametrize("rounds", [("Feb 24", "June 24"), ("RAG Feb 24", "RAG June 24")])
def test_percentages_next_to_rounds_with_statuses_are_evidence(rounds):
    of_rounds = zip(rounds, (["Green", "Red", "Red"], ["Amber", "Amber", "Red"]), strict=True)
    reading = read(tracker(*of_rounds, ("% complete", ["50%", "20%", "100%"]), rows=3))
    assert values(reading, "status", "progress") == ["Green", "Amber", "Red", "Amber", "Red", "Red"]
    assert values(reading, "evidence", "progress")[1] == "% complete: 50%"
    assert codes(reading, "F1") == ["column-as-evidence"]


def test_blue_is_a_status_by_itself_next_to_red_amber_and_green():
    words = ["Blue", "Red", "Amber", "Green"]
    sheets = tracker(("BRAG", ["B", "R", "A", "G"]), rows=4)
    proposed = read(sheets, options=IN_JUNE)
    assert values(proposed, "status", "progress") == words
    assert (proposed.scale.complete, proposed.scale.ordered) == (("Blue",), False)
    asked = [(i.details["order"], i.details["added"]) for i in proposed.issues if i.code == "scale-proposed"]
    assert asked == [('"Red, Amber, Green, Blue"', "")]
    assert proposed.proposed_scale.words == (("Red", 1), ("Amber", 1), ("Green", 1), ("Blue", 1))
    unknown = read(tracker(("BRAG", ["Blue", "Red", "Not rated yet", "Glas"]), rows=4), options=IN_JUNE)
    assert values(unknown, "status", "progress") == ["Blue", "Red", None, "Blue"]
    confirmed = read(sheets, options=ReadOptions(as_at="2024-06", scale=(*words[1:], words[0])))
    done = [(s.name, s.meaning, s.colour) for s in confirmed.scale.statuses if s.complete]
    assert (done, confirmed.publishable) == ([("Blue", "Complete and signed off", "Blue")], True)
    assert confirmed.proposed_scale.words == proposed.proposed_scale.words


@pytest.mark.parametrize("heading", ["Agency RAG", "Agency's own RAG", "Self-assessed RAG", "Statws yr asiantaeth"])
def test_the_status_that_an_agency_gives_itself_is_another_field_next_to_that_of_the_office(heading):
    both = read(tracker(("RAG", ["Amber"]), (heading, ["Green"]), ("Progress", ["It runs."]), rows=1), options=IN_JUNE)
    assert [(row["status"], row["agency_status"]) for row in both.rows["progress"]] == [("Amber", "Green")]
    alone = read(tracker((heading, ["Green"]), ("Progress", ["It runs."]), rows=1), options=IN_JUNE)
    assert [(row["status"], row["agency_status"]) for row in alone.rows["progress"]] == [("Green", None)]


def test_a_status_of_a_body_is_uncertain_where_there_is_another_one():
    reading = read(tracker(("RAG", ["Amber"]), ("Force RAG", ["Green"]), rows=1), options=IN_JUNE)
    assert [(row["status"], row["agency_status"]) for row in reading.rows["progress"]] == [("Amber", "Green")]
    assert codes(reading, "E1") == ["heading-uncertain"]


def test_closure_and_targets_have_their_columns():
    columns = [("RAG", ["Amber"]), ("Proposed for closure", ["Yes"]), ("Reason for closure", ["It is done."])]
    targets = [("Original target date", ["May 2024"]), ("Revised target date", ["June 2025"])]
    reading = read(tracker(*columns, *targets, rows=1), options=IN_JUNE)
    (update,) = reading.rows["progress"]
    assert (update["proposed_closure"], update["closure_reason"]) == (True, "It is done.")
    assert [row["target"].words for table in ("recommendations", "targets") for row in reading.rows[table]] == [
        "May 2024",
        "June 2025",
    ]
    single = read(tracker(columns[0], targets[1], rows=1), options=IN_JUNE)
    assert ([row["target"].words for row in single.rows["recommendations"]], single.rows["targets"]) == (
        ["June 2025"],
        [],
    )


UNITS = [("Dyfed-Powys Police", "CPS"), ("DPP RAG", "CPS RAG"), ("Status – DPP", "Status – CPS"), ("Custody", "Unit 3")]


@pytest.mark.parametrize("headings", UNITS)
def test_columns_of_statuses_for_each_agency_are_an_error_that_names_both(headings):
    columns = [(headings[0], ["Red", "Amber", "Red"]), (headings[1], ["Green", "Amber", "Red"])]
    reading = read(tracker(*columns, rows=3), options=IN_JUNE)
    assert values(reading, "status", "progress") == []
    reported = [(i.severity, i.cell, i.details["first"]) for i in reading.issues if i.code == "status-columns-two"]
    assert reported == [(Severity.ERROR, "E1", headings[0])]
    rated = read(tracker(*columns, ("RAG Feb 24", ["Red"] * 3), rows=3))
    assert values(rated, "status", "progress") == ["Red"] * 3


@pytest.mark.parametrize(
    ("status", "rag", "taken", "reported"),
    [
        (["Open", "Closed", "Open"], ["A", "Green", None], ["Amber", "Green", None], ("D1", Severity.WARNING)),
        (["Red", "Red", "Red"], ["Amber", "Green", "Red"], [None] * 3, ("E1", Severity.ERROR)),
        (["Open", "Shut", "Open"], ["Late", "Done", "Late"], [None] * 3, ("E1", Severity.ERROR)),
        (["Open", "Closed", "Open"], [None] * 3, ["Open", "Closed", "Open"], None),
    ],
    ids=["one has the scale", "both have", "neither has", "one is blank"],
)
def test_of_two_columns_that_may_be_the_status_the_one_with_the_scale_is_read(status, rag, taken, reported):
    reading = read(tracker(("Status", status), ("RAG", rag), ("Update", ["Begun."] * 3), rows=3), options=IN_JUNE)
    assert values(reading, "status", "progress") == taken
    codes = ("status-columns-two", "column-as-evidence")
    found = [(i.cell, i.severity) for i in reading.issues if i.code in codes]
    assert found == ([reported] if reported else [])
    if reported and reported[1] is Severity.WARNING:
        assert values(reading, "evidence", "progress") == [f"Status: {word}" for word in status]


def test_two_columns_of_one_meaning_are_never_joined_in_silence():
    same = read(tracker((" owner", ["CPS"]), ("RAG Feb 24", ["Red"]), rows=1))
    assert (values(same, "lead_agency"), issues(same)) == (["Legal"], [("column-second", "T D1")])
    role = read(tracker(("Lead", ["Officer"]), ("RAG Feb 24", ["Red"]), rows=1))
    assert (values(role, "lead_role"), codes(role, "D1")) == (["Officer"], ["heading-uncertain"])


def test_an_officer_is_a_role_and_may_be_an_agency_where_most_cells_name_one():
    def officer(*cells):
        columns = {"Ref": [1, 2], "Recommendation": ACTIONS[:2], "Officer": cells, "Update log": ["Begun.", "Done."]}
        reading = read(table(**columns), options=IN_JUNE)
        return values(reading, "lead_role"), codes(reading, "C1"), values(reading, "update", "progress")

    assert officer("Head of Estates", "Ward manager") == (["Head of Estates", "Ward manager"], [], ["Begun.", "Done."])
    assert officer("Powys Council", "CPS") == (["Powys Council", "CPS"], ["heading-uncertain"], ["Begun.", "Done."])


def test_a_description_next_to_names_of_tasks_may_be_their_update_where_no_column_has_them():
    tasks = {"Task_Name": ACTIONS[:2], "Status": ["Open", "Closed"], "Description": ["Some has begun.", "All is done."]}
    reading = read(table(**tasks), options=IN_JUNE)
    assert (values(reading, "title"), values(reading, "recommendation")) == ([*ACTIONS[:2]], tasks["Description"])
    assert codes(reading, "C1") == ["heading-uncertain"]
    assert codes(read(table(**tasks, Update=["Begun.", "Done."]), options=IN_JUNE), "C1") == []


def test_what_names_no_round_among_columns_that_do_is_of_the_latest_or_an_error():
    dated = [("RAG Feb 24", ["Red"]), ("Progress Feb 24", ["Begun."])]
    undated = [("Status", ["Green"]), ("Update", ["Done."]), ("Comments", ["Ring them."])]
    reading = read(tracker(*dated, *undated, rows=1))
    lost = [(i.cell, i.severity) for i in reading.issues if i.code == "column-without-round"]
    assert lost == [("F1", Severity.ERROR), ("G1", Severity.ERROR)]
    assert values(reading, "evidence", "progress") == ["Comments: Ring them."]
    coloured = tracker(*dated, ("Status", [None]), rows=1)
    assert codes(read(coloured, fills={"T!F2": GREEN}), "F1") == ["column-without-round", "columns-blank"]
    latest = read(tracker(("Feb 24", ["R"]), ("June 24", ["A"]), ("Latest update", ["Half are."]), rows=1))
    assert updates(latest) == [("1", "Feb 24", "Red", None), ("1", "June 24", "Amber", "Half are.")]
    assert issues(latest) == [("heading-placed", "T F1")]


def test_texts_under_an_unknown_heading_with_the_day_of_a_status_are_updates_of_that_day():
    days = [(f"{name} {day}/03/24", cells) for day in (14, 28) for name, cells in (("PAB", ACTIONS), ("RAG", "RA"))]
    reading = read(tracker(*days))
    assert values(reading, "recommendation") == [*ACTIONS[:2]]
    assert values(reading, "update", "progress") == [ACTIONS[0], ACTIONS[0], ACTIONS[1], ACTIONS[1]]
    assert issues(reading) == [("heading-placed", "T D1"), ("heading-placed", "T F1")]


@pytest.mark.parametrize(("words", "field"), [(("Partly met", "Not met"), "status"), (("High", "Low"), "evidence")])
def test_ratings_of_several_rounds_in_a_few_words_are_statuses_and_levels_are_none(words, field):
    months = {f"{name}_{m}_24": cells for m in ("May", "June") for name, cells in (("Rating", words), ("Update", "xy"))}
    columns = {name: [*cells] * 4 for name, cells in months.items()}
    reading = read(table(Ref=range(1, 9), Recommendation=LESSONS[:8], **columns))
    assert values(reading, field, "progress")[-1] == (words[1] if field == "status" else f"Rating June 24: {words[1]}")


def rounds(*headings, above=(), name="", sheet="T", fills=None):
    """Return the words of the rounds of a tracker with a status under each heading, and its reading."""
    columns = [(heading, [None if fills else "Red"]) for heading in headings]
    reading = read({sheet: [*above, *tracker(*columns, rows=1)["T"]]}, name=name, fills=fills)
    return [words for _, words, _, _ in updates(reading)], reading


@pytest.mark.parametrize(
    ("headings", "taken", "by"),
    [
        (["Feb 24", "Mar", "June"], "Mar 2024, June 2024", "Feb 24"),
        (["RAG Feb", "RAG Apr 2024"], "Feb 2024", "Apr 2024"),
        (["June", "May", "Apr 2024"], "June 2024, May 2024", "Apr 2024"),
    ],
)
def test_another_heading_gives_a_month_its_year(headings, taken, by):
    found, reading = rounds(*headings)
    (issue,) = [one for one in reading.issues if one.code == "round-year-given"]
    assert (issue.severity, issue.details["taken"], issue.details["by"]) == (Severity.WARNING, taken, by)
    assert set(taken.split(", ")) < set(found)


@pytest.mark.parametrize(
    ("place", "months", "by"),
    [
        ({"above": [["Our tracker, 2024"]]}, "Feb 2024, June 2024", "Our tracker, 2024"),
        ({"name": "tracker_2024.xlsx"}, "Feb 2024, June 2024", "tracker 2024"),
        ({"above": [["Progress to June 2024"]]}, "Feb 2024, June 2024", "Progress to June 2024"),
        ({"above": [["Tracker 2023/24"]]}, "Feb 2024, June 2023", None),
    ],
)
def test_a_title_the_sheet_or_the_file_gives_the_year_with_a_warning(place, months, by):
    headings = ["Feb", "June"] if by else ["June", "Feb"]
    found, reading = rounds(*headings, **place)
    assert sorted(found) == months.split(", ")
    assert [(i.severity, i.details["by"]) for i in reading.issues if i.code == "round-year-given"] == [
        (Severity.WARNING, by or "Tracker 2023/24")
    ]


@pytest.mark.parametrize(
    ("headings", "place", "questions"),
    [
        (["Feb", "Mehefin"], {}, ["D1", "E1"]),
        (["June", "Feb"], {"above": [["Our tracker, 2024"]]}, ["D2", "E2"]),
        (["Feb", "June"], {"above": [["Our tracker, 2024"]], "name": "2023.xlsx"}, ["D2", "E2"]),
        (["Nov 2023", "Jan"], {}, ["E1"]),
        (["Feb 24", "June", "Mar", "Oct"], {}, ["E1", "F1", "G1"]),
        (["Feb", "June"], {"fills": {"T!D2": GREEN}}, ["D1"]),
    ],
    ids=["none", "not in order", "two years", "before or after", "in disorder", "fills"],
)
def test_where_the_year_is_unclear_the_columns_are_a_question_and_not_read(headings, place, questions):
    found, reading = rounds(*headings, **place)
    assert [i.cell for i in reading.issues if i.code == "round-without-year"] == questions
    assert found == [heading for heading in headings if "20" in heading or "24" in heading]
    assert not reading.publishable


CHOSEN = {"T": [["Ref", "Recommendation", "Agency", "Desk", "State of play", "RAG Feb 24"]]}
CHOSEN["T"].append(["1", "Train officers.", "DPP", "CPS", "Begun.", "Amber"])


def chosen(*columns):
    return read(CHOSEN, options=ReadOptions(mapping=mapping_of(*columns)))


def test_the_field_that_a_person_chose_goes_before_the_heading():
    reading = chosen(("T", "E", "evidence"), ("T", "D", "theme"))
    assert (items(reading), values(reading, "evidence", "progress")) == ([("1", "CPS", "DPP")], ["Begun."])
    assert [(one.field, one.evidence) for one in reading.columns if one.cell == "D1"] == [("theme", "option")]
    other = chosen(("T", "D", "lead_agency"))
    assert (items(other), codes(other, "C1")) == ([("1", None, "CPS")], ["column-second"])


def test_a_chosen_status_keeps_the_round_of_its_heading_and_goes_before_another_one():
    rows = [["Ref", "Recommendation", "Traffic lights Feb 24", "RAG June 2024"], [1, "Train officers.", "Red", "Green"]]
    reading = read({"T": rows}, options=ReadOptions(mapping=mapping_of(("T", "C", "status"))))
    assert updates(reading) == [("1", "Feb 24", "Red", None), ("1", "June 2024", "Green", None)]
    rows = [["Ref", "Recommendation", "Status", "Status"], [1, "Train officers.", "Amber", "Red"]]
    reading = read({"T": rows}, options=ReadOptions(as_at="2024-06", mapping=mapping_of(("T", "D", "status"))))
    assert (updates(reading), reading.publishable) == ([("1", "2024-06", "Red", None)], True)


def test_every_choice_reaches_the_worker_process_and_the_review_is_that_of_every_row():
    content = book_of({"T": [["Ref", "Recommendation", "State"], [1, "Train.", "Open"], [2, "Count.", "Shut"]]})
    options = ReadOptions(
        scale=("Shut", "Open"),
        as_at="2024-06",
        complete=("Shut",),
        mapping=mapping_of(("T", "C", "status")),
        review="Stalking",
        known=(("Stalking", "1"),),
    )
    reading = preview_in_worker(content, name="own.xlsx", options=options).tracker
    assert reading == read_workbook(content, name="own.xlsx", options=options)
    assert [(one.name, one.complete) for one in reading.scale.statuses] == [("Shut", True), ("Open", False)]
    reviews = [row["review"] for name in ("recommendations", "progress", "reviews") for row in reading.rows[name]]
    assert set(reviews) == {"Stalking"}


def test_updates_alone_are_whole_where_their_recommendations_are_known(tmp_path):
    path = write_workbook(
        tmp_path / "round.xlsx", reviews=None, recommendations=None, progress=[RATED, {**RATED, "Ref": "2"}]
    )
    assert "sheet-missing" in {issue.code for issue in read_workbook(path).issues}
    assert read_workbook(path, options=ReadOptions(known=(("Stalking", "1"), ("Stalking", "2")))).publishable
    some = read_workbook(path, options=ReadOptions(known=(("Stalking", "1"),)))
    assert [one.cell for one in some.issues if one.code == "ref-unknown"] == ["B3"]


RATED_TWICE = [("Rating Feb 24", ["Red", "Amber", "Red", "Red"]), ("Rating 28/06/24", ["Amber", "Red", "Green", "Red"])]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (RATED_TWICE, ["Red", "Amber", "Amber", "Red", "Red", "Green", "Red", "Red"]),
        ([("Feb 2024 rating", ["Red"] * 4), ("Feb 2024 RAG", ["Green"] * 4)], ["Green"] * 4),
        ([("% complete Feb 2024", [0.25, 0.5, 0.5, 1])], ["25%", "50%", "50%", "100%"]),
        ([("Rating", ["Not started", "In progress"] * 2)], ["Not started", "In progress"] * 2),
        ([("Rating Feb 24", ["High", "Low"] * 2)], []),
        ([("Rating", ["Red", "Amber"] * 2), ("Likelihood", [1, 2, 3, 1])], []),
        ([("Rating", ["Red", "Amber"] * 2), ("Feb 24", ["Green", "Amber"] * 2)], ["Green", "Amber"] * 2),
    ],
    ids=["rounds", "next to a status", "percentages", "no round", "levels", "of a risk", "next to rounds"],
)
def test_a_rating_of_nothing_else_is_a_status_if_its_cells_are_and_its_round_has_no_other(columns, expected):
    reading = read(tracker(*columns, rows=4), options=IN_JUNE)
    assert values(reading, "status", "progress") == expected


def test_a_column_headed_r_has_refs_or_ratings_by_its_cells():
    refs = read(table(R=["R1", "R2", "R4", "R3"], Recommendation=[*ACTIONS], Owner=[*OWNERS], Status=[*STATUS]))
    assert values(refs, "ref") == ["R1", "R2", "R4", "R3"]
    scores = read(table(Ref=[1, 2, 3, 4], Recommendation=[*ACTIONS], R=[3, 2, 3, 3], Status=[*STATUS]))
    assert (values(scores, "ref"), codes(scores, "C1")) == (["1", "2", "3", "4"], ["column-as-evidence"])
