from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment

from loaders.formats.xlsx.workbook import read_cells
from loaders.security.limits import Limits
from tests.support.files.parts import DOCUMENT, relations, xlsx

CELL = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'


def test_each_comment_is_reported_with_its_cell_and_its_text():
    book = Workbook()
    book.worksheets[0]["A1"].comment = Comment("Ask the board\nbefore June", "An officer")
    book.worksheets[0]["C7"].comment = Comment("Checked", "An officer")
    buffer = BytesIO()
    book.save(buffer)
    (sheet,) = read_cells(buffer, limits=Limits())
    assert [(issue.code, issue.sheet, issue.cell, issue.found) for issue in sheet.issues] == [
        ("comment-read", "Sheet", "A1", "Ask the board\nbefore June"),
        ("comment-read", "Sheet", "C7", "Checked"),
    ]


def test_a_thread_is_one_issue_with_its_answers_and_without_the_note_that_repeats_it():
    note = (
        '<comments><commentList><comment ref="A1"><text><t>[Threaded comment] Your version of Excel</t></text>'
        "</comment>"
        '<comment ref="B2"><text><r><t>a </t></r><r><t>note</t></r></text></comment></commentList></comments>'
    )
    thread = (
        '<ThreadedComments><threadedComment ref="A1"><text>Is this done?</text></threadedComment>'
        '<threadedComment ref="A1"><text>Yes</text></threadedComment></ThreadedComments>'
    )
    related = relations(
        ("1", f"{DOCUMENT}/comments", "../comments1.xml"),
        ("2", "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../thread.xml"),
    )
    others = {
        "xl/worksheets/_rels/sheet1.xml.rels": related,
        "xl/comments1.xml": note,
        "xl/thread.xml": thread,
    }
    (sheet,) = read_cells(xlsx(CELL, others=others), limits=Limits())
    assert [(issue.cell, issue.found) for issue in sheet.issues] == [("A1", "Is this done?\nYes"), ("B2", "a note")]
