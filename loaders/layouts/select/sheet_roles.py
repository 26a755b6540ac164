"""The role of a sheet, from its name: the current list, an earlier state of it, or its closed items."""

import re
from enum import StrEnum

from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.vocabulary.heading_periods import split_round
from model.text import normalise_space


class SheetRole(StrEnum):
    """The state of a list that a sheet has."""

    CURRENT = "current"
    EARLIER = "earlier"
    CLOSED = "closed"


_LIST_WORD = (
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
_PATTERNS = {
    role: re.compile(rf"(?:(?:{words}){_LIST_WORD}|(?:argymhellion|camau gweithredu|statws|rhestr)\s+(?:{words}))")
    for role, words in _NAMES.items()
}


def role_of_name(name: str) -> SheetRole | None:
    """Return the role that a sheet's name gives; None without one.

    Brackets and numbering are ignored: Closed (do not edit).
    """
    words = normalise_space(re.sub(r"\([^)]*\)|\d+[.)]\s|[_–—-]", " ", name.replace("’", "'"))).casefold()
    return next((role for role, pattern in _PATTERNS.items() if pattern.fullmatch(words)), None)


def sheet_role(source: InterpretedTable) -> SheetRole | None:
    """Return the role of a table's sheet from its name without any date."""
    return role_of_name(split_round(source.table.sheet.name)[0])
