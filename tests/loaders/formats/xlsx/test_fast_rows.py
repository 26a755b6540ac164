from datetime import datetime

import pytest

from loaders.cells.values import CellRow, DateCell
from loaders.formats.xlsx.fast_rows import FastRowReader
from loaders.formats.xlsx.workbook import read_cells
from loaders.formats.xml.events import CHUNK
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError
from tests.support.files.parts import MAIN, xlsx

PLAIN = (
    '<row r="1" spans="1:4" x14ac:dyDescent="0.25"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"/><c r="C1"><f>1+1</f>'
    '<v>2</v></c><c r="D1" t="inlineStr"><is><t xml:space="preserve"> a &amp; b</t></is></c></row>'
)
CELLS = [
    ("A", "1", "1", "s", "0", "", ""),
    ("B", "1", "", "", "", "", ""),
    ("C", "1", "", "", "2", "", ""),
    ("D", "1", "", "inlineStr", "", " a &amp; b", ""),
]


def read(xml, size=None):
    """Return the XML that is passed on, and the rows read, of XML in pieces of a size."""
    passed, rows = [], []

    def rest(more):
        passed.append(more if isinstance(more, bytes) else more.encode())

    content = xml.encode()
    plain = FastRowReader(rest, lambda *row: rows.append(row), among_rows=lambda: b"<sheetData>" in b"".join(passed))
    for start in range(0, len(content), size or len(content)):
        plain.feed(content[start : start + (size or len(content))])
    plain.close()
    return b"".join(passed).decode(), rows


@pytest.mark.parametrize("size", [None, 73, 101])
def test_rows_of_the_usual_xml_are_read_with_their_cells_and_the_rest_is_passed_on(size):
    hidden = '<row r="2" hidden="1"></row>'
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet><sheetData>{PLAIN}{hidden}</sheetData><é/></worksheet>'
    assert read(xml, size) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<worksheet><sheetData></sheetData><é/></worksheet>',
        [("1", False, CELLS), ("2", True, [])],
    )


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1"><v>1</v></c> </row>',
        '<row r="1"><c t="s" r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>&#49;</v></c></row>',
        '<row r="1"><c r="A1"><f>1+1</f><v></v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><extLst/></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<row r="1"/>',
        "<row></row>",
    ],
)
def test_a_row_that_is_not_quite_plain_is_passed_on_as_it_is(row):
    xml = f"<worksheet><sheetData>{row}</sheetData></worksheet>"
    assert read(xml) == (xml, [])


@pytest.mark.parametrize(
    "xml",
    [
        f"<worksheet><sheetData><!-- {PLAIN} -->{PLAIN}</sheetData></worksheet>",
        f"<worksheet><sheetData><?note {PLAIN}?></sheetData></worksheet>",
        f"<worksheet><other>{PLAIN}</other></worksheet>",
        f"<x:worksheet><sheetData>{PLAIN}</sheetData></x:worksheet>",
        f'<?xml version="1.0" encoding="latin-1"?><worksheet><sheetData>{PLAIN}</sheetData></worksheet>',
    ],
)
@pytest.mark.parametrize("size", [None, 60])
def test_nothing_is_plain_where_a_row_may_not_be_one(xml, size):
    passed, rows = read(xml, size)
    assert passed == xml
    assert rows == []


def test_a_sheet_reads_the_same_whether_its_rows_are_plain_or_not():
    strings = "<si><t>one</t></si><si><t>two_x0007_</t></si><si><t/></si>"
    cells = "".join(f'<c r="{letter}1" t="s"><v>{number}</v></c>' for number, letter in enumerate("EFG"))
    sheet = f"<sheetData>{PLAIN.removesuffix('</row>').replace(' x14ac:dyDescent=', ' ht=')}{cells}</row></sheetData>"
    (plain,) = read_cells(xlsx(sheet, strings=strings), limits=Limits())
    (other,) = read_cells(xlsx(f"<!-- a -->{sheet}", strings=strings), limits=Limits())
    assert plain == other
    assert (plain.rows[0].values, plain.cleaned) == (["one", None, 2, "a & b", "one", "two"], ["F1"])


def test_rows_of_one_pattern_differ_in_blanks_and_in_texts_that_need_an_issue():
    strings = "<si><t>one</t></si><si><t>two_x0007_</t></si><si><t/></si>"
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{text}</v></c>'
        f'<c r="C{row}"{"/>" if not number else f"><v>{number}</v></c>"}'
        f'<c r="D{row}" s="1"{"/>" if not day else f"><v>{day}</v></c>"}</row>'
        for row, text, number, day in ((1, 0, 1.5, 45000), (2, 1, 2, ""), (3, 2, "", ""), (4, 0, "", 45000))
    )
    (plain,) = read_cells(xlsx(f"<sheetData>{rows}</sheetData>", strings=strings, styles=styles), limits=Limits())
    other = xlsx(f"<!-- a --><sheetData>{rows}</sheetData>", strings=strings, styles=styles)
    assert [plain] == read_cells(other, limits=Limits())
    day = DateCell(datetime(2023, 3, 15), "mm-dd-yy")
    assert plain.rows == [
        CellRow(1, ["one", None, 1.5, day]),
        CellRow(2, ["two", None, 2]),
        CellRow(4, ["one", None, None, day]),
    ]
    assert plain.cleaned == ["A2"]


def test_a_sheet_of_many_pieces_reads_as_one_whose_rows_are_not_plain():
    rows = "".join(
        f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{"é" * (number % 97)}</t></is></c></row>'
        for number in range(1, 6001)
    )
    assert len(rows.encode()) > 2 * CHUNK
    (plain,) = read_cells(xlsx(f"<sheetData>{rows}</sheetData>"), limits=Limits())
    (other,) = read_cells(xlsx(f"<!-- a --><sheetData>{rows}</sheetData>"), limits=Limits())
    assert plain == other
    assert plain.rows[-1] == CellRow(6000, ["é" * (6000 % 97)])


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A2"><v>1</v></c>',
        '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>',
        '<c r="A1" t="s"><v>0</v></c><c r="A1" t="s"><v>0</v></c>',
        '<c r="A1" t="s"><v>9</v></c>',
        '<c r="A1" t="s"><v>-1</v></c>',
        '<c r="A1" t="inlineStr"><is><t>\x01</t></is></c>',
        '<c r="A1" t="inlineStr"><is><t>&other;</t></is></c>',
    ],
)
def test_a_plain_row_that_cannot_be_right_makes_the_file_damaged(cells):
    with pytest.raises(WorkbookError) as refused:
        read_cells(
            xlsx(f'<sheetData><row r="1">{cells}</row></sheetData>', strings="<si><t>a</t></si>"), limits=Limits()
        )
    assert refused.value.code == "file-damaged"


def test_bytes_that_are_no_utf_8_make_the_file_damaged():
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>\xff</v></c></row></sheetData>'
    with pytest.raises(WorkbookError) as refused:
        read_cells(xlsx((sheet + "</worksheet>").encode("latin-1")), limits=Limits())
    assert refused.value.code == "file-damaged"
