"""Known names: which spellings are one name, and which look as if they were meant to be."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from loaders.vocabulary.agency_initials import POLICE_FORCE_NAMES

_MEANS_NOTHING = re.compile(r"[^\w.+#]|_|(?<!\d)\.|\.(?!\d)")
_A_FORCE = re.compile(r"police$|^heddlu|^dpp$")
_SIMILAR = 90.0
_COMPARE_AT_MOST = 1_000
"""Beyond so many different names, slips are not looked for: each name would be compared with every other."""


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Return a name by which it is compared: case, spaces, hyphens and punctuation mean nothing.

    A point between digits, a plus and a hash do: 1.1 is not 11, and C++ is not C#.
    """
    return _MEANS_NOTHING.sub("", name.casefold()) or name.casefold()


class KnownNames:
    """The names of one kind, each under the spelling that is used for it.

    A name of the Names sheet is used as it stands there, whatever its short or Welsh form in other cells; of the
    rest, the spelling that comes first. The names of a group are one name.
    """

    def __init__(self, rows: Iterable[Mapping[str, object]] = (), *, groups: Iterable[tuple[str, ...]] = ()) -> None:
        self._used: dict[str, str] = {}
        self._spellings: set[str] = set()
        for row in rows:
            for field in ("name", "short_name", "name_cy", "short_name_cy"):
                spelling, used = row.get(field), row.get("name")
                if isinstance(spelling, str) and isinstance(used, str):
                    self._used.setdefault(fold_name(spelling), used)
                    self._spellings.add(spelling)
        self._declared = frozenset(self._used)
        self._grouped: dict[str, str] = {}
        self._same = self._representatives(groups)

    def declares(self, name: str) -> bool:
        """Say whether the Names sheet or a group has this name, in any of its forms."""
        folded = fold_name(name)
        return folded in self._declared or folded in self._same

    def is_new_variant(self, name: str) -> bool:
        """Say whether this spelling is neither the one that is used nor one of the Names sheet, and is new as well."""
        known = name in self._spellings or self.spelling_used(name) == name
        self._spellings.add(name)
        return not known

    def is_new_name(self, name: str) -> bool:
        """Say whether no spelling of a name was met before."""
        folded = fold_name(name)
        return self._same.get(folded, folded) not in self._used

    def spelling_used(self, name: str) -> str:
        """Return the spelling that is used for a name; a name not met before is used as it is from now on."""
        folded = fold_name(name)
        return self._used.setdefault(self._same.get(folded, folded), name)

    def similar_name(self, name: str) -> str | None:
        """Return another name that this one looks like a slip of, if there is one, in the spelling it is like.

        It is compared with every name met and with all those of the groups, whichever of them is used. Names that
        differ in a digit are different names, and a name of the Names sheet is no slip. "The Force" is like the only
        police force there is.
        """
        folded = fold_name(name)
        if name.casefold() in POLICE_FORCE_NAMES and folded not in self._declared:
            return self._only_force(folded)
        if self.declares(name) or len(self._used) > _COMPARE_AT_MOST:
            return None
        names = self._grouped | self._used | {fold_name(used): used for used in self._used.values()}
        others = [other for other in names if other != folded and _digits(other) == _digits(folded)]
        nearest = process.extractOne(folded, others, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
        return names[nearest[0]] if nearest else None

    def _representatives(self, groups: Iterable[tuple[str, ...]]) -> Mapping[str, str]:
        """Return, for each folded name of a group, the one that stands for all: the Names sheet's own if it has one."""
        same: dict[str, str] = {}
        for group in groups:
            folded = [fold_name(name) for name in group]
            self._grouped |= dict(zip(folded, group, strict=True))
            stands = next((name for name in folded if name in self._declared), folded[0])
            same |= {name: stands for name in folded if name not in self._declared or name == stands}
        return same

    def _only_force(self, folded: str) -> str | None:
        forces = [used for key, used in self._used.items() if key != folded and _A_FORCE.search(key)]
        return forces[0] if len(forces) == 1 else None


def _digits(folded: str) -> str:
    return "".join(character for character in folded if character.isdecimal())
