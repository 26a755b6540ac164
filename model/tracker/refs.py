"""References of recommendations: kept as text, sorted as people number them."""

import re

_PARTS = re.compile(r"(\d+)")


def natural_order(ref: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts 2 before 10, 3.9 before 3.10 and 12 before 12a.

    A number is compared by how many digits it has and then by these, for it may be too long to be read as one.
    """
    parts = [part for part in _PARTS.split(ref.casefold()) if part]
    return tuple(_digits(part) if part.isdecimal() else (1, 0, part) for part in parts)


def _digits(part: str) -> tuple[int, int, str]:
    counted = part.lstrip("0")
    return 0, len(counted), counted
