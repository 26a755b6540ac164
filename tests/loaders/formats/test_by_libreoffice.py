"""An .ods workbook that LibreOffice itself wrote is read as the workbook of Excel that it was made of."""

from loaders.cells import CellRange, RuleRange, displayed_text
from loaders.options import NO_OPTIONS
from loaders.pipeline import read_workbook
from loaders.read_cells import read_file_cells
from loaders.security import FileType, Limits
from tests.support.workbooks.libreoffice import ODS, xlsx


def test_all_of_it_is_read_as_the_workbook_of_excel_is():
    there, here = (read_workbook(content, options=NO_OPTIONS, name="t") for content in (xlsx(), ODS.read_bytes()))
    assert (here.layout, here.rows, here.columns) == (there.layout, there.rows, there.columns)
    assert (here.scale, here.issues) == (there.scale, there.issues)


def test_its_cells_are_what_people_see():
    log, lists = read_file_cells(ODS.read_bytes(), kind=FileType.ODS, limits=Limits())
    there, _ = read_file_cells(xlsx(), kind=FileType.XLSX, limits=Limits())
    shown = [[displayed_text(value) for value in row.values] for row in log.rows]
    assert shown == [[displayed_text(value) for value in row.values] for row in there.rows]
    assert shown[1][5:] == ["February 2024", "June 2024", "Target date", "% complete", "Score", "Effort"]
    assert [row[0] for row in shown[2:]] == ["Training", "Training", "Data", "Data"]
    assert [row[2] for row in shown[2:4]] == ["Train\nall  officers.", "Share data – ŵŷ."]
    assert [row[7:] for row in shown[2:]] == [
        ["September 2024", "5.0%", "£12.50", "8:15"],
        ["2024-10-12", "34.5%", "£1,234.50", "30:15"],
        ["TBC", "100.0%", "£3.00", "13:00"],
        ["Q1 2024/25"],
    ]
    fills = {3: {1: "#376092"}, 4: {6: "#c3d69b"}, 7: {6: "#ff0000"}}
    assert log.fills_by_row == there.fills_by_row == fills
    assert (log.hidden_rows, log.hidden_columns, lists.hidden) == ((7,), ("H",), True)
    assert [(issue.cell, issue.found) for issue in log.issues] == [("C4", "Ask again\nin June")]
    assert log.coloured_by_rule == (
        RuleRange(CellRange(7, 4, 7, 7), by_own_value=False),
        RuleRange(CellRange(10, 4, 10, 7), by_own_value=True),
    )
