"""Merging the rows of one item: its first row, with what later rows add to it."""

from collections.abc import Sequence
from typing import NamedTuple

from loaders.cells.display_text import displayed_text
from loaders.cells.values import ErrorCell, UncalculatedCell, plain_text
from loaders.issue_log import issue_at
from loaders.layouts.assemble.actions import TextLine
from loaders.layouts.assemble.list_parts import ListPart
from loaders.layouts.assemble.row_fields import ItemKey
from loaders.records import Record
from loaders.vocabulary.same_text import is_same_text
from model.issues.issue import Issue, Severity
from model.text import label_key

_ACTION_DETAILS = ("lead_agency", "supporting_agencies", "lead_role", "accepted", "target")
"""Fields in which an action may differ from its recommendation."""


class MergedDetails(NamedTuple):
    """Where a merged row differs as an action, its other differences, and whether it adds nothing to its item."""

    differing_fields: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    is_repeat: bool = False


class ItemMerger:
    """Merges later rows into the first row of an item: blanks are filled, and other differences are reported."""

    __slots__ = ("_lines", "_parts", "_record", "key", "part")

    def __init__(self, first: Record, key: ItemKey, part: ListPart) -> None:
        self._record, self.key, self.part = first, key, part
        self._lines: dict[str, None] = {}
        self._parts: dict[tuple[str, str], str] = {}

    def is_item_of(self, row: Record, *, repeats_items: bool, may_be_edited: bool) -> bool:
        """Return whether a row with the same ref is this recommendation; each sheet may number its refs from 1.

        With `may_be_edited`, nearly the same text on the same sheet, or on one that repeats items, is the same.
        """
        first, second = (label_key(_text(record)) for record in (self._record, row))
        if not first or not second or first == second:
            return True
        return may_be_edited and (repeats_items or self._record.sheet == row.sheet) and is_same_text(first, second)

    def merge(self, later: Record, *, is_action: bool, skip: Sequence[str] = ("ref",)) -> MergedDetails:
        """Fill blank fields from a later row; where they differ, the first value stays."""
        differing: tuple[str, ...] = ()
        issues: tuple[Issue, ...] = ()
        is_repeat = True
        for name, value in later.values.items():
            before = self._record.values.get(name)
            if value is None or value == before or name in skip:
                continue
            words = plain_text(before)
            if before is None:
                self._record = self._record.with_field_of(later, name)
            elif label_key(plain_text(value)) in map(label_key, (words, *words.split("\n"))):
                continue
            elif name == "lead_agency" and not later.location(name)[1]:
                self._add_supporting_agency(later)
            elif is_action and name in _ACTION_DETAILS and name in later.columns:
                differing += (name,)
            else:
                issues += (difference_issue(self._record, later, name),)
            is_repeat = False
        return MergedDetails(differing, issues, is_repeat)

    def add_action(self, row: Record, *, is_action: bool) -> MergedDetails:
        """Merge a further action of the item: its text becomes a line of the item's text."""
        text, before = _text(row), _text(self._record)
        is_new = bool(text) and f"\n{text}\n" not in f"\n{before}\n"
        if is_new:
            values = {**self._record.values, "recommendation": f"{before}\n{text}" if before else text}
            self._record = self._record._replace(values=values)
        self._parts[row.location("recommendation")] = "recommendation"
        merged = self.merge(row, is_action=is_action, skip=("ref", "recommendation"))
        return merged._replace(is_repeat=merged.is_repeat and not is_new)

    def add_lines(self, row: Record, lines: Sequence[TextLine]) -> bool:
        """Add lines below the text, without repeats; return False if there is no text to add them to."""
        text = self._record.values.get("recommendation")
        if text is None or isinstance(text, ErrorCell | UncalculatedCell):
            return False
        self._lines |= dict.fromkeys(line.text for line in lines)
        cells = [row.address(column) for line in lines for column in line.columns]
        self._parts |= {(row.sheet, cell): "recommendation" for cell in cells}
        return True

    @property
    def record(self) -> Record:
        """The fields of the item, with its lines below its text."""
        record = self._record
        if not self._parts:  # most items have one row
            return record
        text = record.values.get("recommendation")
        if self._lines:
            text = "\n".join((displayed_text(text), *self._lines))
        values, parts = {**record.values, "recommendation": text}, {**record.parts, **self._parts}
        return record._replace(values=values, parts=parts)

    def _add_supporting_agency(self, later: Record) -> None:
        """Add the agency that a sheet is named after as a supporting agency."""
        value, others = plain_text(later.values["lead_agency"]), self._record.values.get("supporting_agencies")
        listed = [part.strip() for part in plain_text(others).split(";") if part.strip()]
        if value not in listed:
            text, location = "; ".join([*listed, value]), later.location("lead_agency")
            self._record = self._record.with_value_from("supporting_agencies", text, location)


def difference_issue(first: Record, later: Record, name: str) -> Issue:
    """Return the issue of a field that differs in a later row; the first value stays."""
    value, existing = plain_text(later.values[name]), plain_text(first.values[name])
    if isinstance(later.values[name], ErrorCell):
        return issue_at(later, name, "cell-error", found=value)
    (sheet, cell), (later_sheet, _) = first.location(name), later.location(name)
    location = cell if cell and sheet == later_sheet else f"{sheet} {cell}".strip()
    severity = Severity.ERROR if name == "recommendation" and not is_same_text(existing, value) else None
    return issue_at(later, name, "item-differs", found=value, severity=severity, kept=existing, first=location)


def _text(record: Record) -> str:
    return plain_text(record.values.get("recommendation"))
