"""A form laid out as a table with headings across, so that it is understood as any other table is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.cells.addresses import LAST_ROW, CellAddress, CellRange, address, format_cell_ranges
from loaders.cells.fill import Fill
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.layouts.forms.entry_columns import dated_entry_starts, item_columns
from loaders.layouts.forms.label_block import FormLabel, LabelBlock
from loaders.layouts.forms.labels import normalise_label, without_ref
from loaders.layouts.forms.ref_titles import ref_title
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading, column_headings
from loaders.layouts.tables.transposition import TransposedKind, Transposition
from loaders.vocabulary.heading_aliases import ColumnMeaning

_REF = "Ref"
_Entry = tuple[list[FormLabel], int | None]
"""The labels of an entry, and the column of its values where each column is one of its own."""


def transpose(block: LabelBlock, *, after: int = LAST_ROW) -> FoundTable:
    """Return a form as a table; its rows have the numbers that follow another."""
    return _Table(block, after).table()


class _Table:
    """Puts the labels of a form side by side, and the values of each entry under them."""

    def __init__(self, block: LabelBlock, after: int) -> None:
        self._block, self._sheet = block, block.sheet
        self._values = {row.number: row for row in block.sheet.rows}
        self._items = item_columns(block)
        self._line = after + 2
        self._columns: dict[tuple[str, int, int], int] = {}
        self._headings: list[FormLabel] = []
        self._cells: dict[str, Sequence[str]] = {}
        self._labels: dict[str, dict[CellAddress, list[CellAddress]]] = {}
        self._extents: dict[int, CellRange] = {}
        self._filled: dict[int, dict[int, Fill]] = {}
        self._beside = {*block.unread_cells, *(place for label in block.labels for place in label.value_cells)}
        self._wide = {(area.first_column, area.first_row): area for area in self._sheet.merged if area.spans_columns}
        self._usual = _usual_columns(block)

    def table(self) -> FoundTable:
        body = [self._row(entry, number) for number, entry in enumerate(self._entries(), start=self._line + 1)]
        groups, merged = self._groups()
        labels = CellRow(self._line, [_REF if label.is_ref else without_ref(label.value) for label in self._headings])
        for column, label in enumerate(self._headings, start=1):
            self._cells[address(column, self._line)] = [address(*label.address)]
        sheet = SheetCells(self._sheet.name, self._sheet.hidden, self._sheet.day_zero, fills_by_row=self._filled)
        sheet.rows, sheet.merged = [*groups, labels, *body], tuple(merged)
        headings = tuple(map(self._by_place, column_headings([*groups, labels], sheet)))
        kind = TransposedKind.TABLE if self._items else TransposedKind.FORM
        known = {
            heading: {address(*label): format_cell_ranges(cells) for label, cells in labels.items()}
            for heading, labels in self._labels.items()
        }
        below, strays, beside = (
            self._block.rows_below,
            self._block.unlabelled_rows,
            sorted(self._beside, key=lambda one: one[::-1]),
        )
        turn = Transposition(kind, self._cells, known, self._extents, strays, below, beside, self._ref())
        return FoundTable(sheet, headings, self._block.rows_above, body, self._line, turn)

    def _by_place(self, heading: ColumnHeading) -> ColumnHeading:
        """Return a heading; one of refs that does not say so as what it is by its place alone."""
        label = self._headings[heading.column - 1]
        if not label.is_ref:
            return heading
        known = replace(heading.match, evidence="position")
        return replace(heading, words=plain_text(label.value), match=known)

    def _ref(self) -> tuple[str, str] | None:
        """Return the first ref that a label names, with its cell."""
        for label in self._headings:
            parts = ref_title(plain_text(label.value))
            if parts is not None:
                return parts.ref, address(*label.address)
        return None

    def _entries(self) -> Iterator[_Entry]:
        """Yield the entries: a column each, else the form, of which each date may begin another."""
        labels = self._block.labels
        if self._items:
            yield from ((labels, column) for column in self._items)
            return
        starts = dated_entry_starts(labels)
        for start, end in zip([0, *starts], [*starts, len(labels)], strict=True):
            yield labels[start:end], None

    def _row(self, entry: _Entry, number: int) -> CellRow:
        labels, item = entry
        values: dict[int, Value] = {}
        seen: Counter[str] = Counter()
        for label in labels:
            column = self._column(label, seen)
            cells = self._cells_of(label, item)
            self._put(label, cells, (column, number), values, item)
        if item is None:
            self._put_ref(labels, number, values)
        self._extents[number] = self._extent(labels, item)
        return CellRow(number, [values.get(column) for column in range(1, max(values, default=0) + 1)])

    def _put_ref(self, labels: Sequence[FormLabel], number: int, values: dict[int, Value]) -> None:
        """Give what a form says of a further date the ref that it has once."""
        first = next(
            (label for label in self._block.labels if label.meaning is ColumnMeaning.REF and label.value_cells), None
        )
        if first is None or first not in self._headings or any(label.meaning is ColumnMeaning.REF for label in labels):
            return
        column, cells = self._headings.index(first) + 1, self._cells_of(first, None)
        values[column] = self._values[cells[0][1]].value_at(cells[0][0])
        self._cells[address(column, number)] = [address(*cells[0])]

    def _column(self, label: FormLabel, seen: Counter[str]) -> int:
        words = normalise_label(label.value)
        group = label.round_label.address[1] if label.round_label is not None else 0
        seen[f"{words}\0{group}"] += 1
        key = words, group, seen[f"{words}\0{group}"]
        if key not in self._columns:
            self._columns[key] = len(self._columns) + 1
            self._headings.append(label)
        return self._columns[key]

    def _cells_of(self, label: FormLabel, item: int | None) -> list[CellAddress]:
        """Return the cells that hold a value; in a row of entries also the merged one that covers a column."""
        if item is None:
            return [*label.value_cells[:1], *label.continuation_cells]
        own = [place for place in (*label.value_cells, *label.continuation_cells) if place[0] == item]
        wide = [place for place in label.value_cells if place in self._wide]
        return own or [place for place in wide if self._wide[place].contains(item, label.address[1])]

    def _put(
        self,
        label: FormLabel,
        cells: Sequence[CellAddress],
        at: CellAddress,
        values: dict[int, Value],
        item: int | None,
    ) -> None:
        """Put a value under its label, with its fill; where there is none, the place where it would stand."""
        column, number = at
        self._beside -= {*cells}
        held = [self._values[row].value_at(place) for place, row in cells]
        places = list(cells) or [self._blank(label, item)]
        if held:
            values[column] = held[0] if len(held) == 1 else "\n".join(map(plain_text, held))
        fill = self._sheet.fill(*places[0])
        if fill is not None:
            self._filled.setdefault(number, {})[column] = fill
        written = [address(*place) for place in places]
        self._cells[address(column, number)] = written
        covered = [] if item is None or (cells and cells[0][0] == item) else [(item, label.address[1])]
        of_label = self._labels.setdefault(address(column, self._line), {}).setdefault(label.address, [])
        of_label += [*places, *covered]

    def _blank(self, label: FormLabel, item: int | None) -> CellAddress:
        """Return where the value of a label would stand: where it is filled, else where values beside it stand."""
        column, row = label.address
        if item is not None:
            return item, row
        own = self._sheet.fill(column, row)
        usual = self._usual.get(column, column + 1)
        filled = sorted(
            place
            for place, fill in self._sheet.fills_by_row.get(row, {}).items()
            if column < place < self._next(column) and (own is None or fill.colour != own.colour)
        )
        return (usual if usual in filled or not filled else filled[0]), row

    def _next(self, column: int) -> int:
        """Return the next column of labels; beyond all columns where there is none."""
        return min((one for one in self._usual if one > column), default=1 << 20)

    def _extent(self, labels: Sequence[FormLabel], item: int | None) -> CellRange:
        places = [place for label in labels for place in (label.address, *label.value_cells, *label.continuation_cells)]
        rows, columns = [row for _, row in places], [column for column, _ in places]
        if item is not None:
            return CellRange(item, min(rows), item, max(rows))
        return CellRange(min(columns), min(rows), max(columns), max(rows))

    def _groups(self) -> tuple[list[CellRow], list[CellRange]]:
        """Return the row of the rounds that stand over labels, merged over them; none where none does."""
        number = self._line - 1
        values: list[Value] = []
        merged: list[CellRange] = []
        before: FormLabel | None = None
        for column, label in enumerate(self._headings, start=1):
            group = label.round_label
            begins = group is not None and group is not before
            values.append(group.value if group is not None and begins else None)
            if group is not None and begins:
                self._cells[address(column, number)] = [address(*group.address)]
                merged.append(CellRange(column, number, column, number))
            elif group is not None:
                merged[-1] = CellRange(merged[-1].first_column, number, column, number)
            before = group
        return ([CellRow(number, values)], merged) if merged else ([], [])


def _usual_columns(block: LabelBlock) -> dict[int, int]:
    """Return in which column the values of each column of labels mostly stand."""
    counted: dict[int, Counter[int]] = {}
    for label in block.labels:
        counted.setdefault(label.address[0], Counter()).update(column for column, _ in label.value_cells[:1])
    return {column: counts.most_common(1)[0][0] if counts else column + 1 for column, counts in sorted(counted.items())}
