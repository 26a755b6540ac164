"""Merging rows into records: one record per item, and one update per item, round and kind, from all its rows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from loaders.cells.display_text import displayed_text
from loaders.cells.values import ErrorCell, StatusCell, UncalculatedCell, Value, plain_text
from loaders.issue_log import issue_at
from loaders.layouts.assemble.list_parts import ListPart, ListParts
from loaders.layouts.assemble.merge_item import ItemMerger, MergedDetails, difference_issue
from loaders.layouts.assemble.row_fields import ItemKey, item_key, review_key
from loaders.records import Record
from loaders.vocabulary.heading_periods import round_of_cell
from loaders.vocabulary.refs import compared_text, is_time, normalise_ref, ref_key, split_refs
from loaders.vocabulary.same_text import PLACEHOLDERS
from loaders.vocabulary.status_words import is_symbol
from model.dates.date_grammar import Doubt, read_date
from model.issues.issue import Issue
from model.terms import LIST_SEPARATOR, Kind
from model.text import label_key, normalise_space

_UpdateKey = tuple[ItemKey, tuple[str, str]]
"""The key of an update: that of its item, and its kind and round."""
_OF_TARGET = {"review": "review", "ref": "ref", "revised_target": "target"}
"""The fields of the record of a revised target, by those of its item; when it was set is unknown."""
_TEXTS = ("update", "update_cy", "evidence")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_OWN_NUMBER = re.compile(rf"({_NUMBER.pattern})[.):]?\s+\D")
"""The number of a title: 5.1 Access control."""
_LIST_SIGNS = re.compile(r"\s*[;,\n]\s*")
_LONGEST_NAME = 40
_MOST_LISTED = 4


class RecordMerger:
    """Merges the rows of all tables into records, and returns the differences between them."""

    def __init__(self, parts: ListParts) -> None:
        self._restarts: dict[str, int] = {}
        self._parts = parts
        self._items: dict[tuple[str, str], list[ItemMerger]] = {}
        self._items_without_ref: list[ItemMerger] = []
        self._updates: dict[_UpdateKey, list[Record]] = {}
        self._promises: list[tuple[ItemKey, Record]] = []
        self._numbers: dict[str, dict[ListPart, int]] = {}
        self._last_number = 0
        self._idle_actions: list[tuple[_UpdateKey, Record, bool]] = []  # True: in the text of its item already

    def add_restart(self, sheet: str, row: int) -> None:
        """Record a row below which the numbering restarts on a sheet: no two rows below it are one item."""
        self._restarts.setdefault(sheet, row)

    def number_for(self, fields: Record, part: ListPart, lines: Sequence[str]) -> str:
        """Return a number as the ref of an item in a table without refs: the same text in a part has the same number.

        `lines` are other texts by which items differ. States of one list share their numbers; outside any band a text
        has the number that it has in a band.
        """
        text = plain_text(fields.values.get("recommendation") or fields.values.get("title"))
        numbers = self._numbers.setdefault(label_key("\n".join((text, *lines))), {})
        states = (
            number
            for other, number in numbers.items()
            if (part.is_state or other.is_state) and (part.band == other.band or "" in (part.band, other.band))
        )
        number = numbers.get(part) or next(states, 0)
        if not number or label_key(text) in PLACEHOLDERS:
            number = self._last_number = self._last_number + 1
        numbers[part] = number
        return str(number)

    def add_item(
        self, fields: Record, part: ListPart, *, is_action: bool, repeats_items: bool, is_later: bool
    ) -> tuple[ItemMerger, MergedDetails]:
        """Add or merge the item of a row; return it with what merging shows.

        With `repeats_items`, other sheets have its items as well: nearly the same text is the same item on any. With
        `is_later`, its date is later than that of the item: any text is a later wording of the same item.
        """
        ref = ref_key(fields.values.get("ref"))
        if not ref:
            self._items_without_ref.append(ItemMerger(fields, item_key(fields, 0), part))
            return self._items_without_ref[-1], MergedDetails()
        existing = self._items.setdefault((review_key(fields), ref), [])
        restart = self._restarts.get(fields.sheet)
        candidates = [item for item in existing if self._parts.may_share_items(item.part, part)]
        if restart is not None:
            others = ((item, item.record) for item in candidates)
            candidates = [item for item, first in others if first.sheet != fields.sheet or first.row <= restart]
        for item in candidates:
            may_be_edited = item.part.may_edit(part)
            if item.is_item_of(fields, repeats_items=repeats_items, may_be_edited=may_be_edited):
                return item, item.merge(fields, is_action=is_action)
        if is_later and candidates:
            return candidates[0], candidates[0].merge(fields, is_action=is_action)
        existing.append(ItemMerger(fields, item_key(fields, len(existing)), part))
        return existing[-1], MergedDetails()

    def find_item(self, fields: Record, part: ListPart) -> ItemMerger | None:
        """Return the item with the ref of a row in its part of the list; None without one."""
        existing = self._items_with_ref(fields)
        return next((item for item in existing if self._parts.may_share_items(item.part, part)), None)

    def items_of_update(self, fields: Record, band: str) -> Sequence[ItemMerger]:
        """Return the items that a row of updates alone may be about, by its ref and its band."""
        existing = self._items_with_ref(fields)
        names = self._parts.names
        return [item for item in existing if band and label_key(names.get(item.part, "")) == band] or existing

    def add_update(self, key: ItemKey, fields: Record) -> None:
        """Add an update of an item."""
        self._updates.setdefault(_update_key(key, fields, fields.values.get("kind")), []).append(fields)

    def add_idle_action(self, key: ItemKey, fields: Record, *, in_item_text: bool) -> None:
        """Add an action without an update: it becomes part of the update of its item's other actions."""
        self._idle_actions.append((_update_key(key, fields, Kind.PROGRESS.value), fields, in_item_text))

    def add_promise(self, key: ItemKey, fields: Record) -> None:
        """Add a promise about an item."""
        self._promises.append((key, fields))

    def records(self) -> tuple[dict[str, Sequence[Record]], list[Issue]]:
        """Return the records of each table, and the issues of joining; rows of one item, round and kind are joined."""
        merged = (*chain.from_iterable(self._items.values()), *self._items_without_ref)
        items, new_refs, issues = make_refs_unique(merged, self._parts)
        issues += self._merge_idle_actions()
        updates: list[Record] = []
        for key, rows in self._updates.items():
            of_item = [with_ref(row, new_refs[key[0]]) for row in rows] if key[0] in new_refs else rows
            is_single = len(rows) == 1 and not rows[0].action  # as nearly all are
            joined, join_issues = (of_item, []) if is_single else join_rows(of_item)
            updates += joined
            issues += join_issues
        if len({item.sheet for item in items}) == 1:
            items.sort(key=lambda item: item.row)
        records: dict[str, Sequence[Record]] = {
            "recommendations": items,
            "progress": updates,
            "monitoring": [with_ref(fields, new_refs.get(key)) for key, fields in self._promises],
            "targets": [item.pick(_OF_TARGET) for item in items if item.values.get("revised_target") is not None],
        }
        return records, issues

    def _items_with_ref(self, fields: Record) -> Sequence[ItemMerger]:
        return self._items.get((review_key(fields), ref_key(fields.values.get("ref"))), ())

    def _merge_idle_actions(self) -> Iterator[Issue]:
        """Merge actions without an update into the updates of their items; yield an issue of each without one."""
        for key, fields, in_item_text in self._idle_actions:
            if key in self._updates:
                self._updates[key].append(fields)
            elif not in_item_text:
                yield issue_at(fields, "action", "value-without-update", found=fields.action)


