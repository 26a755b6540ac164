"""The tables of a Word document are read as the sheets of a workbook are."""

from datetime import date

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from loaders.annotate.annotate import rebuild_workbook
from loaders.cells.addresses import CellRange
from loaders.cells.sheet import Fill
from loaders.client import preview_in_worker
from loaders.options import ReadOptions
from loaders.papers.docx import docx_tables, has_list
from loaders.pipeline import read_with_tables, read_workbook
from loaders.questions import open_questions
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError
from tests.support.papers.papers import PAPER, as_word, saved, shade
from tests.support.workbooks.layouts import updates
from tests.support.workbooks.mappings import mapping_of

HEAD = ("Ref", "Recommendation", "Owner", "June 2024 status", "June 2024 update")
ROWS = (
    ("1", "Fund the post.", "The Force", "Red", "Not begun."),
    ("2", "Train the judges.", "The Courts", "Green", "All were trained."),
)
LIMITS = Limits()


def document(*blocks):
    """Return a document of headings (texts with # before them), paragraphs, and tables (rows of texts)."""
    book = docx.Document()
    for block in blocks:
        if not isinstance(block, str):
            add_table(book, block)
        elif block.startswith("#"):
            book.add_heading(block[1:])
        else:
            book.add_paragraph(block)
    return book


def add_table(book, rows):
    table = book.add_table(len(rows), max(map(len, rows)))
    for row, cells in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=False):
            cell.text = text
    return table


def sheets_of(book, *, limits=LIMITS):
    return docx_tables(saved(book), limits=limits)


def values(sheet):
    return [(row.number, row.values) for row in sheet.rows]


def test_a_list_in_a_table_is_read_as_on_a_sheet():
    reading = read_workbook(saved(document("#Action log", (HEAD, *ROWS))), name="log.docx")
    assert updates(reading) == [
        ("1", "June 2024", "Red", "Not begun."),
        ("2", "June 2024", "Green", "All were trained."),
    ]
    assert {(column.sheet, column.cell) for column in reading.columns if column.field == "ref"} == {
        ("Action log (Word table 1)", "A1")
    }
    assert reading.publishable
    assert [issue.code for issue in reading.issues if issue.severity.value != "info"] == []


def test_questions_are_answered_as_on_a_sheet():
    rows = [(*row[:2], row[2], word, row[4]) for row, word in zip(ROWS, ("Open", "Closed"), strict=True)]
    content = saved(document((("Ref", "Recommendation", "Owner", "Status", "Update"), *rows)))
    tables = read_with_tables(content, name="log.docx")
    asked = open_questions(tables.reading, tables.sheets, date(2024, 7, 2))
    assert [(question.id, question.sheet) for question in asked] == [
        ("scale", "Word table 1"),
        ("month", "Word table 1"),
    ]
    options = ReadOptions(scale=("Open", "Closed"), as_at="2024-06")
    assert read_workbook(content, name="log.docx", options=options).publishable


def test_an_annotated_copy_has_the_cells():
    content = saved(document("#Actions", (HEAD, *ROWS)))
    book = rebuild_workbook(docx_tables(content, limits=LIMITS))
    assert [cell.value for cell in book.worksheets[0][3]] == list(ROWS[1])


def test_each_table_is_named_by_the_heading_or_caption_above_it_and_its_number():
    rows = (("Ref", "Action"), ("1", "Act."))
    book = document(
        "#Open actions", "Some words.", rows, rows, "Table 7: Closed actions", rows, f"#{'Long ' * 20}", rows
    )
    assert [sheet.name for sheet in sheets_of(book)] == [
        "Open actions (Word table 1)",
        "Word table 2",
        "Closed actions (Word table 3)",
        "Word table 4",
    ]


def test_the_text_outside_the_tables_is_reported_but_not_headings_and_captions():
    (sheet,) = sheets_of(document("#Log", "One.", "Table 1: The log", (HEAD, *ROWS), "Two."))
    assert [(i.code, i.sheet, i.cell, i.found, dict(i.details)) for i in sheet.issues] == [
        ("text-outside-tables", "", "paragraph 2", "One.", {"count": "2"})
    ]
    (sheet,) = sheets_of(document("#Log", (HEAD, *ROWS)))
    assert sheet.issues == []


def test_merged_cells_are_merged_as_on_a_sheet():
    book = docx.Document()
    table = add_table(book, [("Theme", "Ref", "June", ""), ("Custody", "1", "a", "b"), ("", "2", "c", "d")])
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(1, 0).merge(table.cell(2, 0))
    (sheet,) = sheets_of(book)
    assert values(sheet) == [
        (1, ["Theme", "Ref", "June"]),
        (2, ["Custody", "1", "a", "b"]),
        (3, ["Custody", "2", "c", "d"]),
    ]
    assert set(sheet.merged) == {CellRange(3, 1, 4, 1), CellRange(1, 2, 1, 3)}


