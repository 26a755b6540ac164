from datetime import datetime

import pytest

from loaders.cells.addresses import CellRange
from loaders.cells.display import displayed_text
from loaders.cells.sheet import Fill, RuleRange
from loaders.cells.values import DateCell, ErrorCell, UncalculatedCell
from loaders.formats.ods import read_ods
from loaders.progress import Progress
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError
from tests.support.files.parts import ods, zipped

STYLES = (
    '<style:style style:name="red" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#FF0000"/>'
    '</style:style><style:style style:name="child" style:family="table-cell" style:parent-style-name="red"/>'
    '<style:style style:name="white" style:family="table-cell"><style:table-cell-properties '
    'fo:background-color="#ffffff"/></style:style><style:style style:name="none" style:family="table-cell" '
    'style:parent-style-name="red"><style:table-cell-properties fo:background-color="transparent"/></style:style>'
    '<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def sheets(tables, limits=None, *, styles="", **around):
    return read_ods(ods(tables, styles=STYLES + styles, **around), limits=limits or Limits())


def table(rows, *, name="One", columns="", style=""):
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{rows}</table:table>'


def row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def text(words, attributes=""):
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{words}</text:p></table:table-cell>'


def test_cells_keep_their_kind():
    cells = (
        text("text"),
        '<table:table-cell office:value-type="float" office:value="3"/>',
        '<table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25%</text:p></table:table-cell>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
        '<table:table-cell office:value-type="date" office:date-value="2024-02-01"><text:p>Feb 24</text:p>'
        "</table:table-cell>",
        '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p>'
        "</table:table-cell>",
        '<table:table-cell table:formula="of:=1+1"/>',
    )
    (sheet,) = sheets(table(row(*cells)))
    assert sheet.rows[0].values == [
        "text",
        3,
        0.25,
        True,
        DateCell(datetime(2024, 2, 1), "mmm yyyy"),
        ErrorCell("#REF!"),
        UncalculatedCell(),
    ]


def test_paragraphs_are_lines_and_only_spaces_written_as_elements_count():
    words = (
        "one  \n two<text:s text:c='2'/>x<text:tab/>y<text:line-break/>z</text:p><text:p><text:span>next</text:span>"
    )
    (sheet,) = sheets(table(row(text(words))))
    assert sheet.rows[0].values == ["one two  x\ty\nz\nnext"]


def test_what_is_repeated_is_written_out_where_it_holds_something():
    empty = '<table:table-cell table:number-columns-repeated="16000"/>'
    rows = (
        row(text("a", 'table:number-columns-repeated="2"'), empty, attributes='table:number-rows-repeated="2"'),
        row(empty, attributes='table:number-rows-repeated="1048000"'),
    )
    (sheet,) = sheets(table("".join(rows)))
    assert [(one.number, one.values) for one in sheet.rows] == [(1, ["a", "a"]), (2, ["a", "a"])]


def test_fills_are_those_of_the_cell_its_row_or_its_column_and_white_is_none():
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="red"/>'
    cells = (text("a", 'table:style-name="child"'), text("b"), text("c", 'table:style-name="white"'))
    (sheet,) = sheets(table(row(*cells, text("d", 'table:style-name="none"')), columns=columns))
    assert sheet.fills == {(1, 1): Fill("#ff0000"), (2, 1): Fill("#ff0000")}


def test_an_empty_cell_in_a_row_that_holds_something_keeps_its_fill():
    (sheet,) = sheets(table(row(text("a"), '<table:table-cell table:style-name="red"/>')))
    assert sheet.fills == {(2, 1): Fill("#ff0000")}


def test_a_merged_cell_fills_the_rows_of_its_range_and_no_other():
    covered = "<table:covered-table-cell/>"
    rows = (
        row(text("Data", 'table:number-rows-spanned="2"'), text("1")),
        row(covered, text("2")),
        row("<table:table-cell/>", text("3")),
    )
    (sheet,) = sheets(table("".join(rows)))
    assert [one.values for one in sheet.rows] == [["Data", "1"], ["Data", "2"], [None, "3"]]


def test_hidden_sheets_rows_and_columns_and_comments_are_reported():
    columns = '<table:table-column table:visibility="collapse"/>'
    note = "<office:annotation><text:p>Ask</text:p><text:p>first</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{note}<text:p>b</text:p></table:table-cell>'
    shown, hidden = sheets(
        table(row(text("a")) + row(cell, attributes='table:visibility="filter"'), columns=columns)
        + table(row(text("x")), name="Two", style="hid")
    )
    assert (shown.hidden, shown.hidden_rows, shown.hidden_columns, shown.rows[1].values) == (False, (2,), ("A",), ["b"])
    assert [(issue.code, issue.sheet, issue.cell, issue.found) for issue in shown.issues] == [
        ("comment-read", "One", "A2", "Ask\nfirst")
    ]
    assert (hidden.name, hidden.hidden) == ("Two", True)


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        (table(row(text("a"), attributes='table:number-rows-repeated="999999"')), "too-many-rows"),
        (table(row(text("a", 'table:number-columns-repeated="16000"'))), "too-many-columns"),
        (table("") * 51, "too-many-sheets"),
        ("<table:table>", "file-damaged"),
        (table(row('<table:table-cell office:value-type="float" office:value="x"/>')), "file-damaged"),
    ],
)
def test_what_is_damaged_or_too_large_is_refused(tables, code):
    with pytest.raises(WorkbookError) as refused:
        sheets(tables)
    assert refused.value.code == code


