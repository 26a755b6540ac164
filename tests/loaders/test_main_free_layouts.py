"""The commands on workbooks in free layouts: what they report, and that each workbook can be converted."""

import json

import pytest
from openpyxl import load_workbook

from loaders import read_workbook
from loaders.__main__ import main
from tests.support.papers.papers import as_text, as_word
from tests.support.workbooks import random_layouts
from tests.support.workbooks.layouts import book_of
from tests.support.workbooks.random_layouts import Item

HEADINGS = ["Rec No", "Recommendation", "Agancy", "Cost", "Status", "Update"]
ROWS = [
    [1, "Train officers.", "Dyfed-Powys Police", 5, "Open", "Places are booked."],
    [2, "Share data.", "HMCTS", 6, "In progress", "Agreed."],
    [3, "Fund a post.", "HMCTS", 7, "Closed", "=signed"],
]
ITEMS = [
    Item("1", "Train officers.", "Training", "CPS", {"July 2023": ("Red", "Begun."), "Feb 24": ("Amber", "Halfway.")}),
    Item("2", "Share data.", "Data and systems", "HMCTS", {"Feb 24": ("Green", "Done."), "June 2024": (None, "More.")}),
    Item("3", "Fund a post.", "Training", "HMCTS", {"July 2023": ("Amber", None), "June 2024": ("Green", "Funded.")}),
]


@pytest.fixture
def snapshot(tmp_path):
    path = tmp_path / "actions.xlsx"
    path.write_bytes(book_of({"Actions": [["Our actions"], HEADINGS, *ROWS]}))
    return path


def lines(capsys):
    return capsys.readouterr().out.splitlines()


def test_check_reports_as_what_each_column_was_read_and_which_was_not(snapshot, capsys):
    assert main(["check", str(snapshot)]) == 1
    output = lines(capsys)
    assert output[0].endswith(". Read as: a list of how everything stands in one month. Sheets read: Actions")
    assert output[1:5] == [
        "3 recommendations, 3 updates, 0 monitoring promises",
        "Agencies: Dyfed-Powys Police; HMCTS · Themes: none",
        "Rounds: none · Statuses, in no order yet: Open (1), In progress (1), Closed (1)",
        "Columns of Actions: Ref (“Rec No”), Recommendation, Lead agency (“Agancy”), Status, Update",
    ]
    assert [line.rpartition(" [")[2] for line in output[5:11]] == [
        "cell-error]",
        "scale-proposed]",
        "snapshot-undated]",
        "heading-uncertain]",
        "column-not-held]",
        "review-assumed, statuses-taken-as-published]",
    ]
    assert [line.partition("? ")[0] for line in output[11:-1]] == [
        "3 questions; --accept-proposals takes the proposed answers:",
        "  What is in the column “Agancy” (Actions C)",
        "  In which order are the statuses, worst first",
        "  Which month are the updates from",
    ]


def test_check_reports_the_evidence_of_each_column_with_the_option_for_all(snapshot, capsys):
    assert main(["check", str(snapshot), "--all"]) == 1
    assert lines(capsys)[4:8] == [
        "Columns:",
        "  Actions, by their exact headings: Recommendation, Status, Update",
        "  Actions A2: “Rec No” is Ref, by another name for the heading",
        "  Actions C2: “Agancy” is Lead agency, by a heading that is nearly the same",
    ]


def test_the_order_of_its_statuses_and_its_month_make_a_tracker_publishable(snapshot, capsys):
    snapshot.write_bytes(
        book_of({"Actions": [HEADINGS, *ROWS[:2], [3, "Fund a post.", "HMCTS", 7, "Closed", "Signed."]]})
    )
    options = ["--scale", "Open, In progress,Closed", "--as-at", "2024-06"]
    assert main(["check", str(snapshot), *options, "--json"]) == 0
    output = json.loads(capsys.readouterr().out)
    assert (output["rounds"], [status["status"] for status in output["scale"]]) == (
        ["2024-06"],
        ["Open", "In progress", "Closed"],
    )
    out = snapshot.with_name("out.xlsx")
    assert main(["convert", str(snapshot), str(out), *options]) == 0
    assert main(["check", str(out)]) == 0
    assert [row["status"] for row in read_workbook(out).rows["progress"]] == ["Open", "In progress", "Closed"]
    assert read_workbook(out).scale.complete == ("Closed",)


