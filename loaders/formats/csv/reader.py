"""Reading the cells of a .csv file: which letters its bytes are, and what stands between its values."""

from collections import Counter
from itertools import islice
from typing import IO

from loaders.cells.addresses import address
from loaders.cells.clean_text import kept_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value
from loaders.formats.csv.rows import csv_rows, with_usual_marks
from loaders.security.limits import Limits
from model.issues.issue import Issue, WorkbookError
from model.issues.issue_codes import SEVERITIES

NAME = "CSV"
"""A .csv file has one sheet, and no name for it."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SHOWN = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_DELIMITERS = (",", ";", "\t", "|")
_SHOWN_DELIMITERS = {"\t": "tab"}
_SAMPLE_ROWS, _SAMPLE_CHARACTERS = 200, 1 << 20
_LOST = "\ufffd"


def read_csv(file: IO[bytes], *, limits: Limits) -> list[SheetCells]:
    """Return the one sheet of a .csv file; every value is text, as it is written.

    Raises WorkbookError where the file is text and no table.
    """
    written, encoding = decoded(file.read())
    text = with_usual_marks(written)
    delimiter = _delimiter(text)
    if delimiter is None:
        raise WorkbookError("file-not-workbook", looks_like="text")
    sheet = SheetCells(NAME, hidden=False)
    _tell(sheet, "encoding-detected", found=_SHOWN[encoding])
    _tell(sheet, "delimiter-detected", found=_SHOWN_DELIMITERS.get(delimiter, delimiter))
    for number, (held, unclosed) in enumerate(csv_rows(text, delimiter), start=1):
        if unclosed is not None:
            _tell_unclosed(sheet, number, held, unclosed)
        _add_row(sheet, number, held, limits)
    return [sheet]


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text and its encoding: what its first bytes say, else UTF-8, else Windows-1252."""
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError:
        return content.removeprefix(_MARKS[0][0]).decode("cp1252", errors="replace"), "cp1252"


def _delimiter(text: str) -> str | None:
    """Return the sign that divides the most of the first rows into as many values, at least two."""
    agreement = {delimiter: _agreement(text, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: agreement[delimiter])
    return best if agreement[best] > (0, 0) else None


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many of the first rows have the commonest number of values above one, and that number."""
    sample = csv_rows(text[:_SAMPLE_CHARACTERS], delimiter)
    widths = Counter(len(row) for row, _ in islice(sample, _SAMPLE_ROWS) if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _tell_unclosed(sheet: SheetCells, number: int, held: list[str], line: int) -> None:
    code, words = "quotation-unclosed", " ".join(" ".join(held).split())
    details = {"line": str(line)}
    sheet.issues.append(Issue(code, SEVERITIES[code], sheet.name, address(1, number), words, details))


def _add_row(sheet: SheetCells, number: int, held: list[str], limits: Limits) -> None:
    """Keep a row up to its last value, if it has one."""
    while held and not held[-1].strip():
        held.pop()
    if not held:
        return
    if number > limits.rows:
        raise WorkbookError("too-many-rows", sheet=sheet.name, found=str(number), limit=str(limits.rows))
    if len(held) > limits.columns:
        raise WorkbookError("too-many-columns", sheet=sheet.name, found=str(len(held)), limit=str(limits.columns))
    values = [_kept(sheet, number, column, text, limits) for column, text in enumerate(held, start=1)]
    width = max((column for column, value in enumerate(values, start=1) if value is not None), default=0)
    if width:
        sheet.rows.append(CellRow(number, values[:width]))


def _kept(sheet: SheetCells, number: int, column: int, text: str, limits: Limits) -> Value:
    kept, cleaned, shortened = kept_text(text, characters=limits.characters)
    if cleaned:
        sheet.cleaned.append(address(column, number))
    if shortened:
        sheet.shortened.append(address(column, number))
    if kept and _LOST in kept:
        _tell(sheet, "characters-lost", cell=address(column, number), found=kept)
    return kept


def _tell(sheet: SheetCells, code: str, *, found: str, cell: str = "") -> None:
    sheet.issues.append(Issue(code, SEVERITIES[code], sheet.name, cell, found))
