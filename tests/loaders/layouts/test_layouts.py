"""Each free layout, read completely: its recommendations, its updates and its issues."""

from datetime import datetime

import pytest

from tests.support.workbooks.layouts import GREEN, RED, issues, items, read, texts, updates

HEAD = ["Rec No", "Recommendation", "Theme", "Owner"]
FUND, TRAIN = [1, "Find funding.", "Resourcing", "DPP"], [2, "Train officers.", "Training", "CPS"]
BOTH = [("1", "Resourcing", "DPP"), ("2", "Training", "CPS")]
WIDE = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
FIRST, SECOND = [1, "Train officers.", "DPP", "A", "Begun."], [2, "Count reports.", "CPS", "G", "Done."]
THEMES = [("1", "Training", "DPP"), ("2", "Data", "CPS")]
BEGUN, DONE = ("1", "Feb 24", "Amber", "Begun."), ("2", "Feb 24", "Green", "Done.")
NOTHING, BID = ("1", "Feb 24", "Red", "Nothing."), ("1", "June 24", "Amber", "A bid.")


def sheet(*lines):
    """Return the rows of a sheet whose cells are separated by bars; a cell without words is empty."""
    return [[cell.strip() or None for cell in line.split("|")] for line in lines]


LONG = sheet(
    "Stalking review: progress log",
    "",
    "Ref | Recommendation | Owning Agnecy | Date | Status | Update",
    "1 | Find funding. | DPP | Feb 24 | Red | Nothing.",
    "1 | | | June 24 | Amber | A bid.",
    "2 | Count reports. | CPS | Feb 24 | Green | Done.",
)
RESPONSES = sheet(
    "Ref | Recommendation | Theme | Owner | DPP response July 2023 | Progress Feb 24 | RAG Feb 24",
    "1 | Find funding. | Resourcing | DPP | Accepted. | Nothing. | R",
    "2 | Train officers. | Training | CPS | | Done. | green",
)
SHARED = ["Ref", "Recommendation", "Theme", "RAG Feb 24", "Progress Feb 24"]
AGENCIES = {
    "DPP": [SHARED, [1, "Train officers.", "Training", "A", "Begun."]],
    "CPS": [SHARED, [1, "Train officers.", "Training", "A", "Lawyers too."], [2, "Count.", "Data", "G", "Done."]],
}
ROUND = [*HEAD, "Update", "RAG"]
SEPARATE = {
    "Lists": [["Open"], ["Closed"]],
    "Recommendations": [HEAD, FUND, TRAIN],
    "Updates": sheet("Rec | Date | RAG | Update", "1 | Feb 24 | R | Nothing.", "Rec 2 | Feb 24 | G | Done."),
}
STACKED = [["Training"], WIDE, FIRST, [], ["Data"], WIDE, SECOND, ["Total", 2]]
GROUPED = [WIDE, ["Training"], FIRST, [3], [], ["Data"], SECOND, [4, None, None, "Red"], [], ["Notes: for the Panel."]]
WELSH = sheet(
    "Cyfeirnod | Argymhelliad | Thema | Asiantaeth arweiniol | Cynnydd Chwef 24 | Statws Chwef 24",
    "1 | Hyfforddi. | Hyfforddiant | Heddlu Dyfed-Powys | Wedi dechrau. | Ambr",
)