@pytest.mark.parametrize(
    ("options", "output"),
    [
        (["--scale", " "], "“ ” is not an order of statuses."),
        (["--scale", "Open,,Closed"], "“Open,,Closed” is not an order of statuses."),
        (["--scale", '"Done, late, Open'], '“"Done, late, Open” has a quotation mark that is not closed.'),
        (["--scale", "Open, Closed, open"], "“Open, Closed, open” names a status twice."),
        (["--scale", "In progress, in_progress"], "“In progress, in_progress” names a status twice."),
        (["--marked", "gone/out.xlsx"], "gone/out.xlsx cannot be written: No such file"),
        (["--as-at", "June 2024"], "“June 2024” is not a month."),
        (["--as-at", "2024-13"], "“2024-13” is not a month."),
        (["--marked", "out.csv"], "out.csv does not end in .xlsx."),
    ],
)
def test_an_invalid_option_is_refused_in_a_sentence(snapshot, capsys, options, output):
    assert main(["check", str(snapshot), *options]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err[: len(output)]) == ("", output)


def test_an_option_that_was_not_needed_is_reported(tmp_path, capsys):
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(book_of(random_layouts.as_long(ITEMS)))
    assert main(["check", str(path), "--as-at", "2024-06"]) == 0
    assert capsys.readouterr().err == "--as-at was not used: the updates have dates of their own.\n"


def test_a_month_in_the_future_is_reported(tmp_path, capsys):
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(book_of({"T": [["Ref", "Recommendation", "RAG"], [1, "Train.", "Red"], [2, "Share.", "Green"]]}))
    assert main(["check", str(path), "--as-at", "2099-01"]) == 0
    assert capsys.readouterr().err == "--as-at 2099-01 is in the future. Check the year.\n"


@pytest.mark.parametrize(
    ("rounds", "output"),
    [
        (("2023", "2024"), "Rounds: 2023, 2024"),
        (("Q1 2024/25", "Autumn 2024"), "Rounds: Q1 2024/25, Autumn 2024"),
        (("Feb 24", "Summer 2024"), "Rounds: February 2024, Summer 2024"),
    ],
)
def test_a_round_of_several_months_is_named_by_its_words(tmp_path, capsys, rounds, output):
    path = tmp_path / "tracker.xlsx"
    heads = ["Ref", "Recommendation", *(f"Status {words}" for words in rounds)]
    path.write_bytes(book_of({"T": [heads, [1, "Train.", *["Red"] * len(rounds)], [2, "Go.", *["R"] * len(rounds)]]}))
    assert main(["check", str(path)]) == 0
    assert lines(capsys)[3].startswith(f"{output} · ")


def test_a_round_that_any_update_names_as_a_month_is_named_as_that_month(tmp_path, capsys):
    path = tmp_path / "tracker.xlsx"
    heads = ["Ref", "Recommendation", "Date", "Status"]
    path.write_bytes(book_of({"T": [heads, [1, "Train.", "Q1 2024/25", "Red"], [2, "Go.", "April 2024", "Red"]]}))
    assert main(["check", str(path)]) == 0
    assert lines(capsys)[3].startswith("Rounds: April 2024 · ")


@pytest.mark.parametrize(
    ("statuses", "example"),
    [
        (("Open", "Open"), "Open, Closed"),
        (("Closed", "Closed"), "Open, Closed"),
        (("Closed", "In_progress", "Not started"), "Not started, In_progress, Closed"),
        (("Closed", "Closed, not done", "Open"), "Open; Closed, not done; Closed"),
        (("Closed", "Done; late", "Open"), 'Open, "Done; late", Closed'),
        (("Open",), "Open, Closed"),
    ],
)
def test_the_suggested_order_is_a_valid_option(tmp_path, capsys, statuses, example):
    path = tmp_path / "tracker.xlsx"
    rows = [[ref, f"Task {ref}.", status, "Begun."] for ref, status in enumerate(statuses, 1)]
    path.write_bytes(book_of({"June 2024": [["Ref", "Recommendation", "Status", "Update"], *rows]}))
    assert main(["check", str(path)]) == 1
    quoted = f"'{example}'" if '"' in example else f'"{example}"'
    assert any(f"--scale {quoted}; or" in line for line in lines(capsys))
    assert main(["check", str(path), "--scale", example]) == 0


