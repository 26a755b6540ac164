"""Find the blocks of labels on a sheet, with the cells next to or below each label."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import takewhile

from loaders.cells.addresses import CellAddress
from loaders.cells.merged_cells import repeated_cells
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.layouts.forms.label_block import FormLabel, LabelBlock
from loaders.layouts.forms.labels import (
    find_labels,
    is_answer,
    is_header_row,
    is_known,
    is_label_row,
    is_round,
    label_columns,
    match_label,
    normalise_label,
)
from loaders.layouts.forms.ref_titles import ref_title
from loaders.layouts.tables.detect_tables import title_start
from loaders.vocabulary.heading_aliases import ColumnMeaning

_FIRST_MEANINGS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION)


def find_sheet_blocks(sheet: SheetCells) -> list[LabelBlock]:
    """Return the blocks of labels on a sheet from top to bottom; none where its labels do not go down."""
    columns = label_columns(sheet)
    return _BlockFinder(sheet, columns).blocks() if columns else []


@dataclass(slots=True)
class _OpenBlock:
    """A block to which the finder still adds labels and rows."""

    rows_above: tuple[CellRow, ...]
    labels: list[FormLabel] = field(default_factory=list)
    round_labels: list[FormLabel] = field(default_factory=list)
    unlabelled_rows: list[CellRow] = field(default_factory=list)
    rows_below: tuple[CellRow, ...] = ()

    def is_first_label(self, label: FormLabel) -> bool:
        """Return whether a label may be the first of a form, and a form has only one of it."""
        return label.meaning in _FIRST_MEANINGS or normalise_label(label.value) == normalise_label(self.labels[0].value)


class _BlockFinder:
    """Finds the blocks of a sheet row by row, where labels are in some columns."""

    def __init__(self, sheet: SheetCells, columns: Set[int]) -> None:
        self._sheet, self._columns = sheet, columns
        self._merged = {(area.first_column, area.first_row): area for area in sheet.merged}
        self._repeated = repeated_cells(sheet.rows, sheet.merged)
        self._blocks: list[_OpenBlock] = []
        self._pending: list[CellRow] = []
        self._current: list[FormLabel] = []
        self._continuation_cells: dict[CellAddress, list[CellAddress]] = {}
        self._round_label: FormLabel | None = None
        self._last = 0
        self._in_table = False
        self._header_row_numbers = {row.number for row in self._header_rows()}
        rows_above = takewhile(lambda row: row.number not in self._header_row_numbers, sheet.rows)
        self._stacked = not any(self._has_values(row) for row in rows_above)

    def blocks(self) -> list[LabelBlock]:
        for row in self._sheet.rows:
            columns = self._filled_columns(row)
            if not columns:
                continue
            self._in_table = self._is_in_table(row, columns)
            if self._in_table:
                self._pending.append(row)
                self._current = []
                continue
            if self._add_continuation(row, columns):
                self._last = row.number
                continue
            found = find_labels(row, columns, self._columns)
            if not found or not self._add_labels(row, columns, found):
                self._pending.append(row)
                self._current = []
        if self._blocks:
            self._blocks[-1].rows_below = tuple(self._pending)
        return [_resolve_round_labels(self._freeze(block)) for block in self._blocks]

    def _freeze(self, block: _OpenBlock) -> LabelBlock:
        """Return a block with all its labels, each with the cells that continue its value."""
        continued = self._continuation_cells
        return LabelBlock(
            self._sheet,
            tuple(replace(label, continuation_cells=tuple(continued.get(label.address, ()))) for label in block.labels),
            tuple(block.round_labels),
            rows_above=block.rows_above,
            unlabelled_rows=tuple(block.unlabelled_rows),
            rows_below=block.rows_below,
        )

    def _header_rows(self) -> Iterator[CellRow]:
        """Yield the header rows of tables, without rows of a label and a value that is also a heading."""
        rows = self._sheet.rows
        for previous, row, following in zip([None, *rows[:-1]], rows, [*rows[1:], None], strict=True):
            if is_header_row(row, self._columns) and not is_label_row(row, previous, following):
                yield row

    def _is_in_table(self, row: CellRow, columns: Sequence[int]) -> bool:
        """Return whether a row is part of a table below a form, up to where another form begins."""
        if row.number in self._header_row_numbers:
            return True
        if not self._in_table:
            return False
        if not self._blocks:
            return True
        if len(columns) == 1:
            return ref_title(plain_text(row.value_at(columns[0]))) is None
        block, words = self._blocks[-1], normalise_label(row.value_at(columns[0]))
        return not any(words == normalise_label(label.value) for label in block.labels if block.is_first_label(label))

    def _filled_columns(self, row: CellRow) -> list[int]:
        return [column for column in row.filled_columns if (column, row.number) not in self._repeated]

    def _has_values(self, row: CellRow) -> bool:
        """Return whether a row has a known label with a value next to it."""
        columns = self._filled_columns(row)
        found = find_labels(row, columns, self._columns)
        return any(is_known(row.value_at(column)) for column in found) and len(columns) > len(found)

    def _add_continuation(self, row: CellRow, columns: Sequence[int]) -> bool:
        """Add a row without a label to the labels above it, if each of its cells is below a value of theirs."""
        if not self._current or row.number != self._last + 1:
            return False
        found = [(label, column) for column in columns if (label := self._label_over(row, column)) is not None]
        if len(found) < len(columns):
            return False
        for label, column in found:
            self._continuation_cells.setdefault(label.address, []).append((column, row.number))
        return True

    def _label_over(self, row: CellRow, column: int) -> FormLabel | None:
        """Return the label whose value a cell continues, or the label directly above it without a value in its row."""
        value = row.value_at(column)
        for label in self._current:
            if column in {value_column for value_column, _ in label.value_cells}:
                return label
            is_continued = label.address in self._continuation_cells
            is_label = is_known(value) and (is_continued or not is_answer(value))
            if label.value_cells or column != label.address[0] or is_label:
                continue
            is_as_wide = self._width(label.address) == self._width((column, row.number))
            if is_continued or self._stacked or (is_as_wide and self._width(label.address) > 1):
                return label
        return None

    def _width(self, cell: CellAddress) -> int:
        area = self._merged.get(cell)
        return area.last_column - area.first_column + 1 if area is not None else 1

    def _add_labels(self, row: CellRow, columns: Sequence[int], label_columns_found: Sequence[int]) -> bool:
        """Add the labels of a row and return whether it has any; unknown words alone are no label."""
        ends = [*label_columns_found[1:], columns[-1] + 1]
        labels = [
            FormLabel(
                (start, row.number),
                row.value_at(start),
                tuple((column, row.number) for column in columns if start < column < end),
            )
            for start, end in zip(label_columns_found, ends, strict=True)
        ]
        accepted = [
            label
            for label in labels
            if label.value_cells or (is_known(label.value) and ref_title(plain_text(label.value)) is None)
        ]
        rounds = [
            label
            for label in accepted
            if not label.value_cells and is_round(label.value) and not self._is_filled(label)
        ]
        accepted = [label for label in accepted if label not in rounds]
        if not accepted and not (rounds and self._blocks):
            return False
        if accepted:
            self._begin_block(accepted[0], row)
        self._round_label = rounds[-1] if rounds else self._round_label
        self._current, self._last = [self._with_round_label(label) for label in accepted], row.number
        self._blocks[-1].labels += self._current
        self._blocks[-1].round_labels += rounds
        return True

    def _with_round_label(self, label: FormLabel) -> FormLabel:
        return replace(label, round_label=self._round_label) if match_label(label.value).round is None else label

    def _is_filled(self, label: FormLabel) -> bool:
        """Return whether a cell next to a label is only filled, as a status may be."""
        column, row = label.address
        label_fill = self._sheet.fill(column, row)
        fills = self._sheet.fills_by_row.get(row, {})
        return any(
            position > column and (label_fill is None or fill.colour != label_fill.colour)
            for position, fill in fills.items()
        )

    def _begin_block(self, label: FormLabel, row: CellRow) -> None:
        """Begin another block where a label is repeated that a form has only one of."""
        if self._blocks:
            block = self._blocks[-1]
            words = [normalise_label(existing.value) for existing in block.labels]
            is_form = any(existing.meaning in _FIRST_MEANINGS for existing in block.labels)
            if not (normalise_label(label.value) in words and block.is_first_label(label) and is_form):
                block.unlabelled_rows += self._pending
                self._pending = []
                return
        start = title_start(self._pending, row, texts_only=False) if self._blocks else 0
        if self._blocks:
            self._blocks[-1].rows_below = tuple(self._pending[:start])
        self._blocks.append(_OpenBlock(tuple(self._pending[start:])))
        self._pending, self._round_label = [], None


def _resolve_round_labels(block: LabelBlock) -> LabelBlock:
    """Make rounds labels where others have values next to them; those above no label are not read."""
    if any(label.value_cells and is_round(label.value) for label in block.labels):
        labels = [*(replace(label, round_label=None) for label in block.labels), *block.round_labels]
        return replace(block, labels=tuple(sorted(labels, key=lambda label: label.address[::-1])))
    rows = {row.number: row for row in block.sheet.rows}
    without_labels = [
        found for found in block.round_labels if not any(label.round_label is found for label in block.labels)
    ]
    unlabelled, unread = list(block.unlabelled_rows), list(block.unread_cells)
    for found in without_labels:
        row = rows[found.address[1]]
        if row.filled_count == 1:
            unlabelled.append(row)
        else:
            unread.append(found.address)
    return replace(
        block,
        unlabelled_rows=tuple(sorted(unlabelled, key=lambda row: row.number)),
        unread_cells=tuple(unread),
    )
