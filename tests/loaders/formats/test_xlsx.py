"""Workbooks of Excel, as openpyxl writes them and as other programs may."""

import re
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from loaders.cells.addresses import CellRange
from loaders.cells.display import displayed_text
from loaders.cells.sheet import Fill, RuleRange
from loaders.cells.values import DateCell, ErrorCell, UncalculatedCell, clean_text, plain_text
from loaders.formats.colours import apply_tint
from loaders.formats.xlsx import read_xlsx
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError
from tests.support.files.parts import DOCUMENT, MAIN, relations, xlsx


def read(book, part=None, change=None):
    buffer = BytesIO()
    book.save(buffer)
    if part:
        buffer = rewritten(buffer, part, change)
    return read_xlsx(buffer, limits=Limits())


def rewritten(buffer, part, change):
    """Return the package with one of its parts changed as text."""
    source, target = zipfile.ZipFile(buffer), BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            package.writestr(name, change(content.decode()) if name == part else content)
    return target


def book_of(*rows):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return book


def test_cells_keep_their_kind():
    book = book_of(["text", 1, 1.5, True, None, datetime(2024, 2, 1), "#REF!", "=1+1"])
    book.active["F1"].number_format = "mmm-yy"
    (sheet,) = read(book)
    assert sheet.rows[0].values == [
        "text",
        1,
        1.5,
        True,
        None,
        DateCell(datetime(2024, 2, 1), "mmm-yy"),
        ErrorCell("#REF!"),
        UncalculatedCell(),
    ]


def test_a_formula_with_a_stored_result_is_its_result():
    def store(xml):
        return xml.replace("<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>").replace("<f>1+1</f><v />", "<f>1+1</f><v>2</v>")

    (sheet,) = read(book_of(["=1+1"]), "xl/worksheets/sheet1.xml", store)
    assert sheet.rows[0].values == [2]


def test_every_row_is_read_whatever_the_dimension_of_the_sheet():
    def lie(xml):
        return re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', xml)

    (sheet,) = read(book_of(["a", "b"], ["c", "d"]), "xl/worksheets/sheet1.xml", lie)
    assert [(row.number, row.values) for row in sheet.rows] == [(1, ["a", "b"]), (2, ["c", "d"])]


def test_rows_without_anything_in_them_are_left_out_and_the_others_keep_their_numbers():
    (sheet,) = read(book_of(["a"], [" "], [None], ["\u200b"], ["b"]))
    assert [(row.number, row.values) for row in sheet.rows] == [(1, ["a"]), (5, ["b"])]


def test_a_merged_cell_fills_the_rows_of_its_range_and_no_other():
    book = book_of(["Theme", "Ref"], ["Data", 1], [None, 2], [None, 3])
    book.active.merge_cells("A2:A3")
    (sheet,) = read(book)
    assert [row.values for row in sheet.rows[1:]] == [["Data", 1], ["Data", 2], [None, 3]]


def test_the_fill_of_a_merged_cell_fills_its_rows_as_well():
    book = book_of(["Status", "Ref"], [None, 1], [None, 2], [None, 3])
    book.worksheets[0]["A2"].fill = PatternFill("solid", fgColor="FFFF0000")
    book.worksheets[0].merge_cells("A2:A3")
    (sheet,) = read(book)
    assert sheet.fills == {(1, 2): Fill("#ff0000"), (1, 3): Fill("#ff0000")}


def test_a_cell_merged_across_columns_stands_in_the_first_alone():
    book = book_of(["A group", None], ["a", "b"])
    book.active.merge_cells("A1:B1")
    (sheet,) = read(book)
    assert sheet.rows[0].values == ["A group"]


def test_hidden_sheets_rows_and_columns_are_read_and_named():
    book = book_of(["a", "b"], ["c", "d"])
    book.create_sheet("Other").append(["x"])
    book["Other"].sheet_state = "veryHidden"
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    first, other = read(book)
    assert (first.hidden, first.hidden_rows, first.hidden_columns, len(first.rows)) == (False, (2,), ("B",), 2)
    assert (other.hidden, other.rows[0].values) == (True, ["x"])


def test_dates_follow_the_date_system_of_the_workbook():
    def counted_from_1904(xml):
        return re.sub(r"<workbookPr\b", '<workbookPr date1904="1"', xml)

    (sheet,) = read(book_of([date(2024, 2, 1)]), "xl/workbook.xml", counted_from_1904)
    assert sheet.rows[0].values == [DateCell(datetime(2028, 2, 2), "yyyy-mm-dd")]
    assert sheet.day_zero == date(1904, 1, 1)


