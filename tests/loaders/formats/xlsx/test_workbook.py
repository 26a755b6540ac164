import re
import zipfile
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from loaders.cells.fill import Fill
from loaders.cells.values import DateCell, ErrorCell, UncalculatedCell, clean_text, plain_text
from loaders.formats.xlsx.workbook import read_cells
from loaders.security.limits import Limits


def read(book, part=None, change=None):
    buffer = BytesIO()
    book.save(buffer)
    if part:
        buffer = rewritten(buffer, part, change)
    return read_cells(buffer, limits=Limits())


def rewritten(buffer, part, change):
    """Return the package with one of its parts changed as text."""
    source, target = zipfile.ZipFile(buffer), BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            package.writestr(name, change(content.decode()) if name == part else content)
    return target


def book_of(*rows):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return book


def test_cells_keep_their_kind():
    book = book_of(["text", 1, 1.5, True, None, datetime(2024, 2, 1), "#REF!", "=1+1"])
    book.active["F1"].number_format = "mmm-yy"
    (sheet,) = read(book)
    assert sheet.rows[0].values == [
        "text",
        1,
        1.5,
        True,
        None,
        DateCell(datetime(2024, 2, 1), "mmm-yy"),
        ErrorCell("#REF!"),
        UncalculatedCell(),
    ]


def test_a_formula_with_a_stored_result_is_its_result():
    def store(xml):
        return xml.replace("<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>").replace("<f>1+1</f><v />", "<f>1+1</f><v>2</v>")

    (sheet,) = read(book_of(["=1+1"]), "xl/worksheets/sheet1.xml", store)
    assert sheet.rows[0].values == [2]


def test_every_row_is_read_whatever_the_dimension_of_the_sheet():
    def lie(xml):
        return re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', xml)

    (sheet,) = read(book_of(["a", "b"], ["c", "d"]), "xl/worksheets/sheet1.xml", lie)
    assert [(row.number, row.values) for row in sheet.rows] == [(1, ["a", "b"]), (2, ["c", "d"])]


def test_rows_without_anything_in_them_are_left_out_and_the_others_keep_their_numbers():
    (sheet,) = read(book_of(["a"], [" "], [None], ["\u200b"], ["b"]))
    assert [(row.number, row.values) for row in sheet.rows] == [(1, ["a"]), (5, ["b"])]


def test_a_merged_cell_fills_the_rows_of_its_range_and_no_other():
    book = book_of(["Theme", "Ref"], ["Data", 1], [None, 2], [None, 3])
    book.active.merge_cells("A2:A3")
    (sheet,) = read(book)
    assert [row.values for row in sheet.rows[1:]] == [["Data", 1], ["Data", 2], [None, 3]]


def test_the_fill_of_a_merged_cell_fills_its_rows_as_well():
    book = book_of(["Status", "Ref"], [None, 1], [None, 2], [None, 3])
    book.worksheets[0]["A2"].fill = PatternFill("solid", fgColor="FFFF0000")
    book.worksheets[0].merge_cells("A2:A3")
    (sheet,) = read(book)
    assert sheet.fills == {(1, 2): Fill("#ff0000"), (1, 3): Fill("#ff0000")}


def test_a_cell_merged_across_columns_stands_in_the_first_alone():
    book = book_of(["A group", None], ["a", "b"])
    book.active.merge_cells("A1:B1")
    (sheet,) = read(book)
    assert sheet.rows[0].values == ["A group"]


def test_hidden_sheets_rows_and_columns_are_read_and_named():
    book = book_of(["a", "b"], ["c", "d"])
    book.create_sheet("Other").append(["x"])
    book["Other"].sheet_state = "veryHidden"
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    first, other = read(book)
    assert (first.hidden, first.hidden_rows, first.hidden_columns, len(first.rows)) == (False, (2,), ("B",), 2)
    assert (other.hidden, other.rows[0].values) == (True, ["x"])


def test_dates_follow_the_date_system_of_the_workbook():
    def counted_from_1904(xml):
        return re.sub(r"<workbookPr\b", '<workbookPr date1904="1"', xml)

    (sheet,) = read(book_of([date(2024, 2, 1)]), "xl/workbook.xml", counted_from_1904)
    assert sheet.rows[0].values == [DateCell(datetime(2028, 2, 2), "yyyy-mm-dd")]
    assert sheet.day_zero == date(1904, 1, 1)


def test_text_loses_only_what_no_workbook_can_store():
    assert clean_text("\u00a0Café “quoted” \u202bשלום\u202c 🙂\r\nline two_x000D_\n\u200b") == (
        "Café “quoted” \u202bשלום\u202c 🙂\nline two",
        False,
    )
    assert clean_text("a_x0007_b\u009bc") == ("abc", True)


def test_values_are_shown_as_people_see_them():
    values = [None, 1.0, 1.25, True, DateCell(datetime(2024, 2, 1), "General"), ErrorCell("#N/A"), UncalculatedCell()]
    assert [plain_text(value) for value in values] == ["", "1", "1.25", "TRUE", "2024-02-01", "#N/A", ""]
