"""Gathering what many rows say into one record an item, and one an item, round and kind of update."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.values import DAY_ZERO, ErrorCell, UncalculatedCell, Value, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.item_key import ItemKey, item_key, review_key
from loaders.layouts.assemble.join_updates import joined_rows
from loaders.layouts.assemble.row_fields import RowFields
from loaders.records import Record
from loaders.vocabulary.refs import plain, ref_key
from loaders.vocabulary.same_text import is_one_text
from model.issues.issue import Severity
from model.text import label_key

_OWN = ("lead_agency", "supporting_agencies", "lead_role", "accepted", "target")
"""What each action of a recommendation may have for itself."""
Line = tuple[str, Sequence[int]]
"""What is said of an item beside its text, and the columns where it stands."""
Key = tuple[str, str, str, str]
"""Which update a row is of: its review, its item, its kind, its round."""


@dataclass(slots=True)
class RecordMerger:
    """Records in the making, by what they are of."""

    log: IssueLog
    day_zero: date = DAY_ZERO
    items: dict[tuple[str, str], list[RowFields]] = field(default_factory=dict)
    unnamed: list[RowFields] = field(default_factory=list)
    updates: dict[Key, list[RowFields]] = field(default_factory=dict)
    promises: list[RowFields] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    idle: list[tuple[Key, RowFields, bool]] = field(default_factory=list)
    """Actions of rows of which nothing was reported, and whether they stand below the text of their item."""

    def number(self, told: RowFields) -> str:
        """Return the number of an item in a table without refs: the same text has the same number."""
        text = label_key(plain_text(told.values.get("recommendation")))
        return str(self.numbers.setdefault(text, len(self.numbers) + 1))

    def add_item(self, told: RowFields, *, edited: bool, again: bool = False) -> int:
        """Add what a row says of an item; return which of the items with its ref it is, usually the only one.

        `edited` says that other words under its ref are a later wording of the same; `again` that its sheet tells of
        the items of other sheets, so that words nearly the same are of one.
        """
        ref = ref_key(told.values.get("ref"))
        if not ref:
            self.unnamed.append(told)
            return 0
        known = self.items.setdefault((review_key(told), ref), [])
        same = next(
            (one for one in known if _same_text(one, told, again=again)), known[0] if edited and known else None
        )
        if same is None:
            known.append(told)
            return len(known) - 1
        self._merge(same, told)
        return next(place for place, one in enumerate(known) if one is same)

    def knows(self, told: RowFields) -> bool:
        """Say whether an item with the ref of a row was added."""
        return (review_key(told), ref_key(told.values.get("ref"))) in self.items

    def tell_more(self, told: RowFields) -> None:
        """Add what a row of updates says of the item itself, such as its owner."""
        known = self.items.get((review_key(told), ref_key(told.values.get("ref"))))
        if known:
            self._merge(known[0], told)

    def add_action(self, told: RowFields, item: int) -> None:
        """Add a row that is a further action of an item: its text becomes a line of the item's text."""
        first = self.items[review_key(told), ref_key(told.values.get("ref"))][item]
        text, before = plain_text(told.values.get("recommendation")), plain_text(first.values.get("recommendation"))
        if text and f"\n{text}\n" not in f"\n{before}\n":
            first.values["recommendation"] = f"{before}\n{text}" if before else text
        first.add_part(told.location("recommendation"), "recommendation")
        self._merge(first, told, but=("ref", "recommendation"))

    def add_lines(self, told: RowFields, item: int, lines: Sequence[Line]) -> bool:
        """Add what a row says of an item beside its text, each line once; say whether there is a text to stand below.

        A table that only tells of items adds to the first with its ref.
        """
        known = self.items.get((review_key(told), ref_key(told.values.get("ref"))))
        first = known[item] if known else told
        text = first.values.get("recommendation")
        if text is None or isinstance(text, ErrorCell | UncalculatedCell):
            return False
        for words, columns in lines:
            if words not in first.lines:
                first.lines += (words,)
            for column in columns:
                first.add_part((told.sheet, address(column, told.row)), "recommendation")
        return known is not None or any(one is told for one in self.unnamed[-1:])

    def _merge(self, first: RowFields, later: RowFields, *, but: Sequence[str] = ("ref",)) -> None:
        """Fill what the first row leaves blank; tell what a later row says otherwise, for the first is kept."""
        for name, value in later.values.items():
            before = first.values.get(name)
            if value is None or value == before or name in but:
                continue
            if before is None:
                first.values[name] = value
                first.elsewhere[name] = later.location(name)
            elif label_key(plain_text(value)) not in map(
                label_key, (plain_text(before), *plain_text(before).split("\n"))
            ):
                self._otherwise(first, later, name)

    def _otherwise(self, first: RowFields, later: RowFields, name: str) -> None:
        value = plain_text(later.values[name])
        sheet, cell = later.location(name)
        if name == "lead_agency" and not cell:
            others = plain_text(first.values.get("supporting_agencies"))
            listed = [part.strip() for part in others.split(";") if part.strip()]
            if value not in listed:
                first.values["supporting_agencies"] = "; ".join([*listed, value])
                first.elsewhere["supporting_agencies"] = (sheet, cell)
            return
        if later.action and name in _OWN and name in later.columns:
            later.differing_fields += (name,)
            return
        if isinstance(later.values[name], ErrorCell):
            self.log.add("cell-error", sheet=sheet, cell=cell, found=value)
            return
        kept = plain_text(first.values[name])
        first_sheet, first_cell = first.location(name)
        place = first_cell if first_cell and first_sheet == sheet else f"{first_sheet} {first_cell}".strip()
        severity = Severity.ERROR if name == "recommendation" and not is_one_text(kept, value) else None
        self.log.add("item-differs", sheet=sheet, cell=cell, found=value, severity=severity, kept=kept, first=place)

    def add_update(self, told: RowFields, *, kind: Value, item: int) -> None:
        """Add what a row says in a round of one of the items with its ref."""
        self.add_to(item_key(told, item), told, kind=kind)

    def add_to(self, place: ItemKey, told: RowFields, *, kind: Value) -> None:
        """Add what a row says in a round of an item whose place is known."""
        self.updates.setdefault((*place, plain(kind), plain(told.values.get("date"))), []).append(told)

    def add_idle(self, told: RowFields, *, kind: Value, item: int, kept: bool) -> None:
        """Add an action of which nothing was reported: it belongs to what was reported of its item's other actions."""
        key = (*item_key(told, item), plain(kind), plain(told.values.get("date")))
        self.idle.append((key, told, kept))

    def records(self) -> dict[str, list[Record]]:
        """Return the records of every table; rows about one item, round and kind are put together."""
        items = [self._item_record(told) for known in self.items.values() for told in known]
        items += [self._item_record(told) for told in self.unnamed]
        self._place_idle()
        together = (rows if _is_single(rows) else self._joined(rows) for rows in self.updates.values())
        updates = [self._record(told) for rows in together for told in rows]
        return {
            "recommendations": sorted(items, key=lambda one: one.row) if len({r.sheet for r in items}) == 1 else items,
            "progress": updates,
            "monitoring": [self._record(told) for told in self.promises],
        }

    def _joined(self, rows: Sequence[RowFields]) -> list[RowFields]:
        return joined_rows([one.with_copied_locations() for one in rows], self.log)

    def _place_idle(self) -> None:
        for key, told, kept in self.idle:
            if key in self.updates:
                self.updates[key].append(told)
            elif not kept:
                sheet, cell = told.location("action")
                self.log.add("value-without-update", sheet=sheet, cell=cell, found=told.action)

    def _item_record(self, told: RowFields) -> Record:
        """Return the record of an item, with what is said beside its text below it."""
        if told.lines:
            told.values["recommendation"] = "\n".join((displayed_text(told.values["recommendation"]), *told.lines))
        return self._record(told)

    def _record(self, told: RowFields) -> Record:
        record = Record(told.sheet, told.row, told.columns, told.values, self.day_zero, told.elsewhere)
        return record._replace(parts=told.parts) if told.parts else record


def _is_single(rows: list[RowFields]) -> bool:
    return len(rows) == 1 and not rows[0].action


def _same_text(one: RowFields, other: RowFields, *, again: bool) -> bool:
    """Say whether two rows with one ref are of one recommendation; refs may begin again on every sheet."""
    first, second = (
        label_key(plain_text(one.values.get("recommendation"))),
        label_key(plain_text(other.values.get("recommendation"))),
    )
    if not first or not second or first == second:
        return True
    return (again or one.sheet == other.sheet) and is_one_text(first, second)
