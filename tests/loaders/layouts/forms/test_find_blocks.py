"""Forms in common layouts: labels next to and above their values, two in a row, under each other, with rounds."""

from tests.support.workbooks.layouts import AMBER, GREEN, issues, items, read, texts, updates


def form(ref, text, status, progress):
    return [
        ["Recommendation record"],
        [],
        ["Recommendation no.", ref],
        ["Recommendation", text],
        ["Theme", "Training"],
        ["Owner", "DPP"],
        ["Status", status],
        ["Progress June 2024", progress],
        ["Target date", "March 2025"],
    ]


def columns(reading):
    return [(f"{one.sheet} {one.cell}", one.field, one.evidence, one.area) for one in reading.columns]


def test_a_form_is_one_recommendation_and_its_labels_are_known_as_headings_are():
    reading = read({"Form": form(3, "Train all officers.", "Amber", "Half are trained.")})
    assert (reading.layout, items(reading)) == ("forms", [("3", "Training", "DPP")])
    assert [row["target"].words for row in reading.rows["recommendations"]] == ["March 2025"]
    assert updates(reading) == [("3", "June 2024", "Amber", "Half are trained.")]
    assert sorted(columns(reading)) == [
        ("Form A3", "ref", "alias", "B3"),
        ("Form A4", "recommendation", "heading", "B4"),
        ("Form A5", "theme", "heading", "B5"),
        ("Form A6", "lead_agency", "alias", "B6"),
        ("Form A7", "status", "position", "B7"),
        ("Form A8", "update", "alias", "B8"),
        ("Form A9", "target", "heading", "B9"),
    ]
    assert issues(reading) == [("heading-placed", "Form A7")]


def test_several_sheets_of_one_form_are_one_tracker_and_a_fill_may_be_the_only_status():
    sheets = {
        "Rec 1": form(1, "Train all officers.", None, "Half are trained."),
        "Rec 2": form(2, "Share data.", None, "Shared."),
        "Rec 3": form(3, "Count reports.", "R", None),
    }
    reading = read(sheets, fills={"Rec 1!B7": AMBER, "Rec 2!B7": GREEN})
    assert texts(reading) == [("1", "Train all officers."), ("2", "Share data."), ("3", "Count reports.")]
    assert updates(reading) == [
        ("1", "June 2024", "Amber", "Half are trained."),
        ("2", "June 2024", "Green", "Shared."),
        ("3", "June 2024", "Red", None),
    ]
    assert issues(reading, but=["heading-placed"]) == [
        ("sheets-combined", "Rec 1"),
        ("status-from-colour", "Rec 1 B7"),
        ("rows-above-headings", "Rec 2 A1"),
        ("status-from-colour", "Rec 2 B7"),
        ("rows-above-headings", "Rec 3 A1"),
        ("update-empty", "Rec 3 B8"),
    ]


def test_a_form_may_have_two_labels_in_a_row():
    rows = [
        ["Ref", 1, "Status", "Amber"],
        ["Owner", "DPP", "Target date", "June 2025"],
        ["Recommendation", "Train them."],
    ]
    reading = read({"One": [*rows, ["Progress June 2024", "Half."]]})
    assert (items(reading), texts(reading)) == ([("1", None, "DPP")], [("1", "Train them.")])
    assert updates(reading) == [("1", "June 2024", "Amber", "Half.")]
    assert issues(reading) == [("heading-placed", "One C1")]


def test_labels_may_stand_above_their_values():
    rows = [
        ["Ref"],
        [1],
        ["Recommendation"],
        ["Train them."],
        ["In three years."],
        ["Owner"],
        ["DPP"],
        ["Status Feb 24"],
        ["R"],
        ["Update Feb 24"],
        ["Done."],
    ]
    reading = read({"T": rows})
    assert (items(reading), texts(reading)) == ([("1", None, "DPP")], [("1", "Train them.\nIn three years.")])
    assert updates(reading) == [("1", "Feb 24", "Red", "Done.")]
    assert issues(reading) == []


def test_a_label_stands_above_its_value_where_both_are_merged_alike_and_a_title_is_no_value():
    rows = [
        ["Ref", 1],
        ["Owner", "DPP"],
        ["Recommendation"],
        ["Train them."],
        ["Target date"],
        ["Section B"],
        ["RAG Feb 24", "R"],
    ]
    reading = read({"T": rows}, merged=["T!A3:D3", "T!A4:D4", "T!A6:D6"])
    assert (items(reading), texts(reading)) == ([("1", None, "DPP")], [("1", "Train them.")])
    assert [row["target"] for row in reading.rows["recommendations"]] == [None]
    assert updates(reading) == [("1", "Feb 24", "Red", None)]
    assert issues(reading) == [("rows-not-items", "T A6")]


def test_labels_may_be_merged_as_widely_as_the_form_likes():
    rows = [["Ref", None, 1], ["Owner", None, "DPP"], ["Recommendation", "Train them."], ["RAG Feb 24", None, None]]
    reading = read({"T": rows}, merged=["T!A1:B1", "T!A2:B2", "T!B3:D3", "T!A4:B4"], fills={"T!C4": GREEN})
    assert (items(reading), texts(reading)) == ([("1", None, "DPP")], [("1", "Train them.")])
    assert updates(reading) == [("1", "Feb 24", "Green", None)]
    assert issues(reading) == [("status-from-colour", "T C4")]


