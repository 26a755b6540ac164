"""Split a cell that names several agencies; the first is the lead."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from loaders.parsing.known_names import KnownNames, fold_name
from model.text import normalise_space

_HARD_SEPARATOR = re.compile(r"[;\n]")
_SLASH = re.compile(r"\s*/\s*")
_COMMA = re.compile(r"\s*,\s*")
_AND = re.compile(r"(?:\s*,)?\s+(?:and|&|a|ac)\s+")
_ANY_SEPARATOR = re.compile("|".join(pattern.pattern for pattern in (_SLASH, _AND, _COMMA)))
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]{1,4}")


class AgencyCells:
    """The agency names in the cells of a workbook, to distinguish a name with "and" in it from two names."""

    def __init__(self, known: KnownNames, cells: Iterable[str] = ()) -> None:
        self._known = known
        self._split: dict[str, list[str]] = {}
        self._counts: Counter[str] = Counter()
        self._single_names: set[str] = set()
        for cell, count in Counter(cells).items():
            for name in _split_lines(cell):
                self._counts[fold_name(name)] += count
                if not may_join_names(name):
                    self._single_names.add(fold_name(name))

    def split(self, written: str) -> list[str]:
        """Return the agencies of a cell in order, without duplicates.

        Semicolons and line breaks always separate names. A name that is known, or repeated in the workbook, is not
        split, unless its parts are known. Otherwise a slash separates names; a comma does if a name next to it is
        known; "and" only if both names are, because it is part of names too. Initials count as known.
        """
        if written not in self._split:
            agencies = [agency for name in _split_lines(written) for agency in self._split_name(name)]
            self._split[written] = list(dict.fromkeys(agencies))
        return self._split[written]

    def may_be_several(self, name: str) -> bool:
        """Return whether a name may be several names: it has a slash, a comma or "and" in it and is not known."""
        return may_join_names(name) and not self._known.declares(name)

    def _split_name(self, name: str) -> list[str]:
        if self._known.declares(name):
            return [name]
        is_repeated = self._counts[fold_name(name)] > 1
        for pattern, needed in ((_SLASH, 0), (_COMMA, 1), (_AND, 2)):
            parts = [part for part in pattern.split(name) if part]
            if len(parts) > 1 and self._are_names(parts, needed, is_repeated=is_repeated):
                return [agency for part in parts for agency in self._split_name(part)]
        return [name]

    def _are_names(self, parts: list[str], needed: int, *, is_repeated: bool) -> bool:
        """Return whether enough parts are names; if the workbook repeats the text, all must be."""
        names = [part for part in parts if self._is_name(part, initials=not is_repeated)]
        return len(names) == len(parts) or (len(names) >= needed and needed < 2 and not is_repeated)

    def _is_name(self, part: str, *, initials: bool) -> bool:
        if may_join_names(part):
            return all(self._is_name(name, initials=initials) for name in _ANY_SEPARATOR.split(part) if name)
        known = self._known.declares(part) or fold_name(part) in self._single_names
        return known or (initials and bool(_INITIALS.fullmatch(part)))


@lru_cache(maxsize=4096)
def may_join_names(name: str) -> bool:
    """Return whether a text may be several names: it has a slash, a comma or "and" in it."""
    return bool(_ANY_SEPARATOR.search(name))


def _split_lines(written: str) -> list[str]:
    names = (normalise_space(name) for name in _HARD_SEPARATOR.split(written))
    return [name for name in names if name]
