"""Merging rows into records: one record per item, and one update per item, round and kind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.values import DAY_ZERO, ErrorCell, UncalculatedCell, Value, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.item_key import ItemKey, item_key, review_key
from loaders.layouts.assemble.join_updates import join_rows
from loaders.layouts.assemble.row_fields import RowFields
from loaders.records import Record
from loaders.vocabulary.refs import compared_text, ref_key
from loaders.vocabulary.same_text import is_same_text
from model.issues.issue import Severity
from model.text import label_key

_ACTION_DETAILS = ("lead_agency", "supporting_agencies", "lead_role", "accepted", "target")
"""Fields in which an action may differ from its recommendation."""
BackgroundLine = tuple[str, Sequence[int]]
"""A line below an item's text, and the columns that it comes from."""
UpdateKey = tuple[str, str, str, str]
"""The key of an update: its review, its item, its kind and its round."""


@dataclass(slots=True)
class RecordMerger:
    """Merges the rows of all tables into records, and reports the differences between them."""

    log: IssueLog
    day_zero: date = DAY_ZERO
    items: dict[tuple[str, str], list[RowFields]] = field(default_factory=dict)
    items_without_ref: list[RowFields] = field(default_factory=list)
    updates: dict[UpdateKey, list[RowFields]] = field(default_factory=dict)
    promises: list[RowFields] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    idle_actions: list[tuple[UpdateKey, RowFields, bool]] = field(default_factory=list)
    """Actions without an update in their row, and whether they are already below the text of their item."""

    def number_for(self, fields: RowFields) -> str:
        """Return a number as the ref of an item in a table without refs: the same text has the same number."""
        text = label_key(plain_text(fields.values.get("recommendation")))
        return str(self.numbers.setdefault(text, len(self.numbers) + 1))

    def add_item(self, fields: RowFields, *, edited: bool, repeats_items: bool = False) -> int:
        """Add or merge the item of a row; return its index among the items with its ref, which is usually 0.

        With `edited`, a different text under the same ref is a later wording of the same item. With `repeats_items`,
        the sheet repeats items of other sheets, so that nearly the same text is the same item.
        """
        ref = ref_key(fields.values.get("ref"))
        if not ref:
            self.items_without_ref.append(fields)
            return 0
        existing = self.items.setdefault((review_key(fields), ref), [])
        same = next(
            (row for row in existing if _is_same_item(row, fields, repeats_items=repeats_items)),
            existing[0] if edited and existing else None,
        )
        if same is None:
            existing.append(fields)
            return len(existing) - 1
        self._merge(same, fields)
        return next(index for index, row in enumerate(existing) if row is same)

    def has_item(self, fields: RowFields) -> bool:
        """Return whether an item with the ref of a row was added."""
        return (review_key(fields), ref_key(fields.values.get("ref"))) in self.items

    def add_details(self, fields: RowFields) -> None:
        """Merge the details of an item from a row of updates, such as its owner."""
        existing = self.items.get((review_key(fields), ref_key(fields.values.get("ref"))))
        if existing:
            self._merge(existing[0], fields)

    def add_action(self, fields: RowFields, item: int) -> None:
        """Merge a row that is a further action of an item: its text becomes a line of the item's text."""
        first = self.items[review_key(fields), ref_key(fields.values.get("ref"))][item]
        text, before = plain_text(fields.values.get("recommendation")), plain_text(first.values.get("recommendation"))
        if text and f"\n{text}\n" not in f"\n{before}\n":
            first.values["recommendation"] = f"{before}\n{text}" if before else text
        first.add_part(fields.location("recommendation"), "recommendation")
        self._merge(first, fields, skip=("ref", "recommendation"))

    def add_lines(self, fields: RowFields, item: int, lines: Sequence[BackgroundLine]) -> bool:
        """Add lines below an item's text, without repeats; return False if the item has no text to add them to.

        A table of updates alone adds to the first item with its ref.
        """
        existing = self.items.get((review_key(fields), ref_key(fields.values.get("ref"))))
        first = existing[item] if existing else fields
        text = first.values.get("recommendation")
        if text is None or isinstance(text, ErrorCell | UncalculatedCell):
            return False
        for words, columns in lines:
            if words not in first.lines:
                first.lines += (words,)
            for column in columns:
                first.add_part((fields.sheet, address(column, fields.row)), "recommendation")
        return existing is not None or any(row is fields for row in self.items_without_ref[-1:])

    def _merge(self, first: RowFields, later: RowFields, *, skip: Sequence[str] = ("ref",)) -> None:
        """Fill blank fields of the first row from a later one; report other differences, and keep the first value."""
        for name, value in later.values.items():
            before = first.values.get(name)
            if value is None or value == before or name in skip:
                continue
            if before is None:
                first.values[name] = value
                first.outside_row[name] = later.location(name)
            elif label_key(plain_text(value)) not in map(
                label_key, (plain_text(before), *plain_text(before).split("\n"))
            ):
                self._merge_differing(first, later, name)

    def _merge_differing(self, first: RowFields, later: RowFields, name: str) -> None:
        value = plain_text(later.values[name])
        sheet, cell = later.location(name)
        if name == "lead_agency" and not cell:
            others = plain_text(first.values.get("supporting_agencies"))
            listed = [part.strip() for part in others.split(";") if part.strip()]
            if value not in listed:
                first.values["supporting_agencies"] = "; ".join([*listed, value])
                first.outside_row["supporting_agencies"] = (sheet, cell)
            return
        if later.action and name in _ACTION_DETAILS and name in later.columns:
            later.differing_fields += (name,)
            return
        if isinstance(later.values[name], ErrorCell):
            self.log.add("cell-error", sheet=sheet, cell=cell, found=value)
            return
        existing = plain_text(first.values[name])
        first_sheet, first_cell = first.location(name)
        location = first_cell if first_cell and first_sheet == sheet else f"{first_sheet} {first_cell}".strip()
        severity = Severity.ERROR if name == "recommendation" and not is_same_text(existing, value) else None
        self.log.add(
            "item-differs", sheet=sheet, cell=cell, found=value, severity=severity, kept=existing, first=location
        )

    def add_update(self, fields: RowFields, *, kind: Value, item: int) -> None:
        """Add an update of an item, by its index among the items with its ref."""
        self.add_update_to(item_key(fields, item), fields, kind=kind)

    def add_update_to(self, key: ItemKey, fields: RowFields, *, kind: Value) -> None:
        """Add an update of an item, by its key."""
        self.updates.setdefault((*key, compared_text(kind), compared_text(fields.values.get("date"))), []).append(
            fields
        )

    def add_idle_action(self, fields: RowFields, *, kind: Value, item: int, in_item_text: bool) -> None:
        """Add an action without an update: it becomes part of the update of its item's other actions."""
        key = (*item_key(fields, item), compared_text(kind), compared_text(fields.values.get("date")))
        self.idle_actions.append((key, fields, in_item_text))

    def records(self) -> dict[str, list[Record]]:
        """Return the records of each table; rows of one item, round and kind are joined."""
        items = [self._item_record(fields) for existing in self.items.values() for fields in existing]
        items += [self._item_record(fields) for fields in self.items_without_ref]
        self._merge_idle_actions()
        together = (rows if _is_single(rows) else self._joined(rows) for rows in self.updates.values())
        updates = [self._record(fields) for rows in together for fields in rows]
        return {
            "recommendations": sorted(items, key=lambda item: item.row)
            if len({r.sheet for r in items}) == 1
            else items,
            "progress": updates,
            "monitoring": [self._record(fields) for fields in self.promises],
        }

    def _joined(self, rows: Sequence[RowFields]) -> list[RowFields]:
        return join_rows([row.with_copied_locations() for row in rows], self.log)

    def _merge_idle_actions(self) -> None:
        for key, fields, in_item_text in self.idle_actions:
            if key in self.updates:
                self.updates[key].append(fields)
            elif not in_item_text:
                sheet, cell = fields.location("action")
                self.log.add("value-without-update", sheet=sheet, cell=cell, found=fields.action)

    def _item_record(self, fields: RowFields) -> Record:
        """Return the record of an item, with its lines below its text."""
        if fields.lines:
            fields.values["recommendation"] = "\n".join(
                (displayed_text(fields.values["recommendation"]), *fields.lines)
            )
        return self._record(fields)

    def _record(self, fields: RowFields) -> Record:
        record = Record(fields.sheet, fields.row, fields.columns, fields.values, self.day_zero, fields.outside_row)
        return record._replace(parts=fields.parts) if fields.parts else record


def _is_single(rows: list[RowFields]) -> bool:
    return len(rows) == 1 and not rows[0].action


def _is_same_item(row: RowFields, other: RowFields, *, repeats_items: bool) -> bool:
    """Return whether two rows with the same ref are one recommendation; each sheet may number its refs from 1."""
    first = label_key(plain_text(row.values.get("recommendation")))
    second = label_key(plain_text(other.values.get("recommendation")))
    if not first or not second or first == second:
        return True
    return (repeats_items or row.sheet == other.sheet) and is_same_text(first, second)
