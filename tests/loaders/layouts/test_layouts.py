"""Each free layout, read completely: recommendations, updates, issues, and the evidence of each column."""

from datetime import datetime

import pytest

from loaders.options import ReadOptions
from tests.support.workbooks.layouts import GREEN, RED, issues, items, read, texts, updates

HEAD = ["Rec No", "Recommendation", "Theme", "Owner"]
FUND, TRAIN = [1, "Find funding.", "Resourcing", "DPP"], [2, "Train officers.", "Training", "CPS"]
BOTH = [("1", "Resourcing", "DPP"), ("2", "Training", "CPS")]


def evidence(reading):
    return [(one.cell, one.field, one.evidence) for one in reading.columns]


def test_long_has_a_row_for_each_update():
    reading = read(
        {
            "Log": [
                ["Stalking review: progress log"],
                [],
                ["Ref", "Recommendation", "Owning Agnecy", "Date", "Status", "Update"],
                [1, "Find funding.", "DPP", "Feb 24", "Red", "Nothing yet."],
                [1, None, None, "June 2024", "Amber", "A bid was made."],
                [2, "Train officers.", "CPS", datetime(2024, 6, 1), "Green", "Done."],
            ]
        }
    )
    assert reading.layout == "long"
    assert items(reading) == [("1", None, "DPP"), ("2", None, "CPS")]
    assert updates(reading) == [
        ("1", "Feb 24", "Red", "Nothing yet."),
        ("1", "June 2024", "Amber", "A bid was made."),
        ("2", "June 2024", "Green", "Done."),
    ]
    assert issues(reading) == []
    assert sorted(evidence(reading)) == [
        ("A3", "ref", "heading"),
        ("B3", "recommendation", "heading"),
        ("C3", "lead_agency", "fuzzy"),
        ("D3", "date", "heading"),
        ("E3", "status", "heading"),
        ("F3", "update", "heading"),
    ]
    assert [(row["review"], row["title"]) for row in reading.rows["reviews"]] == [
        ("Stalking review: progress log", "Stalking review: progress log")
    ]


def test_wide_has_columns_of_each_round():
    reading = read(
        {
            "T": [
                [*HEAD, "DPP response July 2023", "Progress Feb 24", "RAG Feb 24", "Update June 2024", "RAG June 2024"],
                [*FUND, "Accepted.", "Nothing.", "R", "A bid.", "A"],
                [*TRAIN, None, None, None, "Done.", "green"],
            ]
        }
    )
    assert reading.layout == "wide"
    assert items(reading) == BOTH
    assert updates(reading) == [
        ("1", "July 2023", None, "Accepted."),
        ("1", "Feb 24", "Red", "Nothing."),
        ("1", "June 2024", "Amber", "A bid."),
        ("2", "June 2024", "Green", "Done."),
    ]
    assert [row["kind"] for row in reading.rows["progress"]] == ["Response", "Progress", "Progress", "Progress"]
    assert [row["basis"] for row in reading.rows["progress"]] == [None, "Published", "Published", "Published"]
    assert issues(reading) == []


@pytest.mark.parametrize(
    "headings", [["Progress Feb 24", "RAG", "Progress June 24", "RAG"], ["RAG", "Feb 24", "RAG", "June 24"]]
)
def test_a_status_column_without_a_round_belongs_to_the_neighbouring_round(headings):
    first = "RAG" if headings[0] == "RAG" else "text"
    values = ["R", "Nothing was done at all.", "A", "A bid was made in the spring."]
    row = values if first == "RAG" else [values[1], values[0], values[3], values[2]]
    reading = read({"T": [[*HEAD, *headings], [*FUND, *row]]})
    assert updates(reading) == [("1", "Feb 24", "Red", values[1]), ("1", "June 24", "Amber", values[3])]
    cells = [(code, cell) for code, cell in issues(reading)]
    assert cells == [
        ("heading-placed", f"T {'E' if first == 'RAG' else 'F'}1"),
        ("heading-placed", f"T {'G' if first == 'RAG' else 'H'}1"),
    ]


def test_the_fill_of_an_update_is_its_status_where_its_round_has_no_status_column():
    reading = read(
        {"T": [[*HEAD, "Progress Feb 24", "Progress June 24", "RAG June 24"], [*FUND, "Nothing.", "A bid.", "A"]]},
        fills={"T!E2": RED, "T!F2": GREEN},
    )
    assert updates(reading) == [("1", "Feb 24", "Red", "Nothing."), ("1", "June 24", "Amber", "A bid.")]


