"""Gathering what many rows say into one record an item, and one an item, round and kind of update."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from loaders.cell_values import DAY_ZERO, ErrorCell, StatusCell, UncalculatedCell, Value, shown
from loaders.headings import fold
from loaders.issue_log import IssueLog
from loaders.layouts.row_cells import Told
from loaders.records import Record
from loaders.refs import plain_ref
from model.issue import Severity

_ONE_TEXT = 80
"""Two texts under one ref that are so alike are one recommendation, edited."""


@dataclass(slots=True)
class Gathered:
    """Records in the making, by what they are of."""

    log: IssueLog
    day_zero: date = DAY_ZERO
    items: dict[tuple[str, str], list[Told]] = field(default_factory=dict)
    unnamed: list[Told] = field(default_factory=list)
    updates: dict[tuple[str, str, str, str], list[Told]] = field(default_factory=dict)
    promises: list[Told] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, told: Told) -> str:
        """Return the number of an item in a table without refs: the same text has the same number."""
        text = fold(shown(told.values.get("recommendation")))
        return str(self.numbers.setdefault(text, len(self.numbers) + 1))

    def add_item(self, told: Told, *, edited: bool) -> int:
        """Add what a row says of an item; return which of the items with its ref it is, usually the only one.

        `edited` says that other words under its ref are a later wording of the same.
        """
        ref = ref_key(told.values.get("ref"))
        if not ref:
            self.unnamed.append(told)
            return 0
        known = self.items.setdefault((_review_key(told), ref), [])
        same = next((one for one in known if _same_text(one, told, edited=edited)), None)
        if same is None:
            known.append(told)
            return len(known) - 1
        self._merge(same, told)
        return next(place for place, one in enumerate(known) if one is same)

    def _merge(self, first: Told, later: Told) -> None:
        """Fill what the first row leaves blank; tell what a later row says otherwise, for the first is kept."""
        for name, value in later.values.items():
            before = first.values.get(name)
            if value is None or value == before or name == "ref":
                continue
            if before is None:
                first.values[name] = value
                first.elsewhere[name] = later.place(name)
            elif fold(shown(before)) != fold(shown(value)):
                self._otherwise(first, later, name)

    def _otherwise(self, first: Told, later: Told, name: str) -> None:
        value = shown(later.values[name])
        sheet, cell = later.place(name)
        if name == "lead_agency" and not cell:
            others = shown(first.values.get("supporting_agencies"))
            listed = [part.strip() for part in others.split(";") if part.strip()]
            if value not in listed:
                first.values["supporting_agencies"] = "; ".join([*listed, value])
                first.elsewhere["supporting_agencies"] = (sheet, cell)
            return
        if isinstance(later.values[name], ErrorCell):
            self.log.add("cell-error", sheet=sheet, cell=cell, found=value)
            return
        kept = shown(first.values[name])
        first_sheet, first_cell = first.place(name)
        place = first_cell if first_cell and first_sheet == sheet else f"{first_sheet} {first_cell}".strip()
        severity = Severity.ERROR if name == "recommendation" else None
        self.log.add("item-differs", sheet=sheet, cell=cell, found=value, severity=severity, kept=kept, first=place)

    def add_update(self, told: Told, *, kind: str, item: int) -> None:
        """Add what a row says in a round of one of the items with its ref."""
        key = ref_key(told.values.get("ref")) or f"\0{told.sheet}{told.row}"
        when = _plain(shown(told.values.get("date")))
        self.updates.setdefault((_review_key(told), f"{key}\0{item}", kind, when), []).append(told)

    def records(self) -> dict[str, list[Record]]:
        """Return the records of every table; rows about one item, round and kind are put together."""
        items = [self._record(told) for known in self.items.values() for told in known]
        items += [self._record(told) for told in self.unnamed]
        updates = [self._record(told) for rows in self.updates.values() for told in self._joined(rows)]
        return {
            "recommendations": sorted(items, key=lambda one: one.row) if len({r.sheet for r in items}) == 1 else items,
            "progress": updates,
            "monitoring": [self._record(told) for told in self.promises],
        }

    def _record(self, told: Told) -> Record:
        return Record(told.sheet, told.row, told.columns, told.values, self.day_zero, told.elsewhere)

    def _joined(self, rows: list[Told]) -> list[Told]:
        """Return several rows of one item, round and kind as one, its texts as lines; a broken cell stays by itself."""
        if len(rows) == 1:
            return rows
        first, *later = rows
        alone: list[Told] = []
        joined = 0
        for one in later:
            if any(isinstance(value, ErrorCell | UncalculatedCell) for value in one.values.values()):
                alone.append(one)
                continue
            joined += 1
            for name in ("update", "update_cy", "evidence"):
                _add_line(first, one, name)
            self._merge_rater(first, one)
            self._add_status(first, one)
        if joined:
            _, cell = first.place("ref")
            one_sheet = len({one.sheet for one in rows}) == 1
            places = (str(one.row) if one_sheet else f"{one.sheet} {one.row}" for one in rows)
            numbers = ", ".join(dict.fromkeys(places))
            self.log.add(
                "rows-joined", sheet=first.sheet, cell=cell, found=shown(first.values.get("ref")), rows=numbers
            )
        return [first, *alone]

    def _merge_rater(self, first: Told, later: Told) -> None:
        before, after = shown(first.values.get("rated_by")), shown(later.values.get("rated_by"))
        if after and not before:
            first.values["rated_by"] = later.values["rated_by"]
            first.elsewhere["rated_by"] = later.place("rated_by")
        elif after and fold(before) != fold(after):
            self._otherwise(first, later, "rated_by")

    def _add_status(self, first: Told, later: Told) -> None:
        before, after = first.values.get("status"), later.values.get("status")
        if after is None or (isinstance(before, StatusCell) and before.value is None and before == after):
            return
        if before is None and "status" not in first.elsewhere:
            first.values["status"] = after
            first.elsewhere["status"] = later.place("status")
            return
        if before is not None and fold(shown(before)) == fold(shown(after)) and shown(after):
            return
        sheet, cell = later.place("status")
        found = shown(after) or (after.colour or "" if isinstance(after, StatusCell) else "")
        self.log.add("statuses-differ", sheet=sheet, cell=cell, found=found, first=" ".join(first.place("status")))
        first.elsewhere["status"] = first.place("status")
        first.values["status"] = None


def _review_key(told: Told) -> str:
    return _plain(shown(told.values.get("review")))


@lru_cache(maxsize=65_536)
def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def ref_key(value: Value) -> str:
    """Return a ref as it is compared; "" where a cell holds none."""
    return _key_of(shown(value)) if value is not None else ""


@lru_cache(maxsize=65_536)
def _key_of(ref: str) -> str:
    return " ".join(plain_ref(ref).split()).casefold()


def _same_text(one: Told, other: Told, *, edited: bool) -> bool:
    """Say whether two rows with one ref are of one recommendation; refs may begin again on every sheet."""
    if edited:
        return True
    first, second = fold(shown(one.values.get("recommendation"))), fold(shown(other.values.get("recommendation")))
    if not first or not second or first == second:
        return True
    return one.sheet == other.sheet and fuzz.ratio(first, second) >= _ONE_TEXT


def _add_line(first: Told, later: Told, name: str) -> None:
    before, after = shown(first.values.get(name)), shown(later.values.get(name))
    if not before and after:
        first.values[name] = later.values[name]
        first.elsewhere[name] = later.place(name)
    elif after and after not in before.split("\n"):
        first.values[name] = f"{before}\n{after}"