def test_forms_under_one_another_begin_with_a_label_that_comes_again():
    rows = [["Ref", 1], ["Recommendation", "Train them."], ["Owner", "DPP"], ["RAG Feb 24", "R"], []]
    second = [["Ref", 2], ["Recommendation", "Share it."], ["Owner", "CPS"], ["RAG Feb 24", "G"], ["Signed by hand"]]
    reading = read({"All": [["Custody review"], [], *rows, *second]})
    assert (reading.layout, items(reading)) == ("forms", [("1", None, "DPP"), ("2", None, "CPS")])
    assert updates(reading) == [("1", "Feb 24", "Red", None), ("2", "Feb 24", "Green", None)]
    assert [row["review"] for row in reading.rows["reviews"]] == ["Custody review"]
    assert issues(reading) == [("rows-below-table", "All A12")]


def test_each_date_of_a_form_is_an_update_of_its_only_recommendation():
    once = [["Ref", 1], ["Recommendation", "Train them."], ["Owner", "DPP"]]
    dates = [
        ["Date", "Feb 24"],
        ["RAG", "R"],
        ["Update", "None."],
        ["Date", "June 2024"],
        ["RAG", "A"],
        ["Update", "Half."],
    ]
    reading = read({"T": [*once, *dates]})
    assert (reading.layout, items(reading)) == ("forms", [("1", None, "DPP")])
    assert updates(reading) == [("1", "Feb 24", "Red", "None."), ("1", "June 2024", "Amber", "Half.")]
    assert [place for place, field, *_ in columns(reading) if field == "date"] == ["T A4", "T A7"]
    assert issues(reading) == []


def test_a_month_in_a_separate_row_is_the_round_of_the_labels_below_it():
    once = [["Ref", 1], ["Recommendation", "Train them."], ["Owner", "DPP"]]
    reading = read({"T": [*once, ["Feb 24"], ["RAG", "R"], ["June 2024"], ["RAG", "A"], ["Update", "Half."]]})
    assert updates(reading) == [("1", "Feb 24", "Red", None), ("1", "June 2024", "Amber", "Half.")]
    assert [one.heading for one in reading.columns if one.cell == "A7"] == ["June 2024 / RAG"]
    assert issues(reading) == []


def test_what_has_no_label_goes_on_with_the_text_right_above_it_and_all_else_is_named():
    rows = [
        ["Recommendation 1: Training"],
        ["Section A"],
        ["Recommendation", "Train them."],
        [None, "In three years."],
        ["Owning agnecy", "DPP"],
        ["Colour of tie", "blue"],
        ["Impact", "High"],
        ["RAG Feb 24", "R", "aside"],
        ["Agreed by everybody"],
        [],
        ["Target date", "June 2025"],
    ]
    reading = read({"T": rows})
    assert (items(reading), texts(reading)) == ([("1", None, "DPP")], [("1", "Train them.\nIn three years.")])
    assert [row["title"] for row in reading.rows["recommendations"]] == ["Training"]
    assert [row["evidence"] for row in reading.rows["progress"]] == ["Impact: High"]
    assert issues(reading) == [
        ("rows-not-items", "T A2"),
        ("heading-unknown", "T A6"),
        ("column-as-evidence", "T A7"),
        ("cells-beside-values", "T C8"),
    ]


def test_a_month_above_no_label_is_reported_and_one_without_a_status_among_others_is_no_round():
    once = [["Ref", 1], ["Recommendation", "Train them."], ["Owner", "DPP"]]
    idle = read({"T": [*once, ["RAG Feb 24", "R"], ["June 2024"]]})
    assert updates(idle) == [("1", "Feb 24", "Red", None)]
    assert issues(idle) == [("rows-below-table", "T A5")]
    blank = read({"T": [*once, ["Feb 24", "R"], ["June 2024"], ["Comments", "Ask again."]]})
    assert updates(blank) == [("1", "Feb 24", "Red", None)]
    assert [row["evidence"] for row in blank.rows["progress"]] == ["Comments: Ask again."]
    assert issues(blank) == [("columns-blank", "T A5"), ("column-as-evidence", "T A6")]


def test_answers_that_are_headings_elsewhere_are_values():
    rows = [["Ref", 1], ["Recommendation", "Train them."], ["Accepted", "Agreed"], ["RAG Feb 24", "R"]]
    reading = read({"T": [*rows, ["Progress Feb 24", "Done."]]})
    assert [row["accepted"] for row in reading.rows["recommendations"]] == ["Agreed"]
    assert updates(reading) == [("1", "Feb 24", "Red", "Done.")]
    assert issues(reading) == []


def test_values_that_head_columns_elsewhere_are_values_of_labels_in_two_columns():
    def sheet(ref):
        first = [["Ref", ref, "Theme", "Risk"], ["Recommendation", "Train them."], ["Owner", "DPP", "RAG", "R"]]
        return [["June 2024"], *first, ["Update", "Begun.", "Target date", "Action plan"]]

    reading = read({"R1": sheet(1), "R2": sheet(2)})
    assert items(reading) == [("1", "Risk", "DPP"), ("2", "Risk", "DPP")]
    assert updates(reading) == [("1", "June 2024", "Red", "Begun."), ("2", "June 2024", "Red", "Begun.")]
