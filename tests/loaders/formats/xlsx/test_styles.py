import pytest

from loaders.cells.fill import Fill
from loaders.cells.number_formats import is_date, is_duration
from loaders.formats.xlsx.colours import apply_tint
from loaders.formats.xlsx.workbook import read_cells
from loaders.security.limits import Limits
from tests.support.files.parts import DOCUMENT, relations, xlsx

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
        f'<fills><fill/>{"".join(f"<fill>{one}</fill>" for one in patterns)}</fills><cellXfs><xf fillId="0"/>'
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
    (read,) = read_cells(xlsx(sheet, styles=styles, others=others), limits=Limits())
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
        fills(solid('rgb="FFFFFFFF"'), solid('auto="1"'), solid('indexed="64"'), solid('rgb="FFFF0000"', "none"), "")
        == [None] * 5
    )


def test_a_pattern_has_its_foreground_colour_and_a_gradient_its_first():
    gradient = '<gradientFill><stop position="0"><color rgb="FF00B050"/></stop></gradientFill>'
    assert fills(solid('rgb="FFFFC000"', "lightUp"), gradient) == [Fill("#ffc000"), Fill("#00b050")]


def test_a_fill_in_a_row_that_holds_nothing_is_left_out():
    red = solid('rgb="FFFF0000"')
    styles = f'<fills><fill/><fill>{red}</fill></fills><cellXfs><xf/><xf fillId="1"/></cellXfs>'
    sheet = '<sheetData><row r="1"><c r="A1" s="1"/></row></sheetData>'
    (read,) = read_cells(xlsx(sheet, styles=styles), limits=Limits())
    assert (read.rows, read.fills) == ([], {})


@pytest.mark.parametrize(
    ("colour", "tint", "expected"),
    [("000000", 0.5, "808080"), ("ffffff", -0.5, "808080"), ("ff0000", 0.0, "ff0000"), ("70ad47", 1.0, "ffffff")],
)
def test_a_tint_makes_a_colour_lighter_or_darker(colour, tint, expected):
    assert apply_tint(colour, tint) == expected


def test_formats_make_a_number_a_date_or_a_duration():
    dates = ["mm-dd-yy", "mmm-yy", "[$-809]d mmmm yyyy", "h:mm", "yyyy\\-mm\\-dd;@", "[h]:mm"]
    numbers = ["General", "0.00", '0 "days"', "[Red]0", "#,##0_d", "0.00E+00", "@", "\\d0"]
    assert [is_date(form) for form in dates + numbers] == [True] * 6 + [False] * 8
    assert [is_duration(form) for form in dates] == [False] * 5 + [True]
