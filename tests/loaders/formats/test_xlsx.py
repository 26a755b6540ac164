"""Workbooks of Excel, as openpyxl writes them and as other programs may."""

import re
from datetime import datetime

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from loaders.cells import CellRange, DateCell, ErrorCell, RuleRange, displayed_text
from loaders.formats.spreadsheets import read_xlsx
from loaders.security import Limits
from model.tracker.reading import WorkbookError
from tests.support.files.hostile import parts_of
from tests.support.files.packages import packed, saved
from tests.support.files.parts import DOCUMENT, MAIN, relations, xlsx

THEME = (
    '<a:theme xmlns:a="a"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="111111"/>'
    '</a:dk1><a:lt1><a:sysClr val="window" lastClr="FEFEFE"/></a:lt1><a:dk2><a:srgbClr val="222222"/></a:dk2><a:lt2>'
    '<a:srgbClr val="EEEEEE"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements>'
    "</a:theme>"
)


def sheet_of(sheet, limits=None, **parts):
    """Return the sheet of a workbook from the XML of its rows, or of the whole part."""
    content = f"<sheetData>{sheet}</sheetData>" if isinstance(sheet, str) and sheet.startswith("<row") else sheet
    (read,) = read_xlsx(xlsx(content, **parts), limits=limits or Limits())
    return read


def values(cells, **parts):
    """Return the values of one row from the XML of its cells."""
    (row,) = sheet_of(f'<row r="1">{cells}</row>', **parts).rows
    return row.values


def book_of(*rows):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return book


def read(book, part="", old="", new=""):
    """Return the sheets of a workbook, after a change of one of its parts."""
    parts = parts_of(saved(book))
    if part:
        parts[part] = re.sub(old.encode(), new.encode(), parts[part])
    return read_xlsx(packed(parts), limits=Limits())


def test_what_people_see_of_a_sheet_is_read():
    book = book_of(["Theme", "Ref", "RAG"], ["Data", 1, None], [None, 2.5, True], [None, 3, "#REF!"], [" "], ["\u200b"])
    sheet = book.worksheets[0]
    sheet.append([datetime(2024, 2, 1), "=1+1"])
    sheet["A7"].number_format = "mmm-yy"
    sheet["A2"].fill = sheet["C2"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["A9"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet.merge_cells("A2:A3")
    sheet["B2"].comment = Comment("Ask the board\nbefore June", "An officer")
    sheet.row_dimensions[3].hidden = sheet.column_dimensions["B"].hidden = True
    book.create_sheet("Other").append(["x"])
    book["Other"].sheet_state = "veryHidden"
    first, other = read(book)
    assert [(row.number, row.values) for row in first.rows] == [
        (1, ["Theme", "Ref", "RAG"]),
        (2, ["Data", 1]),
        (3, ["Data", 2.5, True]),
        (4, [None, 3, ErrorCell("#REF!")]),
        (7, [DateCell(datetime(2024, 2, 1), "mmm-yy"), ErrorCell()]),
    ]
    assert first.fills_by_row == {2: {1: "#ff0000", 3: "#ff0000"}, 3: {1: "#ff0000"}}
    assert (first.merged, first.formulas) == ((CellRange(1, 2, 1, 3),), {"B7"})
    assert (first.hidden, first.hidden_rows, first.hidden_columns) == (False, (3,), ("B",))
    assert [(i.code, i.cell, i.found) for i in first.issues] == [("comment-read", "B2", "Ask the board\nbefore June")]
    assert (other.hidden, other.rows[0].values) == (True, ["x"])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>', [(1, [None, 1]), (3, [3])]),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="C1"><v>3</v></c></row>', [(1, [1, None, 3])]),
        (
            '<row r="4"><c><v>1</v></c><c r="D4"><v>4</v></c><c><v>5</v></c></row><row><c><v>9</v></c></row>',
            [(4, [1, None, None, 4, 5]), (5, [9])],
        ),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576" s="1"/>', [(1, [1])]),
        ('<row r="1"/><row r="1048568"><c r="A1048568"><v>1</v></c></row>', [(1048568, [1])]),
    ],
    ids=["out of order", "in two pieces", "without addresses", "formats far out", "a stray row far below"],
)
def test_rows_have_their_numbers_however_they_are_stored(rows, expected):
    assert [(row.number, row.values) for row in sheet_of(rows).rows] == expected


STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="&quot;£&quot;#,##0.00"/><numFmt numFmtId="171" formatCode="[h]:mm"/>'
    '</numFmts><cellXfs><xf/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="20"/><xf numFmtId="171"/>'
    '<xf numFmtId="14"/><xf numFmtId="17"/></cellXfs>'
)
STRINGS = (
    "<si><r><rPr><b/></rPr><t>Not </t></r><r><t>started</t></r><rPh sb='0' eb='1'><t>ノット</t></rPh></si><si><t/></si>"
    '<si><t xml:space="preserve"> a &amp; b </t></si>'
)


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ('t="s"><v>0</v>', "Not started", "Not started"),
        ('t="s"><v>1</v>', None, ""),
        ('t="inlineStr"><is><t>two_x000D_\nlines\u00a0_x0007_</t></is>', "two\nlines", "two\nlines"),
        ('t="str"><f>B1</f><v>text</v>', "text", "text"),
        ('t="str"><f>""</f><v></v>', None, ""),
        ('t="b"><v>1</v>', True, "TRUE"),
        ('t="e"><v>#N/A</v>', ErrorCell("#N/A"), "#N/A"),
        ("><f>1+1</f><v>2</v>", 2, "2"),
        ('><f t="shared" si="0"/>', ErrorCell(), ""),
        ("><v>1.5E3</v>", 1500.0, "1500"),
        ("><v>1e999</v>", ErrorCell("#NUM!"), "#NUM!"),
        ('s="1"><v>0.05</v>', 0.05, "5%"),
        ('s="2"><v>1234.5</v>', 1234.5, "£1,234.50"),
        ('s="3"><v>0.34375</v>', "8:15", "8:15"),
        ('s="4"><v>1.5</v>', "36:00", "36:00"),
        ('s="5"><v>61</v>', DateCell(datetime(1900, 3, 1), "mm-dd-yy"), "1900-03-01"),
        ('s="5"><v>45323.5</v>', DateCell(datetime(2024, 2, 1, 12), "mm-dd-yy"), "2024-02-01, 12:00"),
        ('s="6"><v>45323</v>', DateCell(datetime(2024, 2, 1), "mmm-yy"), "February 2024"),
        ('s="5"><v>9999999</v>', ErrorCell("#VALUE!"), "#VALUE!"),
        ('t="d"><v>2024-02-01T00:00:00</v>', DateCell(datetime(2024, 2, 1), "General"), "2024-02-01"),
    ],
)
def test_a_value_counts_as_stored_and_is_in_words_what_its_cell_shows(cell, value, words):
    (found, _) = values(f'<c r="A1" {cell}</c><c r="B1"><v>1</v></c>', strings=STRINGS, styles=STYLES)
    assert (found, displayed_text(found)) == (value, words)
    assert isinstance(found, type(value))


@pytest.mark.parametrize(
    "stored",
    [
        *('<c r="A1" t="s"><v>7</v></c>', '<c r="A1" t="s"><v>-1</v></c>', '<c r="A1" t="s"><v>x</v></c>'),
        *('<c r="A1"><v>x</v></c>', '<c r="A1" t="new"><v>1</v></c>', '<c r="A2"><v>1</v></c>'),
        *('<c r="1"><v>1</v></c>', '<c r="ABCD1"><v>1</v></c>', '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'),
        *('<c r="A1" t="inlineStr"><is><t>\x01</t></is></c>', '<c r="A1" t="inlineStr"><is><t>&other;</t></is></c>'),
        '<c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c>',
        b"<worksheet xmlns='%s'><sheetData><row r='1'><c r='A1' t='str'><v>\xff</v></c></row></sheetData></worksheet>"
        % MAIN.encode(),
    ],
)
def test_a_cell_that_cannot_be_right_makes_the_file_damaged(stored):
    with pytest.raises(WorkbookError, match="file-damaged"):
        sheet_of(stored if isinstance(stored, bytes) else f'<row r="1">{stored}</row>', strings="<si><t>a</t></si>")


