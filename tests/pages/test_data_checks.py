"""Data checks: how statuses and columns were read, the questions, and the annotated copy."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from components.downloads.annotated_workbook import build_annotated_copy
from components.session.published_version import displayed_tracker
from model.language import Language
from tests.support.page_text import lines, nodes, open_page, texts
from tests.support.workbooks.canonical import RATED, REVIEW
from tests.support.workbooks.layouts import GREEN, book_of
from wording.catalogue import translator

ROWS = [
    ["Rec No", "Recomendation", "Agency", "Cost", "RAG Feb 24", "RAG June 2024"],
    [1, "Train officers.", "CPS", 5, "Red", "A"],
    [2, "Share data.", "HMCTS", 6, "No progress", None],
]


@pytest.fixture
def wide(tmp_path, monkeypatch):
    path = tmp_path / "wide.xlsx"
    path.write_bytes(book_of({"Log": ROWS}, fills={"Log!F3": GREEN}))
    monkeypatch.setenv("CYNNYDD_TRACKER", str(path))
    return path


@pytest.mark.usefixtures("wide")
def test_the_number_of_statuses_read_in_each_way_is_shown():
    assert lines(nodes(open_page("data-checks"), "statuses")) == [
        "As a word",
        "1 status",
        "As a letter",
        "1 status",
        "As the meaning written out",
        "1 status",
        "From the colour of the cell",
        "1 status",
    ]


@pytest.mark.usefixtures("wide")
def test_each_column_is_listed_with_its_evidence_and_unread_columns_separately():
    app = open_page("data-checks")
    assert lines(nodes(app, "columns"))[1:5] == [
        "Sheet | Columns | Read as | Recognised by | ",
        "Log | Rec No (A1) | Ref | another name for the heading | ",
        "Log | Recomendation (B1) | Recommendation | likeness (96 of 100) | ",
        "Log | Agency (C1) | Lead agency | another name for the heading | ",
    ]
    assert lines(nodes(app, "unread"))[-1] == (
        "Log D1 | “Cost” is something that a tracker does not hold, so its column was not read. | "
    )


def test_words_without_an_order_are_listed_with_their_counts_and_a_question(tmp_path, monkeypatch):
    rows = [["Ref", "Recommendation", "Status Feb 24"], *([n, f"Matter {n}.", "Open"] for n in range(1, 4))]
    path = tmp_path / "own.xlsx"
    path.write_bytes(book_of({"Log": [*rows, [4, "Matter 4.", "Closed"]]}))
    monkeypatch.setenv("CYNNYDD_TRACKER", str(path))
    shown_lines = lines(nodes(open_page("data-checks"), "statuses"))
    assert shown_lines[2:] == [
        "Statuses whose order is not known",
        "These statuses are words of the tracker’s own. Nothing says their order or which means done.",
        "Statuses whose order is not known",
        "Status | Cells | ",
        "Open | 3 | ",
        "Closed | 1 | ",
        "Add a sheet named Key with the statuses, worst first, or say their order when you upload the workbook.",
    ]


@pytest.mark.usefixtures("wide")
def test_the_copy_is_of_the_workbook_on_screen_with_its_issues_in_the_readers_language():
    assert "A copy for reading: your original is kept. Charts and pictures are not in it." in texts(
        open_page("data-checks")
    )
    loaded = displayed_tracker()
    sheet = load_workbook(
        BytesIO(build_annotated_copy(loaded.original, loaded.reading.issues, translator(Language.ENGLISH)))
    )["Log"]
    assert sheet["D1"].comment.text == (
        "“Cost” is something that a tracker does not hold, so its column was not read. "
        "Nothing, or copy what matters into the update."
    )


def test_a_long_list_of_one_kind_is_folded_then_cut_and_counted(shown):
    days = [f"{day} {month} {year}" for year in range(2005, 2023) for month in ("May", "July") for day in range(1, 29)]
    shown(progress=[{**RATED, "Date": day, "Basis": None} for day in days], reviews=[{**REVIEW, "Published": "2004"}])
    shown_lines = lines(nodes(open_page("data-checks"), "issues"))
    assert (shown_lines[0], shown_lines[-1]) == ("Warning: 1,008 places", "and 508 more places")
    assert sum(line.startswith("Progress G") for line in shown_lines) == 500
    assert "998 more places" in shown_lines
