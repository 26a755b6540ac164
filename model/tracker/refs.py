"""The natural order of refs, which are text: 2 before 10."""

import re

_PARTS = re.compile(r"(\d+)")


def natural_order(ref: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts 2 before 10, 3.9 before 3.10 and 12 before 12a.

    A number is compared by the count of its digits and then by these, because it may be too long for an integer.
    """
    parts = [part for part in _PARTS.split(ref.casefold()) if part]
    return tuple(_number_key(part) if part.isdecimal() else (1, 0, part) for part in parts)


def _number_key(part: str) -> tuple[int, int, str]:
    digits = part.lstrip("0")
    return 0, len(digits), digits
