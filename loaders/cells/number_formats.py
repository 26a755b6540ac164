"""Which number formats make a number a date, and which a duration."""

import re
from functools import lru_cache

GENERAL = "General"
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    49: "@",
}
"""The formats that a workbook refers to by number only; ECMA-376 part 1, 18.8.30."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', re.IGNORECASE)
_LENGTH = re.compile(r"\[(hh?|mm?|ss?)\]", re.IGNORECASE)
_DATE_LETTER = re.compile(r"[dmhysDMHYS]")


@lru_cache(maxsize=4096)
def is_duration(number_format: str) -> bool:
    """Return whether a format shows a duration, whose hours, minutes or seconds run past a day: `[h]:mm`."""
    return bool(_LENGTH.search(_shown_part(number_format)))


@lru_cache(maxsize=4096)
def is_date(number_format: str) -> bool:
    """Return whether a format shows a date or a time of day; quoted letters and names of colours do not count."""
    return bool(_DATE_LETTER.search(_shown_part(number_format)))


def _shown_part(number_format: str) -> str:
    """Return the first section of a format without its literal text."""
    return _LITERAL.sub("", number_format).split(";")[0]