def test_a_row_that_is_filled_from_its_first_cell_on_has_no_status_by_its_fill():
    filled = {f"T!{column}2": GREEN for column in "ABCDE"}
    reading = read({"T": [[*HEAD, "Progress Feb 24"], [*FUND, "Nothing."]]}, fills=filled)
    assert updates(reading) == [("1", "Feb 24", None, "Nothing.")]


@pytest.mark.parametrize("rounds", [(datetime(2024, 2, 1), datetime(2024, 6, 1)), ("February 2024", "June 2024")])
def test_a_matrix_has_rounds_as_headings_and_statuses_in_its_cells(rounds):
    reading = read({"T": [[*HEAD, *rounds], [*FUND, "R", "Amber"], [*TRAIN, None, None]]}, fills={"T!F3": GREEN})
    assert reading.layout == "matrix"
    assert items(reading) == BOTH
    assert updates(reading) == [
        ("1", "February 2024", "Red", None),
        ("1", "June 2024", "Amber", None),
        ("2", "June 2024", "Green", None),
    ]
    assert issues(reading) == [("status-from-colour", "T F3")]


def test_a_snapshot_is_dated_by_its_title_then_by_its_file():
    rows = [["Progress report as at June 2024"], [*HEAD, "RAG", "Update"], [*FUND, "Amber", "A bid."]]
    reading = read({"T": rows})
    assert (reading.layout, updates(reading)) == ("snapshot", [("1", "June 2024", "Amber", "A bid.")])
    assert issues(reading) == [("snapshot-dated", "T A1")]
    reading = read({"T": rows[1:]}, name="Stalking tracker Feb 2024.xlsx")
    assert updates(reading) == [("1", "Feb 2024", "Amber", "A bid.")]
    assert [row["review"] for row in reading.rows["reviews"]] == ["Stalking tracker"]


def test_a_snapshot_that_nothing_dates_asks_for_its_month():
    rows = [[*HEAD, "RAG", "Update"], [*FUND, "Amber", "A bid."]]
    assert issues(read({"T": rows})) == [("snapshot-undated", "T A1")]
    assert updates(read({"T": rows}, options=ReadOptions(as_at="2024-06"))) == [("1", "2024-06", "Amber", "A bid.")]


def test_headings_in_two_rows_are_joined_under_their_merged_groups():
    reading = read(
        {
            "T": [
                ["Ref", "Recommendation", "February 2024", None, "June 2024", None, "Owner"],
                [None, None, "RAG", "Progress", "RAG", "Progress", None],
                [1, "Find funding.", "R", "Nothing.", "A", "A bid.", "DPP"],
            ]
        },
        merged=["T!A1:A2", "T!B1:B2", "T!C1:D1", "T!E1:F1", "T!G1:G2"],
    )
    assert (reading.layout, items(reading)) == ("wide", [("1", None, "DPP")])
    assert updates(reading) == [("1", "February 2024", "Red", "Nothing."), ("1", "June 2024", "Amber", "A bid.")]
    assert [one.heading for one in reading.columns if one.field == "status"] == [
        "February 2024 / RAG",
        "June 2024 / RAG",
    ]


WIDE = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]


def test_a_sheet_a_theme_is_one_tracker_and_other_sheets_are_passed_over():
    reading = read(
        {
            "Instructions": [["Fill in your own sheet."]],
            "Training": [WIDE, [1, "Train officers.", "DPP", "A", "Begun."]],
            "Data": [WIDE, [2, "Count reports.", "CPS", "G", "Done."]],
        }
    )
    assert (reading.layout, items(reading)) == ("sheets-by-theme", [("1", "Training", "DPP"), ("2", "Data", "CPS")])
    assert updates(reading) == [("1", "Feb 24", "Amber", "Begun."), ("2", "Feb 24", "Green", "Done.")]
    assert issues(reading) == [("sheet-passed-over", "Instructions"), ("sheets-combined", "Training")]
    assert [one.field for one in reading.columns if one.evidence == "sheet-name"] == ["theme", "theme"]


