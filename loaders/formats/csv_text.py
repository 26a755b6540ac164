"""Read the cells of a .csv file, and detect its encoding and delimiter."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from loaders.cells import SheetBuilder, SheetCells, address
from loaders.security import Limits
from model.tracker.reading import WorkbookError

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODING_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_SAMPLE_ROWS, _SAMPLE_CHARACTERS = 200, 1 << 20
# No text has these: a line break whose two bytes are not where they should be.
_SHIFTED = re.compile("[\0\u0a00]")

csv.field_size_limit(2**31 - 1)  # a value may be as long as the file, which has its own limit; it is cut afterwards


def read_csv(content: bytes, *, limits: Limits) -> list[SheetCells]:
    """Return the one sheet of a .csv file; every value is text, as it is written.

    Raises WorkbookError where the file is text and no table, or its quotation marks are not in pairs.
    """
    text, encoding = decode(content)
    delimiter = max(",;\t|", key=lambda each: _column_agreement(text, each))
    if not _column_agreement(text, delimiter):
        raise WorkbookError("file-not-workbook", looks_like="text")
    builder = SheetBuilder("CSV", limits)  # the file has no name of its sheet
    builder.add_issue("encoding-detected", found=_ENCODING_NAMES[encoding])
    builder.add_issue("delimiter-detected", found=delimiter.replace("\t", "tab"))
    for number, values in enumerate(read_rows(text, delimiter), start=1):
        cells = {column: builder.text(value, column, number) for column, value in enumerate(values, 1) if value.strip()}
        builder.add_row(number, cells)
        for column, clean in cells.items():
            if clean and "\ufffd" in clean:  # what stands for characters that are unknown
                builder.add_issue("characters-lost", found=clean, cell=address(column, number))
    return [builder.finish()]


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and its encoding: that of its byte order mark, else UTF-8, else Windows-1252.

    Raises WorkbookError for UTF-16 with bytes missing or wrong: one byte less changes every character after it.
    """
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    with suppress(UnicodeDecodeError):
        text = content.decode(encoding)
        if encoding != "utf-16" or not _SHIFTED.search(text):
            return text, encoding
    if encoding == "utf-16":
        raise WorkbookError("file-damaged", encoding=_ENCODING_NAMES[encoding])
    return content.removeprefix(_BYTE_ORDER_MARKS[0][0]).decode("cp1252", errors="replace"), "cp1252"


def read_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of a text. Raises WorkbookError for a quotation mark that is not closed, or has text behind it."""
    reader, line = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
    try:
        for row in reader:
            yield row
            line = reader.line_num + 1
    except csv.Error as unclosed:
        raise WorkbookError("quotation-unclosed", line=str(line)) from unclosed


def _column_agreement(text: str, delimiter: str) -> int:
    """Return how often the delimiter is in the first rows that have one number of columns, which has it most often."""
    sample = csv.reader(StringIO(text[:_SAMPLE_CHARACTERS], newline=""), delimiter=delimiter)
    widths = Counter(len(row) for row in islice(sample, _SAMPLE_ROWS) if len(row) > 1)
    return max((count * (width - 1) for width, count in widths.items()), default=0)
