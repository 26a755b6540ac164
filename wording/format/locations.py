"""Locations in words: a cell of a sheet, or a line of a paper."""

import re

from wording.catalogue import Translator

_PAPER_LOCATION = re.compile(r"(page|line|paragraph) (\d+)")


def format_location(sheet: str, cell: str, _: Translator) -> str:
    """Return a location in words: sheet and cell, page and line, or the workbook where both are ""."""
    return " ".join(format_location_part(part, _) for part in (sheet, cell) if part) or _("The workbook")


def format_location_part(part: str, _: Translator) -> str:
    """Return a page, line or paragraph of a paper in words; any other sheet or cell unchanged."""
    found = _PAPER_LOCATION.fullmatch(part)
    if found is None:
        return part
    words = {"page": _("page {n}", n=found[2]), "line": _("line {n}", n=found[2])}
    return words.get(found[1]) or _("paragraph {n}", n=found[2])
