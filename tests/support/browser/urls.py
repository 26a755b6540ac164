"""The URL path of every page."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGES = {file.stem.replace("_", "-"): file.stem.replace("_", "-") for file in sorted((ROOT / "pages").rglob("*.py"))}
PAGES |= {"overview": "", "recommendation": "recommendation?ref=9"}
"""The path of each page: Overview is the default, and a recommendation needs its ref."""


def in_language(path, language):
    """Return a path with the query parameter of a language."""
    return f"{path}{'&' if '?' in path else '?'}lang={language}"
