"""Read the rows of delimited text, also with single quotes, or with quotation marks that are never closed."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

CsvRow = tuple[list[str], int | None]
"""The values of a row, and the number of its line if a quotation mark on it is never closed."""

_SEARCHED_CHARACTERS = 2000
"""Quotation marks are searched in so many characters of a line."""
_MAX_QUOTES, _MAX_LINE = 100, 1 << 16
"""The most quotation marks to remove in turn, and the longest such line: each removal parses the line again."""
_QUOTED_VALUE, _PLAIN_VALUE = r"'(?:[^'\r\n]|'')*'", r"[^',;\t|\r\n]*"
_FIRST_LINE = re.compile(
    rf"{_QUOTED_VALUE}(?P<sign>[,;\t|])(?:{_QUOTED_VALUE}|{_PLAIN_VALUE})"
    rf"(?:(?P=sign)(?:{_QUOTED_VALUE}|{_PLAIN_VALUE}))*\r?"
)

csv.field_size_limit(2**31 - 1)  # a value may be as long as the file, which has its own limit; it is cut afterwards


def read_rows(text: str, delimiter: str) -> Iterator[CsvRow]:
    """Yield the rows of a text.

    A quotation mark is never closed if the text ends first, or if the next mark, on a later line, is not followed by a
    delimiter. Its line is then read as a row, without the mark.
    """
    if '"' not in text:
        yield from ((row, None) for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter))
        return
    lines, width = _Lines(text), 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.start_row()
        try:
            row, unclosed = next(reader), None
        except StopIteration:
            return
        except csv.Error:
            row, unclosed = _read_first_line(lines, delimiter, width)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        width = width or len(row)
        yield row, unclosed


def use_double_quotes(text: str) -> str:
    """Return a text with double quotation marks, if its first line has single ones around its values."""
    if not text.lstrip().startswith("'"):
        return text
    match = _FIRST_LINE.fullmatch(text.lstrip().partition("\n")[0])
    if match is None:
        return text
    output = StringIO(newline="")
    sign = match["sign"]
    rows = csv.reader(StringIO(text, newline=""), delimiter=sign, quotechar="'")
    csv.writer(output, delimiter=sign).writerows(rows)
    return output.getvalue()


class _Lines:
    """An iterator of lines that can push back those of the current row."""

    def __init__(self, text: str) -> None:
        self._source = StringIO(text, newline="")
        self._pushed_back: list[str] = []
        self.row_lines: list[str] = []
        self.number = 1
        """The number of the first line of the row."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._pushed_back.pop() if self._pushed_back else next(self._source)
        self.row_lines.append(line)
        return line

    def start_row(self) -> None:
        """Start the next row."""
        self.number += len(self.row_lines)
        self.row_lines.clear()

    def push_back_rest(self) -> str:
        """Return the first line of the row, and push back the others."""
        self._pushed_back += self.row_lines[:0:-1]
        del self.row_lines[1:]
        return self.row_lines[0]


def _read_first_line(lines: _Lines, delimiter: str, width: int) -> CsvRow:
    """Return the row of the first line, and the number of the line if it has a quotation mark that is never closed.

    A mark in the wrong position, as in `"so" called`, counts only if the row has another number of values than the
    first row.
    """
    several = len(lines.row_lines) > 1
    line = lines.push_back_rest().rstrip("\r\n")
    plain = next(csv.reader([line], delimiter=delimiter))
    open_at_end = _read_strict(line + '"', delimiter) is not None
    candidates = _rows_without_quote(line, delimiter)
    fitting = next((row for row in candidates if len(row) == width), None)
    if several or open_at_end or (fitting is not None and len(plain) != width):
        return fitting or max(candidates, key=len, default=plain), lines.number
    return plain, None


def _rows_without_quote(line: str, delimiter: str) -> list[list[str]]:
    """Return the rows that a line gives without one of its quotation marks, the last removed first."""
    positions = [position for position, sign in enumerate(line[:_SEARCHED_CHARACTERS]) if sign == '"'][-_MAX_QUOTES:]
    if len(line) > _MAX_LINE:
        return []
    rows = [_read_strict(line[:position] + line[position + 1 :], delimiter) for position in reversed(positions)]
    return [row for row in rows if row is not None]


def _read_strict(line: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