def test_strict_workbooks_any_prefix_and_any_encoding_of_xml_are_read():
    assert values('<c r="A1" t="s"><v>0</v></c>', strings="<si><t>a</t></si>", strict=True) == ["a"]
    cell = '<x:c r="A1" t="inlineStr"><x:is><x:t>é<![CDATA[<]]></x:t></x:is></x:c>'
    rows = f'<x:sheetData><x:row r="1">{cell}</x:row></x:sheetData>'
    sheet = f'<?xml version="1.0" encoding="utf-16"?><x:worksheet xmlns:x="{MAIN}"><!-- a -->{rows}</x:worksheet>'
    assert sheet_of(sheet.encode("utf-16")).rows[0].values == ["é<"]


def test_cells_that_a_rule_may_colour_are_known_by_their_ranges():
    sheet = sheet_of(
        '<sheetData/><conditionalFormatting sqref="A1:A9 C2"><cfRule type="cellIs" priority="1"><formula>1</formula>'
        '</cfRule></conditionalFormatting><conditionalFormatting sqref="B1"><cfRule type="dataBar" priority="2"/>'
        '</conditionalFormatting><extLst><ext><conditionalFormattings><conditionalFormatting><cfRule type="expression">'
        "<f>A1=2</f></cfRule><sqref>D4</sqref></conditionalFormatting></conditionalFormattings></ext></extLst>"
    )
    assert sheet.coloured_by_rule == (
        RuleRange(CellRange(1, 1, 1, 9), by_own_value=True),
        RuleRange(CellRange(3, 2, 3, 2), by_own_value=True),
        RuleRange(CellRange(4, 4, 4, 4), by_own_value=False),
    )


def solid(colour, kind="solid"):
    return f'<patternFill patternType="{kind}"><fgColor {colour}/></patternFill>'


PALETTE = '<colors><indexedColors><rgbColor rgb="FF123456"/></indexedColors></colors>'
GRADIENT = '<gradientFill><stop position="0"><color rgb="FF00B050"/></stop></gradientFill>'


@pytest.mark.parametrize(
    ("pattern", "around", "colour"),
    [
        (solid('rgb="FFC6EFCE"'), {}, "#c6efce"),
        (solid('rgb="00FF0000"'), {}, "#ff0000"),
        (solid('rgb="FFFFC000"', "lightUp"), {}, "#ffc000"),
        (GRADIENT, {}, "#00b050"),
        *((solid(f'theme="{n}"'), {"theme": THEME}, c) for n, c in enumerate(("#fefefe", "#111111", "#eeeeee"))),
        (solid('theme="4" tint="0.5999938962981048"'), {"theme": THEME}, "#b4c7e7"),
        (solid('theme="4" tint="-0.249977111117893"'), {"theme": THEME}, "#2f5597"),
        (solid('theme="9"'), {}, "#70ad47"),
        (solid('indexed="10"'), {}, "#ff0000"),
        (solid('indexed="0"'), {"rest": PALETTE}, "#123456"),
        (solid('rgb="FFFFFFFF"'), {}, None),
        (solid('rgb="FFFF0000"', "none"), {}, None),
    ],
)
def test_a_fill_is_the_colour_that_the_cell_shows(pattern, around, colour):
    fills = f"<fills><fill><patternFill/></fill><fill>{pattern}</fill></fills>"
    styles = f'{fills}<cellXfs><xf fillId="0"/><xf fillId="1"/></cellXfs>{around.get("rest", "")}'
    others = {}
    if "theme" in around:
        kinds = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("theme", "theme/theme1.xml")]
        related = relations(*[(str(n), f"{DOCUMENT}/{kind}", to) for n, (kind, to) in enumerate(kinds, start=1)])
        others = {"xl/_rels/workbook.xml.rels": related, "xl/theme/theme1.xml": around["theme"]}
    sheet = sheet_of('<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/></row>', styles=styles, others=others)
    assert sheet.fill(2, 1) == (None if colour is None else colour)
