"""Clean the text of a cell and cut it to the length that a cell can have."""

from loaders.cells.values import clean_text


def clean_cell_text(text: str, *, characters: int) -> tuple[str | None, bool, bool]:
    """Return a text that a workbook can store, whether characters were removed, and whether it was cut."""
    clean, cleaned = clean_text(text)
    shortened = clean if len(clean) <= characters // 2 else _cut(clean, characters)
    return shortened or None, cleaned, len(shortened) < len(clean)


def _cut(text: str, characters: int) -> str:
    """Return as much of a text as fits into a cell; as in spreadsheets, an emoji counts as two characters."""
    cut = text.encode("utf-16-le")[: 2 * characters].decode("utf-16-le", errors="ignore")
    return cut.rstrip() if len(cut) < len(text) else text