@pytest.mark.parametrize(
    ("layout", "sheets", "found", "dated", "reported"),
    [
        ("long", {"Log": LONG}, [("1", None, "DPP"), ("2", None, "CPS")], [NOTHING, BID, DONE], []),
        ("wide", {"T": RESPONSES}, BOTH, [("1", "July 2023", None, "Accepted."), NOTHING, DONE], []),
        (
            "sheets-by-theme",
            {"Instructions": [["Fill in your own sheet."]], "Training": [WIDE, FIRST], "Data": [WIDE, SECOND]},
            THEMES,
            [BEGUN, DONE],
            [("sheet-passed-over", "Instructions"), ("sheets-combined", "Training")],
        ),
        (
            "sheets-by-agency",
            AGENCIES,
            THEMES,
            [("1", "Feb 24", "Amber", "Begun.\nLawyers too."), DONE],
            [("sheets-combined", "DPP"), ("rows-joined", "DPP A2")],
        ),
        (
            "sheets-by-round",
            {"Feb 24": [ROUND, [*FUND, "Nothing.", "R"]], "June 24": [ROUND, [*FUND, "A bid.", "A"]]},
            BOTH[:1],
            [NOTHING, BID],
            [("sheets-combined", "Feb 24")],
        ),
        ("separate-sheets", SEPARATE, BOTH, [NOTHING, DONE], [("sheet-passed-over", "Lists")]),
        ("stacked", {"T": STACKED}, THEMES, [BEGUN, DONE], [("rows-below-table", "T A8")]),
        (
            "wide",
            {"T": GROUPED},
            THEMES,
            [BEGUN, DONE],
            [("groups-read", "T A2"), ("rows-not-items", "T A4"), ("rows-below-table", "T A8")],
        ),
        ("wide", {"Page 1": [WIDE, FIRST], "Page 2": [WIDE, FIRST]}, [("1", None, "DPP")], [BEGUN], None),
        (
            "wide",
            {"T": WELSH},
            [("1", "Hyfforddiant", "Heddlu Dyfed-Powys")],
            [("1", "Chwef 24", "Amber", "Wedi dechrau.")],
            [],
        ),
        (
            "long",
            {"T": [[*HEAD, "Date", "RAG", "Update", "June 24"], [*FUND, "Feb 24", "R", "Nothing."]]},
            BOTH[:1],
            [NOTHING],
            None,
        ),
    ],
)
def test_a_layout_is_read_completely(layout, sheets, found, dated, reported):
    reading = read(sheets)
    assert (reading.layout, items(reading), updates(reading)) == (layout, found, dated)
    assert reported is None or issues(reading) == reported


def test_each_column_has_its_field_and_the_evidence_for_it():
    reading = read({"Log": LONG})
    assert [(one.cell, one.field, one.evidence) for one in reading.columns] == [
        ("A3", "ref", "heading"),
        ("B3", "recommendation", "heading"),
        ("C3", "lead_agency", "fuzzy"),
        ("D3", "date", "heading"),
        ("E3", "status", "heading"),
        ("F3", "update", "heading"),
    ]
    assert [row["review"] for row in reading.rows["reviews"]] == ["Stalking review: progress log"]


def test_an_agency_that_shares_a_recommendation_supports_it_and_a_response_is_one():
    assert [row["supporting_agencies"] for row in read(AGENCIES).rows["recommendations"]] == ["CPS", None]
    progress = read({"T": RESPONSES}).rows["progress"]
    assert [(row["kind"], row["basis"]) for row in progress] == [("Response", None), *[("Progress", "Published")] * 2]


PARTS = {
    "DPP": [(1, "Train officers.", "Red"), (2, "Count reports.", "Amber")],
    "CPS": [(3, "Find funding.", "Green")],
    "Probation Service": [(4, "Share data.", "Red"), (5, "Name a lead.", "Red")],
}
OF_AGENCIES = {name: [["Ref", "Recommendation", "RAG Feb 24"], *rows] for name, rows in PARTS.items()}
OWNERS = [("1", None, "DPP"), ("2", None, "DPP"), ("3", None, "CPS"), *[(r, None, "Probation Service") for r in "45"]]


