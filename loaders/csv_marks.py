"""Text whose values stand in single quotation marks, as LibreOffice may save it, with the usual double ones instead."""

import csv
import re
from io import StringIO

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
