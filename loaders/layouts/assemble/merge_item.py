"""Merging the rows of one item: its first row, with what later rows add to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.values import ErrorCell, UncalculatedCell, Value, plain_text
from loaders.issue_log import issue_at
from loaders.layouts.assemble.labelled_line import TextLine
from loaders.layouts.assemble.list_parts import WHOLE_LIST, ListPart
from loaders.layouts.assemble.row_fields import ItemKey
from loaders.records import Record
from loaders.vocabulary.same_text import is_same_text
from model.issues.issue import Issue, Severity
from model.text import label_key

_UPDATE_TEXTS = ("update", "update_cy", "evidence")
_ACTION_DETAILS = ("lead_agency", "supporting_agencies", "lead_role", "accepted", "target")
"""Fields in which an action may differ from its recommendation."""


class MergedDetails(NamedTuple):
    """What merging a row into its item shows.

    Attributes:
        differing_fields: the fields in which the row is an action that differs from its recommendation.
        issues: the other differences.
        is_repeat: whether the row has nothing that the item does not have.
    """

    differing_fields: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    is_repeat: bool = False


@dataclass(slots=True)
class MergedRecord:
    """A record with what later rows add to it."""

    first: Record
    values: dict[str, Value]
    outside_row: dict[str, tuple[str, str]]
    parts: dict[tuple[str, str], str]
    lines: list[str]

    def fill(self, name: str, value: Value, location: tuple[str, str]) -> None:
        """Set a field to a value from another row."""
        self.values[name], self.outside_row[name] = value, location

    def location(self, name: str) -> tuple[str, str]:
        """Return the sheet and the cell of a field."""
        return self.outside_row.get(name) or self.first.location(name)

    def add_update(self, later: Record) -> list[Issue]:
        """Add the texts and the cells of a later row of an update; return the issue of another rater."""
        issues: list[Issue] = []
        for name in _UPDATE_TEXTS:
            before, after = displayed_text(self.values.get(name)), displayed_text(later.values.get(name))
            if not before and after:
                self.fill(name, later.values[name], later.location(name))
            elif after and f"\n{after}\n" not in f"\n{before}\n":
                self.values[name] = f"{before}\n{after}"
        before, after = plain_text(self.values.get("rated_by")), plain_text(later.values.get("rated_by"))
        if after and not before:
            self.fill("rated_by", later.values["rated_by"], later.location("rated_by"))
        elif after and label_key(before) != label_key(after):
            issues.append(difference_issue(self, later, "rated_by"))
        for name, value in later.values.items():
            location = later.location(name) if value is not None else None
            if location is not None and location != self.location(name):
                self.parts[location] = name
        self.parts.update(later.parts)
        return issues

    def record(self) -> Record:
        """Return the record with its lines below its text."""
        values = self.values
        if self.lines:
            values = {**values, "recommendation": "\n".join((displayed_text(values["recommendation"]), *self.lines))}
        return self.first._replace(values=values, outside_row=self.outside_row, parts=self.parts)


def merged_record(first: Record) -> MergedRecord:
    """Return a record to which rows can be added, with mappings of its own."""
    return MergedRecord(first, dict(first.values), dict(first.outside_row), dict(first.parts), [])


class ItemMerger:
    """Merges later rows into the first row of an item: blanks are filled, and other differences are reported."""

    __slots__ = ("_merged", "first", "key", "part")

    def __init__(self, first: Record, key: ItemKey, part: ListPart = WHOLE_LIST) -> None:
        self.first, self.key, self.part = first, key, part
        self._merged: MergedRecord | None = None  # most items have one row, and nothing to copy

    def is_item_of(self, row: Record, *, repeats_items: bool, may_be_edited: bool) -> bool:
        """Return whether a row with the same ref is this recommendation; each sheet may number its refs from 1.

        With `may_be_edited`, nearly the same text on the same sheet, or on one that repeats items, is the same.
        """
        first = label_key(plain_text(self._values.get("recommendation")))
        second = label_key(plain_text(row.values.get("recommendation")))
        if not first or not second or first == second:
            return True
        return may_be_edited and (repeats_items or self.first.sheet == row.sheet) and is_same_text(first, second)

    def merge(self, later: Record, *, is_action: bool, skip: Sequence[str] = ("ref",)) -> MergedDetails:
        """Fill blank fields from a later row; where they differ, the first value stays."""
        differing: tuple[str, ...] = ()
        issues: tuple[Issue, ...] = ()
        is_repeat = True
        for name, value in later.values.items():
            before = self._values.get(name)
            if value is None or value == before or name in skip:
                continue
            if before is None:
                is_repeat = False
                self._changes.fill(name, value, later.location(name))
            elif label_key(plain_text(value)) not in map(
                label_key, (plain_text(before), *plain_text(before).split("\n"))
            ):
                is_repeat = False
                if name == "lead_agency" and not later.location(name)[1]:
                    self._add_supporting_agency(later)
                elif is_action and name in _ACTION_DETAILS and name in later.columns:
                    differing += (name,)
                else:
                    issues += (difference_issue(self._merged or self.first, later, name),)
        return MergedDetails(differing, issues, is_repeat)

    def add_action(self, row: Record, *, is_action: bool) -> MergedDetails:
        """Merge a further action of the item: its text becomes a line of the item's text."""
        text, before = plain_text(row.values.get("recommendation")), plain_text(self._values.get("recommendation"))
        is_new = bool(text) and f"\n{text}\n" not in f"\n{before}\n"
        if is_new:
            self._changes.values["recommendation"] = f"{before}\n{text}" if before else text
        self._changes.parts[row.location("recommendation")] = "recommendation"
        merged = self.merge(row, is_action=is_action, skip=("ref", "recommendation"))
        return merged._replace(is_repeat=merged.is_repeat and not is_new)

    def add_lines(self, row: Record, lines: Sequence[TextLine]) -> bool:
        """Add lines below the text, without repeats; return False if there is no text to add them to."""
        text = self._values.get("recommendation")
        if text is None or isinstance(text, ErrorCell | UncalculatedCell):
            return False
        changes = self._changes
        for line in lines:
            if line.text not in changes.lines:
                changes.lines.append(line.text)
            for column in line.columns:
                changes.parts[row.sheet, address(column, row.row)] = "recommendation"
        return True

    def fields(self) -> Record:
        """Return the fields of the item, with its lines below its text."""
        return self.first if self._merged is None else self._merged.record()

    @property
    def _values(self) -> Mapping[str, Value]:
        return (self._merged or self.first).values

    @property
    def _changes(self) -> MergedRecord:
        if self._merged is None:
            self._merged = merged_record(self.first)
        return self._merged

    def _add_supporting_agency(self, later: Record) -> None:
        """Add the agency that a sheet is named after as a supporting agency."""
        value, others = plain_text(later.values["lead_agency"]), plain_text(self._values.get("supporting_agencies"))
        listed = [part.strip() for part in others.split(";") if part.strip()]
        if value not in listed:
            self._changes.fill("supporting_agencies", "; ".join([*listed, value]), later.location("lead_agency"))


def difference_issue(first: Record | MergedRecord, later: Record, name: str) -> Issue:
    """Return the issue of a field that differs in a later row; the first value stays."""
    value, existing = plain_text(later.values[name]), plain_text(first.values[name])
    if isinstance(later.values[name], ErrorCell):
        return issue_at(later, name, "cell-error", found=value)
    (sheet, cell), (later_sheet, _) = first.location(name), later.location(name)
    location = cell if cell and sheet == later_sheet else f"{sheet} {cell}".strip()
    severity = Severity.ERROR if name == "recommendation" and not is_same_text(existing, value) else None
    return issue_at(later, name, "item-differs", found=value, severity=severity, kept=existing, first=location)
