"""Find the blocks of labels on a sheet, with the cells next to or below each label."""

from collections.abc import Set
from dataclasses import replace

from loaders.cells.addresses import CellAddress
from loaders.cells.merged_cells import repeated_cells
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.layouts.forms.label_block import (
    FormLabel,
    LabelBlock,
    find_labels,
    header_row_numbers,
    is_answer,
    is_known,
    is_round,
    label_columns,
    match_label,
)
from loaders.layouts.forms.ref_titles import ref_title
from loaders.layouts.tables.detect_tables import title_start


def find_sheet_blocks(sheet: SheetCells) -> list[LabelBlock]:
    """Return the blocks of labels on a sheet from top to bottom; none where its labels do not go down."""
    columns = label_columns(sheet)
    return _BlockFinder(sheet, columns).blocks() if columns else []


class _BlockFinder:
    """Finds the blocks of a sheet row by row, where labels are in some columns."""

    def __init__(self, sheet: SheetCells, columns: Set[int]) -> None:
        self._sheet, self._columns = sheet, columns
        self._widths = {
            (area.first_column, area.first_row): area.last_column - area.first_column + 1 for area in sheet.merged
        }
        repeated = repeated_cells(sheet.rows, sheet.merged)
        self._filled = {
            row.number: [column for column in row.filled_columns if (column, row.number) not in repeated]
            for row in sheet.rows
        }
        self._labels = {row.number: self._labels_of(row) for row in sheet.rows}
        self._header_rows = header_row_numbers(sheet.rows, columns)
        first_header = min(self._header_rows, default=sheet.rows[-1].number + 1)
        labels = [label for found in self._labels.values() for label in found]
        self._are_stacked = not any(
            label.value_cells and is_known(label.value) and label.address[1] < first_header for label in labels
        )
        self._are_rounds_labels = any(is_round(label.value) and self._has_value(label) for label in labels)
        self._blocks: list[LabelBlock] = []
        self._round_rows: list[tuple[FormLabel, CellRow]] = []
        self._pending: list[CellRow] = []
        self._current: list[FormLabel] = []
        self._continuation_cells: dict[CellAddress, list[CellAddress]] = {}
        self._round_label: FormLabel | None = None
        self._last = 0
        self._in_table = False

    def blocks(self) -> list[LabelBlock]:
        for row in self._sheet.rows:
            if not self._filled[row.number]:
                continue
            self._in_table = self._is_in_table(row)
            if not self._in_table and (self._add_continuation(row) or self._add_labels(row)):
                self._last = row.number
            else:
                self._pending.append(row)
                self._current = []
        if not self._blocks:
            return []
        self._blocks[-1] = replace(self._blocks[-1], rows_below=tuple(self._pending))
        starts = [block.labels[0].address[1] for block in self._blocks]
        ends = (*starts[1:], self._sheet.rows[-1].number + 1)
        return [self._complete(block, range(*span)) for block, *span in zip(self._blocks, starts, ends, strict=True)]

    def _labels_of(self, row: CellRow) -> list[FormLabel]:
        """Return the labels of a row, each with its values; unknown words alone are no label."""
        columns = self._filled[row.number]
        starts = find_labels(row, columns, self._columns)
        labels: list[FormLabel] = []
        for start, end in zip(starts, [*starts[1:], len(row.values) + 1], strict=False):
            cells = tuple((column, row.number) for column in columns if start < column < end)
            labels.append(FormLabel((start, row.number), row.value_at(start), cells))
        return [
            label
            for label in labels
            if label.value_cells or (is_known(label.value) and ref_title(plain_text(label.value)) is None)
        ]

    def _has_value(self, label: FormLabel) -> bool:
        """Return whether a label has a value next to it, or only a fill, as a status may be."""
        column, row = label.address
        fill, label_fill = self._sheet.fill(column + 1, row), self._sheet.fill(column, row)
        is_filled = fill is not None and (label_fill is None or fill.colour != label_fill.colour)
        return bool(label.value_cells) or (is_filled and self._filled[row] == [column])

    def _complete(self, block: LabelBlock, rows: range) -> LabelBlock:
        """Return a block with the cells that continue the value of each label, and with its rounds without a label."""
        continued, used = self._continuation_cells, [label.round_label for label in block.labels]
        unused = [row for label, row in self._round_rows if row.number in rows and label not in used]
        labels = [replace(label, continuation_cells=tuple(continued.get(label.address, ()))) for label in block.labels]
        unlabelled = sorted([*block.unlabelled_rows, *unused], key=lambda row: row.number)
        return replace(block, labels=tuple(labels), unlabelled_rows=tuple(unlabelled))

    def _is_in_table(self, row: CellRow) -> bool:
        """Return whether a row is part of a table below a form, up to where another form begins."""
        if row.number in self._header_rows:
            return True
        labels = self._labels[row.number]
        begins_form = self._blocks and labels and self._blocks[-1].begins_again_with(labels[0])
        return self._in_table and not begins_form

    def _add_continuation(self, row: CellRow) -> bool:
        """Add a row without a label to the labels above it, if each of its cells is below a value of theirs."""
        columns = self._filled[row.number]
        found = [(label, column) for column in columns if (label := self._label_over(row, column)) is not None]
        if row.number != self._last + 1 or len(found) < len(columns):
            return False
        for label, column in found:
            self._continuation_cells.setdefault(label.address, []).append((column, row.number))
        return True

    def _label_over(self, row: CellRow, column: int) -> FormLabel | None:
        """Return the label whose value a cell continues, or the label directly above it without a value in its row."""
        value, width = row.value_at(column), self._widths.get((column, row.number), 1)
        for label in self._current:
            if column in {value_column for value_column, _ in label.value_cells}:
                return label
            is_continued = label.address in self._continuation_cells
            is_label = is_known(value) and (is_continued or not is_answer(value))
            is_as_wide = 1 < width == self._widths.get(label.address)
            if not label.value_cells and column == label.address[0] and not is_label:
                return label if is_continued or self._are_stacked or is_as_wide else None
        return None

    def _add_labels(self, row: CellRow) -> bool:
        """Add the labels of a row and return whether it has any; a round without a value is that of those after it."""
        found = self._labels[row.number]
        rounds = [] if self._are_rounds_labels else [label for label in found if is_round(label.value)]
        labels = [label for label in found if label not in rounds]
        if not labels and not (rounds and self._blocks):
            return False
        if labels:
            self._begin_block(labels[0], row)
        self._round_label = rounds[-1] if rounds else self._round_label
        self._current = [
            label if match_label(label.value).round is not None else replace(label, round_label=self._round_label)
            for label in labels
        ]
        self._blocks[-1] = replace(self._blocks[-1], labels=(*self._blocks[-1].labels, *self._current))
        self._round_rows += [(label, row) for label in rounds]
        return True

    def _begin_block(self, label: FormLabel, row: CellRow) -> None:
        """Begin another block where a label is repeated that a form has only one of."""
        pending, self._pending = tuple(self._pending), []
        last, start = self._blocks[-1] if self._blocks else None, 0
        if last is not None and not last.begins_again_with(label):
            self._blocks[-1] = replace(last, unlabelled_rows=(*last.unlabelled_rows, *pending))
            return
        if last is not None:
            start = title_start(pending, row, texts_only=False)
            self._blocks[-1] = replace(last, rows_below=pending[:start])
        self._blocks.append(LabelBlock(self._sheet, rows_above=pending[start:]))
        self._round_label = None
