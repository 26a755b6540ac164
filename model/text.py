"""Normalise texts: white space, and the key for comparing labels."""

import re
from functools import lru_cache


def normalise_space(text: str) -> str:
    """Return a text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """Return the key for comparing labels, which ignores case, extra spaces, underscores and a final colon.

    It also ignores whether a symbol is drawn as text or as an emoji (U+FE0E, U+FE0F).
    """
    spaced = re.sub(r"[\s\u200b\ufe0e\ufe0f_]+", " ", label).replace("’", "'")
    return normalise_space(spaced).rstrip(":").rstrip().casefold()
