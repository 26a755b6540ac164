"""Returns as Word forms, filled in as Word fills them in."""

from io import BytesIO

import docx
from docx.oxml.ns import qn

from model.returns.round import LABELS, ReturnFormat
from tests.support.files.packages import saved
from tests.support.returns import make_returns


def make_forms(tracker=None):
    """Return the Word forms of a tracker, or of the small one, by agency and role."""
    return make_returns(tracker, format_=ReturnFormat.WORD)


def open_form(content):
    """Return a form as python-docx opens it, and its tables by ref."""
    book = docx.Document(BytesIO(content))
    return book, {table.cell(3, 1).text: table for table in book.tables}


def form_row(table, item):
    """Return the row of an item."""
    words = {LABELS[item].english, LABELS[item].welsh}
    return next(row for row in table.rows if words & set(row.cells[0].text.split(" · ")))


def field_of(table, item):
    """Return the content control of an answer."""
    return form_row(table, item)._tr.find(f".//{qn('w:sdt')}")


def fill_field(field, text):
    """Write into a content control; a line end becomes a line break, as in Word."""
    settings = field.find(qn("w:sdtPr"))
    for prompt in settings.findall(qn("w:showingPlcHdr")):
        settings.remove(prompt)
    run = field.find(f".//{qn('w:r')}")
    for child in list(run):
        run.remove(child)
    for index, line in enumerate(text.split("\n")):
        if index:
            run.append(run.makeelement(qn("w:br")))
        words = run.makeelement(qn("w:t"))
        words.text = line
        run.append(words)


def fill_in_form(content, answers):
    """Return a form with answers by ref and item."""
    book, tables = open_form(content)
    for (ref, item), answer in answers.items():
        fill_field(field_of(tables[ref], item), answer)
    return saved(book)
