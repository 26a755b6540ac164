from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, IconSetRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from loaders.cells import read_cells
from loaders.fills import Fill
from loaders.limits import Limits
from tests.loaders.parts import xlsx

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
    assert not sheet.told
    return [row for _, row in sorted(sheet.fills)]


def text_rule(kind, text):
    return Rule(type=kind, text=text, formula=["TRUE"], dxf=DifferentialStyle(fill=RED))


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


def test_empty_cells_of_rows_that_hold_something_are_tested_too():
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
    assert (sheet.fills, sheet.told) == ({place: Fill("#ff0000", conditional=True) for place in expected}, [])


def test_the_first_rule_with_a_fill_decides_and_covers_the_cells_own():
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
        FormulaRule(formula=['AND(A1="Red",B1>3)'], fill=RED),
        FormulaRule(formula=["A1=B1"], fill=RED),
        FormulaRule(formula=['A9="Red"'], fill=RED),
        FormulaRule(formula=['$A$1="Red"'], fill=RED),
        CellIsRule(operator="lessThan", formula=["TODAY()"], fill=RED),
        Rule(type="top10", rank=1, dxf=DifferentialStyle(fill=RED)),
        text_rule("containsText", "R*d"),
        ColorScaleRule(start_type="min", start_color="FF0000", end_type="max", end_color="00FF00"),
        IconSetRule("3TrafficLights1", "percent", [0, 33, 67]),
        DataBarRule("min", None, "max", None, "FF0000"),
    ],
)
def test_a_rule_that_is_not_simple_is_told_once_for_its_range_and_nothing_is_guessed(rule):
    sheet = sheet_of([["Red"], ["Red"]], ("A1:A2", rule))
    assert sheet.fills == {}
    assert [(issue.code, issue.sheet, issue.cell, issue.found) for issue in sheet.told] == [
        ("conditional-format-not-read", "Sheet", "A1", "A1:A2")
    ]


def test_no_rule_after_one_that_is_not_simple_and_has_a_fill_is_believed():
    def rules():
        yield "A1:A2", FormulaRule(formula=["ISODD(ROW())"], fill=GREEN)
        yield "A1:A2", CellIsRule(operator="equal", formula=['"Red"'], fill=RED)

    assert sheet_of([["Red"], ["Red"]], *rules()).fills == {}
    assert sheet_of([["Red"], ["Red"]], *reversed(list(rules()))).fills.keys() == {(1, 1), (1, 2)}


def test_a_rule_without_a_fill_that_is_not_simple_is_of_no_matter():
    rule = FormulaRule(formula=["ISODD(ROW())"], font=Font(bold=True))
    assert sheet_of([["Red"]], ("A1:A2", rule)).told == []


def test_the_rules_of_an_extension_are_told():
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><extLst><ext>'
        '<x:conditionalFormattings xmlns:x="x">'
        '<x:conditionalFormatting><x:cfRule type="expression" priority="1"><f>Other!A1</f></x:cfRule>'
        "<sqref>A1:A4</sqref>"
        "</x:conditionalFormatting></x:conditionalFormattings></ext></extLst>"
    )
    (read,) = read_cells(xlsx(sheet), limits=Limits())
    assert [(issue.code, issue.found) for issue in read.told] == [("conditional-format-not-read", "A1:A4")]


def test_a_style_that_is_not_there_gives_no_fill():
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><conditionalFormatting sqref="A1"><cfRule '
        'type="cellIs" operator="equal" dxfId="9" priority="1"><formula>1</formula></cfRule></conditionalFormatting>'
    )
    (read,) = read_cells(xlsx(sheet), limits=Limits())
    assert (read.fills, read.told) == ({}, [])
