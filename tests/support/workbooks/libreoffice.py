"""A tracker with something of everything that a spreadsheet program has its own way of writing.

`before_libreoffice.xlsx` has merged cells, number formats, a comment, a hidden row, column and sheet, and fills by
theme and by rule. `by_libreoffice.ods` is what LibreOffice 25.2 made of it: `soffice --headless --convert-to ods`, and
of that package the parts `mimetype`, `content.xml`, `styles.xml` and `META-INF/manifest.xml`.
"""

from pathlib import Path

ODS = Path(__file__).with_name("by_libreoffice.ods")


def xlsx() -> bytes:
    """Return the tracker as a workbook of Excel."""
    return ODS.with_name("before_libreoffice.xlsx").read_bytes()