def test_a_sheet_an_agency_gives_a_shared_recommendation_its_lead_and_its_support():
    head = ["Ref", "Recommendation", "Theme", "RAG Feb 24", "Progress Feb 24"]
    reading = read(
        {
            "DPP": [head, [1, "Train officers.", "Training", "A", "Begun."]],
            "CPS": [head, [1, "Train officers.", "Training", "A", "Lawyers too."], [2, "Count.", "Data", "G", "Done."]],
        }
    )
    assert (reading.layout, items(reading)) == ("sheets-by-agency", [("1", "Training", "DPP"), ("2", "Data", "CPS")])
    assert [row["supporting_agencies"] for row in reading.rows["recommendations"]] == ["CPS", None]
    assert updates(reading) == [("1", "Feb 24", "Amber", "Begun.\nLawyers too."), ("2", "Feb 24", "Green", "Done.")]
    assert issues(reading) == [("sheets-combined", "DPP"), ("rows-joined", "DPP A2")]


def test_a_sheet_a_round_gives_each_update_its_date():
    head = [*HEAD, "Update", "RAG"]
    reading = read({"Feb 24": [head, [*FUND, "Nothing.", "R"]], "June 24": [head, [*FUND, "A bid.", "A"]]})
    assert (reading.layout, items(reading)) == ("sheets-by-round", BOTH[:1])
    assert updates(reading) == [("1", "Feb 24", "Red", "Nothing."), ("1", "June 24", "Amber", "A bid.")]
    assert issues(reading) == [("sheets-combined", "Feb 24")]


def test_recommendations_and_updates_may_be_on_separate_sheets():
    reading = read(
        {
            "Lists": [["Open"], ["Closed"]],
            "Recommendations": [HEAD, FUND, TRAIN],
            "Updates": [
                ["Rec", "Date", "RAG", "Update"],
                [1, "Feb 24", "R", "Nothing."],
                ["Rec 2", "June 2024", "G", "Done."],
            ],
        }
    )
    assert (reading.layout, items(reading)) == ("separate-sheets", BOTH)
    assert updates(reading) == [("1", "Feb 24", "Red", "Nothing."), ("2", "June 2024", "Green", "Done.")]
    assert issues(reading) == [("sheet-passed-over", "Lists")]


def test_tables_under_one_another_have_their_titles_as_themes():
    reading = read(
        {
            "T": [
                ["Training"],
                WIDE,
                [1, "Train officers.", "DPP", "A", "Begun."],
                [],
                ["Data"],
                WIDE,
                [2, "Count reports.", "CPS", "G", "Done."],
                ["Total", 2],
            ]
        }
    )
    assert (reading.layout, items(reading)) == ("stacked", [("1", "Training", "DPP"), ("2", "Data", "CPS")])
    assert updates(reading) == [("1", "Feb 24", "Amber", "Begun."), ("2", "Feb 24", "Green", "Done.")]
    assert issues(reading) == [("rows-below-table", "T A8")]


def test_group_rows_are_themes_and_rows_without_a_text_no_items():
    reading = read(
        {
            "T": [
                WIDE,
                ["1. Resourcing"],
                [1, "Find funding.", "DPP", "A", "A bid."],
                [2],
                [],
                ["2. Training"],
                [3, "Train officers.", "CPS", "G", "Done."],
                [4, None, None, "Red"],
                [],
                ["Notes: for the Panel."],
            ]
        }
    )
    assert items(reading) == [("1", "1. Resourcing", "DPP"), ("3", "2. Training", "CPS")]
    assert updates(reading) == [("1", "Feb 24", "Amber", "A bid."), ("3", "Feb 24", "Green", "Done.")]
    assert issues(reading) == [("groups-read", "T A2"), ("rows-not-items", "T A4"), ("rows-below-table", "T A8")]


def test_33_blank_rows_do_not_end_a_table():
    reading = read(
        {"T": [WIDE, [1, "Find funding.", "DPP", "A", "A bid."], *[[]] * 33, [2, "Train.", "CPS", "G", "Done."]]}
    )
    assert texts(reading) == [("1", "Find funding."), ("2", "Train.")]
    assert issues(reading) == []


@pytest.mark.parametrize("merged", [["T!A2:A3", "T!B2:B3"], []])
def test_an_item_over_several_rows_is_one_recommendation(merged):
    head = ["Ref", "Recommendation", "Owner", "Date", "Update"]
    rows = [[1, "Train officers.", "DPP", "Feb 24", "Begun."], [None, None, None, "June 24", "More."]]
    reading = read({"T": [head, *rows, [2, "Count.", "CPS", "Feb 24", "Done."]]}, merged=merged)
    assert texts(reading) == [("1", "Train officers."), ("2", "Count.")]
    assert updates(reading) == [
        ("1", "Feb 24", None, "Begun."),
        ("1", "June 24", None, "More."),
        ("2", "Feb 24", None, "Done."),
    ]
    assert issues(reading) == ([] if merged else [("rows-continue", "T D3")])


