"""Unique refs: where the numbering restarts in each part of a list, a ref gets the name of its part."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from loaders.cells.values import Value, plain_text
from loaders.issue_log import issue_at
from loaders.layouts.assemble.list_parts import ListPart, ListParts
from loaders.layouts.assemble.merge_item import ItemMerger
from loaders.layouts.assemble.row_fields import ItemKey, review_key
from loaders.records import Record
from loaders.vocabulary.heading_periods import round_of_cell
from loaders.vocabulary.refs import is_time, normalise_ref, ref_key, split_refs
from model.issues.issue import Issue
from model.terms import LIST_SEPARATOR
from model.text import normalise_space

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_OWN_NUMBER = re.compile(rf"({_NUMBER.pattern})[.):]?\s+\D")
"""The number of a title: 5.1 Access control."""
_LIST_SIGNS = re.compile(r"\s*[;,\n]\s*")
_LONGEST_NAME = 40
_MOST_LISTED = 4


def make_refs_unique(
    items: Sequence[ItemMerger], parts: ListParts
) -> tuple[list[Record], dict[ItemKey, str], list[Issue]]:
    """Return the records of items, the refs that some get instead of their own, and the issue of these.

    In parts in which the numbering restarts, each ref gets the name of its part; a name that begins with a number gives
    that number. Any other ref that stands twice stays, and is an error.
    """
    names = _short_names(parts)
    again = [item for item in items if names.get(item.part) and _may_change(item.record.values.get("ref"))]
    starts = {part: f"{name}-" if _NUMBER.fullmatch(name) else f"{name} " for part, name in names.items()}
    refs = {item.key: f"{starts[item.part]}{_written_ref(item)}" for item in again}
    by_part: dict[ListPart, dict[str, str]] = {}
    for item in again:
        by_part.setdefault(item.part, {})[ref_key(item.record.values.get("ref"))] = refs[item.key]
    records = [with_ref(_with_related_refs(i.record, by_part.get(i.part, {})), refs.get(i.key)) for i in items]
    return records, refs, list(_restart_issues(again, refs, parts))


def with_ref(fields: Record, ref: str | None) -> Record:
    """Return the fields of a row with another ref; unchanged for None."""
    return fields if ref is None else fields._replace(values={**fields.values, "ref": ref})


def _with_related_refs(fields: Record, refs: Mapping[str, str]) -> Record:
    """Return the fields of an item with the new refs of related items, unless one cell could not separate them."""
    related = split_refs(plain_text(fields.values.get("related_refs"))) if refs else []
    renamed = [refs.get(ref_key(ref), ref) for ref in related]
    text = LIST_SEPARATOR.join(renamed)
    is_changed = renamed != related and split_refs(text) == renamed
    return fields._replace(values={**fields.values, "related_refs": text}) if is_changed else fields


def _short_names(parts: ListParts) -> Mapping[ListPart, str]:
    """Return a short name for each part that restarts the numbering, after its sheet if needed; "" for equal names."""
    names = {part: name for part, name in parts.names.items() if part in parts.restarting}
    short = {part: _short_name(name) for part, name in names.items()}
    counts = Counter(map(ref_key, short.values()))
    longer = {
        part: name if counts[ref_key(name)] == 1 else _short_name(f"{parts.sheets[part]} {names[part]}")
        for part, name in short.items()
    }
    counts = Counter(map(ref_key, longer.values()))
    return {part: name if counts[ref_key(name)] == 1 else "" for part, name in longer.items()}


def _short_name(name: str) -> str:
    """Return the number of a name if it has one and is no date, else its first words."""
    number = _OWN_NUMBER.match(name) if round_of_cell(name) is None else None
    if number is not None:
        return number[1]
    words = normalise_space(_LIST_SIGNS.sub(" ", name))
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rsplit(" ", 1)[0]


def _written_ref(item: ItemMerger) -> str:
    """Return a ref as it is written, without a word before its number."""
    return normalise_ref(plain_text(item.record.values.get("ref")))


def _may_change(ref: Value) -> bool:
    """Return whether a ref is a text or a number; a date or a time is reported as such, and stays."""
    return isinstance(ref, str | int | float) and not isinstance(ref, bool) and not is_time(plain_text(ref))


def _restart_issues(again: Sequence[ItemMerger], refs: Mapping[ItemKey, str], parts: ListParts) -> Iterator[Issue]:
    """Yield the issue of all parts in which the numbering restarts, at the first ref that stands in several."""
    by_ref: dict[tuple[str, str], list[ItemMerger]] = {}
    for item in again:
        by_ref.setdefault((review_key(item.record), ref_key(item.record.values.get("ref"))), []).append(item)
    if not by_ref:
        return
    same = max(by_ref.values(), key=len)
    names = list(dict.fromkeys(parts.names[item.part] or item.record.sheet for item in again))
    listed = ", ".join(f"“{name}”" for name in names[:_MOST_LISTED])
    more = f", … ({len(names)})" if len(names) > _MOST_LISTED else ""
    examples = ", ".join(f"“{refs[item.key]}”" for item in same[:_MOST_LISTED])
    second, found = same[:2][-1].record, _written_ref(same[0])
    yield issue_at(second, "ref", "refs-restart", found=found, parts=listed + more, refs=examples)
