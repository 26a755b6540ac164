"""Numbers under their formats, as LibreOffice and Excel show them."""

import pytest

from loaders.cells.display import display_number

POUNDS = '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("number_format", "value", "shown"),
    [
        *(("0%", 0.05, "5%"), ("0%", 0.345, "35%"), ("0.0%", 0.34375, "34.4%"), ("[Green]0%", 1, "100%")),
        *(("0.00", 45323.4375, "45323.44"), ("0.0##", 1.25, "1.25"), ("#,##0", 1234567, "1,234,567")),
        *(("#,##0", -999, "-999"), ("0", -0.2, "0"), ("00000", 5, "00005"), ("+0;-0;0", 3, "+3"), ('0"%"', 50, "50%")),
        *(('"£"#,##0.00', 1234.5, "£1,234.50"), ("[$£-809]#,##0", -7, "-£7"), ("#,##0.00 [$€-407]", 12, "12.00 €")),
        *((POUNDS, 1234.5, "£1,234.50"), ('0 "days"', 3, "3 days")),
    ],
)
def test_a_number_is_displayed_by_its_format(number_format, value, shown):
    assert display_number(value, number_format) == shown


@pytest.mark.parametrize(
    ("number_format", "value"),
    [
        *(("General", 0.05), ("@", 5), ("dd/mm/yyyy", 45323), ("0.00E+00", 5), ("# ?/?", 1.25)),
        *(('[>=1]0"x";0.0"y"', 5), ('#,##0.0,"k"', 45323), ("00-00", 5), ('"open', 1)),
        *(("0%", 1e300), (f"0.{'0' * 300}", 1)),
    ],
)
def test_what_is_not_plain_or_shows_nothing_is_not_guessed(number_format, value):
    assert display_number(value, number_format) is None