def test_refs_may_be_missing_stand_in_two_columns_or_begin_the_text():
    numbered = read({"T": [WIDE[1:], ["Train.", "DPP", "A", "Begun."], ["Count.", "CPS", "G", "Done."]]})
    assert (texts(numbered), issues(numbered)) == ([("1", "Train."), ("2", "Count.")], [("refs-numbered", "T A1")])
    lettered = read(
        {
            "T": [
                ["No.", "Letter", *WIDE[1:]],
                [34, "a", "Train.", "DPP", "A", "x"],
                [34, "b", "Count.", "CPS", "G", "y"],
            ]
        }
    )
    assert (texts(lettered), issues(lettered)) == ([("34a", "Train."), ("34b", "Count.")], [])
    begun = read({"T": [WIDE[1:], ["1.3.5: Train.", "DPP", "A", "x"], ["1.3.6: Count.", "CPS", "G", "y"]]})
    assert (texts(begun), issues(begun)) == ([("1.3.5", "Train."), ("1.3.6", "Count.")], [("refs-numbered", "T A2")])


def test_the_same_list_on_several_sheets_is_one_list():
    page = [[*HEAD, "RAG Feb 24", "Update Feb 24"], [*FUND, "A", "A bid."]]
    reading = read({"Page 1": page, "Page 2": page})
    assert (items(reading), updates(reading)) == (BOTH[:1], [("1", "Feb 24", "Amber", "A bid.")])


@pytest.mark.parametrize("names", [("Open", "Closed"), ("Sheet1", "Sheet2"), ("Page 1", "Page 2")])
def test_sheets_with_only_a_number_or_a_role_in_their_names_are_no_themes(names):
    sheets = {names[0]: [WIDE, [1, "Train.", "DPP", "A", "x"]], names[1]: [WIDE, [2, "Count.", "CPS", "G", "y"]]}
    reading = read(sheets)
    assert (reading.layout, items(reading)) == ("wide", [("1", None, "DPP"), ("2", None, "CPS")])


@pytest.mark.parametrize(
    "sheets",
    [
        {"T": [WIDE, [1, "Train.", "DPP", "B", "x"], [], ["Key"], ["Amber", "On track"], ["Blue", "Complete"]]},
        {
            "T": [WIDE, [1, "Train.", "DPP", "B", "x"]],
            "RAG": [["Status", "Meaning"], ["Amber", "On track"], ["Blue", "Complete"]],
        },
        {
            "T": [
                [*WIDE, None, "Status", "Meaning"],
                [1, "Train.", "DPP", "B", "x", None, "Amber", "On track"],
                [None] * 6 + ["Blue", "Complete"],
            ]
        },
    ],
    ids=["below", "on its own sheet", "beside"],
)
def test_a_key_is_the_scale(sheets):
    reading = read(sheets)
    assert {(status.name, status.complete) for status in reading.scale.statuses} == {("Amber", False), ("Blue", True)}
    assert [row["status"] for row in reading.rows["progress"]] == ["Blue"]
    assert [code for code, _ in issues(reading)] == ["key-read"]


def test_other_ratings_are_never_a_status_and_what_is_unread_is_listed():
    reading = read(
        {
            "Risks": [
                ["Risk register as at June 2024"],
                ["ID", "Risk Description", "Probability", "Impact", "Risk Owner", "Cost", "Anything"],
                [1, "It rains.", "Red", "Green", "PM", 5, "x"],
            ]
        }
    )
    assert (items(reading), updates(reading)) == ([("1", None, "PM")], [])
    assert issues(reading) == [
        ("column-other-rating", "Risks C2"),
        ("column-other-rating", "Risks D2"),
        ("column-not-held", "Risks F2"),
        ("heading-unknown", "Risks G2"),
    ]


