"""References as people write them: 1, 1.0, R1, Rec 1 and Recommendation 1 are one and the same."""

import re
from functools import lru_cache

_PREFIX = re.compile(
    r"(?:(?:recommendations?|recs?|argymhellion|argymhelliad|arg|no|#)[\s.:#-]*(?=\d)|r[\s.]?(?=[1-9]))", re.IGNORECASE
)
_DECIMAL_ZERO = re.compile(r"(\d+)\.0?")
_BETWEEN = re.compile(r"[;,\n]|\s(?:and|a|ac|&)\s")


@lru_cache(maxsize=65_536)
def plain_ref(written: str) -> str:
    """Return a reference without a word before its number, and without a point or a decimal zero after it.

    A body's own form stays: R-001 and R01 are not 1.
    """
    ref = _PREFIX.sub("", " ".join(written.split()), count=1) if _PREFIX.match(written.strip()) else written
    ref = " ".join(ref.split())
    whole = _DECIMAL_ZERO.fullmatch(ref)
    return whole[1] if whole else ref


def plain_refs(written: str) -> list[str]:
    """Return the references of a cell that holds several, each once, in order."""
    refs = [plain_ref(part) for part in _BETWEEN.split(written) if part.strip()]
    return list(dict.fromkeys(refs))