def test_text_loses_only_what_no_workbook_can_store():
    assert clean_text("\u00a0Café “quoted” \u202bשלום\u202c 🙂\r\nline two_x000D_\n\u200b") == (
        "Café “quoted” \u202bשלום\u202c 🙂\nline two",
        False,
    )
    assert clean_text("a_x0007_b\u009bc") == ("abc", True)


def test_values_are_shown_as_people_see_them():
    values = [None, 1.0, 1.25, True, DateCell(datetime(2024, 2, 1), "General"), ErrorCell("#N/A"), UncalculatedCell()]
    assert [plain_text(value) for value in values] == ["", "1", "1.25", "TRUE", "2024-02-01", "#N/A", ""]


def rows(sheet, **parts):
    (read,) = read_xlsx(xlsx(sheet, **parts), limits=Limits())
    return [(row.number, row.values) for row in read.rows]


def refusal(sheet, **parts):
    with pytest.raises(WorkbookError) as refused:
        read_xlsx(xlsx(sheet, **parts), limits=Limits())
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


def test_a_lone_cell_beyond_every_sheet_or_far_to_the_right_is_refused():
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


def test_stray_cells_far_below_the_rows_of_a_sheet_are_read_and_only_rows_with_values_count():
    stored = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in (1, 2, 1048567, 1048568))
    sheet = f"<sheetData>{stored}</sheetData>"
    assert [number for number, _ in rows(sheet)] == [1, 2, 1048567, 1048568]
    with pytest.raises(WorkbookError, match="too-many-rows"):
        read_xlsx(xlsx(sheet), limits=Limits(rows=3))


def test_cells_that_a_rule_may_colour_are_known_by_their_ranges():
    formats = (
        '<sheetData/><conditionalFormatting sqref="A1:A9 C2"><cfRule type="cellIs" priority="1"><formula>1</formula>'
        '</cfRule></conditionalFormatting><conditionalFormatting sqref="B1"><cfRule type="dataBar" priority="2"/>'
        '</conditionalFormatting><extLst><ext><conditionalFormattings><conditionalFormatting><cfRule type="expression">'
        "<f>A1=2</f></cfRule><sqref>D4</sqref></conditionalFormatting></conditionalFormattings></ext></extLst>"
    )
    (read,) = read_xlsx(xlsx(formats), limits=Limits())
    assert read.coloured_by_rule == (
        RuleRange(CellRange(1, 1, 1, 9), by_own_value=True),
        RuleRange(CellRange(3, 2, 3, 2), by_own_value=True),
        RuleRange(CellRange(4, 4, 4, 4), by_own_value=False),
    )


THEME = (
    '<a:theme xmlns:a="a"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="111111"/>'
    '</a:dk1><a:lt1><a:sysClr val="window" lastClr="FEFEFE"/></a:lt1><a:dk2><a:srgbClr val="222222"/></a:dk2><a:lt2>'
    '<a:srgbClr val="EEEEEE"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements>'
    "</a:theme>"
)


def fills(*patterns, rest="", theme=None):
    """Return the fill that each pattern gives to a cell of one row."""
    number = range(1, len(patterns) + 1)
    styles = (
        "<fills><fill><patternFill/></fill>"
        + "".join(f"<fill>{one}</fill>" for one in patterns)
        + '</fills><cellXfs><xf fillId="0"/>'
        + "".join(f'<xf fillId="{one}"/>' for one in number)
        + f"</cellXfs>{rest}"
    )
    cells = '<c r="A1"><v>1</v></c>' + "".join(f'<c r="{chr(65 + one)}1" s="{one}"/>' for one in number)
    others = {}
    if theme:
        kinds = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("theme", "theme/theme1.xml")]
        related = relations(*[(str(n), f"{DOCUMENT}/{kind}", to) for n, (kind, to) in enumerate(kinds, start=1)])
        others = {"xl/_rels/workbook.xml.rels": related, "xl/theme/theme1.xml": theme}
    sheet = f'<sheetData><row r="1">{cells}</row></sheetData>'
    (read,) = read_xlsx(xlsx(sheet, styles=styles, others=others), limits=Limits())
    return [read.fill(one + 1, 1) for one in number]


def solid(colour, kind="solid"):
    return f'<patternFill patternType="{kind}"><fgColor {colour}/></patternFill>'


