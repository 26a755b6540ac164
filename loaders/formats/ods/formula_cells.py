"""Which cells of a sheet of an .ods workbook have a formula: reading returns their stored results, as if typed."""

from io import BytesIO
from zipfile import ZipFile

from loaders.cells.addresses import address
from loaders.formats.ods.external_links import FORMULA
from loaders.formats.ods.sheet import TABLE
from loaders.formats.xml.events import stream_part
from loaders.security.parse_errors import PARSE_ERRORS
from model.issues.issue import WorkbookError

_SHEET, _ROW = f"{TABLE}table", f"{TABLE}table-row"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def ods_formula_cells(content: bytes, sheet: str) -> frozenset[str]:
    """Return the addresses of the cells of a sheet that have a formula. Raises WorkbookError if it is damaged."""
    finder = _FormulaFinder(sheet)
    try:
        with ZipFile(BytesIO(content)) as package:
            source = BytesIO(package.read("content.xml"))
        stream_part(source, start=finder.start, end=lambda _name: None, text=lambda _characters: None)
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
    return frozenset(finder.found)


class _FormulaFinder:
    """Counts rows and columns in document order, and collects the cells with a formula."""

    def __init__(self, sheet: str) -> None:
        self.found: set[str] = set()
        self._sheet, self._is_within = sheet, False
        self._row, self._repeated, self._column = 0, 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        if name == _SHEET:
            self._is_within = attributes.get(f"{TABLE}name") == self._sheet
            self._row, self._repeated = 0, 1
        elif name == _ROW:
            self._row, self._column = self._row + self._repeated, 0
            self._repeated = int(attributes.get(f"{TABLE}number-rows-repeated", "1"))
        elif name in _CELLS:
            if self._is_within and FORMULA in attributes:
                self.found.add(address(self._column + 1, self._row))
            self._column += int(attributes.get(f"{TABLE}number-columns-repeated", "1"))
