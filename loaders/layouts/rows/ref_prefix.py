"""A ref at the beginning of a text."""

import re

_REF_FIRST = re.compile(
    r"((?:(?:recommendation|rec|argymhelliad|arg|r)\.?\s*)?[A-Z]{0,3}[.-]?\d{1,3}(?:\.\d+)*[a-z]?)\s*(?:[:.)–—-]\s*|\s+)(\D.*)",
    re.DOTALL | re.IGNORECASE,
)


def split_ref(text: str) -> tuple[str, str] | None:
    """Return the ref at the beginning of a text, and the rest; None where there is no ref."""
    parts = _REF_FIRST.fullmatch(text)
    return (parts[1], parts[2]) if parts else None