def test_a_fill_written_out_is_its_colour():
    assert fills(solid('rgb="FFC6EFCE"'), solid('rgb="00FF0000"'), solid('rgb="92D050"')) == [
        Fill("#c6efce"),
        Fill("#ff0000"),
        Fill("#92d050"),
    ]


def test_a_theme_counts_light_before_dark_and_a_tint_changes_its_lightness():
    found = fills(
        *(solid(f'theme="{number}"') for number in range(5)),
        solid('theme="4" tint="0.5999938962981048"'),
        solid('theme="4" tint="-0.249977111117893"'),
        solid('theme="99"'),
        theme=THEME,
    )
    assert [fill and fill.colour for fill in found] == [
        "#fefefe",
        "#111111",
        "#eeeeee",
        "#222222",
        "#4472c4",
        "#b4c7e7",
        "#2f5597",
        None,
    ]


def test_a_workbook_without_a_theme_has_the_theme_of_excel():
    assert fills(solid('theme="9"')) == [Fill("#70ad47")]


def test_a_number_is_of_the_default_palette_or_of_that_of_the_workbook():
    palette = '<colors><indexedColors><rgbColor rgb="FF123456"/></indexedColors></colors>'
    assert fills(solid('indexed="10"'), solid('indexed="0"')) == [Fill("#ff0000"), Fill("#000000")]
    assert fills(solid('indexed="10"'), solid('indexed="0"'), rest=palette) == [Fill("#ff0000"), Fill("#123456")]


def test_white_automatic_and_no_pattern_are_no_fill():
    assert (
        fills(solid('rgb="FFFFFFFF"'), solid('auto="1"'), solid('indexed="64"'), solid('rgb="FFFF0000"', "none"))
        == [None] * 4
    )


def test_a_pattern_has_its_foreground_colour_and_a_gradient_its_first():
    gradient = '<gradientFill><stop position="0"><color rgb="FF00B050"/></stop></gradientFill>'
    assert fills(solid('rgb="FFFFC000"', "lightUp"), gradient) == [Fill("#ffc000"), Fill("#00b050")]


def test_a_fill_in_a_row_that_holds_nothing_is_left_out():
    red = solid('rgb="FFFF0000"')
    styles = f'<fills><fill><patternFill/></fill><fill>{red}</fill></fills><cellXfs><xf/><xf fillId="1"/></cellXfs>'
    sheet = '<sheetData><row r="1"><c r="A1" s="1"/></row></sheetData>'
    (read,) = read_xlsx(xlsx(sheet, styles=styles), limits=Limits())
    assert (read.rows, read.fills) == ([], {})


@pytest.mark.parametrize(
    ("colour", "tint", "expected"),
    [("000000", 0.5, "808080"), ("ffffff", -0.5, "808080"), ("ff0000", 0.0, "ff0000"), ("70ad47", 1.0, "ffffff")],
)
def test_a_tint_makes_a_colour_lighter_or_darker(colour, tint, expected):
    assert apply_tint(colour, tint) == expected


CELL = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'


def test_each_comment_is_reported_with_its_cell_and_its_text():
    book = Workbook()
    book.worksheets[0]["A1"].comment = Comment("Ask the board\nbefore June", "An officer")
    book.worksheets[0]["C7"].comment = Comment("Checked", "An officer")
    buffer = BytesIO()
    book.save(buffer)
    (sheet,) = read_xlsx(buffer, limits=Limits())
    assert [(issue.code, issue.sheet, issue.cell, issue.found) for issue in sheet.issues] == [
        ("comment-read", "Sheet", "A1", "Ask the board\nbefore June"),
        ("comment-read", "Sheet", "C7", "Checked"),
    ]


def test_a_thread_is_one_issue_with_its_answers():
    note = (
        '<comments><commentList><comment ref="A1"><text><t>[Threaded comment]\n\n'
        "Your version of Excel allows you to read this.\n\nComment:\n    Is this done?\nReply:\n    Yes</t></text>"
        "</comment>"
        '<comment ref="B2"><text><r><t>a </t></r><r><t>note</t></r></text></comment></commentList></comments>'
    )
    related = relations(("1", f"{DOCUMENT}/comments", "../comments1.xml"))
    others = {
        "xl/worksheets/_rels/sheet1.xml.rels": related,
        "xl/comments1.xml": note,
    }
    (sheet,) = read_xlsx(xlsx(CELL, others=others), limits=Limits())
    assert [(issue.cell, issue.found) for issue in sheet.issues] == [
        ("A1", "Is this done?\nReply:\n    Yes"),
        ("B2", "a note"),
    ]
