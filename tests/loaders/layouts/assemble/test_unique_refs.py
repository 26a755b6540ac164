"""A row is a recommendation of its table: equal texts stay apart, and refs that restart get the name of their part."""

import pytest

from loaders.options import ReadOptions
from model.issues.issue import Severity
from tests.support.workbooks.layouts import items, read, texts, updates

NO_REF = ["Recommendation", "Owner", "Status"]
LIST = ["Ref", *NO_REF]
LOG = ["Ref", "Recommendation", "Date", "RAG", "Update"]
WIDE = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
YEARLY = ["Review the policy.", "DPP", "Red"]
JUNE = ReadOptions(as_at="2024-06")


def found(reading, code):
    return [(f"{i.sheet} {i.cell}", i.found, dict(i.details), i.severity) for i in reading.issues if i.code == code]


def codes(reading):
    return {issue.code for issue in reading.issues}


BANDS = [["Access control"], YEARLY, ["Keep a log.", "DPP", "Red"], ["Email"], YEARLY, ["Block spam.", "CPS", "Red"]]


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
    assert items(reading) == [
        ("1", "Access control", "DPP"),
        ("2", "Access control", "DPP"),
        ("3", "Email", "DPP"),
        ("4", "Email", "CPS"),
    ]
    assert len(updates(reading)) == 4
    assert not codes(reading) & {"rows-repeated", "rows-joined", "item-differs"}


def test_equal_texts_on_numbered_sheets_are_two_recommendations():
    sheets = {name: [NO_REF, YEARLY, [f"Do {name}.", "CPS", "Red"]] for name in ("Page 1", "Page 2")}
    assert [ref for ref, _ in texts(read(sheets, options=JUNE))] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("names", [("Feb 24", "June 24"), ("Current", "Closed"), ("Latest", "Previous (Feb 24)")])
def test_equal_texts_on_sheets_that_are_states_of_one_list_are_one_recommendation(names):
    sheets = {names[0]: [NO_REF, *BANDS], names[1]: [NO_REF, *BANDS]}
    reading = read(sheets, options=JUNE)
    assert [(ref, theme) for ref, theme, _ in items(reading)] == [
        ("1", "Access control"),
        ("2", "Access control"),
        ("3", "Email"),
        ("4", "Email"),
    ]


def test_equal_texts_with_dates_are_updates_of_one_recommendation():
    rows = [["Train.", month, "Red", "x"] for month in ("Feb 24", "June 24")]
    reading = read({"T": [LOG[1:], *rows]})
    assert [ref for ref, *_ in updates(reading)] == ["1", "1"]


def band(name, *owners):
    return [[name], *([number, f"{name} {number}.", owner, "Red", "x"] for number, owner in enumerate(owners, start=1))]


@pytest.mark.parametrize("heading", ["Recommendation", "Action"])
def test_a_numbering_that_restarts_in_each_band_gets_its_name_and_is_one_issue(heading):
    head = ["Ref", heading, *WIDE[2:]]
    rows = [*band("Access control", "DPP", "CPS"), *band("Email", "DPP", "CPS", "OPCC")]
    reading = read({"T": [head, *rows]})
    refs = ["Access control 1", "Access control 2", "Email 1", "Email 2", "Email 3"]
    assert [ref for ref, _ in texts(reading)] == refs
    assert [ref for ref, *_ in updates(reading)] == refs
    details = {"parts": "“Access control”, “Email”", "refs": "“Access control 1”, “Email 1”"}
    assert found(reading, "refs-restart") == [("T A6", "1", details, Severity.WARNING)]
    assert not codes(reading) & {"ref-repeated", "actions-read", "update-repeated"}


def test_a_band_with_a_number_gives_that_number():
    reading = read({"T": [WIDE, *band("5.1 Access control", "DPP", "CPS"), *band("5.2 Email", "DPP", "CPS")]})
    assert [ref for ref, _ in texts(reading)] == ["5.1-1", "5.1-2", "5.2-1", "5.2-2"]


def test_nearly_the_same_texts_in_two_bands_of_a_log_are_two_recommendations():
    rows = [[1, "Review policy A.", "Feb 24", "Red", "x"], [1, "Review policy B.", "Feb 24", "Red", "x"]]
    reading = read({"T": [LOG, ["Access control"], rows[0], ["Email"], rows[1]]})
    assert [ref for ref, _ in texts(reading)] == ["Access control 1", "Email 1"]


def test_a_theme_that_begins_again_with_the_same_texts_is_another_part():
    rows = [[1, "Log it.", "DPP", "Red", "x"], [2, "Review it.", "DPP", "Red", "x"]]
    reading = read({"T": [WIDE, ["Header"], *rows, ["Footer"], *rows]})
    assert [ref for ref, _ in texts(reading)] == ["Header 1", "Header 2", "Footer 1", "Footer 2"]


