"""Text from a workbook inside Streamlit's Markdown: shown as it is, never as markup."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&^=\"'])")


def literal(text: str) -> str:
    """Return Markdown that shows exactly this text: no emphasis, link, directive, formula or HTML."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
