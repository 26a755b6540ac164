"""The forms of a sheet: each a block of labels, with the cells that stand beside or beneath every label."""

from collections.abc import Iterator, Sequence, Set
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

_BEGINS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION)


def find_sheet_blocks(sheet: SheetCells) -> list[LabelBlock]:
    """Return the forms of a sheet from top to bottom; none where its labels do not go down."""
    columns = label_columns(sheet)
    return _Walk(sheet, columns).blocks() if columns else []


class _Walk:
    """Goes down the rows of a sheet whose labels stand in some columns."""

    def __init__(self, sheet: SheetCells, columns: Set[int]) -> None:
        self._sheet, self._columns = sheet, columns
        self._merged = {(area.first_column, area.first_row): area for area in sheet.merged}
        self._repeated = repeated_cells(sheet.rows, sheet.merged)
        self._blocks: list[LabelBlock] = []
        self._waiting: list[CellRow] = []
        self._current: list[FormLabel] = []
        self._group: FormLabel | None = None
        self._last = 0
        self._in_table = False
        self._heads = {row.number for row in self._heading_rows()}
        before = takewhile(lambda row: row.number not in self._heads, sheet.rows)
        self._stacked = not any(self._values_beside(row) for row in before)

    def blocks(self) -> list[LabelBlock]:
        for row in self._sheet.rows:
            held = self._held(row)
            if not held:
                continue
            self._in_table = self._is_in_table(row, held)
            if self._in_table:
                self._waiting.append(row)
                self._current = []
                continue
            if self._goes_on(row, held):
                self._last = row.number
                continue
            found = find_labels(row, held, self._columns)
            if not found or not self._take(row, held, found):
                self._waiting.append(row)
                self._current = []
        if self._blocks:
            self._blocks[-1].rows_below = self._waiting
        for block in self._blocks:
            resolve_round_labels(block)
        return self._blocks

    def _heading_rows(self) -> Iterator[CellRow]:
        """Yield the rows that hold the headings of a table, and not a label with a value that heads columns too."""
        rows = self._sheet.rows
        for before, row, after in zip([None, *rows[:-1]], rows, [*rows[1:], None], strict=True):
            if is_header_row(row, self._columns) and not is_label_row(row, before, after):
                yield row

    def _is_in_table(self, row: CellRow, held: Sequence[int]) -> bool:
        """Say whether a row is part of a table below a form: from its headings on to where another form begins."""
        if row.number in self._heads:
            return True
        if not self._in_table:
            return False
        if not self._blocks:
            return True
        if len(held) == 1:
            return ref_title(plain_text(row.value_at(held[0]))) is None
        block, words = self._blocks[-1], normalise_label(row.value_at(held[0]))
        return not any(words == normalise_label(one.value) for one in block.labels if _opens(one, block))

    def _held(self, row: CellRow) -> list[int]:
        return [column for column in row.filled_columns if (column, row.number) not in self._repeated]

    def _values_beside(self, row: CellRow) -> bool:
        """Say whether a row has a known label with a value beside it."""
        held = self._held(row)
        found = find_labels(row, held, self._columns)
        return any(is_known(row.value_at(column)) for column in found) and len(held) > len(found)

    def _goes_on(self, row: CellRow, held: Sequence[int]) -> bool:
        """Add a row without a label to the labels above it, where each of its cells stands under a value of theirs."""
        if not self._current or row.number != self._last + 1:
            return False
        found = [(label, column) for column in held if (label := self._label_over(row, column)) is not None]
        if len(found) < len(held):
            return False
        for label, column in found:
            label.continuation_cells.append((column, row.number))
        return True

    def _label_over(self, row: CellRow, column: int) -> FormLabel | None:
        """Return the label whose value a cell goes on with; also the one right above it that has none beside it."""
        value = row.value_at(column)
        for label in self._current:
            if column in {place for place, _ in label.value_cells}:
                return label
            is_label = is_known(value) and (label.continuation_cells or not is_answer(value))
            if label.value_cells or column != label.address[0] or is_label:
                continue
            alike = self._width(label.address) == self._width((column, row.number))
            if label.continuation_cells or self._stacked or (alike and self._width(label.address) > 1):
                return label
        return None

    def _width(self, place: CellAddress) -> int:
        area = self._merged.get(place)
        return area.last_column - area.first_column + 1 if area is not None else 1

    def _take(self, row: CellRow, held: Sequence[int], found: Sequence[int]) -> bool:
        """Take the labels of a row; say whether it has any: words alone that nobody knows are none."""
        labels = [FormLabel((column, row.number), row.value_at(column)) for column in found]
        for label, end in zip(labels, [*found[1:], held[-1] + 1], strict=True):
            label.value_cells = [(column, row.number) for column in held if label.address[0] < column < end]
        read = [
            one
            for one in labels
            if one.value_cells or (is_known(one.value) and ref_title(plain_text(one.value)) is None)
        ]
        groups = [one for one in read if not one.value_cells and is_round(one.value) and not self._is_filled(one)]
        read = [one for one in read if one not in groups]
        if not read and not (groups and self._blocks):
            return False
        if read:
            self._begin(read[0], row)
        self._group = groups[-1] if groups else self._group
        for label in read:
            label.round_label = self._group if match_label(label.value).round is None else None
        self._current, self._last = read, row.number
        self._blocks[-1].labels += read
        self._blocks[-1].round_labels += groups
        return True

    def _is_filled(self, label: FormLabel) -> bool:
        """Say whether a cell beside a label is only filled, as a status may be."""
        column, row = label.address
        own = self._sheet.fill(column, row)
        fills = self._sheet.fills_by_row.get(row, {})
        return any(place > column and (own is None or fill.colour != own.colour) for place, fill in fills.items())

    def _begin(self, label: FormLabel, row: CellRow) -> None:
        """Begin another block where a label of the block comes again that each form has once."""
        if self._blocks:
            block = self._blocks[-1]
            words = [normalise_label(one.value) for one in block.labels]
            if not (normalise_label(label.value) in words and _opens(label, block) and block.has(*_BEGINS)):
                block.unlabelled_rows += self._waiting
                self._waiting = []
                return
        start = title_start(self._waiting, row, texts_only=False) if self._blocks else 0
        if self._blocks:
            self._blocks[-1].rows_below = self._waiting[:start]
        self._blocks.append(LabelBlock(self._sheet, rows_above=self._waiting[start:]))
        self._waiting, self._group = [], None


def _opens(label: FormLabel, block: LabelBlock) -> bool:
    """Say whether a label is one that a form has once, and begins with."""
    return label.meaning in _BEGINS or normalise_label(label.value) == normalise_label(block.labels[0].value)


def resolve_round_labels(block: LabelBlock) -> None:
    """Let rounds be labels where others have values beside them; those over no label are among what is not read."""
    if any(label.value_cells and is_round(label.value) for label in block.labels):
        for label in block.labels:
            label.round_label = None
        block.labels = sorted([*block.labels, *block.round_labels], key=lambda label: label.address[::-1])
        return
    rows = {row.number: row for row in block.sheet.rows}
    for group in block.round_labels:
        if any(label.round_label is group for label in block.labels):
            continue
        row = rows[group.address[1]]
        if row.filled_count == 1:
            block.unlabelled_rows = sorted([*block.unlabelled_rows, row], key=lambda one: one.number)
        else:
            block.unread_cells.append(group.address)
