"""Names of agencies, themes and roles: which spellings are one name, and which cells name several agencies."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from loaders.vocabulary import WORDS, words_pattern
from model.terms import normalise_space
from model.tracker.reading import PublishedName, Row

# Names of one agency: its initials, its full names, and its Welsh ones.
AGENCIES: tuple[tuple[str, ...], ...] = tuple((initials, *names) for initials, names in WORDS["agencies"].items())
_AGENCY = words_pattern("agency_words")
_INITIALS = re.compile(r"[A-Z][A-Z&]{1,6}")
_INSIGNIFICANT = re.compile(r"[^\w.+#]|_|(?<!\d)\.|\.(?!\d)")
_NO_DIGIT = re.compile(r"\D+")
_POLICE_FORCE = re.compile(r"police$|^heddlu|^dpp$")
_MIN_SIMILARITY, _MIN_WORD_SIMILARITY = 90.0, 80.0
_LONG_WORD = re.compile(r"\w{4,}")
# With more different names, misspellings are not searched for: each name would be compared with every other.
_MAX_COMPARED = 1_000
_HARD_SEPARATOR = re.compile(r"[;\n]")
_SLASH, _COMMA = re.compile(r"\s*/\s*"), re.compile(r"\s*,\s*")
_AND = re.compile(r"(?:\s*,)?\s+(?:and|&|a|ac)\s+")
_ANY_SEPARATOR = re.compile("|".join(pattern.pattern for pattern in (_SLASH, _AND, _COMMA)))
_SHORT_NAME = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]{1,4}")


def is_agency_name(name: str) -> bool:
    """Return whether a name looks like that of an agency: it has a word that such names have, or is initials."""
    return bool(_AGENCY.search(name) or _INITIALS.fullmatch(name.strip()))


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Return a name as a key for comparison, without case, spaces, hyphens and punctuation.

    A point between digits, a plus and a hash count: 1.1 is not 11, and C++ is not C#.
    """
    return _INSIGNIFICANT.sub("", name.casefold()) or name.casefold()


class KnownNames:
    """The names of one kind, each with its usual spelling.

    A name of the Names sheet has the spelling of that sheet, also where other cells have its short or Welsh form. Any
    other name has its published spelling, or else its first. The names of a group are one name.
    """

    def __init__(
        self, rows: Iterable[Row] = (), *, groups: Iterable[Sequence[str]] = (), published: Iterable[PublishedName] = ()
    ) -> None:
        self._used: dict[str, str] = {}
        self._spellings: set[str] = set()
        for row in rows:
            for field in ("name", "short_name", "name_cy", "short_name_cy"):
                spelling, used = row.get(field), row.get("name")
                if isinstance(spelling, str) and isinstance(used, str):
                    self._used.setdefault(fold_name(spelling), used)
                    self._spellings.add(spelling)
        for each in published:
            for form in filter(None, each[1:]):
                self._used.setdefault(fold_name(form), each.name)
        self._declared = frozenset(self._used)
        self._grouped: dict[str, str] = {}
        # For each name key of a group, that of the group: the one on the Names sheet, else the first.
        self._group_keys: dict[str, str] = {}
        for group in groups:
            folded = {fold_name(name): name for name in group}
            self._grouped |= folded
            first = next((name for name in folded if name in self._declared), next(iter(folded)))
            self._group_keys |= {name: first for name in folded if name not in self._declared or name == first}

    def declares(self, name: str) -> bool:
        """Return whether the Names sheet or a group has this name, in any of its forms."""
        folded = fold_name(name)
        return folded in self._declared or folded in self._group_keys

    def is_new_variant(self, name: str) -> bool:
        """Return whether this spelling is neither the usual one nor on the Names sheet, and was not checked before."""
        is_known = name in self._spellings or self.spelling_used(name) == name
        self._spellings.add(name)
        return not is_known

    def is_new_name(self, name: str) -> bool:
        """Return whether no spelling of a name was used before."""
        folded = fold_name(name)
        return self._group_keys.get(folded, folded) not in self._used

    def spelling_used(self, name: str) -> str:
        """Return the usual spelling of a name; a new name gets this spelling."""
        folded = fold_name(name)
        return self._used.setdefault(self._group_keys.get(folded, folded), name)

    def similar_name(self, name: str) -> str | None:
        """Return another name that this one may be a misspelling of, in the spelling that is similar; None if none is.

        It is compared with every name used so far and with all names of the groups. Names that differ in a digit are
        different names, and a name of the Names sheet is no misspelling. "The Force" is similar to the only police
        force of the workbook.
        """
        folded = fold_name(name)
        if name.casefold() in WORDS["names"]["police_force"] and folded not in self._declared:
            forces = [used for key, used in self._used.items() if key != folded and _POLICE_FORCE.search(key)]
            return forces[0] if len(forces) == 1 else None
        if self.declares(name) or len(self._used) > _MAX_COMPARED:
            return None
        names = self._grouped | self._used | {fold_name(used): used for used in self._used.values()}
        digits = _NO_DIGIT.sub("", folded)
        others = [other for other in names if other != folded and _NO_DIGIT.sub("", other) == digits]
        nearest = process.extractOne(folded, others, scorer=fuzz.ratio, score_cutoff=_MIN_SIMILARITY)
        return names[nearest[0]] if nearest else None

    def longer_name(self, name: str) -> str | None:
        """Return the only declared name of which this one may be a short form: it is nearly one of its words."""
        if self.declares(name):
            return None
        declared = {self._used[key] for key in self._declared}
        found = [each for each in declared if _has_nearly_word(each, name.casefold())]
        return found[0] if len(found) == 1 else None


