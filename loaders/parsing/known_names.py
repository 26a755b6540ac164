"""Known names: which spellings are the same name, and which look like misspellings of one."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from loaders.issue_log import IssueLog, list_changes
from loaders.records import Record
from loaders.vocabulary.agency_initials import POLICE_FORCE_NAMES
from model.tracker.published import PublishedName

_INSIGNIFICANT = re.compile(r"[^\w.+#]|_|(?<!\d)\.|\.(?!\d)")
_POLICE_FORCE = re.compile(r"police$|^heddlu|^dpp$")
_MIN_SIMILARITY = 90.0
_MAX_COMPARED = 1_000
"""With more different names, misspellings are not searched for: each name would be compared with every other."""


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
        self,
        rows: Iterable[Mapping[str, object]] = (),
        *,
        groups: Iterable[tuple[str, ...]] = (),
        published: Iterable[PublishedName] = (),
    ) -> None:
        self._used: dict[str, str] = {}
        self._spellings: set[str] = set()
        self._read_as_published: dict[tuple[str, str, str], tuple[Record, str]] = {}
        for row in rows:
            for field in ("name", "short_name", "name_cy", "short_name_cy"):
                spelling, used = row.get(field), row.get("name")
                if isinstance(spelling, str) and isinstance(used, str):
                    self._used.setdefault(fold_name(spelling), used)
                    self._spellings.add(spelling)
        self._published = self._add_published(published)
        self._declared = frozenset(self._used)
        self._grouped: dict[str, str] = {}
        self._group_keys = self._representatives(groups)

    def declares(self, name: str) -> bool:
        """Return whether the Names sheet or a group has this name, in any of its forms."""
        folded = fold_name(name)
        return folded in self._declared or folded in self._group_keys

    def is_new_variant(self, name: str) -> bool:
        """Return whether this spelling is neither the usual one nor on the Names sheet, and was not checked before."""
        is_known = name in self._spellings or self.spelling_used(name) == name
        self._spellings.add(name)
        return not is_known

    def note_published(self, record: Record, field: str, name: str) -> bool:
        """Note a name that is read as a published one with another spelling; return whether it is such a name."""
        folded = fold_name(name)
        used = self._used.get(self._group_keys.get(folded, folded))
        if used is None or used == name or name in self._spellings or used not in self._published:
            return False
        self._read_as_published.setdefault((record.sheet, field, name), (record, used))
        return True

    def report_published(self, log: IssueLog) -> None:
        """Report, once for each column, the names that were read as published ones."""
        columns: dict[tuple[str, str], dict[str, tuple[Record, str]]] = {}
        for (sheet, field, name), noted in self._read_as_published.items():
            columns.setdefault((sheet, field), {})[name] = noted
        for (_, field), names in columns.items():
            first = next(iter(names.values()))[0]
            log.add_at(
                first, field, "name-published", changes=list_changes((name, used) for name, (_, used) in names.items())
            )

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
        if name.casefold() in POLICE_FORCE_NAMES and folded not in self._declared:
            return self._only_force(folded)
        if self.declares(name) or len(self._used) > _MAX_COMPARED:
            return None
        names = self._grouped | self._used | {fold_name(used): used for used in self._used.values()}
        others = [other for other in names if other != folded and _digits(other) == _digits(folded)]
        nearest = process.extractOne(folded, others, scorer=fuzz.ratio, score_cutoff=_MIN_SIMILARITY)
        return names[nearest[0]] if nearest else None

    def _add_published(self, published: Iterable[PublishedName]) -> frozenset[str]:
        """Add the forms of published names that the Names sheet does not have; return those names."""
        added: set[str] = set()
        for name in published:
            for spelling in filter(None, name[1:]):
                if self._used.setdefault(fold_name(spelling), name.name) == name.name:
                    added.add(name.name)
        return frozenset(added)

    def _representatives(self, groups: Iterable[tuple[str, ...]]) -> Mapping[str, str]:
        """Return, for each name key of a group, that of the group: the one on the Names sheet, else the first."""
        representatives: dict[str, str] = {}
        for group in groups:
            folded = [fold_name(name) for name in group]
            self._grouped |= dict(zip(folded, group, strict=True))
            representative = next((name for name in folded if name in self._declared), folded[0])
            representatives |= {
                name: representative for name in folded if name not in self._declared or name == representative
            }
        return representatives

    def _only_force(self, folded: str) -> str | None:
        forces = [used for key, used in self._used.items() if key != folded and _POLICE_FORCE.search(key)]
        return forces[0] if len(forces) == 1 else None


def _digits(folded: str) -> str:
    return "".join(character for character in folded if character.isdecimal())
