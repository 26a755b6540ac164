"""Tables below a form tell of its recommendation."""

from tests.loaders.layouts.books import issues, items, read, updates

LOG = [["Date", "RAG", "Update"], ["Feb 24", "R", "None."], ["June 2024", "A", "Half."], ["Sept 2024", "G", None]]


def form(ref, text, owner):
    return [["Ref", ref], ["Recommendation", text], ["Owner", owner], [], ["Progress log"], *LOG]


def log_of(ref):
    return [(ref, "Feb 24", "Red", "None."), (ref, "June 2024", "Amber", "Half."), (ref, "Sept 2024", "Green", None)]


def test_a_table_below_each_form_holds_its_updates():
    reading = read({"Rec 1": form(1, "Train them.", "DPP"), "Rec 2": form(2, "Share it.", "CPS")})
    assert (reading.layout, items(reading)) == ("forms", [("1", None, "DPP"), ("2", None, "CPS")])
    assert updates(reading) == [*log_of("1"), *log_of("2")]
    assert issues(reading, but=["update-empty"]) == [
        ("sheets-combined", "Rec 1"),
        ("rows-above-headings", "Rec 1 A5"),
        ("rows-above-headings", "Rec 2 A5"),
    ]


def test_forms_under_one_another_have_each_its_own_table():
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


def test_a_table_of_recommendations_below_a_form_is_another_table():
    table = [["Ref", "Recommendation", "Owner", "RAG"], [2, "Share it.", "CPS", "R"]]
    reading = read({"June 2024": [*form(1, "Train them.", "DPP")[:4], *table]})
    assert items(reading) == [("2", None, "CPS")]
    assert issues(reading) == [("rows-above-headings", "June 2024 A1"), ("snapshot-dated", "June 2024 A5")]
