"""TODO docstring."""

import re
from functools import lru_cache


@lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """Return a label by which it is compared: case, doubled spaces, underscores and a last colon mean nothing."""
    return " ".join(re.sub(r"[\s\u200b_]+", " ", label).replace("’", "'").split()).rstrip(":").rstrip().casefold()