def _has_nearly_word(name: str, word: str) -> bool:
    """Return whether one of the longer words of a name is nearly another word."""
    words = _LONG_WORD.findall(name.casefold())
    return len(words) > 1 and any(fuzz.ratio(each, word) >= _MIN_WORD_SIMILARITY for each in words)


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
                if not _may_join_names(name):
                    self._single_names.add(fold_name(name))

    def split(self, written: str) -> list[str]:
        """Return the agencies of a cell in order, without duplicates.

        Semicolons and line breaks always separate names. A name that is known, or repeated in the workbook, is not
        split, unless its parts are known. Otherwise a slash separates names; a comma does if a name next to it is
        known; "and" only if both names are, because it is part of names too. Initials count as known.
        """
        if written not in self._split:
            agencies = (agency for name in _split_lines(written) for agency in self._split_name(name))
            self._split[written] = [*dict.fromkeys(agencies)]
        return self._split[written]

    def may_be_several(self, name: str) -> bool:
        """Return whether a name may be several names: it has a slash, a comma or "and" in it and is not known."""
        return _may_join_names(name) and not self._known.declares(name)

    def _split_name(self, name: str) -> list[str]:
        if self._known.declares(name):
            return [name]
        is_repeated = self._counts[fold_name(name)] > 1
        for pattern, needed in ((_SLASH, 0), (_COMMA, 1), (_AND, 2)):
            parts = [part for part in pattern.split(name) if part]
            names = [part for part in parts if self._is_name(part, initials=not is_repeated)]
            are_enough = needed <= len(names) and needed < 2 and not is_repeated  # of a repeated text all must be names
            if len(parts) > 1 and (are_enough or len(names) == len(parts)):
                return [agency for part in parts for agency in self._split_name(part)]
        return [name]

    def _is_name(self, part: str, *, initials: bool) -> bool:
        if _may_join_names(part):
            return all(self._is_name(name, initials=initials) for name in _ANY_SEPARATOR.split(part) if name)
        known = self._known.declares(part) or fold_name(part) in self._single_names
        return known or (initials and bool(_SHORT_NAME.fullmatch(part)))


@lru_cache(maxsize=4096)
def _may_join_names(name: str) -> bool:
    """Return whether a text may be several names: it has a slash, a comma or "and" in it."""
    return bool(_ANY_SEPARATOR.search(name))


def _split_lines(written: str) -> list[str]:
    return [*filter(None, map(normalise_space, _HARD_SEPARATOR.split(written)))]