def test_consecutive_cells_are_a_range_and_what_was_assumed_is_a_line_unless_all_is_listed(tmp_path, capsys):
    path = tmp_path / "tracker.xlsx"
    rows = [[ref, f"Recommendation {ref}.", "Dyfed-Powys Police", "Puce" if ref > 3 else "Red"] for ref in range(1, 16)]
    rows += [[ref, f"Recommendation {ref}.", "Dyfed-Powys Police", "Red"] for ref in range(16, 40)]
    path.write_bytes(book_of({"Tracker": [["Ref", "Recommendation", "Agency", "RAG June 2024"], *rows]}))
    assert main(["check", str(path)]) == 1
    output = lines(capsys)
    assert any("in 12 cells: D5:D16. It is not" in line for line in output)
    assert any(line.endswith("[key-missing, review-assumed, statuses-taken-as-published]") for line in output)
    assert main(["check", str(path), "--all"]) == 1
    assert any(line.endswith("[review-assumed]") for line in lines(capsys))


LAYOUTS = (*random_layouts.ALL, random_layouts.as_matrix)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_tracker_in_each_layout_is_converted_to_a_workbook_that_checks_without_errors(layout, tmp_path, capsys):
    path, out = tmp_path / "tracker.xlsx", tmp_path / "out.xlsx"
    path.write_bytes(book_of(layout(ITEMS)))
    assert main(["convert", str(path), str(out)]) == 0
    assert capsys.readouterr() == ("", "")
    before, after = read_workbook(path), read_workbook(out)
    assert (after.layout, [issue for issue in after.issues if issue.severity == "error"]) == ("canonical", [])
    assert {table: list(rows) for table, rows in after.rows.items()} == {
        table: list(rows) for table, rows in before.rows.items()
    }
    assert (after.scale.names, after.scale.complete) == (before.scale.names, before.scale.complete)


def test_check_writes_an_annotated_copy_and_leaves_the_original(snapshot, capsys):
    before, out = snapshot.read_bytes(), snapshot.with_name("marked.xlsx")
    assert main(["check", str(snapshot), "--marked", str(out)]) == 1
    assert (
        capsys.readouterr().err == "marked.xlsx is a copy for reading, with the cells marked; your original is kept.\n"
    )
    assert snapshot.read_bytes() == before
    assert load_workbook(out)["Actions"]["F5"].comment.text == (
        "The cell holds a formula whose result was never saved. "
        "Open the workbook in Excel and save it, or type the value."
    )


PAPERS = {"paper.txt": as_text().encode(), "paper.docx": as_word()}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_has_no_cells_to_mark(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(PAPERS[name])
    assert main(["check", name, "--marked", "marked.xlsx"]) == 2
    assert capsys.readouterr().err == (
        "The file is a paper and no workbook: it has no cells. "
        "Convert it first, and use the workbook that comes of it.\n"
    )
    assert not (tmp_path / "marked.xlsx").exists()


def test_a_heading_of_several_tables_on_a_sheet_is_reported_a_single_time_with_its_cells(tmp_path, capsys):
    table = [["Ref", "Recommendation", "Owner", "Status June 2024"], ["1", "Train officers.", "CPS", "Red"]]
    second_table = [table[0], ["2", "Share data.", "CPS", "Green"]]
    path = tmp_path / "stacked.xlsx"
    path.write_bytes(book_of({"Tracker": [["Training"], *table, [], ["Data"], *second_table]}))
    main(["check", str(path), "--all"])
    output = [
        line for line in capsys.readouterr().out.splitlines() if line.startswith("  Tracker") and "eading" in line
    ]
    assert output == [
        "  Tracker, by their exact headings: Ref, Recommendation, Status June 2024",
        "  Tracker C2, C6: “Owner” is Lead agency, by another name for the heading",
    ]