def test_welsh_headings_are_read():
    reading = read(
        {
            "T": [
                ["Cyfeirnod", "Argymhelliad", "Thema", "Asiantaeth arweiniol", "Cynnydd Chwef 24", "Statws Chwef 24"],
                [1, "Hyfforddi.", "Hyfforddiant", "Heddlu Dyfed-Powys", "Wedi dechrau.", "Ambr"],
            ]
        }
    )
    assert items(reading) == [("1", "Hyfforddiant", "Heddlu Dyfed-Powys")]
    assert updates(reading) == [("1", "Chwef 24", "Amber", "Wedi dechrau.")]
    assert issues(reading) == []


def test_promises_in_the_rows_of_items_are_monitoring():
    reading = read(
        {"T": [[*WIDE, "Monitoring", "Due", "With"], [1, "Train.", "DPP", "A", "x", "Meet.", "Jan 2025", "Supt"]]}
    )
    assert [(r["ref"], r["activity"], r["due"].words, r["with"]) for r in reading.rows["monitoring"]] == [
        ("1", "Meet.", "Jan 2025", "Supt")
    ]


def test_a_total_or_a_note_does_not_end_a_table_that_goes_on():
    first, second = [1, "Train.", "DPP", "A", "x"], [2, "Count.", "CPS", "G", "y"]
    reading = read({"T": [WIDE, first, ["Total", 1], ["Notes: see below."], second, ["Total", 1]]})
    assert texts(reading) == [("1", "Train."), ("2", "Count.")]
    assert issues(reading) == [("rows-not-items", "T A3"), ("rows-below-table", "T A6")]


def test_a_name_with_no_item_below_it_is_no_group():
    reading = read(
        {
            "T": [
                WIDE,
                ["Training"],
                [1, "Train.", "DPP", "A", "x"],
                ["Vacant"],
                ["Data"],
                [2, "Count.", "CPS", "G", "y"],
            ]
        }
    )
    assert items(reading) == [("1", "Training", "DPP"), ("2", "Data", "CPS")]
    assert issues(reading) == [("groups-read", "T A2"), ("rows-not-items", "T A4")]


def test_a_round_over_an_empty_column_is_no_round():
    reading = read({"T": [[*HEAD, "Date", "RAG", "Update", "June 24"], [*FUND, "Feb 24", "A", "A bid."]]})
    assert (reading.layout, updates(reading)) == ("long", [("1", "Feb 24", "Amber", "A bid.")])


def test_refs_that_restart_on_each_sheet_get_its_name_and_their_updates_are_not_mixed():
    reading = read(
        {"Training": [WIDE, [1, "Train officers.", "DPP", "A", "x"]], "Data": [WIDE, [1, "Count.", "CPS", "G", "y"]]}
    )
    assert texts(reading) == [("Training 1", "Train officers."), ("Data 1", "Count.")]
    assert updates(reading) == [("Training 1", "Feb 24", "Amber", "x"), ("Data 1", "Feb 24", "Green", "y")]
    assert issues(reading, but={"sheets-combined"}) == [("refs-restart", "Data A2")]


def test_the_same_ref_in_two_reviews_is_two_recommendations():
    reading = read(
        {
            "T": [
                ["Review", *WIDE],
                ["Stalking", 1, "Train.", "DPP", "A", "x"],
                ["Custody", 1, "Count.", "CPS", "G", "y"],
            ]
        }
    )
    assert [(row["review"], row["ref"]) for row in reading.rows["recommendations"]] == [
        ("Stalking", "1"),
        ("Custody", "1"),
    ]
    assert updates(reading) == [("1", "Feb 24", "Amber", "x"), ("1", "Feb 24", "Green", "y")]
    assert issues(reading, but={"review-not-described"}) == []


def test_words_over_one_another_are_one_heading():
    rows = [
        ["Ref", "Recommendation", "June 2024", None, "Target"],
        [None, None, "RAG", "Update", "date"],
        [1, "Train.", "Red", "Begun.", "Autumn 2024"],
    ]
    reading = read({"T": rows}, merged=["T!C1:D1"])
    assert [row["target"].words for row in reading.rows["recommendations"]] == ["Autumn 2024"]


def test_minutes_with_row_numbers_do_not_update_the_recommendations_with_those_numbers():
    minutes = [["No", "Action", "Owner", "Due", "Status"], [1, "Book a room.", "OPCC", "1 July 2024", "Red"]]
    reading = read({"June 2024": [["Ref", "Recommendation", "RAG"], [1, "Train.", "Red"]], "Minutes": minutes})
    assert reading.rows["recommendations"][0]["target"] is None
