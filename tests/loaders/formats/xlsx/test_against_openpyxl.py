"""What is read is what openpyxl reads, whatever is in the sheet and whichever library wrote it."""

from datetime import datetime, time
from io import BytesIO

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from loaders.cells.fill import Fill
from loaders.cells.merged_cells import are_swatches
from loaders.cells.values import DateCell, ErrorCell, clean_text
from loaders.formats.xlsx.workbook import read_cells
from loaders.security.limits import Limits

COLOURS = ("FFFF0000", "FF00B050", "FFFFC000", None)
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20).filter(
    lambda text: not text.startswith("=") and "_x" not in text
)
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.sampled_from(["a & b", "<c>", "line\nline", " spaced ", "#REF!", "'quoted\""]),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
)
CELLS = st.dictionaries(
    st.tuples(st.integers(1, 40), st.integers(1, 12)), st.tuples(VALUES, st.sampled_from(COLOURS)), max_size=20
)


@given(CELLS)
def test_a_sheet_by_openpyxl_reads_as_openpyxl_reads_it(cells):
    book = Workbook()
    for (row, column), (value, colour) in cells.items():
        cell = book.worksheets[0].cell(row, column, value)
        if colour:
            cell.fill = PatternFill("solid", fgColor=colour)
    buffer = BytesIO()
    book.save(buffer)
    compare(buffer)


@given(CELLS)
def test_a_sheet_by_xlsxwriter_reads_as_openpyxl_reads_it(cells):
    compare(by_xlsxwriter(cells))


@given(CELLS)
def test_texts_within_the_sheet_read_as_openpyxl_reads_them(cells):
    compare(by_xlsxwriter(dict(sorted(cells.items())), constant_memory=True))


def by_xlsxwriter(cells, **options):
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **options})
    sheet = book.add_worksheet()
    for (row, column), (value, colour) in cells.items():
        dated = {"num_format": "yyyy-mm-dd"} if isinstance(value, datetime) else {}
        style = book.add_format(dated | ({"bg_color": f"#{colour[-6:]}", "pattern": 1} if colour else {}))
        if isinstance(value, str):
            sheet.write_string(row - 1, column - 1, value, style)
        elif isinstance(value, datetime):
            sheet.write_datetime(row - 1, column - 1, value, style)
        else:
            sheet.write(row - 1, column - 1, value, style)
    book.close()
    buffer.seek(0)
    return buffer


def compare(buffer):
    """Hold what is read against a whole openpyxl workbook."""
    (sheet,) = read_cells(buffer, limits=Limits())
    other = load_workbook(buffer).worksheets[0]
    cells = {
        (column, row.number): value
        for row in sheet.rows
        for column, value in enumerate(row.values, start=1)
        if value is not None
    }
    expected = {(cell.column, cell.row): of_openpyxl(cell) for line in other.iter_rows() for cell in line}
    assert cells == {place: value for place, value in expected.items() if value is not None}
    rows = {row for _, row in cells}
    fills = {
        line[0].row: {
            int(cell.column or 0): Fill(f"#{cell.fill.fgColor.rgb[-6:].lower()}")
            for cell in line
            if cell.fill.patternType == "solid"
        }
        for line in other.iter_rows()
    }
    expected_fills = {row: filled for row, filled in fills.items() if filled and (row in rows or are_swatches(filled))}
    assert sheet.fills_by_row == expected_fills


def of_openpyxl(cell):
    value = cell.value
    if cell.data_type == "e":
        return ErrorCell(value)
    if isinstance(value, str):
        return clean_text(value)[0] or None
    if isinstance(value, time):
        return str(value)
    if isinstance(value, datetime):
        return DateCell(value, cell.number_format)
    return value
