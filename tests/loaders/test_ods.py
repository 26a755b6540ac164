from datetime import datetime

import pytest

from loaders.cell_values import DateCell, ErrorCell, UncalculatedCell
from loaders.fills import Fill
from loaders.limits import Limits
from loaders.ods import read_ods
from model.issue import WorkbookError
from tests.loaders.parts import ods, zipped

STYLES = (
    '<style:style style:name="red" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#FF0000"/>'
    '</style:style><style:style style:name="child" style:family="table-cell" style:parent-style-name="red"/>'
    '<style:style style:name="white" style:family="table-cell"><style:table-cell-properties '
    'fo:background-color="#ffffff"/></style:style><style:style style:name="none" style:family="table-cell" '
    'style:parent-style-name="red"><style:table-cell-properties fo:background-color="transparent"/></style:style>'
    '<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<number:date-style style:name="N1"><number:month number:textual="true"/><number:text> </number:text>'
    '<number:year number:style="long"/></number:date-style>'
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>'
)


def sheets(tables, limits=None):
    return read_ods(ods(tables, styles=STYLES), limits=limits or Limits())


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
        '<table:table-cell office:value-type="date" office:date-value="2024-02-01" table:style-name="month"/>',
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


def test_paragraphs_are_lines_and_spaces_are_kept_where_they_are_written_as_such():
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


def test_a_merged_cell_fills_its_own_rows_and_no_other():
    covered = "<table:covered-table-cell/>"
    rows = (
        row(text("Data", 'table:number-rows-spanned="2"'), text("1")),
        row(covered, text("2")),
        row("<table:table-cell/>", text("3")),
    )
    (sheet,) = sheets(table("".join(rows)))
    assert [one.values for one in sheet.rows] == [["Data", "1"], ["Data", "2"], [None, "3"]]


def test_hidden_sheets_rows_and_columns_and_comments_are_told():
    columns = '<table:table-column table:visibility="collapse"/>'
    note = "<office:annotation><text:p>Ask</text:p><text:p>first</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{note}<text:p>b</text:p></table:table-cell>'
    shown, hidden = sheets(
        table(row(text("a")) + row(cell, attributes='table:visibility="filter"'), columns=columns)
        + table(row(text("x")), name="Two", style="hid")
    )
    assert (shown.hidden, shown.hidden_rows, shown.hidden_columns, shown.rows[1].values) == (False, (2,), ("A",), ["b"])
    assert [(issue.code, issue.sheet, issue.cell, issue.found) for issue in shown.told] == [
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