def test_a_row_that_begins_further_right_and_an_empty_row_keep_their_places():
    book = docx.Document()
    table = add_table(book, [("a", "b", "c"), ("", "", ""), ("x", "y", "z")])
    row = table.rows[2]._tr
    row.remove(row.tc_lst[0])
    row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="1"/>'))
    (sheet,) = sheets_of(book)
    assert values(sheet) == [(1, ["a", "b", "c"]), (3, [None, "y", "z"])]


def test_the_shading_of_a_cell_is_its_fill():
    book = docx.Document()
    table = add_table(book, [("Ref", "Status"), ("1", ""), ("2", "Red")])
    for row, colour in ((1, "00B050"), (2, "FF0000")):
        shade(table.cell(row, 1)._tc.get_or_add_tcPr(), colour)
    (sheet,) = sheets_of(book)
    assert sheet.fills == {(2, 2): Fill("#00b050"), (2, 3): Fill("#ff0000")}


def test_refs_that_word_numbers_are_read_and_bullets_are_none():
    book = docx.Document()
    book.add_paragraph("Before the table.", style="List Number")
    table = add_table(book, [("No", "Action"), ("", "Act."), ("", "Act again."), ("", "Rest.")])
    for row, style in ((1, "List Number"), (2, "List Number"), (3, "List Bullet")):
        table.cell(row, 0).paragraphs[0].style = style
    table.cell(3, 1).paragraphs[0].style = "List Number"
    assert values(sheets_of(book)[0]) == [
        (1, ["No", "Action"]),
        (2, ["2", "Act."]),
        (3, ["3", "Act again."]),
        (4, [None, "Rest."]),
    ]


def test_deleted_text_is_not_read_and_lines_of_a_cell_are_lines():
    book = docx.Document()
    table = add_table(book, [("Ref", "Update"), ("1", "First."), ("2", "Gone.")])
    table.cell(1, 1).add_paragraph("Second.")
    run = table.cell(2, 1).paragraphs[0].runs[0]._r
    deleted = OxmlElement("w:del")
    run.addprevious(deleted)
    deleted.append(run)
    assert values(sheets_of(book)[0])[1:] == [(2, ["1", "First.\nSecond."]), (3, ["2"])]


def test_a_progress_report_with_a_table_is_read_as_a_paper():
    content = as_word(PAPER)
    assert read_workbook(content, name="report.docx").layout == "published-paper"
    assert not has_list(content)


def test_a_document_with_headings_of_recommendations_is_no_list():
    content = saved(document("#Recommendation 1", "Fund the post.", (HEAD, *ROWS)))
    with pytest.raises(WorkbookError, match="not-a-report"):
        read_workbook(content, name="report.docx")


@pytest.mark.parametrize(
    ("table", "code"),
    [((("To", "The Force"), ("From", "The Office")), "no-table"), ((("A letter",),), "not-a-report")],
)
def test_a_table_that_is_no_list_of_recommendations_is_refused(table, code):
    with pytest.raises(WorkbookError) as refused:
        read_workbook(saved(document("#Letter", "Words.", table)), name="letter.docx")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(sheets=1), "too-many-sheets"),
        (Limits(rows=2), "too-many-rows"),
        (Limits(columns=2), "too-many-columns"),
    ],
)
def test_the_limits_are_those_of_a_workbook(limits, code):
    with pytest.raises(WorkbookError, match=code):
        sheets_of(document((HEAD, *ROWS), (HEAD, *ROWS)), limits=limits)


def test_a_text_longer_than_a_cell_may_be_is_shortened():
    (sheet,) = sheets_of(document((("A", "B"), ("x" * 20, "b"))), limits=Limits(characters=10))
    assert values(sheet) == [(1, ["A", "B"]), (2, ["x" * 10, "b"])]
    assert sheet.shortened == ["A2"]


def test_a_table_without_known_headings_is_mapped_by_hand():
    content = saved(document((("Thing", "Words", "Who"), ("a", "Fund the post.", "The Force"))))
    refused = preview_in_worker(content, name="log.docx")
    assert refused.refusal is not None
    assert (refused.refusal.code, [sheet.name for sheet in refused.sheets]) == ("no-table", ["Word table 1"])
    table = "Word table 1"
    mapping = mapping_of((table, "A", "ref"), (table, "B", "recommendation"), (table, "C", "lead_agency"))
    read = preview_in_worker(content, name="log.docx", options=ReadOptions(mapping=mapping))
    assert read.reading is not None
    assert [(row["ref"], row["lead_agency"]) for row in read.reading.rows["recommendations"]] == [("a", "The Force")]
