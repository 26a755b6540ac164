"""References as people write them: 1, 1.0, R1, Rec 1 and Recommendation 1 are one and the same."""

import re
from functools import lru_cache

from loaders.cells.values import Value, plain_text

_PREFIX = re.compile(
    r"(?:(?:recommendations?|recs?|argymhellion|argymhelliad|arg|no|#)[\s.:#-]*(?=\d)|r[\s.]?(?=[1-9]))", re.IGNORECASE
)
_DECIMAL_ZERO = re.compile(r"(\d+)\.0?")
_TIME = re.compile(r"(?:(\d+) days?, )?(\d{1,2}):(\d\d):\d\d(?:\.\d+)?")
"""A time of day, or a length of time of more than a day, as a cell that holds one is read."""
_BETWEEN = re.compile(r"[;,\n]|\s(?:and|a|ac|&)\s")


@lru_cache(maxsize=65_536)
def plain_ref(written: str) -> str:
    """Return a reference without a word before its number, and without a point or a decimal zero after it.

    A body's own form stays: R-001 and R01 are not 1. A time of day, which Excel makes of 3:1, has hours and minutes.
    """
    time = _TIME.fullmatch(written)
    if time:
        return f"{int(time[2]) + 24 * int(time[1] or 0):02}:{time[3]}"
    ref = _PREFIX.sub("", " ".join(written.split()), count=1) if _PREFIX.match(written.strip()) else written
    ref = " ".join(ref.split())
    whole = _DECIMAL_ZERO.fullmatch(ref)
    return whole[1] if whole else ref


def is_time(written: str) -> bool:
    """Say whether a reference is a time, as Excel makes of 1:30 where the cell is not text."""
    return bool(_TIME.fullmatch(written))


def plain_refs(written: str) -> list[str]:
    """Return the references of a cell that holds several, each once, in order."""
    refs = [plain_ref(part) for part in _BETWEEN.split(written) if part.strip()]
    return list(dict.fromkeys(refs))


@lru_cache(maxsize=65_536, typed=True)
def plain(value: Value) -> str:
    """Return the words of a cell as they are compared: case and doubled spaces mean nothing."""
    return " ".join(plain_text(value).split()).casefold()


def ref_key(value: Value) -> str:
    """Return a ref as it is compared; "" where a cell holds none."""
    return _key_of(plain_text(value)) if value is not None else ""


@lru_cache(maxsize=65_536)
def _key_of(ref: str) -> str:
    return " ".join(plain_ref(ref).split()).casefold()
