"""Data checks: how statuses and columns were read, the questions, and the annotated copy."""

from contextlib import closing
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from components.downloads import build_annotated_copy
from components.published import displayed_tracker
from loaders import read_workbook
from model.access import local_actor
from model.issue import Issue, Severity
from model.language import Language
from model.versions.version import Candidate
from reports.registry import translation_workbook
from store.publish import PublishRequest
from store.publish_workbook import publish_merged
from store.store import Store
from tests.pages.uploads import uploaded
from tests.support.page_text import all_of, heading, lines, nodes, open_page, text_of, texts
from tests.support.published_trackers import ADMINISTRATOR
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION, REVIEW, write_workbook
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
        "Log | Recomendation (B1) | Recommendation | a heading that is nearly the same | ",
        "Log | Agency (C1) | Lead agency | another name for the heading | ",
    ]
    assert lines(nodes(app, "unread"))[-1] == (
        "Log D1 | A tracker has no place for “Cost”, so its column was not read. | "
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
        BytesIO(
            build_annotated_copy(loaded.original(ADMINISTRATOR), loaded.reading.issues, translator(Language.ENGLISH))
        )
    )["Log"]
    assert sheet["D1"].comment.text == (
        "A tracker has no place for “Cost”, so its column was not read. Nothing, or copy what matters into the update."
    )


def test_issues_of_one_kind_and_column_are_one_problem_with_its_number_all_its_cells_folded_and_one_remedy(shown):
    days = [f"{day} {month} {year}" for year in range(2005, 2023) for month in ("May", "July") for day in range(1, 29)]
    rows = [{**RATED, "Date": day, "Basis": None if place % 2 else "Published"} for place, day in enumerate(days)]
    shown(progress=rows, reviews=[{**REVIEW, "Published": "2004"}])
    assert lines(nodes(open_page("data-checks"), "issues")) == [
        "Warning: 504 places",
        "The Basis is missing.",
        "Where",
        "Progress G3, G5, G7, G9, G11, G13, G15, G17 and 496 more (504 places)",
        "504 places",
        f"Progress {', '.join(f'G{row}' for row in range(3, 1003, 2))} and 4 more (504 places)",
        "What to do",
        "Write Published where the overseer gave it in print, else Inferred.",
    ]


def test_a_problem_of_two_columns_has_a_single_remedy(shown):
    listed = [{**RECOMMENDATION, "Ref": ref, "Target date": f"some {ref}"} for ref in ("1", "2")]
    promises = [{**PROMISE, "Activity": word, "Due": word} for word in ("sometime", "whenever")]
    shown(recommendations=listed, monitoring=promises)
    assert lines(nodes(open_page("data-checks"), "issues"))[1:] == [
        "“Target date”: 2 texts are not recognised as dates, and stay as words: “some 1” (J2), “some 2” (J3).",
        "Where",
        "Recommendations",
        "“Due”: 2 texts are not recognised as dates, and stay as words: “sometime” (D2), “whenever” (D3).",
        "Where",
        "Monitoring",
        "What to do",
        "Write it as 12 March 2024 with the day first, March 2024, Q1 2024/25, Autumn 2024 or 2024; of the years "
        "1990 to 2100. Where no date is known, write TBC.",
    ]


@pytest.mark.usefixtures("wide")
def test_what_has_no_welsh_is_counted_with_its_places_and_a_workbook_is_offered_for_it():
    assert lines(nodes(open_page("data-checks"), "welsh"))[1:] == [
        "Sheet | Column | Without Welsh | Where | ",
        "Reviews | Column: Title | Without Welsh: 1 of 1 | Where: wide | ",
        "Recommendations | Column: Recommendation | Without Welsh: 2 of 2 | Where: 1, 2 | ",
        "Names | Column: Name | Without Welsh: 2 of 2 | Where: CPS, HMCTS | ",
    ]
    book = load_workbook(BytesIO(translation_workbook(displayed_tracker().tracker, displayed_tracker().reading.scale)))
    found = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] for sheet in book}
    assert found["Names"] == [["Agency", "CPS", None, None, None], ["Agency", "HMCTS", None, None, None]]


@pytest.mark.usefixtures("temporary_database")
def test_the_workbook_of_the_translator_is_uploaded_again_with_what_was_filled_in():
    book = load_workbook(BytesIO(translation_workbook(displayed_tracker().tracker, displayed_tracker().reading.scale)))
    sheet = book["Recommendations"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Title (Welsh)")
    sheet.cell(2, column).value = "Cyllid parhaol"
    filled = BytesIO()
    book.save(filled)
    assert heading(uploaded(filled.getvalue())) == "The workbook holds a translation to be added."


def test_a_status_is_named_in_welsh_except_where_a_cell_is_quoted_which_is_marked_as_english(tmp_path, monkeypatch):
    path = tmp_path / "coloured.xlsx"
    path.write_bytes(
        book_of({"Log": [*ROWS, [3, "Recruit officers.", "CPS", 7, "Sideways", "Red"]]}, fills={"Log!F4": GREEN})
    )
    monkeypatch.setenv("CYNNYDD_TRACKER", str(path))
    shown = nodes(open_page("data-checks", lang="cy"), "issues")
    messages = [text_of(each) for each in all_of(shown, "strong")]
    assert "Nid yw “Sideways” yn statws" in " ".join(messages)
    assert [message for message in messages if "Coch, Ambr" in message]
    assert [message for message in messages if "Red, Amber" in message] == []
    assert [each[1]["lang"] for each in all_of(shown, "span") if text_of(each) == "Red"] == ["en"]


def test_after_a_merge_the_version_is_judged_and_not_the_file_that_was_merged(temporary_database, tmp_path):
    with closing(Store.open(temporary_database)) as store:
        promise = {**PROMISE, "Due": "whenever"}
        first = write_workbook(tmp_path / "first.xlsx", monitoring=[promise]).read_bytes()
        second = write_workbook(tmp_path / "second.xlsx", progress=[{**RATED, "Date": "June 2024"}]).read_bytes()
        read = [
            Candidate(read_workbook(file, name=name), file)
            for file, name in ((first, "first.xlsx"), (second, "second.xlsx"))
        ]
        store.publish(read[0], actor=local_actor("Ann"), reason="First.")
        alone = open_page("data-checks")
        publish_merged(store, read[1], PublishRequest(local_actor("Ann"), "June."))
    app = open_page("data-checks")
    assert heading(app) == heading(alone) == "The workbook has no errors and 1 warning."
    assert lines(nodes(app, "issues")) == lines(nodes(alone, "issues"))
    (note,) = lines(nodes(app, "places"))
    assert note.endswith("were read is that of second.xlsx, merged last.")
    assert "Monitoring D2" in " ".join(lines(nodes(app, "issues")))


def test_an_issue_that_an_earlier_release_recorded_is_shown_with_its_cell(temporary_database, tmp_path):
    file = write_workbook(tmp_path / "first.xlsx", monitoring=[{**PROMISE, "Due": "whenever"}]).read_bytes()
    reading = read_workbook(file, name="first.xlsx")
    recorded = [
        Issue("of-an-earlier-release", Severity.WARNING, "Progress", "G3", "Maybe"),
        replace(reading.issues[0], details={}),
    ]
    with closing(Store.open(temporary_database)) as store:
        store.publish(
            Candidate(replace(reading, issues=tuple(recorded)), file), actor=local_actor("Ann"), reason="First."
        )
    shown = lines(nodes(open_page("data-checks"), "issues"))
    assert "An earlier release of Cynnydd found something about “Maybe” that this one does not look for." in shown
    assert "Progress G3" in " ".join(shown)