def join_rows(rows: Sequence[Record]) -> tuple[list[Record], list[Issue]]:
    """Return the rows of one update as one row, actions before their texts, then its broken rows; and the issues."""
    together, broken = ([row for row in rows if _is_broken(row) is broken] for broken in (False, True))
    issues: list[Issue] = []
    if len(together) > 1:
        rated, issues = _with_joined_statuses(together)
        joined, text_issues = _join_texts([*map(_with_action, rated)])
        issues += text_issues
        if not any(row.action for row in together):
            issues.append(_joined_rows_issue(rows))
        return [joined, *map(_with_action, broken)], issues
    return [*map(_with_action, (*together, *broken))], issues


def _update_key(key: ItemKey, fields: Record, kind: Value) -> _UpdateKey:
    return key, _kind_and_date(kind, fields.values.get("date"), fields.sheet)


@lru_cache(maxsize=4096, typed=True)
def _kind_and_date(kind: Value, stated: Value, sheet: str) -> tuple[str, str]:
    """Return both for comparison; a date that is not understood, such as This week, is another on another sheet."""
    is_unknown = isinstance(stated, str) and read_date(stated).doubt is Doubt.UNRECOGNISED
    date_key = compared_text(stated)
    return compared_text(kind), f"{date_key}\0{sheet}" if is_unknown else date_key


def _is_broken(row: Record) -> bool:
    return any(isinstance(value, ErrorCell | UncalculatedCell) for value in row.values.values())


def _with_action(fields: Record) -> Record:
    """Return an update with the action of its row before its text; with a broken text it is evidence."""
    if not fields.action:
        return fields
    name = "evidence" if isinstance(fields.values.get("update"), ErrorCell | UncalculatedCell) else "update"
    location = fields.location(name if fields.values.get(name) is not None else "action")
    text = displayed_text(fields.values.get(name))
    return fields.with_value_from(name, f"{fields.action}\n{text}" if text else fields.action, location)


