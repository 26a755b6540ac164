import pytest

from loaders.cells.fill import Fill
from loaders.formats.ods.workbook import read_ods
from loaders.security.limits import Limits
from model.issues.issue import Severity
from tests.support.files.parts import ods

RED, GREEN = (Fill(colour, conditional=True) for colour in ("#ff0000", "#00ff00"))
COLOURS = {"Bad": "#ff0000", "Good": "#00ff00", "Own": "#0000ff", "White": "transparent"}
STYLES = (
    "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties '
        f'fo:background-color="{colour}"/></style:style>'
        for name, colour in COLOURS.items()
    )
    + '<style:style style:name="Bold" style:family="table-cell"/>'
)


def escaped(written):
    return written.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def listed(*conditions, area="One.A1:One.A4", more=""):
    """Return the list of conditional formats of a sheet, as LibreOffice writes it."""
    written_conditions = "".join(
        f'<calcext:condition calcext:apply-style-name="{style}" calcext:value="{escaped(written)}" '
        'calcext:base-cell-address="One.A1"/>'
        for written, style in conditions
    )
    return (
        "<calcext:conditional-formats>"
        f'<calcext:conditional-format calcext:target-range-address="{area}">{written_conditions}{more}'
        "</calcext:conditional-format></calcext:conditional-formats>"
    )


def sheet_of(rows, formats="", *, styles="", style=""):
    """Return a sheet of texts and numbers as it is read; cells of the first column have a style."""
    cells = "".join(
        "<table:table-row>"
        + "".join(_cell(value, style if not place else "") for place, value in enumerate(one))
        + "</table:table-row>"
        for one in rows
    )
    (sheet,) = read_ods(
        ods(f'<table:table table:name="One">{cells}{formats}</table:table>', styles=STYLES + styles), limits=Limits()
    )
    return sheet


def _cell(value, style):
    named = f'table:style-name="{style}"' if style else ""
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string" {named}><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}" {named}/>'


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ('="Red"', [1, 2]),
        ('!="Red"', [3, 4]),
        ("<5", [4]),
        ("between(3,5)", [4]),
        ('contains-text("re")', [1, 2, 3]),
        ('begins-with("gr")', [3]),
        ('formula-is([.$B1]="x")', [2]),
        ('formula-is($B1="x")', [2]),
        ('formula-is(AND([.A1]="Red";[.$B1]<>"x"))', [1]),
        ("formula-is([$One.$B$2]=[.B1])", [2]),
        ("=[.$C$1]", [3]),
    ],
)
def test_a_listed_condition_gives_the_fill_of_its_style(written, rows):
    values = [["Red", "y", "Green"], ["red", "x"], ["Green", "y"], [4, "y"]]
    sheet = sheet_of(values, listed((written, "Bad")))
    assert (sheet.fills, sheet.issues) == ({(1, row): RED for row in rows}, [])


@pytest.mark.parametrize(
    ("written", "kind", "rule"),
    [
        ("formula-is([.A2]=1)", "expression", "A2=1"),
        ("formula-is([$Two.A1]=1)", "expression", "$Two.A1=1"),
        ("formula-is([.$A$1:.B2]=1)", "expression", "$A$1:B2=1"),
        ('formula-is(TODAY()>[.A1]&"[x]")', "expression", 'TODAY()>A1&"[x]"'),
        ("duplicate", "duplicateValues", ""),
        ("top-elements(3)", "top10", ""),
        ("below-equal-average", "aboveAverage", ""),
        ("contains-text([.B1])", "expression", "contains-text(B1)"),
        ("between(1)", "expression", "between(1)"),
        ("is-error", "expression", "is-error"),
        ("", "expression", ""),
    ],
)
def test_a_condition_that_is_not_simple_is_reported_and_gives_no_colour(written, kind, rule):
    sheet = sheet_of([["Red"], ["x"]], listed((written, "Bad")), style="Own")
    assert sheet.fills == {}
    assert [(one.code, one.severity, one.cell, one.found, one.details) for one in sheet.issues] == [
        (
            "conditional-format-not-read",
            Severity.WARNING,
            "A1",
            "A1:A4",
            {"kind": kind, "rule": rule},
        )
    ]


