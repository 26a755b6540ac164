"""Escape text from a workbook for Streamlit's Markdown, so that it is never markup."""

import re

from model.text import normalise_space

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&^=\"'])")
_UNESCAPABLE = re.compile(r"<->|->|<-|--|[<>~]=|://|www\.|@|:(?=material/|streamlit:)", re.IGNORECASE)
_JOINER = "\u2060"
"""A word joiner: it has no width and breaks no line. It splits what an escape does not protect."""


def escape_markdown(text: str) -> str:
    """Return Markdown that shows exactly this text: no emphasis, link, directive, formula or HTML.

    Streamlit looks for URLs, arrows and icons after it has read the escapes, so a joiner splits these.
    """
    split = _UNESCAPABLE.sub(lambda match: f"{match[0][0]}{_JOINER}{match[0][1:]}", normalise_space(text))
    return _SPECIAL.sub(r"\\\1", split)
