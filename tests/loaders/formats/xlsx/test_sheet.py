import pytest

from loaders.cells.addresses import CellRange
from loaders.cells.display_text import displayed_text
from loaders.cells.fill import RuleRange
from loaders.cells.values import DateCell, ErrorCell, UncalculatedCell
from loaders.formats.xlsx.workbook import read_cells
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError
from tests.support.files.parts import MAIN, xlsx


def rows(sheet, **parts):
    (read,) = read_cells(xlsx(sheet, **parts), limits=Limits())
    return [(row.number, row.values) for row in read.rows]


def refusal(sheet, **parts):
    with pytest.raises(WorkbookError) as refused:
        read_cells(xlsx(sheet, **parts), limits=Limits())
    return refused.value.code


def test_rows_that_are_stored_out_of_order_come_in_order():
    stored = '<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>'
    assert rows(f"<sheetData>{stored}</sheetData>") == [(1, [None, 1]), (3, [3])]


def test_a_row_stored_in_two_pieces_is_one_row():
    stored = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="C1"><v>3</v></c></row>'
    assert rows(f"<sheetData>{stored}</sheetData>") == [(1, [1, None, 3])]


def test_rows_and_cells_without_an_address_follow_the_previous_one():
    stored = '<row r="4"><c><v>1</v></c><c r="D4"><v>4</v></c><c><v>5</v></c></row><row><c><v>9</v></c></row>'
    assert rows(f"<sheetData>{stored}</sheetData>") == [(4, [1, None, None, 4, 5]), (5, [9])]


def test_cells_are_read_by_their_type():
    stored = (
        '<row r="1"><c r="A1" t="str"><f>B1</f><v>text</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="e">'
        "<v>#N/A</v></c>"
        '<c r="D1" t="d"><v>2024-02-01T00:00:00</v></c><c r="E1"><v>1.5E3</v></c><c r="F1"><f>1+1</f></c>'
        '<c r="G1" t="str"><f>""</f><v></v></c><c r="H1"><v>1e999</v></c><c r="I1" t="inlineStr"><is><t>in</t>'
        "</is></c></row>"
    )
    ((_, values),) = rows(f"<sheetData>{stored}</sheetData>")
    assert [repr(value) for value in values] == [
        "'text'",
        "True",
        "ErrorCell(displayed='#N/A')",
        "DateCell(value=datetime.datetime(2024, 2, 1, 0, 0), number_format='General')",
        "1500.0",
        "UncalculatedCell()",
        "None",
        "ErrorCell(displayed='#NUM!')",
        "'in'",
    ]


def test_the_pieces_of_rich_text_are_joined_and_phonetic_guides_are_left_out():
    strings = (
        "<si><r><rPr><b/></rPr><t>Not </t></r><r><t>started</t></r><rPh sb='0' eb='1'><t>ノット</t></rPh></si><si>"
        "<t/></si>"
        '<si><t xml:space="preserve"> a &amp; b </t></si>'
    )
    inline = '<c r="C1" t="inlineStr"><is><r><t>in </t></r><r><t>line</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
    stored = (
        f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>{inline}<c r="D1" t="s"><v>2</v></c></row>'
    )
    assert rows(f"<sheetData>{stored}</sheetData>", strings=strings) == [(1, ["Not started", None, "in line", "a & b"])]


@pytest.mark.parametrize(
    "stored",
    [
        '<c r="A1" t="s"><v>7</v></c>',
        '<c r="A1" t="s"><v>-1</v></c>',
        '<c r="A1" t="s"><v>x</v></c>',
        '<c r="A1"><v>x</v></c>',
        '<c r="A1" t="new"><v>1</v></c>',
        '<c r="A2"><v>1</v></c>',
        '<c r="1"><v>1</v></c>',
        '<c r="ABCD1"><v>1</v></c>',
        '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>',
        '<c r="A1" t="inlineStr"><is><t>\x01</t></is></c>',
        '<c r="A1" t="inlineStr"><is><t>&other;</t></is></c>',
    ],
)
def test_a_cell_that_cannot_be_right_makes_the_file_damaged(stored):
    sheet = f'<sheetData><row r="1">{stored}</row></sheetData>'
    assert refusal(sheet, strings="<si><t>a</t></si>") == "file-damaged"


def test_bytes_that_are_no_utf_8_make_the_file_damaged():
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>\xff</v></c></row></sheetData>'
    assert refusal((sheet + "</worksheet>").encode("latin-1")) == "file-damaged"


def test_a_row_that_stands_twice_with_one_cell_makes_the_file_damaged():
    twice = '<row r="1"><c r="A1"><v>1</v></c></row>' * 2
    assert refusal(f"<sheetData>{twice}</sheetData>") == "file-damaged"


def test_a_lone_cell_far_out_is_refused_before_anything_is_made_for_it():
    assert refusal('<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>') == "too-many-rows"
    assert refusal('<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>') == "too-many-columns"
    assert refusal('<sheetData><row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData>') == "too-many-rows"


