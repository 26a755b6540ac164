"""The address of every page, as a person would open it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = {file.stem.replace("_", "-"): file.stem.replace("_", "-") for file in sorted((ROOT / "pages").glob("*.py"))}
PAGES |= {"overview": "", "recommendation": "recommendation?ref=9"}
"""The path of each page: Overview is the first, and a recommendation is asked for by its number."""


def in_language(path, language):
    """Return a path with the language asked for."""
    return f"{path}{'&' if '?' in path else '?'}lang={language}"
