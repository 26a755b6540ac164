"""Each hostile or broken file is, within the limits of time and memory, refused with the right code, or read."""

import re

import pytest

from loaders import read_workbook
from loaders.client import read_in_worker
from model.issues.issue import WorkbookError
from tests.support.files import hostile
from tests.support.files.hostile import (
    BOOK,
    FETCHED,
    LAUGHS,
    OLE,
    PROGRESS,
    STYLES,
    TYPES,
    changed,
    declaring,
    entry,
    flat_ods,
    good,
    related,
    replaced,
    with_part,
    with_rows,
)
from tests.support.papers.papers import as_word


def read_or_code(content, name="hostile.xlsx"):
    """Return the reading, or the code of the refusal, of a file read by a worker.

    The system ends a worker that needs more than the limits; that is a refusal with a code of its own.
    """
    try:
        return read_in_worker(content, name=name)
    except WorkbookError as refused:
        return refused.code


def codes(reading):
    return {issue.code for issue in reading.issues}


REFUSED = {
    # Not a workbook, or an old or locked one
    "an old workbook": (lambda: OLE + bytes(2000), "file-old-format"),
    "a workbook with a password": (lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    "a PDF": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 9, "file-damaged"),
    "a web page": (lambda: b"<!DOCTYPE html><table><tr><td>Ref</td></tr></table>", "file-not-workbook"),
    "a gz": (lambda: hostile.zipped(good()), "file-not-workbook"),
    "an empty archive": (lambda: b"PK\x05\x06" + bytes(18), "file-not-workbook"),
    "a csv with NULs": (lambda: b"Ref,Status\n1,Red\n\0\0\0,\n", "file-not-workbook"),
    "an archive of another kind": (lambda: hostile.packed({"word/document.xml": b"<a/>"}), "file-not-workbook"),
    # Broken
    "cut short": (lambda: good()[: len(good()) // 2], "file-damaged"),
    "cut at its last byte": (lambda: good()[:-1], "file-damaged"),
    "a part that is no deflate": (
        lambda: good().replace(b"\x00\x00\x00xl/styles.xml", b"\x00\x00\x00xl/styles.xnl"),
        "file-damaged",
    ),
    "one bit of a sheet": (lambda: hostile.flipped(good(), good().index(PROGRESS.encode()) + 60), "file-damaged"),
    "one bit of the directory": (lambda: hostile.flipped(good(), good().rindex(b"PK\x05\x06") + 17), "file-damaged"),
    "something before the first part": (lambda: b"PK\x03\x04" + bytes(100) + good(), "file-damaged"),
    "two workbooks in one file": (lambda: good() + good(), "file-damaged"),
    # The package
    "a directory of two hundred thousand parts": (lambda: hostile.listed(200_000), "file-unpacks-too-large"),
    "ten thousand parts": (
        lambda: hostile.packed({f"xl/x{n}.xml": b"" for n in range(10_000)}),
        "file-unpacks-too-large",
    ),
    "a part twice": (lambda: hostile.twice(PROGRESS), "file-unsafe"),
    "a part above the package": (lambda: entry("../../etc/cron.d/x"), "file-unsafe"),
    "a part above, in Windows' way": (lambda: entry("xl\\..\\..\\x.dll"), "file-unsafe"),
    "a part at the root": (lambda: entry("/etc/passwd"), "file-unsafe"),
    "a part on a drive": (lambda: entry("C:/x.dll"), "file-unsafe"),
    "a symbolic link": (lambda: entry("xl/media/link.png", link=True), "file-unsafe"),
    "a name without end": (lambda: entry("x" * 5000), "file-unsafe"),
    "locked parts": (lambda: hostile.flagged(good(), 1), "file-encrypted"),
    "parts on top of one another": (hostile.overlapping, "file-unsafe"),
    # Bombs
    "a part of zeros": (lambda: with_part("xl/media/image1.png", bytes(60 << 20)), "file-unpacks-too-large"),
    "a sheet of spaces": (lambda: changed(PROGRESS, lambda part: part + b" " * (60 << 20)), "file-unpacks-too-large"),
    "a directory that lies": (lambda: hostile.lying(1000), "file-damaged"),
    "a directory that lies a little": (lambda: hostile.lying((40 << 20) + 999), "file-unpacks-too-large"),
    "many parts below the ratio": (
        lambda: hostile.packed(
            {**hostile.parts_of(good()), **{f"xl/media/{n}.png": bytes(1 << 20) for n in range(400)}}
        ),
        "file-unpacks-too-large",
    ),
    # Declarations
    "a billion laughs": (lambda: declaring(LAUGHS), "file-unsafe"),
    "a billion laughs in UTF-16": (lambda: declaring(LAUGHS, utf_16=True), "file-unsafe"),
    "a billion laughs after a long comment": (
        lambda: declaring(LAUGHS, before=f"<!-- {'long ' * 20_000}-->"),
        "file-unsafe",
    ),
    "one in UTF-16 after a long comment": (
        lambda: declaring(LAUGHS, before=f"<!-- {'long ' * 80_000}-->", utf_16=True),
        "file-unsafe",
    ),
    "an entity that fetches a file": (lambda: declaring(FETCHED), "file-unsafe"),
    "an entity in a part of another name": (
        lambda: with_part("xl/printerSettings/x.bin", b"\xef\xbb\xbf\n <!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
        "file-unsafe",
    ),
    # Programs and other documents
    "macros": (lambda: with_part("xl/vbaProject.bin", b"x"), "file-macros"),
    "macros under another name": (lambda: related("vbaProject", "innocent.bin"), "file-macros"),
    "a macro workbook's type": (
        lambda: replaced(
            TYPES,
            b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"ms-excel.sheet.macroEnabled.main+xml",
        ),
        "file-macros",
    ),
    "a macro sheet": (lambda: with_part("xl/macrosheets/sheet1.xml", b"<a/>"), "file-macros"),
    "a macro sheet under another name": (lambda: related("xlMacrosheet", "worksheets/sheet9.xml"), "file-macros"),
    "ActiveX": (lambda: with_part("xl/activeX/activeX1.xml", b"<a/>"), "file-active-content"),
    "relationships behind a long comment": (
        lambda: changed(hostile.BOOK_RELATIONS, lambda part: part + b"<!-- %s -->" % hostile.noise(2_000_000)),
        "file-unpacks-too-large",
    ),
    "a ribbon of one's own": (
        lambda: with_part("userCustomization/customUI.xml", b"<a/>"),
        "file-active-content",
    ),
    "a ribbon of its own": (lambda: with_part("customUI/customUI14.xml", b"<a/>"), "file-active-content"),
    "an embedded object": (lambda: with_part("xl/embeddings/oleObject1.bin", OLE), "file-embedded-objects"),
    "an embedded object under another name": (lambda: related("oleObject", "media/x.png"), "file-embedded-objects"),
    "styles within styles": (
        lambda: replaced(STYLES, b"</styleSheet>", b"<x>" * 50_000 + b"</x>" * 50_000 + b"</styleSheet>"),
        "file-damaged",
    ),
    # Cells that are not where they can be
    "a row beyond every sheet": (
        lambda: with_rows(b'<row r="99999999"><c r="A99999999"><v>1</v></c></row>'),
        "too-many-rows",
    ),
    "a lone cell in the last corner": (
        lambda: with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "too-many-columns",
    ),
    "a row's number of 5,000 digits": (
        lambda: with_rows(b'<row r="%s"><c><v>1</v></c></row>' % (b"9" * 5000)),
        "file-damaged",
    ),
    "one column too many": (lambda: hostile.wide(1, 501), "too-many-columns"),
    "one sheet too many": (lambda: hostile.with_sheets(51), "too-many-sheets"),
    "a shared text that is not there": (
        lambda: with_rows(b'<row r="9"><c r="A9" t="s"><v>999999</v></c></row>'),
        "file-damaged",
    ),
    "a shared text below the first": (
        lambda: with_rows(b'<row r="9"><c r="A9" t="s"><v>-1</v></c></row>'),
        "file-damaged",
    ),
    "two cells in one place": (
        lambda: with_rows(b'<row r="9"><c r="A9"><v>1</v></c><c r="A9"><v>2</v></c></row>'),
        "file-damaged",
    ),
    # XML that is too much
    "a book within a book": (
        lambda: changed(BOOK, lambda part: part.replace(b"<sheets>", b"<x>" * 50_000 + b"</x>" * 50_000 + b"<sheets>")),
        "file-damaged",
    ),
    # Other kinds that are read
    "an .ods of rows repeated without end": (
        lambda: flat_ods(
            b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell>'
            b"<text:p>x</text:p></table:table-cell></table:table-row>"
        ),
        "too-many-rows",
    ),
    "an .ods of cells repeated without end": (
        lambda: flat_ods(
            b'<table:table-row><table:table-cell table:number-columns-repeated="16384">'
            b"<text:p>x</text:p></table:table-cell></table:table-row>"
        ),
        "too-many-columns",
    ),
    "an .ods with a declaration": (lambda: flat_ods(b"", declaration=b"<!DOCTYPE a>"), "file-unsafe"),
    "an .ods with a password": (
        lambda: hostile.packed(
            {**hostile.parts_of(flat_ods(b"")), "META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>"}
        ),
        "file-encrypted",
    ),
    "an .ods with macros": (
        lambda: hostile.packed({**hostile.parts_of(flat_ods(b"")), "Basic/script-lc.xml": b"<a/>"}),
        "file-macros",
    ),
    "an .ods with a module of macros alone": (
        lambda: hostile.packed({**hostile.parts_of(flat_ods(b"")), "Basic/Standard/Module1.xml": b"<a/>"}),
        "file-macros",
    ),
    "an .ods with a document inside": (lambda: hostile.listing("opendocument.text"), "file-embedded-objects"),
    "an .ods with another one inside": (lambda: hostile.listing("opendocument.spreadsheet"), "file-embedded-objects"),
    "an .ods of styles that are their own parents": (
        lambda: hostile.ods_of_styles(
            b'<style:style style:family="table-cell" style:name="%d" style:parent-style-name="%d"/>', 50_000
        ),
        "no-table",
    ),
    "an .ods of spaces without end": (
        lambda: flat_ods(
            b"<table:table-row><table:table-cell><text:p>%s</text:p></table:table-cell></table:table-row>"
            % (b'<text:s text:c="2000000000"/>' * 20_000 + hostile.noise(100_000))
        ),
        "no-table",
    ),
    "a csv of nine million commas": (lambda: b"," * (9 << 20), "file-not-workbook"),
    "a csv of nine million values": (lambda: b"1," * (4 << 20), "too-many-columns"),
    "a csv of nine million lines": (lambda: b"1,\n" * (3 << 20), "too-many-rows"),
    "a csv that is one line": (lambda: b"Ref,Status," + b"x" * (9 << 20), "file-not-workbook"),
    "a csv of a line of marks": (lambda: b"Ref,Status\n" + b'x"y,' * (1 << 20) + b'"', "too-many-columns"),
    "a text of empty lines": (lambda: b"|" + b"\n" * (1 << 20) + b"x", "too-many-rows"),
    "larger than is read": (lambda: bytes((10 << 20) + 1), "file-too-large"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_harmful_file_is_refused_in_time_and_memory(kind):
    make, expected = REFUSED[kind]
    assert read_or_code(make()) == expected


MANY_CELLS = (
    b'<table:table-row table:number-rows-repeated="199999"><table:table-cell table:number-columns-repeated="499">'
    b"<text:p>x</text:p></table:table-cell></table:table-row>"
)
MERGES = b"".join(b'<mergeCell ref="A1:XFD%d"/>' % (row + 1000) for row in range(20_000))
RULE = (
    b'<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1" dxfId="0">'
    b'<formula>$A1="Stalking"</formula></cfRule></conditionalFormatting>'
)
TOO_HARD = {
    "an .ods of nearly as many cells as are allowed": lambda: flat_ods(MANY_CELLS),
    "twenty thousand merged ranges over one another": lambda: changed(
        PROGRESS,
        lambda part: part.replace(
            b"</sheetData>",
            b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(10, 20_000))
            + b"</sheetData><mergeCells>"
            + MERGES
            + b"</mergeCells>",
        ),
    ),
}


@pytest.mark.parametrize("kind", TOO_HARD)
def test_a_file_that_is_hard_to_read_is_refused_all_the_same(kind):
    assert read_or_code(TOO_HARD[kind]()) in ("reading-too-slow", "reading-too-much-memory", "no-table")


GOOD = read_workbook(good())
READ = {
    "elements within elements": (lambda: with_rows(b"<x>" * 100_000 + b"</x>" * 100_000), []),
    "everything merged": (
        lambda: replaced(
            PROGRESS, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        ["merge-covers-cells"],
    ),
    "everything below merged": (
        lambda: replaced(
            PROGRESS, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>'
        ),
        ["merge-very-large"],
    ),
    "a size that is too small": (lambda: replaced(PROGRESS, b'<dimension ref="A1:H2"', b'<dimension ref="A1"'), []),
    "a size that is too large": (
        lambda: replaced(PROGRESS, b'<dimension ref="A1:H2"', b'<dimension ref="A1:XFD1048576"'),
        [],
    ),
    "a size that is none": (lambda: replaced(PROGRESS, b'<dimension ref="A1:H2"', b'<dimension ref="nonsense"'), []),
    "rows that are out of order": (
        lambda: changed(PROGRESS, lambda part: re.sub(rb"(<row r=.1.*?</row>)(<row.*?</row>)", rb"\2\1", part)),
        [],
    ),
    "a sheet in UTF-16": (lambda: changed(PROGRESS, hostile.in_utf_16), []),
    "an empty cell in the last corner": (lambda: with_rows(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'), []),
    "an attribute of a million letters": (
        lambda: replaced(PROGRESS, b"<row ", b'<row x="%s" ' % hostile.noise(1_000_000)),
        [],
    ),
    "a hundred thousand attributes": (
        lambda: replaced(PROGRESS, b"<row ", b"<row " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b" "),
        [],
    ),
    "formulas that go round in circles": (
        lambda: with_rows(b'<row r="9"><c r="Z9"><f>Z10</f></c></row><row r="10"><c r="Z10"><f>Z9</f></c></row>'),
        None,
    ),
    "every column formatted": (
        lambda: replaced(
            PROGRESS, b"<sheetData>", b'<cols><col min="1" max="16384" hidden="1" style="1"/></cols><sheetData>'
        ),
        ["parts-hidden"],
    ),
    "a column without end": (
        lambda: replaced(
            PROGRESS, b"<sheetData>", b'<cols><col min="8" max="2000000000" hidden="1"/></cols><sheetData>'
        ),
        ["parts-hidden"],
    ),
    "a text without end": (
        lambda: with_rows(
            b'<row r="3"><c r="A3"/><c r="E3" t="inlineStr"><is><t>%s</t></is></c></row>' % hostile.noise(3_000_000)
        ),
        None,
    ),
    "links to other workbooks": (
        lambda: related("externalLink", "externalLinks/externalLink1.xml"),
        ["links-not-followed"],
    ),
    "connections": (lambda: related("connections", "connections.xml"), ["links-not-followed"]),
    "form controls": (lambda: related("ctrlProp", "ctrlProps/ctrlProp1.xml"), ["links-not-followed"]),
    "a condition for every cell": (
        lambda: replaced(PROGRESS, b"</sheetData>", b"</sheetData>" + RULE * 5000),
        [],
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_a_file_that_is_only_strange_is_read_and_its_faults_are_reported(kind):
    make, expected = READ[kind]
    reading = read_or_code(make())
    assert not isinstance(reading, str), reading
    assert reading.rows["recommendations"] == GOOD.rows["recommendations"]
    assert reading.rows["progress"][:1] == GOOD.rows["progress"]
    assert expected is None or sorted(codes(reading)) == expected


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
    reading = read_or_code(paper.encode(), "paper.txt")
    assert not isinstance(reading, str), reading
    assert [row["ref"] for row in reading.rows["recommendations"]] == ["1"]


@pytest.mark.parametrize("sign", "-/")
def test_a_line_of_signs_below_a_table_holds_nothing_up(sign):
    line = b'<row r="9"><c r="A9" t="inlineStr"><is><t>%s</t></is></c></row>' % (sign.encode() * 32_000)
    assert not isinstance(read_or_code(with_rows(line)), str)


def test_tables_within_tables_without_end_are_damage_of_a_paper():
    def nested(part):
        return part.replace(
            b"</w:body>", b"<w:tbl><w:tr><w:tc>" * 5000 + b"</w:tc></w:tr></w:tbl>" * 5000 + b"</w:body>"
        )

    parts = hostile.parts_of(as_word())
    paper = hostile.packed({**parts, "word/document.xml": nested(parts["word/document.xml"])})
    assert read_or_code(paper, "paper.docx") == "file-damaged"