def test_formats_far_out_cost_nothing():
    stored = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576" s="1"><c r="A1048576" s="1"/></row>'
    )
    assert rows(f"<sheetData>{stored}</sheetData>") == [(1, [1])]


def test_a_strict_workbook_is_read():
    sheet = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    assert rows(sheet, strings="<si><t>a</t></si>", strict=True) == [(1, ["a"])]


def test_any_prefix_and_any_encoding_of_xml_is_read():
    cell = '<x:c r="A1" t="inlineStr"><x:is><x:t>é<![CDATA[<]]></x:t></x:is></x:c>'
    rows_xml = f'<x:sheetData><x:row r="1">{cell}</x:row></x:sheetData>'
    sheet = f'<?xml version="1.0" encoding="utf-16"?><x:worksheet xmlns:x="{MAIN}"><!-- a -->{rows_xml}</x:worksheet>'
    assert rows(sheet.encode("utf-16")) == [(1, ["é<"])]


def test_a_document_type_in_a_sheet_makes_the_file_damaged():
    sheet = f'<!DOCTYPE a [<!ENTITY b "c">]><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    assert refusal(sheet.encode()) == "file-damaged"


def test_dates_before_march_1900_times_and_lengths_of_time_are_what_excel_shows():
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts>'
        '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="170"/></cellXfs>'
    )
    stored = (
        '<c r="A1" s="1"><v>1</v></c><c r="B1" s="1"><v>61</v></c><c r="C1" s="2"><v>0.34375</v></c>'
        '<c r="D1" s="3"><v>1.5</v></c><c r="E1" s="1"><v>9999999</v></c>'
    )
    ((_, values),) = rows(f'<sheetData><row r="1">{stored}</row></sheetData>', styles=styles)
    assert [str(value.value.date()) if isinstance(value, DateCell) else value for value in values] == [
        "1900-01-01",
        "1900-03-01",
        "08:15:00",
        "1 day, 12:00:00",
        ErrorCell("#VALUE!"),
    ]


def test_a_number_counts_as_stored_and_is_in_words_what_its_cell_shows():
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="&quot;£&quot;#,##0.00"/>'
        '<numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts>'
        '<cellXfs><xf/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="20"/><xf numFmtId="171"/></cellXfs>'
    )
    stored = (
        '<c r="A1" s="1"><v>0.05</v></c><c r="B1" s="2"><v>1234.5</v></c><c r="C1" s="3"><v>0.34375</v></c>'
        '<c r="D1" s="4"><v>1.5</v></c><c r="E1"><v>0.30000000000000004</v></c><c r="F1" s="1"><v>1e400</v></c>'
    )
    ((_, values),) = rows(f'<sheetData><row r="1">{stored}</row></sheetData>', styles=styles)
    assert values == [0.05, 1234.5, "08:15:00", "1 day, 12:00:00", 0.30000000000000004, ErrorCell("#NUM!")]
    assert list(map(displayed_text, values)) == ["5%", "£1,234.50", "8:15", "36:00", "0.3", "#NUM!"]


def test_a_formula_stands_for_nothing_until_its_result_is_stored():
    stored = '<c r="A1"><f>1+1</f><v></v></c><c r="B1"><f>1+1</f><v/></c><c r="C1"><f t="shared" si="0"/><v>2</v></c>'
    assert rows(f'<sheetData><row r="1">{stored}</row></sheetData>') == [
        (1, [UncalculatedCell(), UncalculatedCell(), 2])
    ]


def test_a_stray_cell_far_below_the_rows_of_a_sheet_is_read_and_many_are_refused():
    def row(number):
        return f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>'

    stored = f"<sheetData>{row(1)}{row(2)}{row(1048567)}{row(1048568)}</sheetData>"
    assert [number for number, _ in rows(stored)] == [1, 2, 1048567, 1048568]
    many = "".join(map(row, range(1048500, 1048520)))
    assert refusal(f"<sheetData>{row(1)}{many}</sheetData>") == "too-many-rows"


def test_cells_that_a_rule_may_colour_are_known_by_their_ranges():
    formats = (
        '<sheetData/><conditionalFormatting sqref="A1:A9 C2"><cfRule type="cellIs" priority="1"><formula>1</formula>'
        '</cfRule></conditionalFormatting><conditionalFormatting sqref="B1"><cfRule type="dataBar" priority="2"/>'
        '</conditionalFormatting><extLst><ext><conditionalFormattings><conditionalFormatting><cfRule type="expression">'
        "<f>A1=2</f></cfRule><sqref>D4</sqref></conditionalFormatting></conditionalFormattings></ext></extLst>"
    )
    (read,) = read_cells(xlsx(formats), limits=Limits())
    assert read.coloured_by_rule == (
        RuleRange(CellRange(1, 1, 1, 9), by_own_value=True),
        RuleRange(CellRange(3, 2, 3, 2), by_own_value=True),
        RuleRange(CellRange(4, 4, 4, 4), by_own_value=False),
    )