def test_a_package_without_content_is_damaged():
    with pytest.raises(WorkbookError) as refused:
        read_ods(zipped({"mimetype": "x"}), limits=Limits())
    assert refused.value.code == "file-damaged"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('office:value-type="time" office:time-value="PT08H15M00S"><text:p>08:15', "08:15:00"),
        ('office:value-type="time" office:time-value="PT30H15M00S"><text:p>30:15', "1 day, 6:15:00"),
        ('office:value-type="time" office:time-value="soon"><text:p>later', "later"),
        ('office:value-type="time" office:time-value="PT08H15M00S"><text:p>', "08:15:00"),
        ('office:value-type="currency" office:currency="GBP" office:value="12.5"><text:p>£12.50', 12.5),
        ('office:value-type="float" office:value="1e999"><text:p>', ErrorCell("#NUM!")),
        ('office:value-type="float" office:value="0" calcext:value-type="error"><text:p>#VALUE!', ErrorCell("#VALUE!")),
        ('table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!', ErrorCell("#DIV/0!")),
        ('table:formula="of:=x()" office:value-type="string"><text:p>Err:508', ErrorCell("Err:508")),
        ('office:value-type="string"><text:p>#REF!', "#REF!"),
        ('table:formula="of:=A1" office:value-type="string" office:string-value=""><text:p>', None),
        ('table:formula="of:=A1" office:value-type="string" office:string-value="x"><text:p>', "x"),
        ('office:value-type="date" office:date-value="2024-02-30"><text:p>', "2024-02-30"),
    ],
)
def test_a_value_is_what_is_stored_and_an_error_is_one_whoever_wrote_it(cell, value):
    (sheet,) = sheets(table(row(f"<table:table-cell {cell}</text:p></table:table-cell>", text("x"))))
    assert sheet.rows[0].values == [value, "x"]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('"percentage" office:value="0.05"><text:p>5%', "5%"),
        ('"currency" office:value="12.5"><text:p>£12.50 ', "£12.50"),
        ('"float" office:value="1234"><text:p>1,234', "1,234"),
        ('"float" office:value="1234"><text:p>###', "1234"),
        ('"float" office:value="0.30000000000000004"><text:p>', "0.3"),
        ('"time" office:time-value="PT08H15M00S"><text:p>8:15 AM', "8:15"),
        ('"time" office:time-value="PT30H15M00S"><text:p>', "30:15"),
    ],
)
def test_a_number_or_a_time_is_in_words_what_its_cell_shows(cell, words):
    (sheet,) = sheets(table(row(f"<table:table-cell office:value-type={cell}</text:p></table:table-cell>")))
    assert [displayed_text(value) for value in sheet.rows[0].values] == [words]


