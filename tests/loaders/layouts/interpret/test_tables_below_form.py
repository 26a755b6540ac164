"""Tables below a form have updates, actions and promises of its recommendation."""

from loaders.options import ReadOptions
from tests.support.workbooks.layouts import issues, items, read, updates

LOG = [["Date", "RAG", "Update"], ["Feb 24", "R", "None."], ["June 2024", "A", "Half."], ["Sept 2024", "G", None]]


def form(ref, text, owner):
    return [["Ref", ref], ["Recommendation", text], ["Owner", owner], [], ["Progress log"], *LOG]


def log_of(ref):
    return [(ref, "Feb 24", "Red", "None."), (ref, "June 2024", "Amber", "Half."), (ref, "Sept 2024", "Green", None)]


def test_a_table_below_each_form_has_its_updates():
    reading = read({"Rec 1": form(1, "Train them.", "DPP"), "Rec 2": form(2, "Share it.", "CPS")})
    assert (reading.layout, items(reading)) == ("forms", [("1", None, "DPP"), ("2", None, "CPS")])
    assert updates(reading) == [*log_of("1"), *log_of("2")]
    assert issues(reading, but=["update-empty"]) == [
        ("sheets-combined", "Rec 1"),
        ("rows-above-headings", "Rec 1 A5"),
        ("rows-above-headings", "Rec 2 A5"),
    ]


def test_each_of_several_forms_under_one_another_has_its_table():
    first = [["Recommendation 1"], *form(1, "Train them.", "DPP")[1:], []]
    second = [["Recommendation 2"], *form(2, "Share it.", "CPS")[1:], [], ["Signed by hand"]]
    reading = read({"All": [*first, *second]})
    assert (reading.layout, items(reading)) == ("forms", [("1", None, "DPP"), ("2", None, "CPS")])
    assert updates(reading) == [*log_of("1"), *log_of("2")]
    assert issues(reading, but=["update-empty"]) == [
        ("rows-above-headings", "All A5"),
        ("rows-above-headings", "All A15"),
        ("rows-below-table", "All A21"),
    ]


def test_actions_below_a_form_are_lines_of_its_update():
    rows = [["Action", "Owner", "Status"], ["Write it.", "CPS", "A"], ["Teach it.", "DPP", "R"]]
    reading = read({"June 2024": [*form(1, "Train them.", "DPP")[:4], *rows]})
    assert items(reading) == [("1", None, "DPP")]
    assert [text for *_, text in updates(reading)] == [
        "Action: Write it.\nOwner: CPS\nStatus: A\nAction: Teach it.\nStatus: R"
    ]
    assert issues(reading) == [
        ("snapshot-dated", "June 2024 A5"),
        ("actions-read", "June 2024 A5"),
        ("action-details-differ", "June 2024 B5"),
        ("action-statuses-differ", "June 2024 C6"),
    ]


def test_numbers_of_actions_below_a_form_are_no_refs_of_recommendations():
    rows = [["Action no", "Action", "Status"], [1, "Write it.", "A"], [2, "Teach it.", "A"]]
    sheets = {f"Rec {ref}": [*form(ref, f"Train unit {ref}.", "DPP")[:4], [], *rows] for ref in (3, 4)}
    reading = read(sheets, options=ReadOptions(as_at="June 2024"))
    assert items(reading) == [("3", None, "DPP"), ("4", None, "DPP")]
    assert issues(reading, but={"snapshot-dated", "actions-read"}) == [
        ("sheets-combined", "Rec 3"),
        ("column-not-held", "Rec 3 A6"),
        ("column-not-held", "Rec 4 A6"),
    ]


def test_a_table_of_statuses_may_stand_right_below_a_form():
    rows = [["Status", "Date"], ["R", "Feb 24"], ["A", "June 24"]]
    reading = read({f"Rec {ref}": [*form(ref, f"Train unit {ref}.", "DPP")[:3], *rows] for ref in (3, 4)})
    assert updates(reading) == [
        (ref, date, status, None) for ref in ("3", "4") for date, status in (("Feb 24", "Red"), ("June 24", "Amber"))
    ]


def test_forms_that_are_not_read_are_reported_by_cells_of_their_sheets():
    heads = ["Ref", "Recommendation", "Theme", "Owner", "Target date", "RAG", "Update"]
    table = [heads, *([ref, "Share.", "Data", "CPS", "May 2025", "R", "No."] for ref in (1, 2))]
    forms = {f"F{ref}": [["Ref", ref], ["Recommendation", "Act."], ["Related refs", 1]] for ref in (8, 9)}
    reading = read({"June 2024": table, **forms})
    assert issues(reading) == [
        ("snapshot-dated", "June 2024 A1"),
        ("table-not-read", "F8 A1"),
        ("table-not-read", "F9 A1"),
    ]


def test_a_table_of_recommendations_below_a_form_is_another_table():
    table = [["Ref", "Recommendation", "Owner", "RAG"], [2, "Share it.", "CPS", "R"]]
    reading = read({"June 2024": [*form(1, "Train them.", "DPP")[:4], *table]})
    assert items(reading) == [("2", None, "CPS")]
    assert issues(reading) == [("rows-above-headings", "June 2024 A1"), ("snapshot-dated", "June 2024 A5")]
