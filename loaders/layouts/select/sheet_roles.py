"""What the name of a sheet says of its place in time: how things stand now, how they stood, or what is closed."""

import re
from enum import StrEnum

from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.vocabulary.heading_periods import split_round


class SheetRole(StrEnum):
    """Which state of a list a sheet holds."""

    CURRENT = "current"
    EARLIER = "earlier"
    CLOSED = "closed"


_OF = (
    r"(?:\s+(?:items?|actions?|issues?|risks?|recommendations?|recs|list|tracker|log|sheet|tab|version|copy|round|update"
    r"|updates|position|status|rag|report|return|data|argymhellion|camau gweithredu|statws|rhestr|fersiwn|sefyllfa))?"
)
_SPAN = r"(?:month|quarter|time|round|period|week|year|meeting)"
_NAMES = {
    SheetRole.CURRENT: (
        rf"current|latest|most recent|newest|new|now|live|today|this {_SPAN}|open|ongoing|active"
        r"|cyfredol|presennol|diweddaraf|newydd|nawr|heddiw|y (?:mis|chwarter) hwn|agored|ar agor"
    ),
    SheetRole.EARLIER: (
        rf"previous|prior|earlier|former|old|older|last|past|before|superseded|archived?|archives|previous {_SPAN}"
        rf"|last {_SPAN}|blaenorol|cynharach|cynt|hen|archif|y (?:mis|chwarter|tro) (?:diwethaf|blaenorol)"
    ),
    SheetRole.CLOSED: (
        r"closed|completed?|done|finished|signed off|implemented|wedi cau|wedi'i gau|ar gau|caeedig|cwblhawyd"
        r"|wedi'u cwblhau"
    ),
}
_STANDINGS = {
    standing: re.compile(rf"(?:(?:{words}){_OF}|(?:argymhellion|camau gweithredu|statws|rhestr)\s+(?:{words}))")
    for standing, words in _NAMES.items()
}


def role_of_name(name: str) -> SheetRole | None:
    """Return what a sheet's name says of the time or state of its rows; None where it says nothing of it.

    What stands before or after in brackets, and numbering, says nothing: Closed (do not edit).
    """
    words = " ".join(re.sub(r"\([^)]*\)|\d+[.)]\s|[_–—-]", " ", name.replace("’", "'")).split()).casefold()
    return next((standing for standing, pattern in _STANDINGS.items() if pattern.fullmatch(words)), None)


def sheet_role(source: InterpretedTable) -> SheetRole | None:
    """Return what the name of a table's sheet says of its time, whatever date it names."""
    return role_of_name(split_round(source.table.sheet.name)[0])
