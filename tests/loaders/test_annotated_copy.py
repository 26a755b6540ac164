from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from loaders.client import annotated_copy
from loaders.security import DEFAULT_LIMITS
from model.tracker.reading import WorkbookError
from tests.support.workbooks.layouts import GREEN, book_of

VIOLET, BLUE = "FFE7B3F0", "FFBFE3F5"


def annotated_book(content, *notes):
    return load_workbook(BytesIO(annotated_copy(content, notes)))


def fill(cell):
    return cell.fill.fgColor.rgb if cell.fill.fill_type else None


def test_cells_are_filled_by_severity_and_commented():
    content = book_of({"Log": [["Ref", "RAG"], [1, "Puce"], [2, None]]}, fills={"Log!B3": GREEN})
    book = annotated_book(
        content,
        ("Log", "A2", "warning", "Look at this."),
        ("Log", "B2", "warning", "Look at this too."),
        ("Log", "B2", "error", "Correct this."),
        ("Log", "B3", "info", "Read from its colour."),
    )
    cells = [book["Log"][address] for address in ("A2", "B2", "B3", "A3")]
    assert [(cell.value, fill(cell)) for cell in cells] == [(1, BLUE), ("Puce", VIOLET), (None, GREEN), (2, None)]
    assert [(cell.comment.text, cell.comment.author) for cell in cells[:3]] == [
        ("Look at this.", "Cynnydd"),
        ("Look at this too.\n\nCorrect this.", "Cynnydd"),
        ("Read from its colour.", "Cynnydd"),
    ]
    assert cells[3].comment is None


def test_a_note_on_a_sheet_or_the_workbook_is_a_comment_at_the_first_cell_without_a_fill():
    content = book_of({"Log": [["Ref"], [1]], "Notes": [["x"]]})
    book = annotated_book(content, ("", "", "error", "No key."), ("Notes", "", "warning", "Not read."))
    assert [book[name]["A1"].comment.text for name in ("Log", "Notes")] == ["No key.", "Not read."]
    assert [fill(book[name]["A1"]) for name in ("Log", "Notes")] == [None, None]


def test_formulas_texts_that_look_like_them_and_existing_comments_are_preserved():
    def change(book):
        sheet = book["Log"]
        sheet["B2"].data_type = "s"
        sheet["A2"].comment = Comment("Ours.", "a keeper")

    content = book_of({"Log": [["Ref", "Text"], ["=1+1", "=HYPERLINK(1)"]]}, change=change)
    sheet = annotated_book(content, ("Log", "A2", "info", "Theirs."))["Log"]
    assert [(sheet[address].value, sheet[address].data_type) for address in ("A2", "B2")] == [
        ("=1+1", "f"),
        ("=HYPERLINK(1)", "s"),
    ]
    assert sheet["A2"].comment.text == "Ours.\n\nTheirs."


def test_a_note_on_a_merged_range_is_at_its_first_cell():
    content = book_of({"Log": [["Theme"], ["Training"], [None]]}, merged=["Log!A2:A3"])
    sheet = annotated_book(content, ("Log", "A3", "error", "Correct this."))["Log"]
    assert (fill(sheet["A2"]), sheet["A2"].comment.text) == (VIOLET, "Correct this.")


def test_a_csv_file_becomes_a_workbook_with_the_same_cells_and_no_formula():
    sheet = annotated_book(b"Ref,Recommendation\n1,=1+1\n", ("CSV", "B2", "warning", "Look."))["CSV"]
    assert [[cell.value for cell in row] for row in sheet] == [["Ref", "Recommendation"], ["1", "=1+1"]]
    assert (sheet["B2"].data_type, fill(sheet["B2"]), sheet["B2"].comment.text) == ("s", BLUE, "Look.")


def test_a_workbook_that_openpyxl_cannot_rewrite_is_rebuilt_from_its_cells():
    """One merge of a whole sheet lets openpyxl work without end."""
    content = book_of({"Log": [["Ref", "RAG"], [1, "Puce"]]}, fills={"Log!A2": GREEN})
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="C3:XFD1048576"/></mergeCells>'
    with ZipFile(BytesIO(content)) as before, ZipFile(endless := BytesIO(), "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"</sheetData>", merge))
    limits = replace(DEFAULT_LIMITS, seconds=1, memory_bytes=200 << 20)
    notes = [("Log", "B2", "error", "Correct this.")]
    sheet = load_workbook(BytesIO(annotated_copy(endless.getvalue(), notes, limits=limits)))["Log"]
    assert [(cell.value, fill(cell)) for cell in sheet[2]] == [(1, GREEN), ("Puce", VIOLET)]


def test_what_is_no_workbook_is_refused():
    with pytest.raises(WorkbookError) as refused:
        annotated_copy(b"PK", [])
    assert refused.value.code == "file-not-workbook"
