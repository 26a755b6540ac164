"""References of recommendations: kept as text, sorted as people number them."""

import re

_PARTS = re.compile(r"(\d+)")


def natural_order(ref: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts 2 before 10, 3.9 before 3.10 and 12 before 12a."""
    parts = [part for part in _PARTS.split(ref.casefold()) if part]
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