def test_a_recommendation_that_two_themes_share_is_one_where_the_numbering_goes_on():
    share = [3, "Share data.", "DPP", "Red", "x"]
    reading = read({"T": [WIDE, ["Training"], [1, "Train.", "DPP", "Red", "x"], share, ["Data"], [2, "Count."], share]})
    assert [ref for ref, _ in texts(reading)] == ["1", "3", "2"]
    assert "item-differs" in codes(reading)


def test_bands_of_the_same_name_on_two_sheets_get_the_name_of_the_sheet_too():
    sheets = {name: [WIDE, ["Data"], [1, f"{name} it.", "DPP", "Red", "x"]] for name in ("Count", "Share")}
    assert [ref for ref, _ in texts(read(sheets))] == ["Count Data 1", "Share Data 1"]


def test_promises_of_restarting_refs_go_with_their_recommendation():
    head, due = [*LIST, "OPCC monitoring", "Due"], "May 2025"
    rows = [["Access control"], [1, *YEARLY, "Ask.", due], ["Email"], [1, "Block.", "CPS", "Red", "Look.", due]]
    reading = read({"T": [head, *rows]}, options=JUNE)
    assert [(row["ref"], row["activity"]) for row in reading.rows["monitoring"]] == [
        ("Access control 1", "Ask."),
        ("Email 1", "Look."),
    ]


def test_a_row_of_updates_is_about_the_recommendation_in_its_band_or_is_an_error():
    recommendations = [LIST[:3], ["Training"], [1, "Train.", "DPP"], ["Data"], [1, "Count.", "CPS"]]
    head, update = ["Ref", "Date", "RAG", "Update"], [1, "Feb 24", "Red", "x"]
    in_bands = {"Recommendations": recommendations, "Updates": [head, ["Data"], update]}
    reading = read(in_bands)
    assert [ref for ref, *_ in updates(reading)] == ["Data 1"]
    assert found(reading, "ref-of-several") == []
    reading = read({"Recommendations": recommendations, "Updates": [head, update]})
    assert [ref for ref, *_ in updates(reading)] == ["Training 1"]
    assert found(reading, "ref-of-several") == [("Updates A2", "1", {}, Severity.ERROR)]


def hide_last(book):
    book["T"].row_dimensions[30].hidden = True


def test_a_hidden_row_far_below_with_a_ref_of_another_row_is_another_recommendation_and_an_error_with_both_rows():
    rows = [[1, "Train officers.", "Feb 24", "Red", "x"], [2, "Count.", "Feb 24", "Red", "x"], *[[]] * 26]
    reading = read({"T": [LOG, *rows, [1, "Share data.", "June 24", "Amber", "y"]]}, change=hide_last)
    assert texts(reading) == [("1", "Train officers."), ("2", "Count."), ("1", "Share data.")]
    assert updates(reading)[2] == ("1", "June 24", "Amber", "y")
    assert found(reading, "ref-repeated") == [("T A30", "1", {"first": "A2"}, Severity.ERROR)]
    assert not codes(reading) & {"item-differs", "rows-joined"}


def test_refs_that_stand_for_other_items_in_each_report_of_a_log_are_errors():
    rows = [
        [1, "Train all.", "Feb 24", "Red", "x"],
        [2, "Count cases.", "Feb 24", "Red", "x"],
        [1, "Count cases.", "June 24", "Red", "x"],
        [2, "Share what is known.", "June 24", "Red", "x"],
    ]
    reading = read({"T": [LOG, *rows]})
    assert [ref for ref, _ in texts(reading)] == ["1", "2", "1", "2"]
    assert [cell for cell, *_ in found(reading, "ref-repeated")] == ["T A4", "T A5"]


def test_a_numbering_that_restarts_without_a_band_is_not_read_as_actions():
    rows = [[number, f"{text} {number}.", "DPP", "Red"] for text in ("Train", "Count cases") for number in (1, 2, 3)]
    reading = read({"T": [LIST, *rows]}, options=JUNE)
    assert [ref for ref, _ in texts(reading)] == ["1", "2", "3", "1", "2", "3"]
    assert "actions-read" not in codes(reading)


def test_words_that_are_no_date_are_another_round_on_another_sheet():
    head, train = ["Recommendation", "Owner", "Status", "Date"], ["Train.", "DPP"]
    sheets = {"416": [head, [*train, "Red", "This week"]], "49": [head, [*train, "Green", "This week"]]}
    reading = read(sheets)
    assert [(ref, status) for ref, _, status, _ in updates(reading)] == [("1", "Red"), ("1", "Green")]
    assert "statuses-differ" not in codes(reading)


