"""Where something is: a cell of a sheet, or a line of a paper."""

import re

from wording.catalogue import Translator

_COUNTED = re.compile(r"(page|line|paragraph) (\d+)")


def place_of(sheet: str, cell: str, _: Translator) -> str:
    """Return a place: the sheet and the cell, the page and the line, or the file as a whole."""
    return " ".join(counted(part, _) for part in (sheet, cell) if part) or _("The workbook")


def counted(place: str, _: Translator) -> str:
    """Return the page, line or paragraph of a paper in words; the name of a sheet or a cell as it is."""
    found = _COUNTED.fullmatch(place)
    if found is None:
        return place
    words = {"page": _("page {n}", n=found[2]), "line": _("line {n}", n=found[2])}
    return words.get(found[1]) or _("paragraph {n}", n=found[2])
