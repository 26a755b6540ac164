"""Read the cells of a .csv file, and detect its encoding and delimiter."""

from collections import Counter
from itertools import islice
from typing import IO

from loaders.cells.addresses import address
from loaders.cells.clean_text import clean_cell_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value
from loaders.formats.csv.rows import read_rows, use_double_quotes
from loaders.security.limits import Limits
from model.issues.issue import Issue, WorkbookError
from model.issues.issue_codes import SEVERITIES
from model.text import normalise_space

SHEET_NAME = "CSV"
"""The name of the one sheet of a .csv file, which has none in the file."""
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODING_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_DELIMITERS = (",", ";", "\t", "|")
_DELIMITER_NAMES = {"\t": "tab"}
_SAMPLE_ROWS, _SAMPLE_CHARACTERS = 200, 1 << 20
_REPLACEMENT_CHARACTER = "\ufffd"


def read_csv(file: IO[bytes], *, limits: Limits) -> list[SheetCells]:
    """Return the one sheet of a .csv file; every value is text, as it is written.

    Raises WorkbookError where the file is text and no table.
    """
    decoded, encoding = decode(file.read())
    text = use_double_quotes(decoded)
    delimiter = _delimiter(text)
    if delimiter is None:
        raise WorkbookError("file-not-workbook", looks_like="text")
    sheet = SheetCells(SHEET_NAME, hidden=False)
    _report(sheet, "encoding-detected", found=_ENCODING_NAMES[encoding])
    _report(sheet, "delimiter-detected", found=_DELIMITER_NAMES.get(delimiter, delimiter))
    for number, (values, unclosed) in enumerate(read_rows(text, delimiter), start=1):
        if unclosed is not None:
            _report_unclosed_quote(sheet, number, values, unclosed)
        _add_row(sheet, number, values, limits)
    return [sheet]


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and its encoding: that of its byte order mark, else UTF-8, else Windows-1252."""
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError:
        return content.removeprefix(_BYTE_ORDER_MARKS[0][0]).decode("cp1252", errors="replace"), "cp1252"


def _delimiter(text: str) -> str | None:
    """Return the delimiter with which most of the first rows have the same number of values, at least two."""
    agreement = {delimiter: _column_agreement(text, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: agreement[delimiter])
    return best if agreement[best] > (0, 0) else None


def _column_agreement(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many of the first rows have the commonest number of columns above one, and that number."""
    sample = read_rows(text[:_SAMPLE_CHARACTERS], delimiter)
    widths = Counter(len(row) for row, _ in islice(sample, _SAMPLE_ROWS) if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _report_unclosed_quote(sheet: SheetCells, number: int, values: list[str], line: int) -> None:
    code, words = "quotation-unclosed", normalise_space(" ".join(values))
    details = {"line": str(line)}
    sheet.issues.append(Issue(code, SEVERITIES[code], sheet.name, address(1, number), words, details))


def _add_row(sheet: SheetCells, number: int, values: list[str], limits: Limits) -> None:
    """Add a row up to its last value, unless it is empty."""
    while values and not values[-1].strip():
        values.pop()
    if not values:
        return
    if number > limits.rows:
        raise WorkbookError("too-many-rows", sheet=sheet.name, found=str(number), limit=str(limits.rows))
    if len(values) > limits.columns:
        raise WorkbookError("too-many-columns", sheet=sheet.name, found=str(len(values)), limit=str(limits.columns))
    cells = [_clean_value(sheet, number, column, text, limits) for column, text in enumerate(values, start=1)]
    width = max((column for column, value in enumerate(cells, start=1) if value is not None), default=0)
    if width:
        sheet.rows.append(CellRow(number, cells[:width]))


def _clean_value(sheet: SheetCells, number: int, column: int, text: str, limits: Limits) -> Value:
    clean, cleaned, shortened = clean_cell_text(text, characters=limits.characters)
    if cleaned:
        sheet.cleaned.append(address(column, number))
    if shortened:
        sheet.shortened.append(address(column, number))
    if clean and _REPLACEMENT_CHARACTER in clean:
        _report(sheet, "characters-lost", cell=address(column, number), found=clean)
    return clean


def _report(sheet: SheetCells, code: str, *, found: str, cell: str = "") -> None:
    sheet.issues.append(Issue(code, SEVERITIES[code], sheet.name, cell, found))
