"""Normalise texts: white space, and the key for comparing labels."""

import re
from functools import lru_cache


def normalise_space(text: str) -> str:
    """Return a text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """Return the key for comparing labels, which ignores case, extra spaces, underscores and a final colon."""
    spaced = re.sub(r"[\s\u200b_]+", " ", label).replace("’", "'")
    return normalise_space(spaced).rstrip(":").rstrip().casefold()
