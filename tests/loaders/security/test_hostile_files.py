"""Each hostile file is refused or read as what it was before, within the limits of time and memory of its process."""

import re

import pytest

from loaders.client import preview_in_worker
from loaders.pipeline import read_workbook
from model.tracker.reading import WorkbookError
from tests.support.files import hostile
from tests.support.files.hostile import (
    BOOK,
    BOOK_RELATIONS,
    FETCHED,
    LAUGHS,
    PROGRESS,
    STYLES,
    changed,
    declaring,
    entry,
    flat_ods,
    good,
    replaced,
    with_part,
    with_rows,
)
from tests.support.files.packages import packed
from tests.support.papers.papers import as_word

GOOD = read_workbook(good())
DEEP = b"<x>" * 50_000 + b"</x>" * 50_000
MERGES = b"".join(b'<mergeCell ref="A1:XFD%d"/>' % (row + 1000) for row in range(20_000))
ROWS = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(10, 4_000))
RULE = (
    b'<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1" dxfId="0">'
    b'<formula>$A1="Stalking"</formula></cfRule></conditionalFormatting>'
)


def before_rows(xml):
    return replaced(PROGRESS, b"<sheetData>", xml + b"<sheetData>")


def after_rows(xml):
    return replaced(PROGRESS, b"</sheetData>", b"</sheetData>" + xml)


def in_row(xml):
    return replaced(PROGRESS, b"<row ", b"<row " + xml)


def text_cell(text):
    return with_rows(b'<row r="9"><c r="A9" t="inlineStr"><is><t>%s</t></is></c></row>' % text)


def ods_row(row=b"", cell=b"", text=b"x"):
    return flat_ods(
        b"<table:table-row %s><table:table-cell %s><text:p>%s</text:p></table:table-cell></table:table-row>"
        % (row, cell, text)
    )