def test_rows_without_ref_and_text_are_items_where_each_has_a_title():
    head = ["Title", "Recommendation", "Owner", "Status"]
    reading = read({"T": [head, ["Orientation", None, "DPP", "Red"], ["Reflow", None, "DPP", "Red"]]}, options=JUNE)
    assert [(row["ref"], row["title"]) for row in reading.rows["recommendations"]] == [
        ("1", "Orientation"),
        ("2", "Reflow"),
    ]


def test_a_title_a_blank_row_above_the_headings_is_that_of_its_table():
    rows = [[1, "Train.", "DPP", "Red", "x"], [2, "Log it.", "DPP", "Red", "x"]]
    stacked = [["Training"], WIDE, *rows, ["Data"], [], WIDE, [3, "Count.", "CPS", "Red", "x"]]
    assert items(read({"T": stacked})) == [("1", "Training", "DPP"), ("2", "Training", "DPP"), ("3", "Data", "CPS")]


def test_a_related_ref_of_a_part_gets_the_name_of_the_part_too():
    head = ["Ref", "Recommendation", "Status", "Related recommendations"]
    access = [["Access control"], [1, "Review it.", "Red", "2"], [2, "Keep a log.", "Red", "1, 9"]]
    email = [["Email and post"], [1, "Block spam.", "Red", None], [2, "Train.", "Red", "1"]]
    reading = read({"T": [head, *access, *email]}, options=JUNE)
    assert {row["ref"]: row["related_refs"] for row in reading.rows["recommendations"]} == {
        "Access control 1": "Access control 2",
        "Access control 2": "Access control 1; 9",
        "Email and post 1": None,
        "Email and post 2": "1",
    }
    assert [cell for cell, *_ in found(reading, "related-unknown")] == ["T D4", "T D7"]


def test_each_row_is_an_item_where_the_numbering_restarts_though_texts_stand_again():
    head = ["case", "action number", "action", "owner"]
    rows = [
        [f"CASE-{case:03}", number, text, owner]
        for case in range(1, 13)
        for number, (text, owner) in enumerate([("Train all.", "Safety"), (f"Check case {case}.", "Works")], 1)
    ]
    del rows[2]  # one case begins with 2
    reading = read({"T": [head, *rows]})
    assert len(texts(reading)) == len(rows)
    assert len(found(reading, "ref-repeated")) == len(rows) - 2


def test_a_repeated_row_in_a_list_with_a_month_is_named():
    rows = [[1, "Train officers.", "DPP", "Red"], [2, "Count cases.", "DPP", "Red"], [2, "Count cases.", "DPP", None]]
    reading = read({"T June 2024": [["No", "Recommendation", "Owner", "RAG"], *rows]})
    assert len(texts(reading)) == 2
    assert [(cell, rows) for cell, rows, *_ in found(reading, "rows-repeated")] == [("T June 2024 A4", "4")]


def test_a_ref_column_with_names_of_groups_alone_leaves_the_refs_to_the_texts():
    head = ["No", "Recommendation", "Status", "Owner"]
    rows = [
        ["Preparation phase"],
        [None, "1.1 Send the invoice to the office", "Done", None],
        [None, "1.2 Ask for the rooms that are needed", "Planned", None],
        [None, "1.3 Say which day suits everyone", "Planned", None],
        [],
        ["First visit on site"],
        [None, "2.1 Set up the first machine", "Planned", None],
        [None, "2.2 Set up the second machine", "Planned", None],
    ]
    reading = read({"T": [head, *rows]})
    assert [ref for ref, _ in texts(reading)] == ["1.1", "1.2", "1.3", "2.1", "2.2"]
    assert "value-missing" not in {issue.code for issue in reading.issues}


def test_rows_without_refs_with_the_same_text_about_two_findings_are_two_recommendations():
    head = ["Finding", "Recommendation", "Owner"]
    rows = [["The door was open.", "Train all.", "DPP"], ["The lamp was off.", "Train all.", "DPP"]]
    found = texts(read({"T": [head, *rows, rows[0]]}))
    assert [(ref, text.splitlines()[0]) for ref, text in found] == [("1", "Train all."), ("2", "Train all.")]


def test_the_day_of_a_date_is_no_number_of_a_part():
    head = ["Ref", "Task", "Owner", "Date", "Status"]
    steps = [
        [1, "Ask for the keys.", "Day team", "10/11/2023", "Open"],
        [2, "Move the press.", "CPS", "10/11/2023", "Open"],
    ]
    back = [[1, "Put the old roof back.", "DPP", "11/11/2023", "Open"], [2, "Call a van.", "CPS", "11/11/2023", "Open"]]
    reading = read({"10 November 2023": [head, *steps], "Way back": [head, *back]}, options=JUNE)
    refs = ["10 November 2023 1", "10 November 2023 2", "Way back 1", "Way back 2"]
    assert sorted(ref for ref, _ in texts(reading)) == refs
