"""Merging the rows of one item: its first row, with what later rows add to it."""

from collections.abc import Sequence
from typing import NamedTuple

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.values import ErrorCell, UncalculatedCell, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.assemble.row_fields import RowFields
from loaders.vocabulary.same_text import is_same_text
from model.issues.issue import Severity
from model.text import label_key

_ACTION_DETAILS = ("lead_agency", "supporting_agencies", "lead_role", "accepted", "target")
"""Fields in which an action may differ from its recommendation."""


class TextLine(NamedTuple):
    """A line below an item's text, and the columns that it comes from."""

    text: str
    columns: Sequence[int]


class ItemMerger:
    """Merges later rows into the first row of an item: blanks are filled, and other differences are reported."""

    __slots__ = ("_lines", "_outside_row", "_parts", "_values", "first")

    def __init__(self, first: RowFields) -> None:
        self.first = first
        self._values, self._outside_row, self._parts = dict(first.values), dict(first.outside_row), dict(first.parts)
        self._lines: list[str] = []

    def is_item_of(self, row: RowFields, *, repeats_items: bool) -> bool:
        """Return whether a row with the same ref is this recommendation; each sheet may number its refs from 1."""
        first = label_key(plain_text(self._values.get("recommendation")))
        second = label_key(plain_text(row.values.get("recommendation")))
        if not first or not second or first == second:
            return True
        return (repeats_items or self.first.sheet == row.sheet) and is_same_text(first, second)

    def merge(self, later: RowFields, log: IssueLog, *, skip: Sequence[str] = ("ref",)) -> tuple[str, ...]:
        """Fill blank fields from a later row; return the fields in which it is another action.

        Other differences are reported, and the first value stays.
        """
        differing: tuple[str, ...] = ()
        for name, value in later.values.items():
            before = self._values.get(name)
            if value is None or value == before or name in skip:
                continue
            if before is None:
                self._values[name], self._outside_row[name] = value, later.location(name)
            elif label_key(plain_text(value)) not in map(
                label_key, (plain_text(before), *plain_text(before).split("\n"))
            ):
                if name == "lead_agency" and not later.location(name)[1]:
                    self._add_supporting_agency(later)
                elif later.action and name in _ACTION_DETAILS and name in later.columns:
                    differing += (name,)
                else:
                    self._report_difference(later, name, log)
        return differing

    def add_action(self, row: RowFields, log: IssueLog) -> tuple[str, ...]:
        """Merge a further action of the item: its text is a line of the item's text; return its differing fields."""
        text, before = plain_text(row.values.get("recommendation")), plain_text(self._values.get("recommendation"))
        if text and f"\n{text}\n" not in f"\n{before}\n":
            self._values["recommendation"] = f"{before}\n{text}" if before else text
        self._parts[row.location("recommendation")] = "recommendation"
        return self.merge(row, log, skip=("ref", "recommendation"))

    def add_lines(self, row: RowFields, lines: Sequence[TextLine]) -> bool:
        """Add lines below the text, without repeats; return False if there is no text to add them to."""
        text = self._values.get("recommendation")
        if text is None or isinstance(text, ErrorCell | UncalculatedCell):
            return False
        for line in lines:
            if line.text not in self._lines:
                self._lines.append(line.text)
            for column in line.columns:
                self._parts[row.sheet, address(column, row.row)] = "recommendation"
        return True

    def fields(self) -> RowFields:
        """Return the fields of the item, with its lines below its text."""
        values = self._values
        if self._lines:
            text = "\n".join((displayed_text(values["recommendation"]), *self._lines))
            values = {**values, "recommendation": text}
        return self.first._replace(values=values, outside_row=self._outside_row, parts=self._parts)

    def _add_supporting_agency(self, later: RowFields) -> None:
        """Add the agency that a sheet is named after as a supporting agency."""
        value, others = plain_text(later.values["lead_agency"]), plain_text(self._values.get("supporting_agencies"))
        listed = [part.strip() for part in others.split(";") if part.strip()]
        if value not in listed:
            self._values["supporting_agencies"] = "; ".join([*listed, value])
            self._outside_row["supporting_agencies"] = later.location("lead_agency")

    def _report_difference(self, later: RowFields, name: str, log: IssueLog) -> None:
        value, existing = plain_text(later.values[name]), plain_text(self._values[name])
        sheet, cell = later.location(name)
        if isinstance(later.values[name], ErrorCell):
            log.add("cell-error", sheet=sheet, cell=cell, found=value)
            return
        first_sheet, first_cell = self._location(name)
        location = first_cell if first_cell and first_sheet == sheet else f"{first_sheet} {first_cell}".strip()
        severity = Severity.ERROR if name == "recommendation" and not is_same_text(existing, value) else None
        log.add("item-differs", sheet=sheet, cell=cell, found=value, severity=severity, kept=existing, first=location)

    def _location(self, name: str) -> tuple[str, str]:
        first = self.first
        return self._outside_row.get(name) or (first.sheet, address(first.columns.get(name, 1), first.row))
