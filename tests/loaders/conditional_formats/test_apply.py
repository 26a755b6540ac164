from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, IconSetRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from loaders.cells.fill import Fill
from loaders.formats.xlsx.workbook import read_cells
from loaders.security.limits import Limits
from model.issues.issue import Severity
from tests.support.files.parts import xlsx

RED, GREEN, AMBER = (PatternFill(bgColor=colour) for colour in ("FFFF0000", "FF00FF00", "FFFFC000"))


def sheet_of(rows, *formats, fills=()):
    """Return a sheet as it is read, with conditional formats of ranges and with fills of single cells."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for reference, rule in formats:
        book.worksheets[0].conditional_formatting.add(reference, rule)
    for cell, colour in fills:
        book.worksheets[0][cell].fill = PatternFill("solid", fgColor=colour)
    buffer = BytesIO()
    book.save(buffer)
    (sheet,) = read_cells(buffer, limits=Limits())
    return sheet


def reds(values, rule):
    """Return the rows of one column that a rule over it colours red."""
    sheet = sheet_of([[value] for value in values], ("A1:A99", rule))
    assert set(sheet.fills.values()) <= {Fill("#ff0000", conditional=True)}
    assert not sheet.issues
    return [row for _, row in sorted(sheet.fills)]


def text_rule(kind, text):
    """Return a rule as Excel writes it, which says the same again as a formula that quotes the text."""
    return Rule(type=kind, text=text, formula=[f'SEARCH("{text}",A1)'], dxf=DifferentialStyle(fill=RED))


@pytest.mark.parametrize(
    ("operator", "formulas", "expected"),
    [
        ("equal", ['"Red"'], [1, 2]),
        ("equal", ["2"], [5]),
        ("notEqual", ['"red"'], [3, 4, 5, 6, 7]),
        ("lessThan", ["2"], [4]),
        ("lessThanOrEqual", ["2"], [4, 5]),
        ("greaterThan", ["1.5"], [1, 2, 3, 5, 6, 7]),
        ("between", ["1", "2"], [4, 5]),
        ("between", ["2", "1"], [4, 5]),
        ("notBetween", ["1", "45000"], [1, 2, 3, 6, 7]),
        ("equal", ["45323"], [7]),
        ("equal", ["TRUE"], [6]),
    ],
)
def test_a_cell_is_compared_with_what_a_rule_writes_out(operator, formulas, expected):
    values = ["Red", " RED ", "Reddish", 1, 2, True, date(2024, 2, 1)]
    assert reds(values, CellIsRule(operator=operator, formula=formulas, fill=RED)) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("containsText", [1, 2, 3]), ("beginsWith", [1, 2]), ("endsWith", [1, 3]), ("notContainsText", [4, 5])],
)
def test_a_text_is_searched_for_in_any_case(kind, expected):
    assert reds(["Red", "Red 2", "now RED", "Amber", 4], text_rule(kind, "red")) == expected


def test_empty_cells_of_rows_with_values_are_tested_too():
    blanks, filled = (text_rule(kind, None) for kind in ("containsBlanks", "notContainsBlanks"))
    rows = [["a", None], [None, None], ["b", "x"]]
    assert sheet_of(rows, ("B1:B9", blanks)).fills == {(2, 1): Fill("#ff0000", conditional=True)}
    assert sheet_of(rows, ("B1:B9", filled)).fills == {(2, 3): Fill("#ff0000", conditional=True)}


@pytest.mark.parametrize(
    ("reference", "formula", "expected"),
    [
        ("A2:B4", '$B2="Red"', [(1, 2), (2, 2), (1, 4), (2, 4)]),
        ("A2:A4", 'B2 = "Red"', [(1, 2), (1, 4)]),
        ("B2:B4", 'B2="Red"', [(2, 2), (2, 4)]),
        ("A2:A4", '$B2<>"Red"', [(1, 3)]),
        ("A1:A1048576", '$B1="Red"', [(1, 2), (1, 4)]),
        ("A3", '$B$3="Amber"', [(1, 3)]),
    ],
)
def test_a_formula_may_compare_another_column_of_the_row(reference, formula, expected):
    rows = [["Item", "Status"], ["a", "Red"], ["b", "Amber"], ["c", "red"]]
    sheet = sheet_of(rows, (reference, FormulaRule(formula=[formula], fill=RED)))
    assert (sheet.fills, sheet.issues) == ({place: Fill("#ff0000", conditional=True) for place in expected}, [])


def test_the_first_rule_with_a_fill_decides_and_replaces_the_fill_of_the_cell():
    sheet = sheet_of(
        [["Red"], ["Green"], ["Grey"]],
        ("A1:A3", text_rule("containsText", "re")),
        ("A1:A3", CellIsRule(operator="equal", formula=['"Green"'], fill=GREEN)),
        fills=[("A1", "FF0000FF"), ("A3", "FF808080")],
    )
    assert sheet.fills == {
        (1, 1): Fill("#ff0000", conditional=True),
        (1, 2): Fill("#ff0000", conditional=True),
        (1, 3): Fill("#ff0000", conditional=True),
    }


def test_a_rule_that_stops_keeps_later_ones_away_and_one_with_a_font_alone_does_not():
    rows = [["Red"], ["Amber"]]
    colour = ("A1:A2", FormulaRule(formula=['A1<>""'], fill=AMBER))
    stops = ("A1:A2", CellIsRule(operator="equal", formula=['"Red"'], font=Font(bold=True), stopIfTrue=True))
    bold = ("A1:A2", CellIsRule(operator="equal", formula=['"Red"'], font=Font(bold=True)))
    amber = Fill("#ffc000", conditional=True)
    assert sheet_of(rows, stops, colour).fills == {(1, 2): amber}
    assert sheet_of(rows, bold, colour).fills == {(1, 1): amber, (1, 2): amber}


@pytest.mark.parametrize(
    "rule",
    [
        FormulaRule(formula=['A2="Red"'], fill=RED),
        FormulaRule(formula=["Other!A1=1"], fill=RED),
        FormulaRule(formula=['COUNTIF(A:A,"Red")>1'], fill=RED),
        FormulaRule(formula=["SUM(A1:B1)"], fill=RED),
        FormulaRule(formula=["overdue"], fill=RED),
        FormulaRule(formula=["#REF!=1"], fill=RED),
        FormulaRule(formula=["AND(A1"], fill=RED),
        FormulaRule(formula=["(" * 60 + "A1" + ")" * 60], fill=RED),
        CellIsRule(operator="lessThan", formula=["TODAY()"], fill=RED),
        CellIsRule(operator="equal", formula=["Lists!$A$1"], fill=RED),
        CellIsRule(operator="between", formula=["1"], fill=RED),
        Rule(type="containsText", text="red", formula=["SEARCH(Lists!$A$1,A1)"], dxf=DifferentialStyle(fill=RED)),
        Rule(type="top10", rank=1, dxf=DifferentialStyle(fill=RED)),
        text_rule("containsText", "R*d"),
        ColorScaleRule(start_type="min", start_color="FF0000", end_type="max", end_color="00FF00"),
        IconSetRule("3TrafficLights1", "percent", [0, 33, 67]),
        DataBarRule("min", None, "max", None, "FF0000"),
    ],
)
def test_a_rule_that_is_not_simple_is_reported_for_its_range_and_nothing_is_guessed(rule):
    sheet = sheet_of([["Red"], ["Red"]], ("A1:A2", rule))
    assert sheet.fills == {}
    assert [(issue.code, issue.sheet, issue.cell, issue.found) for issue in sheet.issues] == [
        ("conditional-format-not-read", "Sheet", "A1", "A1:A2")
    ]


def test_no_rule_after_one_that_is_not_simple_and_has_a_fill_is_believed():
    def rules():
        yield "A1:A2", FormulaRule(formula=["A1<TODAY()"], fill=GREEN)
        yield "A1:A2", CellIsRule(operator="equal", formula=['"Red"'], fill=RED)

    assert sheet_of([["Red"], ["Red"]], *rules()).fills == {}
    assert sheet_of([["Red"], ["Red"]], *reversed(list(rules()))).fills.keys() == {(1, 1), (1, 2)}


def test_a_cell_that_a_rule_which_is_not_simple_may_colour_has_no_fill_and_that_is_a_warning():
    overdue = ("A1:A2", FormulaRule(formula=["B1<TODAY()"], fill=RED))
    sheet = sheet_of([["x"], ["y"], ["z"]], overdue, fills=[("A1", "FF00FF00"), ("A3", "FF00FF00")])
    assert sheet.fills == {(1, 3): Fill("#00ff00")}
    assert [(issue.severity, issue.found, issue.details) for issue in sheet.issues] == [
        (Severity.WARNING, "A1:A2", {"kind": "expression", "rule": "B1<TODAY()"})
    ]


def test_icons_and_bars_are_reported_and_do_not_change_the_fill_of_a_cell():
    icons = ("A1:A2", IconSetRule("3TrafficLights1", "percent", [0, 33, 67]))
    sheet = sheet_of([[1], [2]], icons, fills=[("A1", "FF00FF00")])
    assert sheet.fills == {(1, 1): Fill("#00ff00")}
    assert [(issue.severity, issue.details["kind"]) for issue in sheet.issues] == [(Severity.INFO, "iconSet")]


def test_each_rule_of_a_range_that_is_not_simple_is_reported_a_single_time():
    rules = [("A1:A2", FormulaRule(formula=[f"A1<TODAY()-{days}"], fill=RED)) for days in (7, 7, 30)]
    assert [issue.details["rule"] for issue in sheet_of([[1]], *rules).issues] == ["A1<TODAY()-7", "A1<TODAY()-30"]


def test_white_of_a_rule_replaces_the_fill_of_a_cell():
    white = ("A1:A2", CellIsRule(operator="equal", formula=['"Red"'], fill=PatternFill(bgColor="FFFFFFFF")))
    assert sheet_of([["Red"], ["x"]], white, fills=[("A1", "FF00FF00"), ("A2", "FF00FF00")]).fills == {
        (1, 2): Fill("#00ff00")
    }


def test_a_rule_that_reads_a_formula_without_a_result_gives_no_fill_and_removes_that_of_the_cell():
    rule = ("A1:A2", FormulaRule(formula=['$B1="x"'], fill=RED))
    sheet = sheet_of([["a", "=C1"], ["b", "x"]], rule, fills=[("A1", "FF00FF00")])
    assert (sheet.fills, sheet.issues) == ({(1, 2): Fill("#ff0000", conditional=True)}, [])


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('AND($A1="Red",$B1>3)', [1]),
        ('OR($A1="Red",$B1=2)', [1, 2, 3]),
        ('NOT($A1="Red")', [3, 4]),
        ("$B1=$C1", [2, 4]),
        ("$B1>$E$1", [1]),
        ("$E$1=3", [1, 2, 3, 4]),
        ("ISBLANK($B1)", [4]),
        ('ISNUMBER(SEARCH("re",$A1))', [1, 2, 3]),
        ('NOT(ISERROR(SEARCH("re",$A1)))', [1, 2, 3]),
        ("LEN(TRIM($B1))=0", [4]),
        ('LEFT($A1,1)&RIGHT($A1,1)="rd"', [1, 2]),
        ('UPPER($A1)="RED"', [1, 2]),
        ('EXACT($A1,"Red")', [1]),
        ("MOD(ROW(),2)=0", [2, 4]),
        ("COLUMN()=1", [1, 2, 3, 4]),
        ("ISEVEN($B1)", [1, 2, 3, 4]),
        ("$B1*2-1=(7+0)/1", [1]),
        ("-$B1=-2", [2, 3]),
        ("$D1<DATE(2024,6,1)", [1, 4]),
        ("1", [1, 2, 3, 4]),
        ('"x"', []),
        ("$A1+1=2", []),
        ("$B1/0=1", []),
        ("TRUE", [1, 2, 3, 4]),
        ("FALSE()", []),
    ],
)
def test_a_formula_may_use_several_cells_of_the_row_and_fixed_cells(formula, expected):
    days = [date(2024, 1, 31), date(2024, 12, 24), date(2024, 6, 1), None]
    rows = [["Red", 4, 5, days[0], 3], ["red", 2, 2, days[1]], ["Green", 2, 1, days[2]], ["x", None, None, days[3]]]
    sheet = sheet_of(rows, ("A1:A4", FormulaRule(formula=[formula], fill=RED)))
    assert (sorted(row for _, row in sheet.fills), sheet.issues) == (expected, [])


def test_a_cell_is_compared_with_another_of_its_row_or_a_fixed_one():
    rows = [["Red", "Red", "Amber"], ["Amber", "Red", "x"]]
    red = Fill("#ff0000", conditional=True)
    same = CellIsRule(operator="equal", formula=["B1"], fill=RED)
    fixed = CellIsRule(operator="equal", formula=["$C$1"], fill=RED)
    assert sheet_of(rows, ("A1:A2", same)).fills == {(1, 1): red}
    assert sheet_of(rows, ("A1:A2", fixed)).fills == {(1, 2): red}


@pytest.mark.parametrize(("formula", "rows"), [('A2="Red"', []), ('$A2="Red"', []), ('$A$1="Red"', [1, 2])])
def test_where_it_is_not_certain_from_which_cell_a_formula_counts_only_fixed_cells_are_read(formula, rows):
    rule = f'<x:cfRule type="expression" priority="1"><m:f>{formula}</m:f>{X_FILL}</x:cfRule>'
    read = extended(rule, "A2 A1")
    assert [row for _, row in sorted(read.fills)] == rows
    assert [issue.found for issue in read.issues] == ([] if rows else ["A2 A1"])


def test_a_rule_without_a_fill_that_is_not_simple_is_of_no_matter():
    rule = FormulaRule(formula=["A1<TODAY()"], font=Font(bold=True))
    assert sheet_of([["Red"]], ("A1:A2", rule)).issues == []


def extended(rule, reference="A1:A4", rows=("Red", "Green")):
    """Return a sheet with a rule in the list of extensions, as Excel writes what looks at another sheet."""
    cells = "".join(
        f'<row r="{line}"><c r="A{line}" t="str"><v>{value}</v></c></row>' for line, value in enumerate(rows, start=1)
    )
    sheet = (
        f'<sheetData>{cells}</sheetData><extLst><ext><x:conditionalFormattings xmlns:x="x" xmlns:m="m">'
        f"<x:conditionalFormatting>{rule}<m:sqref>{reference}</m:sqref></x:conditionalFormatting>"
        "</x:conditionalFormattings></ext></extLst>"
    )
    (read,) = read_cells(xlsx(sheet), limits=Limits())
    return read


X_FILL = '<x:dxf><fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></x:dxf>'


def test_a_simple_rule_of_an_extension_is_read_with_the_fill_that_stands_in_it():
    rule = '<x:cfRule type="expression" priority="1"><m:f>$A1="Red"</m:f>' + X_FILL + "</x:cfRule>"
    read = extended(rule)
    assert (read.fills, read.issues) == ({(1, 1): Fill("#ff0000", conditional=True)}, [])


@pytest.mark.parametrize(
    ("rule", "details"),
    [
        (
            '<x:cfRule type="cellIs" operator="equal" priority="1"><m:f>Lists!$A$1</m:f>' + X_FILL + "</x:cfRule>",
            {"kind": "cellIs", "rule": "= Lists!$A$1"},
        ),
        (
            '<x:cfRule type="containsText" operator="containsText" priority="1">'
            "<m:f>NOT(ISERROR(SEARCH(Lists!$A$1,A1)))</m:f><m:f>Lists!$A$1</m:f>" + X_FILL + "</x:cfRule>",
            {"kind": "containsText", "rule": "NOT(ISERROR(SEARCH(Lists!$A$1,A1))); Lists!$A$1"},
        ),
        (
            '<x:cfRule type="iconSet" priority="1"><x:iconSet iconSet="3Stars"><x:cfvo type="percent"><m:f>0</m:f>'
            "</x:cfvo></x:iconSet></x:cfRule>",
            {"kind": "iconSet", "rule": ""},
        ),
    ],
)
def test_a_rule_of_an_extension_that_is_not_simple_is_reported(rule, details):
    read = extended(rule)
    assert (read.fills, [(issue.found, issue.details) for issue in read.issues]) == ({}, [("A1:A4", details)])


def test_a_style_that_is_not_there_gives_no_fill():
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><conditionalFormatting sqref="A1"><cfRule '
        'type="cellIs" operator="equal" dxfId="9" priority="1"><formula>1</formula></cfRule></conditionalFormatting>'
    )
    (read,) = read_cells(xlsx(sheet), limits=Limits())
    assert (read.fills, read.issues) == ({}, [])