def test_spaces_are_as_many_as_were_typed_and_where_a_line_of_the_xml_ends_is_one_space():
    written = "<text:p>a<text:tab/>b  c<text:s text:c='2'/>d\n   e&#x0d;f</text:p>"
    (sheet,) = sheets(table(row(f'<table:table-cell office:value-type="string">{written}</table:table-cell>')))
    assert sheet.rows[0].values == ["a\tb  c  d e\nf"]


def test_a_value_below_a_merged_cell_is_not_lost():
    rows = (
        row(text("Data", 'table:number-rows-spanned="2"'), text("1")),
        row('<table:covered-table-cell office:value-type="string"><text:p>kept</text:p></table:covered-table-cell>'),
    )
    (sheet,) = sheets(table("".join(rows)))
    assert [one.values for one in sheet.rows] == [["Data", "1"], ["kept"]]


def test_a_row_can_have_a_fill_and_a_malformed_colour_is_no_fill():
    odd = (
        '<style:style style:name="odd" style:family="table-cell"><style:table-cell-properties '
        'fo:background-color="red"/></style:style>'
    )
    cells = (text("a"), text("b", 'table:style-name="odd"'))
    (sheet,) = sheets(table(row(*cells, attributes='table:default-cell-style-name="red"')), styles=odd)
    assert sheet.fills == {(1, 1): Fill("#ff0000")}


def test_the_fills_of_a_row_of_swatches_are_read_for_a_key():
    green = (
        '<style:style style:name="green" style:family="table-cell"><style:table-cell-properties '
        'fo:background-color="#00ff00"/></style:style>'
    )
    swatches = ('<table:table-cell table:style-name="red"/>', '<table:table-cell table:style-name="green"/>')
    (sheet,) = sheets(table(row(*swatches) + row(text("a"))), styles=green)
    assert sheet.fills_by_row == {1: {1: Fill("#ff0000"), 2: Fill("#00ff00")}}


def test_a_copy_of_a_sheet_of_another_workbook_is_no_sheet():
    copy = table(row(text("not of this workbook")), name="'file:///srv/other.ods'#$List")
    (sheet,) = sheets(table(row(text("a"))) + copy)
    assert sheet.rows[0].values == ["a"]


@pytest.mark.parametrize("count", ["0", "-5", "9" * 30, "x"])
def test_a_count_that_no_program_writes_is_damage_or_too_large(count):
    with pytest.raises(WorkbookError) as refused:
        sheets(table(row(text("a", f'table:number-columns-repeated="{count}"'))))
    assert refused.value.code == ("too-many-columns" if count.startswith("9") else "file-damaged")


def test_the_progress_of_reading_is_reported():
    reported: list[Progress] = []
    read_ods(ods(table(row(text("a")) * 20_000)), limits=Limits(), progress=reported.append)
    assert {(progress.stage, progress.sheet) for progress in reported} == {("cells", "One")}
    assert reported[-1].percent == 100


def test_a_merged_range_ends_where_a_sheet_ends():
    wide = text("a", 'table:number-columns-spanned="999999999" table:number-rows-spanned="9999999999"')
    (sheet,) = sheets(table(row(wide)))
    assert sheet.merged == (CellRange(1, 1, 16_384, 1_048_576),)


def test_the_cells_that_a_rule_may_colour_are_known_by_their_ranges():
    rules = "".join(
        f'<calcext:conditional-format calcext:target-range-address="{area}"><calcext:condition '
        f'calcext:apply-style-name="red" calcext:value="{value}"/></calcext:conditional-format>'
        for area, value in (("One.A1:One.A2 One.C1", "=1"), ("'One'.B1:'One'.B2", "formula-is([.B1]=1)"))
    )
    (sheet,) = sheets(table(row(text("x")) + f"<calcext:conditional-formats>{rules}</calcext:conditional-formats>"))
    assert sheet.coloured_by_rule == (
        RuleRange(CellRange(1, 1, 1, 2), by_own_value=True),
        RuleRange(CellRange(3, 1, 3, 1), by_own_value=True),
        RuleRange(CellRange(2, 1, 2, 2), by_own_value=False),
    )
