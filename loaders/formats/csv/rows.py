"""The rows of comma-separated text; a quotation mark that is never closed does not swallow the lines below it."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

Row = tuple[list[str], int | None]
"""The values of a row; and the number of its line, where a quotation mark on it is never closed."""

_LOOKED_AT = 2000
"""Marks are looked at in so many letters of a line."""

csv.field_size_limit(2**31 - 1)  # a value may be as long as the file, which has its own limit; it is cut afterwards


def csv_rows(text: str, delimiter: str) -> Iterator[Row]:
    """Yield each row with its values.

    A mark counts as never closed where the text ends before it is, or where the next mark, on a later line, cannot
    close it because more than a delimiter follows. Its line is then read by itself, without the mark.
    """
    if '"' not in text:
        yield from ((row, None) for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter))
        return
    lines, width = _Lines(text), 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        try:
            row, unclosed = next(reader), None
        except StopIteration:
            return
        except csv.Error:
            row, unclosed = _row_of_line(lines, delimiter, width)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        width = width or len(row)
        yield row, unclosed


class _Lines:
    """The lines of a text, of which those of the row at hand can be read again."""

    def __init__(self, text: str) -> None:
        self._source = StringIO(text, newline="")
        self._again: list[str] = []
        self.of_row: list[str] = []
        self.number = 1
        """The number of the first line of the row."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._source)
        self.of_row.append(line)
        return line

    def begin(self) -> None:
        """Begin another row."""
        self.number += len(self.of_row)
        self.of_row.clear()

    def keep_first(self) -> str:
        """Return the first line of the row, and let the others be read again."""
        self._again += self.of_row[:0:-1]
        del self.of_row[1:]
        return self.of_row[0]


_MARKS_AT_MOST, _LINE_AT_MOST = 100, 1 << 16
"""So many marks of a line are left out in turn, and of no longer line: each turn reads the line again."""


def _row_of_line(lines: _Lines, delimiter: str, width: int) -> Row:
    """Return the row of the first line, and the line's number where it has a mark that is never closed.

    A mark that is only out of place, as in `"so" called`, is one only where the row has fewer or more values than the
    first.
    """
    several = len(lines.of_row) > 1
    line = lines.keep_first().rstrip("\r\n")
    plain = next(csv.reader([line], delimiter=delimiter))
    open_at_end = _strict(line + '"', delimiter) is not None
    without = _without_a_mark(line, delimiter)
    fitting = next((row for row in without if len(row) == width), None)
    if several or open_at_end or (fitting is not None and len(plain) != width):
        return fitting or max(without, key=len, default=plain), lines.number
    return plain, None


def _without_a_mark(line: str, delimiter: str) -> list[list[str]]:
    """Return the rows that a line makes without one of its marks, the last left out first."""
    places = [place for place, sign in enumerate(line[:_LOOKED_AT]) if sign == '"'][-_MARKS_AT_MOST:]
    if len(line) > _LINE_AT_MOST:
        return []
    rows = [_strict(line[:place] + line[place + 1 :], delimiter) for place in reversed(places)]
    return [row for row in rows if row is not None]


def _strict(line: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return None


_VALUE, _PLAIN = r"'(?:[^'\r\n]|'')*'", r"[^',;\t|\r\n]*"
_FIRST_LINE = re.compile(rf"{_VALUE}(?P<sign>[,;\t|])(?:{_VALUE}|{_PLAIN})(?:(?P=sign)(?:{_VALUE}|{_PLAIN}))*\r?")


def with_usual_marks(text: str) -> str:
    """Return a text with double marks where its first line shows that single ones stand around its values."""
    if not text.lstrip().startswith("'"):
        return text
    found = _FIRST_LINE.fullmatch(text.lstrip().partition("\n")[0])
    if found is None:
        return text
    written = StringIO(newline="")
    sign = found["sign"]
    rows = csv.reader(StringIO(text, newline=""), delimiter=sign, quotechar="'")
    csv.writer(written, delimiter=sign).writerows(rows)
    return written.getvalue()
