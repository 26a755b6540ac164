"""Several agencies in one cell: the first is the lead."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from loaders.parsing.known_names import KnownNames, fold_name
from model.text import normalise_space

_ALWAYS = re.compile(r"[;\n]")
_STROKE = re.compile(r"\s*/\s*")
_COMMA = re.compile(r"\s*,\s*")
_AND = re.compile(r"(?:\s*,)?\s+(?:and|&|a|ac)\s+")
_ANY = re.compile("|".join(pattern.pattern for pattern in (_STROKE, _AND, _COMMA)))
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]{1,4}")


class AgencyCells:
    """How the cells of a workbook name agencies, so that a name with "and" in it can be told from two names."""

    def __init__(self, known: KnownNames, cells: Iterable[str] = ()) -> None:
        self._known = known
        self._split: dict[str, list[str]] = {}
        self._counts: Counter[str] = Counter()
        self._alone: set[str] = set()
        for cell, count in Counter(cells).items():
            for piece in _pieces(cell):
                self._counts[fold_name(piece)] += count
                if not may_join_names(piece):
                    self._alone.add(fold_name(piece))

    def split(self, written: str) -> list[str]:
        """Return the agencies of a cell in order, each once.

        Semicolons and line ends always part names. A name that is known or that the workbook repeats as a whole stays
        whole, unless its parts are known. Else a stroke parts names; a comma does where a name beside it is known;
        "and" only where both are, for it stands inside names too. Initials count as known.
        """
        if written not in self._split:
            agencies = [agency for piece in _pieces(written) for agency in self._parts(piece)]
            self._split[written] = list(dict.fromkeys(agencies))
        return self._split[written]

    def may_be_several(self, name: str) -> bool:
        """Say whether a name may be several: it has a stroke, a comma or "and" in it and is not known."""
        return may_join_names(name) and not self._known.declares(name)

    def _parts(self, one: str) -> list[str]:
        if self._known.declares(one):
            return [one]
        whole = self._counts[fold_name(one)] > 1
        for pattern, needed in ((_STROKE, 0), (_COMMA, 1), (_AND, 2)):
            parts = [part for part in pattern.split(one) if part]
            if len(parts) > 1 and self._parted(parts, needed, whole=whole):
                return [agency for part in parts for agency in self._parts(part)]
        return [one]

    def _parted(self, parts: list[str], needed: int, *, whole: bool) -> bool:
        """Say whether enough parts are names by themselves; of a text that the workbook repeats, all must be."""
        named = [part for part in parts if self._is_name(part, initials=not whole)]
        return len(named) == len(parts) or (len(named) >= needed and needed < 2 and not whole)

    def _is_name(self, part: str, *, initials: bool) -> bool:
        if may_join_names(part):
            return all(self._is_name(one, initials=initials) for one in _ANY.split(part) if one)
        known = self._known.declares(part) or fold_name(part) in self._alone
        return known or (initials and bool(_INITIALS.fullmatch(part)))


@lru_cache(maxsize=4096)
def may_join_names(name: str) -> bool:
    """Say whether a text may be several names: it has a stroke, a comma or "and" in it."""
    return bool(_ANY.search(name))


def _pieces(written: str) -> list[str]:
    pieces = (normalise_space(piece) for piece in _ALWAYS.split(written))
    return [piece for piece in pieces if piece]
