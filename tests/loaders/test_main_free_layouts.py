"""The commands on workbooks in free layouts: what they report, in how many lines, and that each can be converted."""

import json

import pytest
from openpyxl import load_workbook

from loaders.__main__ import main
from loaders.pipeline import read_workbook
from tests.support.papers.papers import as_text, as_word
from tests.support.workbooks import random_layouts
from tests.support.workbooks.layouts import book_of
from tests.support.workbooks.random_layouts import Item
from tests.support.workbooks.realistic_trackers import REALISTIC

KINDS = ("Error", "Warning", "For information", "Assumed", "Not read", "Added")
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


@pytest.fixture
def check(tmp_path, capsys):
    """Return a function that checks a workbook: the exit status, and the lines of each output without the cards."""

    def run(sheets, *options, name="tracker.xlsx"):
        path = tmp_path / name
        path.write_bytes(sheets if isinstance(sheets, bytes) else book_of(sheets))
        capsys.readouterr()
        done = main(["check", str(path), *options])
        said = capsys.readouterr()
        return done, without_cards(said.out.splitlines()), said.err.splitlines()

    return run


def lines(capsys):
    return without_cards(capsys.readouterr().out.splitlines())


def without_cards(printed):
    """Return the lines before those that show how recommendations were read."""
    first = next((n for n, line in enumerate(printed) if line.startswith("This is how it was read.")), None)
    return printed[:first]


def test_check_reports_as_what_each_column_was_read_and_which_was_not(snapshot, capsys):
    assert main(["check", str(snapshot)]) == 1
    output = lines(capsys)
    assert output[0].endswith(". Read as: a list of how everything stands in one month. Sheets read: Actions")
    assert output[1] == "The workbook cannot be published until its errors are corrected."
    assert output[-4:] == [
        "3 recommendations, 3 updates, 0 monitoring promises",
        "Agencies: Dyfed-Powys Police; HMCTS · Themes: none",
        "Rounds: none · Statuses, in no order yet: Open (1), In progress (1), Closed (1)",
        "Columns of Actions: Ref (“Rec No”), Recommendation, Lead agency (“Agancy”), Status, Update",
    ]
    assert [line.rpartition(" [")[2] for line in output[2:8]] == [
        "cell-error]",
        "scale-proposed]",
        "snapshot-undated]",
        "heading-uncertain]",
        "column-not-held]",
        "review-assumed]",
    ]
    assert [line.partition("? ")[0] for line in output[9:-4]] == [
        "3 questions; --accept-proposals takes the proposed answers:",
        "  What is in the column “Agancy” (Actions C)",
        "  In which order are the statuses, worst first",
    ]


def test_check_reports_the_evidence_of_each_column_with_the_option_for_all(snapshot, capsys):
    assert main(["check", str(snapshot), "--all"]) == 1
    assert lines(capsys)[-4:] == [
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
        (["--scale", "Open, Closed, open"], "“Open, Closed, open” names a status twice."),
        (["--marked", "gone/out.xlsx"], "gone/out.xlsx cannot be written: No such file"),
        (["--as-at", "June 2024"], "“June 2024” is not a month."),
        (["--marked", "out.csv"], "out.csv does not end in .xlsx."),
    ],
)
def test_an_invalid_option_is_refused_in_a_sentence(snapshot, capsys, options, output):
    assert main(["check", str(snapshot), *options]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err[: len(output)]) == ("", output)


def test_a_month_that_was_not_needed_or_is_in_the_future_is_reported(check):
    done, _, said = check(random_layouts.as_long(ITEMS), "--as-at", "2024-06")
    assert (done, said) == (0, ["--as-at was not used: the updates have dates of their own."])
    rows = [["Ref", "Recommendation", "RAG"], [1, "Train.", "Red"], [2, "Share.", "Green"]]
    done, _, said = check({"T": rows}, "--as-at", "2099-01")
    assert (done, said) == (0, ["--as-at 2099-01 is in the future. Check the year."])


@pytest.mark.parametrize(
    ("rounds", "output"),
    [
        (("2023", "2024"), "Rounds: 2023, 2024"),
        (("Q1 2024/25", "Autumn 2024"), "Rounds: Q1 2024/25, Autumn 2024"),
    ],
)
def test_a_round_of_several_months_is_named_by_its_words(check, rounds, output):
    heads = ["Ref", "Recommendation", *(f"Status {words}" for words in rounds)]
    rows = [[1, "Train.", *["Red"] * len(rounds)], [2, "Go.", *["R"] * len(rounds)]]
    assert check({"T": [heads, *rows]})[1][-2].startswith(f"{output} · ")


@pytest.mark.parametrize(
    ("statuses", "example"),
    [
        (("Open", "Open"), "Open, Closed"),
        (("Closed", "Closed, not done", "Open"), "Open; Closed, not done; Closed"),
        (("Open",), "Open, Closed"),
    ],
)
def test_the_suggested_order_is_a_valid_option(check, statuses, example):
    rows = [[ref, f"Task {ref}.", status, "Begun."] for ref, status in enumerate(statuses, 1)]
    sheets = {"June 2024": [["Ref", "Recommendation", "Status", "Update"], *rows]}
    done, said, _ = check(sheets)
    assert (done, any(f'--scale "{example}"; or' in line for line in said)) == (1, True)
    assert check(sheets, "--scale", example)[0] == 0


def test_consecutive_cells_are_a_range_and_what_was_assumed_is_listed(check):
    rows = [[ref, f"Matter {ref}.", "Dyfed-Powys Police", "Puce" if 3 < ref < 16 else "Red"] for ref in range(1, 40)]
    sheets = {"Tracker": [["Ref", "Recommendation", "Agency", "RAG June 2024"], *rows]}
    done, said, _ = check(sheets)
    assert done == 1
    assert any("in 12 cells: D5:D16. It is not" in line for line in said)
    assert any(line.endswith("[review-assumed]") for line in check(sheets, "--all")[1])


LAYOUTS = (*random_layouts.ALL, random_layouts.as_matrix)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_sound_tracker_is_half_a_screen(layout, check):
    assert 5 < len(check(layout(ITEMS))[1]) <= 12


@pytest.mark.parametrize("name", REALISTIC)
def test_a_tracker_as_people_keep_it_is_a_screen_with_its_cards(name, check, capsys, tmp_path):
    drawn = REALISTIC[name]
    (tmp_path / drawn.name).write_bytes(drawn.content)
    main(["check", str(tmp_path / drawn.name)])
    assert len(capsys.readouterr().out.splitlines()) <= 22


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
