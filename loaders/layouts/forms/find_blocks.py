"""The forms of a sheet: each a block of labels, with the cells that stand beside or beneath every label."""

from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, plain_text
from loaders.layouts.forms.label_block import Block, Label
from loaders.layouts.forms.labels import (
    Place,
    heads_table,
    is_answer,
    is_answered,
    is_known,
    label_columns,
    labels_of,
    names_round,
    understood,
    words_of,
)
from loaders.layouts.forms.ref_titles import ref_title
from loaders.vocabulary.heading_aliases import ColumnMeaning

_BEGINS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION)


def blocks_of(sheet: SheetCells) -> list[Block]:
    """Return the forms of a sheet from top to bottom; none where its labels do not go down."""
    columns = label_columns(sheet)
    return _Walk(sheet, columns).blocks() if columns else []


class _Walk:
    """Goes down the rows of a sheet whose labels stand in some columns."""

    def __init__(self, sheet: SheetCells, columns: Set[int]) -> None:
        self._sheet, self._columns = sheet, columns
        self._merged = {(area.first_column, area.first_row): area for area in sheet.merged}
        self._covered = set(_covered(sheet))
        self._blocks: list[Block] = []
        self._waiting: list[CellRow] = []
        self._current: list[Label] = []
        self._group: Label | None = None
        self._last = 0
        self._in_table = False
        self._heads = {row.number for row in self._heading_rows()}
        before = takewhile(lambda row: row.number not in self._heads, sheet.rows)
        self._stacked = not any(self._values_beside(row) for row in before)

    def blocks(self) -> list[Block]:
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
            found = labels_of(row, held, self._columns)
            if not found or not self._take(row, held, found):
                self._waiting.append(row)
                self._current = []
        if self._blocks:
            self._blocks[-1].below = self._waiting
        for block in self._blocks:
            settle_groups(block)
        return self._blocks

    def _heading_rows(self) -> Iterator[CellRow]:
        """Yield the rows that hold the headings of a table, and not a label with a value that heads columns too."""
        rows = self._sheet.rows
        for before, row, after in zip([None, *rows[:-1]], rows, [*rows[1:], None], strict=True):
            if heads_table(row, self._columns) and not is_answered(row, before, after):
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
            return ref_title(plain_text(row.at(held[0]))) is None
        block, words = self._blocks[-1], words_of(row.at(held[0]))
        return not any(words == words_of(one.value) for one in block.labels if _opens(one, block))

    def _held(self, row: CellRow) -> list[int]:
        return [column for column in row.held if (column, row.number) not in self._covered]

    def _values_beside(self, row: CellRow) -> bool:
        """Say whether a row has a known label with a value beside it."""
        held = self._held(row)
        found = labels_of(row, held, self._columns)
        return any(is_known(row.at(column)) for column in found) and len(held) > len(found)

    def _goes_on(self, row: CellRow, held: Sequence[int]) -> bool:
        """Add a row without a label to the labels above it, where each of its cells stands under a value of theirs."""
        if not self._current or row.number != self._last + 1:
            return False
        found = [(label, column) for column in held if (label := self._label_over(row, column)) is not None]
        if len(found) < len(held):
            return False
        for label, column in found:
            label.more.append((column, row.number))
        return True

    def _label_over(self, row: CellRow, column: int) -> Label | None:
        """Return the label whose value a cell goes on with; also the one right above it that has none beside it."""
        value = row.at(column)
        for label in self._current:
            if column in {place for place, _ in label.beside}:
                return label
            is_label = is_known(value) and (label.more or not is_answer(value))
            if label.beside or column != label.place[0] or is_label:
                continue
            alike = self._width(label.place) == self._width((column, row.number))
            if label.more or self._stacked or (alike and self._width(label.place) > 1):
                return label
        return None

    def _width(self, place: Place) -> int:
        area = self._merged.get(place)
        return area.last_column - area.first_column + 1 if area is not None else 1

    def _take(self, row: CellRow, held: Sequence[int], found: Sequence[int]) -> bool:
        """Take the labels of a row; say whether it has any: words alone that nobody knows are none."""
        labels = [Label((column, row.number), row.at(column)) for column in found]
        for label, end in zip(labels, [*found[1:], held[-1] + 1], strict=True):
            label.beside = [(column, row.number) for column in held if label.place[0] < column < end]
        read = [
            one for one in labels if one.beside or (is_known(one.value) and ref_title(plain_text(one.value)) is None)
        ]
        groups = [one for one in read if not one.beside and names_round(one.value) and not self._is_filled(one)]
        read = [one for one in read if one not in groups]
        if not read and not (groups and self._blocks):
            return False
        if read:
            self._begin(read[0], row)
        self._group = groups[-1] if groups else self._group
        for label in read:
            label.group = self._group if understood(label.value).round is None else None
        self._current, self._last = read, row.number
        self._blocks[-1].labels += read
        self._blocks[-1].groups += groups
        return True

    def _is_filled(self, label: Label) -> bool:
        """Say whether a cell beside a label is only filled, as a status may be."""
        column, row = label.place
        own = self._sheet.fill(column, row)
        fills = self._sheet.filled.get(row, {})
        return any(place > column and (own is None or fill.colour != own.colour) for place, fill in fills.items())

    def _begin(self, label: Label, row: CellRow) -> None:
        """Begin another block where a label of the block comes again that each form has once."""
        if self._blocks:
            block = self._blocks[-1]
            words = [words_of(one.value) for one in block.labels]
            if not (words_of(label.value) in words and _opens(label, block) and block.has(*_BEGINS)):
                block.strays += self._waiting
                self._waiting = []
                return
        start = _title_start(self._waiting, row) if self._blocks else 0
        if self._blocks:
            self._blocks[-1].below = self._waiting[:start]
        self._blocks.append(Block(self._sheet, above=self._waiting[start:]))
        self._waiting, self._group = [], None


def _opens(label: Label, block: Block) -> bool:
    """Say whether a label is one that a form has once, and begins with."""
    return label.meaning in _BEGINS or words_of(label.value) == words_of(block.labels[0].value)


def _covered(sheet: SheetCells) -> Iterator[Place]:
    """Yield the cells that only repeat the value of a merged cell which begins in a row above."""
    if not sheet.rows:
        return
    last = sheet.rows[-1].number
    for area in sheet.merged:
        for row in range(area.first_row + 1, min(area.last_row, last) + 1):
            yield area.first_column, row


def _title_start(waiting: Sequence[CellRow], row: CellRow) -> int:
    """Return where the title of the next block begins: with single texts right above its first label."""
    place, number = len(waiting), row.number
    while place and number - waiting[place - 1].number == 1 and waiting[place - 1].cells == 1:
        place -= 1
        number = waiting[place].number
    return place


def settle_groups(block: Block) -> None:
    """Let rounds be labels where others have values beside them; those over no label are among what is not read."""
    if any(label.beside and names_round(label.value) for label in block.labels):
        for label in block.labels:
            label.group = None
        block.labels = sorted([*block.labels, *block.groups], key=lambda label: label.place[::-1])
        return
    rows = {row.number: row for row in block.sheet.rows}
    for group in block.groups:
        if any(label.group is group for label in block.labels):
            continue
        row = rows[group.place[1]]
        if row.cells == 1:
            block.strays = sorted([*block.strays, row], key=lambda one: one.number)
        else:
            block.beside.append(group.place)
