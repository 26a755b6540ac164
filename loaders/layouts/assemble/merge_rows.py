"""Merging rows into records: one record per item, and one update per item, round and kind."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from loaders.cells.values import DAY_ZERO, Value, plain_text
from loaders.issue_log import make_issue
from loaders.layouts.assemble.item_key import ItemKey, review_key
from loaders.layouts.assemble.join_updates import join_rows
from loaders.layouts.assemble.merge_item import ItemMerger, MergedDetails, TextLine
from loaders.layouts.assemble.row_fields import RowFields
from loaders.records import Record
from loaders.vocabulary.refs import compared_text, ref_key
from model.issues.issue import Issue
from model.terms import Kind
from model.text import label_key

_UpdateKey = tuple[str, str, str, str]
"""The key of an update: its review, its item, its kind and its round."""


class MergedRow(NamedTuple):
    """Where a row was merged.

    Attributes:
        item_index: the index of its item among those with its ref, which is usually 0.
        differing_fields: the fields in which it is an action that differs from its recommendation.
        issues: its other differences from earlier rows of the item.
        is_repeat: whether it has nothing that the item does not have.
    """

    item_index: int
    differing_fields: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    is_repeat: bool = False


class RecordMerger:
    """Merges the rows of all tables into records, and returns the differences between them."""

    def __init__(self, day_zero: date = DAY_ZERO) -> None:
        self._day_zero = day_zero
        self._items: dict[tuple[str, str], list[ItemMerger]] = {}
        self._items_without_ref: list[ItemMerger] = []
        self._updates: dict[_UpdateKey, list[RowFields]] = {}
        self._promises: list[RowFields] = []
        self._numbers: dict[str, int] = {}
        self._idle_actions: list[tuple[_UpdateKey, RowFields, bool]] = []  # True: in the text of its item already

    def number_for(self, fields: RowFields) -> str:
        """Return a number as the ref of an item in a table without refs: the same text has the same number."""
        text = label_key(plain_text(fields.values.get("recommendation")))
        return str(self._numbers.setdefault(text, len(self._numbers) + 1))

    def add_item(
        self, fields: RowFields, *, edited: bool, is_action: bool = False, repeats_items: bool = False
    ) -> MergedRow:
        """Add or merge the item of a row; with `is_action`, the row has an action, which may differ from its item.

        With `edited`, a different text under the same ref is a later wording of the same item. With `repeats_items`,
        the sheet repeats items of other sheets, so that nearly the same text is the same item.
        """
        ref = ref_key(fields.values.get("ref"))
        if not ref:
            self._items_without_ref.append(ItemMerger(fields))
            return MergedRow(0)
        existing = self._items.setdefault((review_key(fields), ref), [])
        for index, item in enumerate(existing):
            if item.is_item_of(fields, repeats_items=repeats_items):
                return MergedRow(index, *item.merge(fields, is_action=is_action))
        if edited and existing:
            return MergedRow(0, *existing[0].merge(fields, is_action=is_action))
        existing.append(ItemMerger(fields))
        return MergedRow(len(existing) - 1)

    def has_item(self, fields: RowFields) -> bool:
        """Return whether an item with the ref of a row was added."""
        return (review_key(fields), ref_key(fields.values.get("ref"))) in self._items

    def add_details(self, fields: RowFields, *, is_action: bool) -> MergedDetails:
        """Merge the details of an item from a row of updates, such as its owner."""
        existing = self._items_with_ref(fields)
        return existing[0].merge(fields, is_action=is_action) if existing else MergedDetails()

    def add_action(self, fields: RowFields, index: int, *, is_action: bool) -> MergedRow:
        """Merge a row that is a further action of an item: its text becomes a line of the item's text."""
        item = self._items_with_ref(fields)[index]
        return MergedRow(index, *item.add_action(fields, is_action=is_action))

    def add_lines(self, fields: RowFields, index: int, lines: Sequence[TextLine]) -> bool:
        """Add lines below an item's text, without repeats; return False if the item has no text to add them to.

        A table of updates alone adds to the first item with its ref.
        """
        existing = self._items_with_ref(fields)
        if existing:
            return existing[index].add_lines(fields, lines)
        latest = self._items_without_ref[-1] if self._items_without_ref else None
        return latest is not None and latest.first is fields and latest.add_lines(fields, lines)

    def add_update(self, key: ItemKey, fields: RowFields) -> None:
        """Add an update of an item."""
        self._updates.setdefault(_update_key(key, fields, fields.values.get("kind")), []).append(fields)

    def add_idle_action(self, key: ItemKey, fields: RowFields, *, in_item_text: bool) -> None:
        """Add an action without an update: it becomes part of the update of its item's other actions."""
        self._idle_actions.append((_update_key(key, fields, Kind.PROGRESS.value), fields, in_item_text))

    def add_promise(self, fields: RowFields) -> None:
        """Add a promise."""
        self._promises.append(fields)

    def records(self) -> tuple[dict[str, Sequence[Record]], list[Issue]]:
        """Return the records of each table, and the issues of joining; rows of one item, round and kind are joined."""
        existing = [*(item for items in self._items.values() for item in items), *self._items_without_ref]
        items = [self._record(item.fields()) for item in existing]
        issues = list(self._merge_idle_actions())
        updates: list[Record] = []
        for rows in self._updates.values():
            together, join_issues = (rows, ()) if _is_single(rows) else join_rows(rows)
            updates += map(self._record, together)
            issues += join_issues
        records: dict[str, Sequence[Record]] = {
            "recommendations": sorted(items, key=lambda item: item.row)
            if len({r.sheet for r in items}) == 1
            else items,
            "progress": updates,
            "monitoring": [self._record(fields) for fields in self._promises],
        }
        return records, issues

    def _items_with_ref(self, fields: RowFields) -> Sequence[ItemMerger]:
        return self._items.get((review_key(fields), ref_key(fields.values.get("ref"))), ())

    def _merge_idle_actions(self) -> Iterator[Issue]:
        """Merge actions without an update into the updates of their items; yield an issue of each without one."""
        for key, fields, in_item_text in self._idle_actions:
            if key in self._updates:
                self._updates[key].append(fields)
            elif not in_item_text:
                sheet, cell = fields.location("action")
                yield make_issue("value-without-update", sheet=sheet, cell=cell, found=fields.action)

    def _record(self, fields: RowFields) -> Record:
        return Record(
            fields.sheet, fields.row, fields.columns, fields.values, self._day_zero, fields.outside_row, fields.parts
        )


def _update_key(key: ItemKey, fields: RowFields, kind: Value) -> _UpdateKey:
    return *key, compared_text(kind), compared_text(fields.values.get("date"))


def _is_single(rows: Sequence[RowFields]) -> bool:
    return len(rows) == 1 and not rows[0].action
