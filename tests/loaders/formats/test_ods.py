"""Workbooks of LibreOffice and of other programs, down to what only some of them write."""

from datetime import datetime

import pytest

from loaders.cells import CellRange, DateCell, ErrorCell, RuleRange, displayed_text
from loaders.formats.spreadsheets import read_ods
from loaders.progress import Progress
from loaders.security import Limits
from model.tracker.reading import WorkbookError
from tests.support.files.packages import packed
from tests.support.files.parts import ods


def style(name, colour, parent=""):
    properties = f'<style:table-cell-properties fo:background-color="{colour}"/>' if colour else ""
    return f'<style:style style:name="{name}" style:parent-style-name="{parent}">{properties}</style:style>'


STYLES = (
    style("red", "#FF0000")
    + style("green", "#00ff00")
    + style("child", "", "red")
    + style("white", "#ffffff")
    + style("none", "transparent", "red")
    + style("odd", "red")
    + '<style:style style:name="hid"><style:table-properties table:display="false"/></style:style>'
)


def sheets(tables, **options):
    return read_ods(ods(tables, styles=STYLES), limits=Limits(), **options)


def table(*rows, name="One", columns="", style=""):
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'


def row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def text(words, attributes=""):
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{words}</text:p></table:table-cell>'


def test_what_people_see_of_a_sheet_is_read():
    columns = '<table:table-column table:visibility="collapse"/>'
    note = "<office:annotation><text:p>Ask</text:p><text:p>first</text:p></office:annotation>"
    noted = f'<table:table-cell office:value-type="string">{note}<text:p>1</text:p></table:table-cell>'
    covered = '<table:covered-table-cell office:value-type="string"><text:p>kept</text:p></table:covered-table-cell>'
    shown, hidden = sheets(
        table(
            row(text("Data", 'table:number-rows-spanned="3"'), noted),
            row("<table:covered-table-cell/>", text("2"), attributes='table:visibility="filter"'),
            row(covered),
            row("<table:table-cell/>", text("4")),
            columns=columns,
        )
        + table(row(text("x")), name="Two", style="hid")
        + table(row(text("not of this workbook")), name="'file:///srv/other.ods'#$List")
    )
    assert [one.values for one in shown.rows] == [["Data", "1"], ["Data", "2"], ["kept"], [None, "4"]]
    assert (shown.hidden, shown.hidden_rows, shown.hidden_columns) == (False, (2,), ("A",))
    assert [(issue.code, issue.cell, issue.found) for issue in shown.issues] == [("comment-read", "B1", "Ask\nfirst")]
    assert (hidden.name, hidden.hidden, hidden.rows[0].values) == ("Two", True, ["x"])


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ('office:value-type="string"><text:p>#REF!', "#REF!", "#REF!"),
        ('office:value-type="float" office:value="3"><text:p>', 3, "3"),
        ('office:value-type="float" office:value="1234"><text:p>1,234', 1234.0, "1,234"),
        ('office:value-type="float" office:value="1234"><text:p>###', 1234, "1234"),
        ('office:value-type="float" office:value="1e999"><text:p>', ErrorCell("#NUM!"), "#NUM!"),
        ('office:value-type="percentage" office:value="0.05"><text:p>5%', 0.05, "5%"),
        ('office:value-type="currency" office:currency="GBP" office:value="12.5"><text:p>£12.50 ', 12.5, "£12.50"),
        ('office:value-type="boolean" office:boolean-value="true"><text:p>', True, "TRUE"),
        ('office:value-type="time" office:time-value="PT08H15M00S"><text:p>8:15 AM', "8:15", "8:15"),
        ('office:value-type="time" office:time-value="soon"><text:p>later', "later", "later"),
        (
            'office:value-type="date" office:date-value="2024-02-01"><text:p>Feb 24',
            DateCell(datetime(2024, 2, 1), "mmm yyyy"),
            "February 2024",
        ),
        ('office:value-type="date" office:date-value="2024-02-30"><text:p>', "2024-02-30", "2024-02-30"),
        ('office:value="0" calcext:value-type="error"><text:p>#VALUE!', ErrorCell("#VALUE!"), "#VALUE!"),
        (
            'table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!',
            ErrorCell("#DIV/0!"),
            "#DIV/0!",
        ),
        ('table:formula="of:=A1" office:value-type="string" office:string-value=""><text:p>', None, ""),
        ('table:formula="of:=1+1"><text:p>', ErrorCell(), ""),
        (
            "office:value-type=\"string\"><text:p>a<text:tab/>b  c<text:s text:c='2'/>d\n   e&#x0d;f</text:p>"
            "<text:p><text:span>g</text:span><text:line-break/>h",
            "a\tb  c  d e\nf\ng\nh",
            "a\tb  c  d e\nf\ng\nh",
        ),
    ],
)
def test_a_value_counts_as_stored_and_is_in_words_what_its_cell_shows(cell, value, words):
    (sheet,) = sheets(table(row(f"<table:table-cell {cell}</text:p></table:table-cell>", text("x"))))
    found, _ = sheet.rows[0].values
    assert (found, displayed_text(found)) == (value, words)
    assert isinstance(found, type(value))
    assert sheet.formulas == ({"A1"} if "formula" in cell else set())