@pytest.mark.parametrize(
    "head", [["Ref", "Recommendation", "RAG Feb 24"], ["Ref", "Recommendation", "RAG Feb 24", "Owner"]]
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_list_with_the_rows_of_the_sheets_of_agencies_is_the_whole_list_whatever_its_name(head, is_first):
    rows = [[*row, name][: len(head)] for name, of_sheet in PARTS.items() for row in of_sheet]
    whole = {"Stalking": [head, *rows]}
    reading = read(whole | OF_AGENCIES if is_first else OF_AGENCIES | whole)
    assert (reading.layout, items(reading)) == ("sheets-by-agency", OWNERS)
    assert [row["supporting_agencies"] for row in reading.rows["recommendations"]] == [None] * 5
    assert [one.details["whole"] for one in reading.issues if one.code == "sheets-combined"] == ["Stalking"]


def test_an_agency_with_rows_of_all_others_is_their_lead_and_a_list_of_other_rows_is_a_part():
    every = {"DPP": [OF_AGENCIES["DPP"][0], *[row for rows in PARTS.values() for row in rows]]}
    assert {lead for _, _, lead in items(read(every | {n: OF_AGENCIES[n] for n in list(PARTS)[1:]}))} == {"DPP"}
    reading = read({"Stalking": [OF_AGENCIES["DPP"][0], (6, "Meet.", "Red")]} | OF_AGENCIES)
    assert [one.details["whole"] for one in reading.issues if one.code == "sheets-combined"] == [""]


@pytest.mark.parametrize(
    "headings", [["Progress Feb 24", "RAG", "Progress June 24", "RAG"], ["RAG", "Feb 24", "RAG", "June 24"]]
)
def test_a_status_column_without_a_round_belongs_to_the_neighbouring_round(headings):
    nothing, bid = "Nothing was done at all.", "A bid was made in the spring."
    status_first = headings[0] == "RAG"
    row = ["R", nothing, "A", bid] if status_first else [nothing, "R", bid, "A"]
    reading = read({"T": [[*HEAD, *headings], [*FUND, *row]]})
    assert updates(reading) == [("1", "Feb 24", "Red", nothing), ("1", "June 24", "Amber", bid)]
    assert issues(reading) == [("heading-placed", f"T {column}1") for column in ("EG" if status_first else "FH")]


def test_the_fill_of_an_update_is_its_status_where_its_round_has_no_column_and_its_row_is_not_filled():
    head = [*HEAD, "Progress Feb 24", "Progress June 24", "RAG June 24"]
    reading = read({"T": [head, [*FUND, "Nothing.", "A bid.", "A"]]}, fills={"T!E2": RED, "T!F2": GREEN})
    assert updates(reading) == [NOTHING, BID]
    whole = read({"T": [head[:5], [*FUND, "Nothing."]]}, fills={f"T!{column}2": GREEN for column in "ABCDE"})
    assert updates(whole) == [("1", "Feb 24", None, "Nothing.")]


@pytest.mark.parametrize("rounds", [(datetime(2024, 2, 1), datetime(2024, 6, 1)), ("February 2024", "June 2024")])
def test_a_matrix_has_rounds_as_headings_and_statuses_in_its_cells(rounds):
    reading = read({"T": [[*HEAD, *rounds], [*FUND, "R", "Amber"], [*TRAIN, None, None]]}, fills={"T!F3": GREEN})
    assert (reading.layout, items(reading)) == ("matrix", BOTH)
    assert updates(reading) == [
        ("1", "February 2024", "Red", None),
        ("1", "June 2024", "Amber", None),
        ("2", "June 2024", "Green", None),
    ]
    assert issues(reading) == [("status-from-colour", "T F3")]


def test_headings_in_two_rows_are_joined_under_their_merged_groups():
    rows = sheet(
        "Ref | Recommendation | February 2024 | | June 2024 | | Target",
        " | | RAG | Progress | RAG | Progress | date",
        "1 | Find funding. | R | Nothing. | A | A bid. | Autumn 2024",
    )
    reading = read({"T": rows}, merged=["T!A1:A2", "T!B1:B2", "T!C1:D1", "T!E1:F1"])
    assert updates(reading) == [("1", "February 2024", "Red", "Nothing."), ("1", "June 2024", "Amber", "A bid.")]
    headings = [one.heading for one in reading.columns if one.field == "status"]
    assert headings == ["February 2024 / RAG", "June 2024 / RAG"]
    assert [row["target"].words for row in reading.rows["recommendations"]] == ["Autumn 2024"]


def test_blank_rows_do_not_end_a_table_that_goes_on():
    assert issues(read({"T": [WIDE, FIRST, *[[]] * 33, SECOND]})) == []


@pytest.mark.parametrize("merged", [["T!A2:A3", "T!B2:B3"], []])
def test_an_item_over_several_rows_is_one_recommendation(merged):
    head = ["Ref", "Recommendation", "Owner", "Date", "Update"]
    rows = [[1, "Train officers.", "DPP", "Feb 24", "Begun."], [None, None, None, "June 24", "More."]]
    reading = read({"T": [head, *rows, [2, "Count.", "CPS", "Feb 24", "Done."]]}, merged=merged)
    assert texts(reading) == [("1", "Train officers."), ("2", "Count.")]
    found = [("1", "Feb 24", None, "Begun."), ("1", "June 24", None, "More."), ("2", "Feb 24", None, "Done.")]
    assert updates(reading) == found
    assert issues(reading) == ([] if merged else [("rows-continue", "T D3")])


@pytest.mark.parametrize(
    ("head", "rows", "refs", "reported"),
    [
        ([], [[], []], ("1", "2"), [("refs-numbered", "T A1")]),
        (["No.", "Letter"], [[34, "a"], [34, "b"]], ("34a", "34b"), []),
        (["Review", "Ref"], [["Stalking", 1], ["Custody", 1]], ("1", "1"), [("review-not-described", "")] * 2),
    ],
    ids=["missing", "two columns", "two reviews"],
)
def test_refs_may_be_missing_or_stand_in_two_columns(head, rows, refs, reported):
    reading = read({"T": [[*head, *WIDE[1:]], [*rows[0], *FIRST[1:]], [*rows[1], *SECOND[1:]]]})
    assert texts(reading) == [(refs[0], "Train officers."), (refs[1], "Count reports.")]
    assert ([ref for ref, *_ in updates(reading)], issues(reading)) == (list(refs), reported)


def test_refs_may_begin_the_text():
    begun = read({"T": [WIDE[1:], ["1.3.5: Train.", "DPP", "A", "x"], ["1.3.6: Count.", "CPS", "G", "y"]]})
    assert (texts(begun), issues(begun)) == ([("1.3.5", "Train."), ("1.3.6", "Count.")], [("refs-numbered", "T A2")])


@pytest.mark.parametrize("names", [("Open", "Closed"), ("Sheet1", "Sheet2"), ("Page 1", "Page 2")])
def test_sheets_with_only_a_number_or_a_role_in_their_names_are_no_themes(names):
    reading = read({names[0]: [WIDE, FIRST], names[1]: [WIDE, SECOND]})
    assert (reading.layout, items(reading)) == ("wide", [("1", None, "DPP"), ("2", None, "CPS")])


def test_promises_in_the_rows_of_items_are_monitoring():
    reading = read({"T": [[*WIDE, "Monitoring", "Due", "With"], [*FIRST, "Meet.", "Jan 2025", "Supt"]]})
    (promise,) = reading.rows["monitoring"]
    assert [promise[name] for name in ("ref", "activity", "with")] == ["1", "Meet.", "Supt"]
    assert promise["due"].words == "Jan 2025"


def test_a_name_with_no_item_below_it_is_no_group():
    reading = read({"T": [WIDE, ["Training"], FIRST, ["Vacant"], ["Data"], SECOND]})
    assert items(reading) == THEMES
    assert issues(reading) == [("groups-read", "T A2"), ("rows-not-items", "T A4")]


def test_minutes_with_row_numbers_do_not_update_the_recommendations_with_those_numbers():
    minutes = [["No", "Action", "Owner", "Due", "Status"], [1, "Book a room.", "OPCC", "1 July 2024", "Red"]]
    reading = read({"June 2024": [["Ref", "Recommendation", "RAG"], [1, "Train.", "Red"]], "Minutes": minutes})
    assert reading.rows["recommendations"][0]["target"] is None
