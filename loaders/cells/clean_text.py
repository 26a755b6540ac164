"""Clean the text of a cell and cut it to the length that a cell can have."""

from loaders.cells.values import clean_text

MOST_CHARACTERS = 32_767
"""The characters that a cell of a workbook can hold."""


def clean_cell_text(text: str, *, characters: int) -> tuple[str | None, bool, bool]:
    """Return a text that a workbook can store, whether characters were removed, and whether it was cut."""
    clean, cleaned = clean_text(text)
    shortened = cut_text(clean, characters)
    return shortened or None, cleaned, len(shortened) < len(clean)


def cut_text(text: str, characters: int = MOST_CHARACTERS) -> str:
    """Return as much of a text as fits into a cell; as in spreadsheets, an emoji counts as two characters."""
    if len(text) <= characters // 2:
        return text
    cut = text.encode("utf-16-le")[: 2 * characters].decode("utf-16-le", errors="ignore")
    return cut.rstrip() if len(cut) < len(text) else text
