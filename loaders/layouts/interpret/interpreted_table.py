"""A table that is read: its columns and rows, and what its sheet's name or the rows above it say of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.cells.values import Value
from loaders.layouts.columns.column_map import Columns
from loaders.layouts.columns.resolve import resolve_columns
from loaders.layouts.forms.entries import sort_entries
from loaders.layouts.rows.row_types import SortedRows, sort_rows
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.transposition import Down
from loaders.vocabulary.heading_aliases import ColumnMeaning


@dataclass(frozen=True, slots=True)
class InheritedValue:
    """A value that stands outside the rows, and its place: the sheet, and a cell or "" for the sheet's own name.

    `evidence` is what gave it where it stands in no cell: `sheet-name`, `file-name` or `option`.
    """

    value: Value
    location: tuple[str, str]
    evidence: str = "sheet-name"


@dataclass(slots=True)
class InterpretedTable:
    """A table with how it was understood.

    Attributes:
        given: what holds for every row of it, by field: a theme, an agency, the date of a round.
        refs_in_text: whether its refs are what its texts begin with.
        several: each review and ref, as they are compared, whose rows are several actions, with the ref as written.
        own: rows of actions that differ from their recommendation, by the field they differ in.
        earlier: whether it is of an earlier time that nothing names: most of its rows repeat those of another sheet.
        not_kept: rows in which a column that is kept as evidence has no update to belong to, by its number.
    """

    table: FoundTable
    columns: Columns
    rows: SortedRows
    inherited: dict[str, InheritedValue] = field(default_factory=dict)
    refs_in_text: bool = False
    refs_with_actions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    action_differences: dict[str, list[int]] = field(default_factory=dict)
    earlier: bool = False
    rows_left_out: dict[int, list[int]] = field(default_factory=dict)

    @property
    def is_form(self) -> bool:
        """Whether it is a form of one recommendation."""
        return self.table.turn is not None and self.table.turn.kind is Down.FORM

    @property
    def dated(self) -> bool:
        """Whether each row says when it is from, or a row above it does."""
        return self.columns.dated or bool(self.rows.rounds)

    @property
    def meanings(self) -> frozenset[ColumnMeaning]:
        """What its columns hold, whatever rounds they belong to."""
        updates = {meaning for one in self.columns.rounds for meaning in one.columns}
        return frozenset(self.columns.once.keys() | updates)

    @property
    def lists_items(self) -> bool:
        """Whether it describes what is tracked: a text, and at least two things that are said of it."""
        said = (
            ColumnMeaning.REF,
            ColumnMeaning.LEAD_AGENCY,
            ColumnMeaning.THEME,
            ColumnMeaning.TARGET,
            ColumnMeaning.TITLE,
        )
        told = self.meanings & {ColumnMeaning.STATUS, ColumnMeaning.UPDATE}
        known = sum(meaning in self.columns.once for meaning in said) + max(len(told), bool(self.columns.rounds))
        known += "ref" in self.inherited
        return ColumnMeaning.RECOMMENDATION in self.columns.once and known >= 2

    @property
    def lists_updates(self) -> bool:
        """Whether it only says how things stand with what another table describes."""
        return self._has_ref and ColumnMeaning.RECOMMENDATION not in self.columns.once and bool(self.columns.rounds)

    @property
    def lists_promises(self) -> bool:
        """Whether it only says what was promised about what another table describes."""
        once = self.columns.once
        return self._has_ref and ColumnMeaning.ACTIVITY in once and ColumnMeaning.RECOMMENDATION not in once

    @property
    def _has_ref(self) -> bool:
        return ColumnMeaning.REF in self.columns.once or "ref" in self.inherited


def interpret_table(table: FoundTable) -> InterpretedTable:
    """Return a table with its columns and rows understood."""
    columns = resolve_columns(table)
    rows = sort_rows(table, columns) if table.turn is None else sort_entries(table, columns)
    return InterpretedTable(table, columns, rows)