def _join_texts(rows: Sequence[Record]) -> tuple[Record, list[Issue]]:
    """Return the first row with the texts and the cells of the others, and the issues of other raters."""
    joined, *later = rows
    parts, issues = dict(joined.parts), list[Issue]()
    for row in later:
        for name in (*_TEXTS, "rated_by"):
            before, after = displayed_text(joined.values.get(name)), displayed_text(row.values.get(name))
            if after and not before:
                joined = joined.with_field_of(row, name)
            elif after and name == "rated_by" and label_key(before) != label_key(after):
                issues.append(difference_issue(joined, row, name))
            elif name in _TEXTS and after and f"\n{after}\n" not in f"\n{before}\n":
                joined = joined._replace(values={**joined.values, name: f"{before}\n{after}"})
        cells = ((name, row.location(name)) for name, value in row.values.items() if value is not None)
        parts |= {location: name for name, location in cells if location != joined.location(name)}
        parts.update(row.parts)
    return joined._replace(parts=parts), issues


def _with_joined_statuses(rows: Sequence[Record]) -> tuple[list[Record], list[Issue]]:
    """Return rows whose first has the status that all share, or none if they differ: then each action names its own."""
    keys = [_status_key(row.values.get("status")) for row in rows]
    by_status = {key: rows[keys.index(key)] for key in keys if key}
    first, *later = rows
    if not by_status:
        return [*rows], []
    different = list(by_status.values())
    taken = different[0]
    if len(different) == 1:
        rated = first.with_field_of(taken, "status")
        lacks_basis = "basis" in taken.values and first.values.get("basis") is None
        return [rated.with_field_of(taken, "basis") if lacks_basis else rated, *later], []
    if any(row.action for row in rows):
        issues = [_action_statuses_issue(rows, keys, different)]
        first, *later = (
            row._replace(action=f"{row.action}\n{row.rating}") if key and row.action and row.rating else row
            for row, key in zip(rows, keys, strict=True)
        )
    else:
        issues = list(_differing_status_issues(rows, keys, different))
    differing = tuple(plain_text(row.values["status"]) for row in rows if row.values.get("status") is not None)
    if "basis" in first.outside_row:  # it was inherited with the status
        first = first._replace(values={**first.values, "basis": None})
    none = StatusCell(None, differing_statuses=differing)
    return [first.with_value_from("status", none, taken.location("status")), *later], issues


def _differing_status_issues(
    rows: Sequence[Record], keys: Sequence[str], different: Sequence[Record]
) -> Iterator[Issue]:
    """Yield an issue of each further status with the first that it differs from; `keys` are the statuses to compare."""
    first, second, *_ = different
    first_key = next(filter(None, keys))
    for row, key in zip(rows, keys, strict=True):
        if key and row is not first:
            other = first if key != first_key else second
            found, location = _status_text(row.values["status"]), " ".join(other.location("status"))
            yield issue_at(row, "status", "statuses-differ", found=found, first=location)


def _action_statuses_issue(rows: Sequence[Record], keys: Sequence[str], different: Sequence[Record]) -> Issue:
    """Return the issue of a recommendation whose actions have different statuses."""
    rated = [row for row, key in zip(rows, keys, strict=True) if key]
    found = ", ".join(_status_text(row.values["status"]) for row in different)
    locations = [row.location("status") for row in rated]
    cells = ", ".join(cell if sheet == locations[0][0] else f"{sheet} {cell}" for sheet, cell in locations)
    ref = plain_text(rows[0].values.get("ref"))
    return issue_at(rated[0], "status", "action-statuses-differ", found=found, ref=ref, cells=cells)


def _status_key(value: Value) -> str:
    """Return a status for comparison: its words, or its colour if the words are blank or a mark; "" for none."""
    written = label_key(plain_text(value))
    if written and not is_symbol(written):
        return written
    return (value.colour or written) if isinstance(value, StatusCell) else written


def _status_text(value: Value) -> str:
    return plain_text(value) or (value.colour or "" if isinstance(value, StatusCell) else "")


def _joined_rows_issue(rows: Sequence[Record]) -> Issue:
    one_sheet = len({row.sheet for row in rows}) == 1
    names = [(row.sheet, row.address(1) if row.turned else str(row.row)) for row in rows]
    numbers = dict.fromkeys(name if one_sheet else f"{sheet} {name}" for sheet, name in names)
    return issue_at(rows[0], "ref", "rows-joined", found=plain_text(rows[0].values.get("ref")), rows=", ".join(numbers))


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
