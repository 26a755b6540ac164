"""A small workbook that tests write by hand is read as the one of openpyxl is."""

from datetime import date, datetime, time
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from loaders.cells.values import DateCell
from loaders.formats.xlsx.workbook import read_cells
from loaders.security.limits import Limits
from tests.support.files.packages import saved
from tests.support.workbooks.plain_xlsx import plain_xlsx

FORMATS = {date: "d mmmm yyyy", datetime: "yyyy-mm-dd h:mm:ss", time: "h:mm:ss"}
VALUES = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20),
    st.sampled_from(["a & b", "<c>", "line\nline", " spaced ", "'quoted\"", "", "Red", "1.", "#REF!", "=1+1", "a\rb"]),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
)
ROWS = st.lists(st.lists(VALUES, max_size=6), max_size=6)
SHEETS = st.dictionaries(st.sampled_from(["Tracker", "Key & notes", "2024 'RAG'"]), ROWS, min_size=1)
FILLS = st.dictionaries(st.sampled_from(["A1", "B2", "F6", "H9"]), st.sampled_from(["FFFF0000", "FF00B050"]))


def by_openpyxl(sheets, fills):
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(line, column).value = value
                    if type(value) in FORMATS:
                        sheet.cell(line, column).number_format = FORMATS[type(value)]
    for filled, colour in fills.items():
        name, address = filled.split("!")
        book[name][address].fill = PatternFill("solid", fgColor=colour)
    return saved(book)


def cells(content):
    return read_cells(BytesIO(content), limits=Limits())


@given(SHEETS, FILLS)
def test_what_is_read_is_the_same(sheets, fills):
    first = {f"{next(iter(sheets))}!{address}": colour for address, colour in fills.items()}
    plain = plain_xlsx(sheets, number_format=lambda value: FORMATS[type(value)], fills=first)
    if plain is None:
        values = [value for rows in sheets.values() for row in rows for value in row if isinstance(value, str)]
        assert any(value[:1] in ("=", "#") or "\r" in value or "_x" in value for value in values)
    else:
        assert cells(plain) == cells(by_openpyxl(sheets, first))


def test_each_kind_of_value_is_written():
    row = ["Ref", 7, 0.5, True, date(2024, 2, 1), datetime(2024, 2, 1, 9, 30)]
    (sheet,) = cells(plain_xlsx({"One": [[], row]}, number_format=lambda value: FORMATS[type(value)]))
    (read,) = sheet.rows
    assert read.number == 2
    assert [type(value) for value in read.values] == [str, int, float, bool, DateCell, DateCell]
    assert read.values[:4] == row[:4]


@pytest.mark.parametrize("value", ["=A1", "#N/A", "a\rb", "_x000D_", "\x07", float("inf"), "a" * 32_768, 1j])
def test_what_is_not_plain_is_left_to_openpyxl(value):
    assert plain_xlsx({"One": [[value]]}, number_format=str) is None


@pytest.mark.parametrize("names", [["a" * 32], ["a/b"], ["One", "ONE"], [""]])
def test_a_name_that_openpyxl_would_change_or_refuse_is_left_to_it(names):
    assert plain_xlsx({name: [["Ref"]] for name in names}, number_format=str) is None
