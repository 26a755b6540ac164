"""The length of a report: ten lines for a sound tracker in any layout, and few for one with many faults."""

import pytest

from loaders.__main__ import main
from tests.support.workbooks import random_layouts, realistic_trackers
from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.layouts import book_of
from tests.support.workbooks.random_layouts import Item
from tests.support.workbooks.realistic_trackers import Drawn

KINDS = ("Error", "Warning", "For information", "Assumed", "Not read", "Added")
ITEMS = [
    Item("1", "Train officers.", "Training", "CPS", {"July 2023": ("Red", "Begun."), "Feb 24": ("Amber", "Halfway.")}),
    Item("2", "Share data.", "Data and systems", "HMCTS", {"Feb 24": ("Green", "Done."), "June 2024": (None, "More.")}),
    Item("3", "Fund a post.", "Training", "HMCTS", {"July 2023": ("Amber", None), "June 2024": ("Green", "Funded.")}),
]
LAYOUTS = (*random_layouts.ALL, random_layouts.as_matrix)
DRAWN = {name: drawn for name, drawn in vars(realistic_trackers).items() if isinstance(drawn, Drawn)}


@pytest.fixture
def report(tmp_path, capsys):
    """Return a function that checks a workbook and returns the lines of its report."""

    def check(content, name="tracker.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        main(["check", str(path)])
        return capsys.readouterr().out.splitlines()

    return check


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_sound_tracker_has_at_most_ten_lines(layout, report):
    assert 5 < len(report(book_of(layout(ITEMS)))) <= 10


@pytest.mark.parametrize("name", DRAWN)
def test_a_tracker_as_people_keep_it_has_at_most_fifteen_lines(name, report):
    drawn = DRAWN[name]
    assert len(report(book_of(drawn.sheets, fills=drawn.fills, merged=drawn.merged), drawn.name)) <= 15


def test_a_fault_in_hundreds_of_cells_is_one_line(report):
    rows = [[number, f"Do matter {number}.", "CPS", "Maybe" if number % 2 else "Red"] for number in range(1, 401)]
    lines = report(book_of({"Tracker": [["Ref", "Recommendation", "Owner", "Status June 2024"], *rows]}))
    assert sum("Maybe" in line for line in lines) == 1
    assert len(lines) <= 10


def test_after_twelve_kinds_the_others_are_a_number_and_all_of_them_are_named_on_request(tmp_path, capsys):
    headings = (
        "Recommendation",
        "Title",
        "Theme",
        "Lead agency",
        "Supporting agencies",
        "Target date",
        "Response days",
    )
    row = dict.fromkeys(headings, " ") | {"Review": "R", "Ref": "1", "Target date": "soon", "Accepted": "perhaps"}
    news = {
        "Review": "R",
        "Ref": "9",
        "Date": "soon",
        "Kind": "Other",
        "Update": "#REF!",
        "Status": "Maybe",
        "Word": "x",
    }
    odd = {"Ref": "1", "Activity": "Meet.", "Due": "July", "Kind": "Dinner", "Done": "perhaps", "Zebra": "x"}
    path = write_workbook(
        tmp_path / "odd.xlsx",
        reviews=[{"Review": "R", "Published": "May 2204", "Response days": "soon"}],
        recommendations=[row, row],
        progress=[news, news, {**news, "Ref": None, "Date": "31 June 2024"}],
        monitoring=[odd, {**odd, "Ref": "8", "Due": "31 June 2024"}],
        others={"Lists": [["A note"]]},
    )
    main(["check", str(path)])
    short = capsys.readouterr().out.splitlines()
    main(["check", str(path), "--all"])
    kinds = [line.rpartition("[")[2] for line in capsys.readouterr().out.splitlines() if line.startswith(KINDS)]
    assert sum(line.startswith(KINDS) for line in short) == 12
    assert sum(line.endswith(" more kinds of issues: --all names them.") for line in short) == 1
    assert len(kinds) > 12


def test_what_was_assumed_not_read_and_added_is_a_line_each(report):
    headings = ["Ref", "Recommendation", "Status June 2024", "Update June 2024", "Date raised", "Finding", "Impact"]
    rows = [headings, *([n, f"Do matter {n}.", "Red", "Begun.", "May 2023", "No course.", "High"] for n in (1, 2))]
    lines = report(book_of({"Tracker": rows, "Lists": [["Open"], ["Closed"]]}))
    assert [line.partition(":")[0] for line in lines[5:-1]] == ["Added to other columns", "Not read", "Assumed"]
    assert lines[5].endswith("[column-as-evidence, column-with-recommendation]")
    assert lines[6].endswith("[column-not-held, sheet-passed-over]")


def test_a_text_with_line_breaks_stays_on_its_line(report):
    rows = [["Ref", "Recommendation", "Status\nJune 2024"], [1, "Train.", "not\nyet\nsure"], [2, "Share.", "Red"]]
    assert all(len(line) > 20 for line in report(book_of({"Tracker": [*rows, [3, "Fund.", "Red"]]})))
