"""TODO docstring."""

from loaders.cells.values import clean_text


def kept_text(text: str, *, characters: int) -> tuple[str | None, bool, bool]:
    """Return a text without what no workbook can store, whether it had to be cleaned, and whether it was cut."""
    clean, cleaned = clean_text(text)
    kept = clean if len(clean) <= characters // 2 else _cut(clean, characters)
    return kept or None, cleaned, len(kept) < len(clean)


def _cut(text: str, characters: int) -> str:
    """Return what a cell can hold of a text, counted as spreadsheets count: an emoji is two characters."""
    cut = text.encode("utf-16-le")[: 2 * characters].decode("utf-16-le", errors="ignore")
    return cut.rstrip() if len(cut) < len(text) else text