HOSTILE = {
    # The package
    "something before the first part": lambda: b"PK\x03\x04" + bytes(100) + good(),
    "two workbooks in one file": lambda: good() + good(),
    "a directory of two hundred thousand parts": lambda: hostile.listed(200_000),
    "ten thousand parts": lambda: packed({f"xl/x{n}.xml": b"" for n in range(10_000)}),
    "a part above the package": lambda: entry("../../etc/cron.d/x"),
    "a part on a drive": lambda: entry("C:/x.dll"),
    "a symbolic link": lambda: entry("xl/media/link.png", link=True),
    "a name without end": lambda: entry("x" * 5000),
    "parts on top of one another": hostile.overlapping,
    "a directory that lies": lambda: hostile.lying(1000),
    "a directory that lies a little": lambda: hostile.lying((40 << 20) + 999),
    # Much from little
    "a part of zeros": lambda: with_part("xl/media/image1.png", bytes(60 << 20)),
    "a sheet of spaces": lambda: changed(PROGRESS, lambda part: part + b" " * (64 << 20)),
    "many parts": lambda: packed(
        {**hostile.parts_of(good()), **{f"xl/media/{n}.png": bytes(1 << 20) for n in range(310)}}
    ),
    "a billion laughs": lambda: declaring(LAUGHS),
    "a billion laughs in UTF-16": lambda: declaring(LAUGHS, before=f"<!-- {'long ' * 80_000}-->", utf_16=True),
    "an entity that fetches a file": lambda: declaring(FETCHED),
    "an .ods with a declaration": lambda: flat_ods(b"", declaration="<!DOCTYPE a>"),
    "relationships behind a long comment": lambda: changed(
        BOOK_RELATIONS, lambda part: part + b"<!-- %s -->" % hostile.noise(2_000_000)
    ),
    # Formulas
    "formulas that go round in circles": lambda: with_rows(
        b'<row r="9"><c r="Z9"><f>Z10</f></c></row><row r="10"><c r="Z10"><f>Z9</f></c></row>'
    ),
    # Elements that do not end
    "styles within styles": lambda: replaced(STYLES, b"</styleSheet>", DEEP + b"</styleSheet>"),
    "a book within a book": lambda: replaced(BOOK, b"<sheets>", DEEP + b"<sheets>"),
    "elements within elements": lambda: with_rows(DEEP),
    "an attribute of a million letters": lambda: in_row(b'x="%s" ' % hostile.noise(1_000_000)),
    "a hundred thousand attributes": lambda: in_row(b" ".join(b'a%d="1"' % n for n in range(100_000)) + b" "),
    "a text without end": lambda: text_cell(hostile.noise(3_000_000)),
    "a line of signs below a table": lambda: text_cell(b"-" * 32_000),
    # Places where no cell can be
    "a lone cell in the last corner": lambda: with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "an empty cell in the last corner": lambda: with_rows(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
    "a row's number of 5,000 digits": lambda: with_rows(b'<row r="%s"><c><v>1</v></c></row>' % (b"9" * 5000)),
    "a size that is too small": lambda: replaced(PROGRESS, b'<dimension ref="A1:H2"', b'<dimension ref="A1"'),
    "a size that is none": lambda: replaced(PROGRESS, b'<dimension ref="A1:H2"', b'<dimension ref="nonsense"'),
    "rows that are out of order": lambda: changed(
        PROGRESS, lambda part: re.sub(rb"(<row r=.1.*?</row>)(<row.*?</row>)", rb"\2\1", part)
    ),
    "a sheet in UTF-16": lambda: changed(PROGRESS, hostile.in_utf_16),
    "every column formatted": lambda: before_rows(b'<cols><col min="1" max="16384" hidden="1" style="1"/></cols>'),
    "a column without end": lambda: before_rows(b'<cols><col min="8" max="2000000000" hidden="1"/></cols>'),
    "everything merged": lambda: after_rows(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "everything below merged": lambda: after_rows(b'<mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>'),
    "twenty thousand merged ranges over one another": lambda: replaced(
        PROGRESS, b"</sheetData>", ROWS + b"</sheetData><mergeCells>" + MERGES + b"</mergeCells>"
    ),
    "a condition for every cell": lambda: after_rows(RULE * 5000),
    # Other formats
    "an .ods of rows repeated without end": lambda: ods_row(row=b'table:number-rows-repeated="1048576"'),
    "an .ods of cells repeated without end": lambda: ods_row(cell=b'table:number-columns-repeated="16384"'),
    "an .ods of nearly as many cells as are allowed": lambda: ods_row(
        b'table:number-rows-repeated="199999"', b'table:number-columns-repeated="499"'
    ),
    "an .ods of spaces without end": lambda: ods_row(
        text=b'<text:s text:c="2000000000"/>' * 20_000 + hostile.noise(100_000)
    ),
    "an .ods of styles that are their own parents": lambda: hostile.ods_of_styles(
        b'<style:style style:family="table-cell" style:name="%d" style:parent-style-name="%d"/>', 50_000
    ),
    "a csv of nine million values": lambda: b"1," * (4 << 20),
    "a csv of nine million lines": lambda: b"1,\n" * (3 << 20),
    "a csv that is one line": lambda: b"Ref,Status," + b"x" * (9 << 20),
    "a csv of a line of marks": lambda: b"Ref,Status\n" + b'x"y,' * (1 << 20) + b'"',
    "a text of empty lines": lambda: b"|" + b"\n" * (1 << 20) + b"x",
}
# What is only strange, and is therefore read.
READ = {
    *("elements within elements", "an attribute of a million letters", "a hundred thousand attributes"),
    *("an empty cell in the last corner", "a size that is too small", "a size that is none"),
    *("rows that are out of order", "a sheet in UTF-16", "every column formatted", "a column without end"),
    *("everything merged", "everything below merged", "a condition for every cell"),
    *("a text without end", "a line of signs below a table"),
}


def read_or_refusal(content, name="hostile.xlsx"):
    try:
        return preview_in_worker(content, name=name).tracker
    except WorkbookError as refusal:
        return refusal


# What takes seconds to read, and is like others that do not.
LONG = {"an .ods of nearly as many cells as are allowed", "a csv of nine million values", "many parts"}


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=[pytest.mark.nightly] * (kind in LONG)) for kind in HOSTILE])
def test_a_hostile_file_is_refused_or_read_as_it_was_in_time_and_memory(kind):
    reading = read_or_refusal(HOSTILE[kind]())
    if kind in READ or not isinstance(reading, WorkbookError):
        assert reading.rows["recommendations"] == GOOD.rows["recommendations"]
        assert reading.rows["progress"][:1] == GOOD.rows["progress"]


WITHOUT_END = {
    "letters": "x" * 30_000,
    "capital letters": "A" * 30_000,
    "months": "Q1 2024/26" * 3_000,
    "signs": "-" * 30_000 + "x",
    "initials in brackets": "The Force (DPP) " * 2_000,
    "lines": "\n and more" * 8_000,
    "a key": "Red no\nGreen done" + "\n and more" * 8_000,
}


@pytest.mark.parametrize("kind", WITHOUT_END)
def test_a_text_without_end_in_a_paper_holds_nothing_up(kind):
    words, number, promise = WITHOUT_END[kind], "Recommendation 1", "The force should fill every post in its suites."
    paper = f"{words}\n\n{number}\n\n{promise}\n\n{words}\n\nProgress June 2024\n\n• Done.\n• {words}\n"
    reading = read_or_refusal(paper.encode(), "paper.txt")
    assert [row["ref"] for row in reading.rows["recommendations"]] == ["1"]


def test_tables_within_tables_without_end_are_damage_of_a_paper():
    parts = hostile.parts_of(as_word())
    nested = b"<w:tbl><w:tr><w:tc>" * 5000 + b"</w:tc></w:tr></w:tbl>" * 5000 + b"</w:body>"
    document = parts["word/document.xml"].replace(b"</w:body>", nested)
    paper = packed({**parts, "word/document.xml": document})
    assert read_or_refusal(paper, "paper.docx").code == "file-damaged"
