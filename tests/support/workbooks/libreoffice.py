"""A tracker with something of everything that a spreadsheet program has its own way of writing.

`by_libreoffice.ods` is what LibreOffice 25.2 made of it: `soffice --headless --convert-to ods`, and of that package the
parts `mimetype`, `content.xml`, `styles.xml` and `META-INF/manifest.xml`.
"""

from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Color, PatternFill

ODS = Path(__file__).with_name("by_libreoffice.ods")
HEAD = (
    "Theme",
    "No.",
    "Recommendation",
    "Finding",
    "Owner",
    "Feb",
    "June",
    "Target date",
    "% complete",
    "Score",
    "Effort",
)
ROWS = (
    ("Training", 1, "Train\nall  officers.", "No\tcourse.", "DPP; CPS", None, "●", datetime(2024, 9, 1), 0.05, 12.5),
    (None, 2, "Share data – ŵŷ.", None, "HMCTS", "A", "●", datetime(2024, 10, 12), 0.345, 1234.5),
    ("Data", 3, "Fund a <post> & more.", "x", "DPP", "Red", "●", "TBC", 1, 3),
    (None, 4, "Ask.", None, "CPS", None, None, "Q1 2024/25", None, None),
)
EFFORTS = (time(8, 15), timedelta(hours=30, minutes=15), time(13, 0), None)
FORMATS = {"I": "0.0%", "J": '"£"#,##0.00', "F3": "mmm-yy", "G3": "mmm-yy", "H4": "mmm-yy", "H5": "dd/mm/yyyy"}


def xlsx() -> bytes:
    """Return the tracker as a workbook of Excel."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Our log"
    sheet.append(["Custody review: our progress"])
    sheet.merge_cells("A1:K1")
    sheet.append([])
    sheet.append([*HEAD[:5], datetime(2024, 2, 1), datetime(2024, 6, 1), *HEAD[7:]])
    for row, effort in zip(ROWS, EFFORTS, strict=True):
        sheet.append([*row, effort])
    _shape(sheet)
    _colour(sheet)
    lists = book.create_sheet("Lists")
    lists.append(["Red"])
    lists.append(["Amber"])
    lists.sheet_state = "hidden"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _shape(sheet):
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("A6:A7")
    for place, number_format in FORMATS.items():
        cells = [sheet[place]] if len(place) > 1 else sheet[place][3:7]
        for cell in cells:
            cell.number_format = number_format
    sheet["K4"].number_format, sheet["K5"].number_format, sheet["K6"].number_format = "h:mm", "[h]:mm", "h:mm AM/PM"
    sheet["C4"].comment = Comment("Ask again\nin June", "Officer")
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["H"].hidden = True


def _colour(sheet):
    sheet["F4"].fill = PatternFill("solid", fgColor=Color(theme=6, tint=0.4))
    sheet["F7"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["A3"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=-0.25))
    red, amber, green = (PatternFill("solid", bgColor=colour) for colour in ("FFFF0000", "FFFFC000", "FF00B050"))
    sheet.conditional_formatting.add("G4:G7", FormulaRule(["$I4<0.1"], fill=red))
    sheet.conditional_formatting.add("G4:G7", FormulaRule(["AND($I4>=0.1,$I4<1)"], fill=amber))
    sheet.conditional_formatting.add("G4:G7", FormulaRule(["$I4=1"], fill=green))
    sheet.conditional_formatting.add(
        "J4:J7", CellIsRule(operator="greaterThan", formula=["AVERAGE($J$4:$J$7)"], fill=red)
    )
