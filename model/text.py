"""Normalise texts: white space, and the key by which labels are compared."""

import re
from functools import lru_cache


def normalise_space(text: str) -> str:
    """Return a text with one space for each run of white space, and none at its ends."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """Return the key by which labels are compared: case, extra spaces, underscores and a final colon are ignored."""
    spaced = re.sub(r"[\s\u200b_]+", " ", label).replace("’", "'")
    return normalise_space(spaced).rstrip(":").rstrip().casefold()
