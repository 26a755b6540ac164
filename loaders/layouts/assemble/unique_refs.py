"""Unique refs: items with one ref get the name of their part, or the number of their row, and an issue names them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.cells.addresses import LAST_ROW
from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.assemble.list_parts import ListPart, ListParts
from loaders.layouts.assemble.row_fields import RowFields
from loaders.vocabulary.refs import is_time, normalise_ref, ref_key
from model.issues.issue import Issue, Severity
from model.text import normalise_space

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_OWN_NUMBER = re.compile(rf"({_NUMBER.pattern})[.):]?\s+\D")
"""The number of a title: 5.1 Access control."""
_LIST_SIGNS = re.compile(r"\s*[;,\n]\s*")
_LONGEST_NAME = 40
_MOST_LISTED = 4
_SEVERAL_ITEMS = 2
"""From so many refs with other texts in a list with dates, and half of all, the refs do not identify its items."""

ItemIndex = tuple[str, str, int]
"""A review and a ref, normalised for comparison, and the index among the items with them."""


class NumberedItem(NamedTuple):
    """An item of a list with its ref, its first row, and its part; `dated` means that its rows have dates."""

    id: ItemIndex
    first: RowFields
    part: ListPart
    dated: bool

    @property
    def ref(self) -> str:
        """The ref as it is written, without a word before its number."""
        return normalise_ref(plain_text(self.first.values.get("ref")))

    @property
    def may_change(self) -> bool:
        """Whether its ref is a text or a number; a date or a time is reported as such, and stays."""
        value = self.first.values.get("ref")
        return isinstance(value, str | int | float) and not isinstance(value, bool) and not is_time(plain_text(value))


@dataclass(frozen=True, slots=True)
class UniqueRefs:
    """The refs that items were given instead of their own, and the issues that name them."""

    refs: Mapping[ItemIndex, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def make_refs_unique(items: Sequence[NumberedItem], parts: ListParts) -> UniqueRefs:
    """Return the refs of the items whose own ref is not unique.

    In parts in which the numbering restarts each item gets the name of its part, or the number of the part if it has
    one. Elsewhere the first item keeps its ref; a later one gets the number of its row.
    """
    names = _short_names(parts)
    again = [item for item in items if item.part in parts.restarting and item.may_change]
    repeated = [item for item in items if item.id[2] and item.part not in parts.restarting and item.may_change]
    firsts = {item.id[:2]: item for item in reversed(items)}
    changed = {item.id for item in (*again, *repeated)}
    taken = {item.id[:2] for item in items if item.id not in changed}
    refs: dict[ItemIndex, str] = {}
    for item in (*again, *repeated):
        options = _named_refs(item, names) if item.part in parts.restarting else _row_refs(item, firsts[item.id[:2]])
        review = item.id[0]
        refs[item.id] = ref = next(ref for ref in options if (review, ref_key(ref)) not in taken)
        taken.add((review, ref_key(ref)))
    severity = Severity.ERROR if _are_most_dated(repeated, items) else None
    issues = [_repeated_issue(item, firsts[item.id[:2]].first, refs[item.id], severity) for item in repeated]
    return UniqueRefs(refs, (*_restart_issues(again, refs, parts), *issues))


def with_ref(fields: RowFields, ref: str | None) -> RowFields:
    """Return the fields of a row with another ref; unchanged for None."""
    return fields if ref is None else fields._replace(values={**fields.values, "ref": ref})


def _short_names(parts: ListParts) -> Mapping[ListPart, str]:
    """Return a short name for each part in which the numbering restarts; "" for those that have the same one."""
    short = {part: _short_name(name) for part, name in parts.names.items() if part in parts.restarting}
    counts = Counter(map(ref_key, short.values()))
    return {part: name if counts[ref_key(name)] == 1 else "" for part, name in short.items()}


def _short_name(name: str) -> str:
    """Return the number of a name if it has one, else its first words."""
    number = _OWN_NUMBER.match(name)
    if number is not None:
        return number[1]
    words = normalise_space(_LIST_SIGNS.sub(" ", name))
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rsplit(" ", 1)[0]


def _named_refs(item: NumberedItem, names: Mapping[ListPart, str]) -> Iterator[str]:
    """Yield the ref after the name of its part (Access control 1, 5.1-1), then with its row as well."""
    name = names[item.part]
    named = f"{name}{'-' if _NUMBER.fullmatch(name) else ' '}{item.ref}" if name else item.ref
    if name:
        yield named
    yield from _with_row(named, item, item.first.sheet)
    yield from _with_row(named, item, "")


def _row_refs(item: NumberedItem, first: NumberedItem) -> Iterator[str]:
    """Yield the ref with its row: 1 (row 40); 1 (Closed row 4) if the first item is on another sheet."""
    yield from _with_row(item.ref, item, first.first.sheet)
    yield from _with_row(item.ref, item, "")


def _with_row(ref: str, item: NumberedItem, usual_sheet: str) -> Iterator[str]:
    fields = item.first
    if fields.row > LAST_ROW:  # a form has no row of its own
        yield from (f"{ref} ({number})" for number in range(item.id[2] + 1, item.id[2] + 1000))
    sheet = "" if fields.sheet == usual_sheet else f"{_LIST_SIGNS.sub(' ', fields.sheet)} "
    yield f"{ref} ({sheet}row {fields.row})"


def _are_most_dated(repeated: Sequence[NumberedItem], items: Sequence[NumberedItem]) -> bool:
    """Return whether most refs of a list with dates stand for several items, so that the refs identify none."""
    several = {item.id[:2] for item in repeated if item.dated}
    return len(several) >= _SEVERAL_ITEMS and 2 * len(several) >= len({item.id[:2] for item in items})


def _restart_issues(again: Sequence[NumberedItem], refs: Mapping[ItemIndex, str], parts: ListParts) -> Iterator[Issue]:
    """Yield the issue of all parts in which the numbering restarts, at the first ref that stands in several."""
    counts = Counter(item.id[:2] for item in again)
    if not counts:
        return
    shared = max(counts, key=lambda one: counts[one])
    same = [item for item in again if item.id[:2] == shared]
    sheet, cell = same[-1 if len(same) == 1 else 1].first.location("ref")
    names = list(dict.fromkeys(parts.names[item.part] or item.first.sheet for item in again))
    listed = ", ".join(f"“{name}”" for name in names[:_MOST_LISTED])
    more = f", … ({len(names)})" if len(names) > _MOST_LISTED else ""
    examples = ", ".join(f"“{refs[item.id]}”" for item in same[:_MOST_LISTED])
    yield make_issue("refs-restart", sheet=sheet, cell=cell, found=same[0].ref, parts=listed + more, refs=examples)


def _repeated_issue(item: NumberedItem, first: RowFields, ref: str, severity: Severity | None) -> Issue:
    """Return the issue of an item with the ref of another one, which names both rows."""
    sheet, cell = item.first.location("ref")
    first_sheet, first_cell = first.location("ref")
    other = first_cell if first_sheet == sheet else f"{first_sheet} {first_cell}"
    return make_issue(
        "ref-with-other-text", sheet=sheet, cell=cell, found=item.ref, severity=severity, first=other, ref=ref
    )