def test_what_is_repeated_is_written_out_where_it_holds_something():
    empty = '<table:table-cell table:number-columns-repeated="16000"/>'
    (sheet,) = sheets(
        table(
            row(text("a", 'table:number-columns-repeated="2"'), empty, attributes='table:number-rows-repeated="2"'),
            row(empty, attributes='table:number-rows-repeated="1048000"'),
        )
    )
    assert [(one.number, one.values) for one in sheet.rows] == [(1, ["a", "a"]), (2, ["a", "a"])]


def test_a_fill_is_that_of_the_cell_its_row_or_its_column_and_white_is_none():
    names = ("child", "", "white", "none", "odd", "green")
    cells = [text("x", f'table:style-name="{name}"' if name else "") for name in names]
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="red"/>'
    swatches = ('<table:table-cell table:style-name="red"/>', '<table:table-cell table:style-name="green"/>')
    default = row(text("x"), attributes='table:default-cell-style-name="green"')
    (sheet,) = sheets(table(row(*cells), default, row(*swatches), columns=columns))
    red, green = "#ff0000", "#00ff00"
    assert sheet.fills_by_row == {1: {1: red, 2: red, 6: green}, 2: {1: green}, 3: {1: red, 2: green}}


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        (table(row(text("a"), attributes='table:number-rows-repeated="999999"')), "too-many-rows"),
        (table(row(text("a", f'table:number-columns-repeated="{"9" * 30}"'))), "too-many-columns"),
        (table("") * 51, "too-many-sheets"),
        ("<table:table>", "file-damaged"),
        (table(row('<table:table-cell office:value-type="float" office:value="x"/>')), "file-damaged"),
        *((table(row(text("a", f'table:number-columns-repeated="{n}"'))), "file-damaged") for n in ("0", "-5", "x")),
    ],
)
def test_what_is_damaged_or_too_large_is_refused(tables, code):
    with pytest.raises(WorkbookError, match=code):
        sheets(tables)


def test_a_package_without_content_is_damaged():
    with pytest.raises(WorkbookError, match="file-damaged"):
        read_ods(packed({"mimetype": "x"}), limits=Limits())


def test_the_progress_of_reading_is_reported():
    reported: list[Progress] = []
    sheets(table(row(text("a")) * 20_000), progress=reported.append)
    assert {(progress.stage, progress.sheet) for progress in reported} == {("cells", "One")}
    assert reported[-1].percent == 100


def test_merged_ranges_end_where_a_sheet_ends_and_those_of_rules_are_known():
    rules = "".join(
        f'<calcext:conditional-format calcext:target-range-address="{area}"><calcext:condition '
        f'calcext:apply-style-name="red" calcext:value="{value}"/></calcext:conditional-format>'
        for area, value in (("One.A1:One.A2 One.C1", "=1"), ("'One'.B1:'One'.B2", "formula-is([.B1]=1)"))
    )
    wide = text("a", 'table:number-columns-spanned="999999999" table:number-rows-spanned="9999999999"')
    (sheet,) = sheets(table(row(wide), f"<calcext:conditional-formats>{rules}</calcext:conditional-formats>"))
    assert sheet.merged == (CellRange(1, 1, 16_384, 1_048_576),)
    assert sheet.coloured_by_rule == (
        RuleRange(CellRange(1, 1, 1, 2), by_own_value=True),
        RuleRange(CellRange(3, 1, 3, 1), by_own_value=True),
        RuleRange(CellRange(2, 1, 2, 2), by_own_value=False),
    )
