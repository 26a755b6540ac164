"""Text from a workbook inside Streamlit's Markdown: shown as it is, never as markup."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&^=\"'])")
_READ_LATER = re.compile(r"<->|->|<-|--|[<>~]=|://|www\.|@|:(?=material/|streamlit:)", re.IGNORECASE)
_JOINER = "\u2060"
"""A word joiner: it has no width and breaks no line. It stands inside what an escape does not protect."""


def escape_markdown(text: str) -> str:
    """Return Markdown that shows exactly this text: no emphasis, link, directive, formula or HTML.

    Addresses, arrows and icons are looked for after the escapes have been read, so these are broken up inside.
    """
    broken = _READ_LATER.sub(lambda found: f"{found[0][0]}{_JOINER}{found[0][1:]}", " ".join(text.split()))
    return _SPECIAL.sub(r"\\\1", broken)