def test_the_list_names_a_style_as_people_see_it():
    style = (
        '<style:style style:name="Conditional_5f_1" style:display-name="Conditional_1" style:family="table-cell">'
        '<style:table-cell-properties fo:background-color="#00ff00"/></style:style>'
    )
    sheet = sheet_of([["Red"], ["x"]], listed(('="Red"', "Conditional_1")), styles=style)
    assert (sheet.fills, sheet.issues) == ({(1, 1): GREEN}, [])


def test_a_quotation_mark_in_a_search_text_is_not_doubled():
    sheet = sheet_of([['a"b'], ["ab"]], listed(('contains-text("a"b")', "Bad")))
    assert (sheet.fills, sheet.issues) == ({(1, 1): RED}, [])


def test_the_first_condition_that_holds_decides_also_where_its_style_has_no_fill():
    rows = [["Red"], ["Green"], ["x"]]
    formats = listed(('="Red"', "Bold"), ('contains-text("re")', "Good"), ('="x"', "White"), ("!=1", "Bad"))
    assert sheet_of(rows, formats, style="Own").fills == {(1, 1): Fill("#0000ff"), (1, 2): GREEN}


def test_scales_bars_and_icons_are_reported():
    more = "<calcext:color-scale/><calcext:data-bar/><calcext:icon-set/>"
    sheet = sheet_of([[1]], listed(more=more), style="Own")
    assert [(one.severity, one.details["kind"]) for one in sheet.issues] == [
        (Severity.WARNING, "colorScale"),
        (Severity.INFO, "dataBar"),
        (Severity.INFO, "iconSet"),
    ]
    assert sheet.fills == {}


def test_formats_that_colour_nothing_are_of_no_matter():
    assert sheet_of([["Red"]], listed(("duplicate", "Bold"))).issues == []


def mapped(condition, style="Bad", base="One.A1"):
    """Return a style of cells with a condition, as older programs write it."""
    return (
        '<style:style style:name="own" style:family="table-cell"><style:map '
        f'style:condition="{escaped(condition)}" style:apply-style-name="{style}" style:base-cell-address="{base}"/>'
        '</style:style><style:style style:name="child" style:family="table-cell" style:parent-style-name="own"/>'
    )


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        ('cell-content()="Red"', [1, 3]),
        ('of:cell-content()!="Red"', [2]),
        ("cell-content-is-between(1,3)", [2]),
        ("cell-content-is-not-between(1,3)", [1, 3]),
        ('is-true-formula([.$B1]="x")', [3]),
    ],
)
@pytest.mark.parametrize("style", ["own", "child"])
def test_a_condition_of_a_style_counts_where_the_style_stands(condition, rows, style):
    sheet = sheet_of([["Red", "Red"], [2, "y"], ["Red", "x"]], styles=mapped(condition), style=style)
    assert (sheet.fills, sheet.issues) == ({(1, row): RED for row in rows}, [])


def test_a_condition_of_a_style_that_is_not_simple_is_reported_for_the_cells_that_have_it():
    rows = [["Red"], ["x"], ["y"]]
    (issue,) = sheet_of(rows, styles=mapped("is-true-formula(TODAY()>[.A1])"), style="own").issues
    assert (issue.cell, issue.found, issue.details["rule"]) == ("A1", "A1:A3", "TODAY()>A1")


def test_the_conditional_formats_of_styles_are_ignored_where_a_sheet_lists_its_formats():
    sheet = sheet_of([["Red"]], listed(('="Red"', "Good")), styles=mapped('cell-content()="Red"'), style="own")
    assert sheet.fills == {(1, 1): GREEN}
