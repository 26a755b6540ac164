"""Transpose a form: a table with headings across, which is read as any other table is."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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

_REF_HEADING = "Ref"
_Entry = tuple[Sequence[FormLabel], int | None]
"""The labels of an entry, and the column of its values if each column is an entry."""


def transpose(block: LabelBlock, *, after: int = LAST_ROW) -> FoundTable:
    """Return a form as a table; its rows are numbered from `after`, so that they follow those of another table."""
    return _TransposedTable(block, after).table()


class _TransposedTable:
    """A table built from a form: its labels are the headings, and the values of each entry a row."""

    def __init__(self, block: LabelBlock, after: int) -> None:
        self._block, self._sheet = block, block.sheet
        self._values = {row.number: row for row in block.sheet.rows}
        self._item_columns = item_columns(block)
        self._header_row = after + 2
        self._columns: dict[tuple[str, int, int], int] = {}
        self._headings: list[FormLabel] = []
        self._source_cells: dict[str, Sequence[str]] = {}
        self._label_cells: dict[str, dict[CellAddress, list[CellAddress]]] = {}
        self._source_ranges: dict[int, CellRange] = {}
        self._fills: dict[int, dict[int, Fill]] = {}
        self._unread_cells = {*block.unread_cells, *(cell for label in block.labels for cell in label.value_cells)}
        self._merged_cells = {
            (area.first_column, area.first_row): area for area in self._sheet.merged if area.spans_columns
        }
        self._usual_value_columns = _usual_columns(block)

    def table(self) -> FoundTable:
        body = [
            self._entry_row(entry, number) for number, entry in enumerate(self._entries(), start=self._header_row + 1)
        ]
        rounds, merged = self._round_rows()
        labels = CellRow(
            self._header_row, [_REF_HEADING if label.is_ref else without_ref(label.value) for label in self._headings]
        )
        for column, label in enumerate(self._headings, start=1):
            self._source_cells[address(column, self._header_row)] = [address(*label.address)]
        sheet = SheetCells(
            self._sheet.name,
            self._sheet.hidden,
            self._sheet.day_zero,
            fills_by_row=self._fills,
            mapping=self._sheet.mapping,
        )
        sheet.rows, sheet.merged = [*rounds, labels, *body], tuple(merged)
        headings = tuple(map(self._with_position, column_headings([*rounds, labels], sheet)))
        kind = TransposedKind.TABLE if self._item_columns else TransposedKind.FORM
        label_cells = {
            heading: {address(*label): format_cell_ranges(cells) for label, cells in labels.items()}
            for heading, labels in self._label_cells.items()
        }
        transposition = Transposition(
            kind,
            self._source_cells,
            label_cells,
            self._source_ranges,
            self._block.unlabelled_rows,
            self._block.rows_below,
            sorted(self._unread_cells, key=lambda cell: cell[::-1]),
            self._ref(),
        )
        return FoundTable(sheet, headings, self._block.rows_above, tuple(body), self._header_row, transposition)

    def _with_position(self, heading: ColumnHeading) -> ColumnHeading:
        """Return a heading; a heading of refs without a word for it is one by its position."""
        label = self._headings[heading.column - 1]
        if not label.is_ref:
            return heading
        match = replace(heading.match, evidence="position")
        return replace(heading, words=plain_text(label.value), match=match)

    def _ref(self) -> tuple[str, str] | None:
        """Return the first ref in a label, with its cell."""
        for label in self._headings:
            parts = ref_title(plain_text(label.value))
            if parts is not None:
                return parts.ref, address(*label.address)
        return None

    def _entries(self) -> Iterator[_Entry]:
        """Yield the entries: a column each, else the form, in which each date may begin another."""
        labels = self._block.labels
        if self._item_columns:
            yield from ((labels, column) for column in self._item_columns)
            return
        starts = dated_entry_starts(labels)
        for start, end in zip([0, *starts], [*starts, len(labels)], strict=True):
            yield labels[start:end], None

    def _entry_row(self, entry: _Entry, number: int) -> CellRow:
        labels, item = entry
        values: dict[int, Value] = {}
        seen: Counter[tuple[str, int]] = Counter()
        for label in labels:
            words = normalise_label(label.value), label.round_label.address[1] if label.round_label is not None else 0
            seen[words] += 1
            column = self._heading_column(label, (*words, seen[words]))
            cells = self._cells_of(label, item)
            self._add_sources(label, cells, (column, number), item)
            if cells:
                values[column] = self._joined_value(cells)
        if item is None:
            values |= self._repeated_ref(labels, number)
        self._source_ranges[number] = self._source_range(labels, item)
        return CellRow(number, [values.get(column) for column in range(1, max(values, default=0) + 1)])

    def _repeated_ref(self, labels: Sequence[FormLabel], number: int) -> Mapping[int, Value]:
        """Return the ref of a form, by its column, for the entry of a later date, which does not repeat it."""
        first = next(
            (label for label in self._block.labels if label.meaning is ColumnMeaning.REF and label.value_cells), None
        )
        if first is None or first not in self._headings or any(label.meaning is ColumnMeaning.REF for label in labels):
            return {}
        column, cells = self._headings.index(first) + 1, self._cells_of(first, None)
        self._source_cells[address(column, number)] = [address(*cells[0])]
        return {column: self._values[cells[0][1]].value_at(cells[0][0])}

    def _heading_column(self, label: FormLabel, key: tuple[str, int, int]) -> int:
        """Return the column of a label: its words, the row of its round, and how often both were in the entry."""
        if key not in self._columns:
            self._columns[key] = len(self._columns) + 1
            self._headings.append(label)
        return self._columns[key]

    def _cells_of(self, label: FormLabel, item: int | None) -> list[CellAddress]:
        """Return the cells of a value; for an item in a column also the merged cell that covers the column."""
        if item is None:
            return [*label.value_cells[:1], *label.continuation_cells]
        in_column = [cell for cell in (*label.value_cells, *label.continuation_cells) if cell[0] == item]
        merged = [cell for cell in label.value_cells if cell in self._merged_cells]
        return in_column or [cell for cell in merged if self._merged_cells[cell].contains(item, label.address[1])]

    def _joined_value(self, cells: Sequence[CellAddress]) -> Value:
        """Return the value of some cells; several are lines of one text."""
        found = [self._values[row].value_at(column) for column, row in cells]
        return found[0] if len(found) == 1 else "\n".join(map(plain_text, found))

    def _add_sources(
        self, label: FormLabel, cells: Sequence[CellAddress], target: CellAddress, item: int | None
    ) -> None:
        """Note the cells of a value below its heading, with its fill; without a value, the cell where it would be."""
        column, number = target
        self._unread_cells -= {*cells}
        sources = list(cells) or [self._expected_cell(label, item)]
        fill = self._sheet.fill(*sources[0])
        if fill is not None:
            self._fills.setdefault(number, {})[column] = fill
        addresses = [address(*cell) for cell in sources]
        self._source_cells[address(column, number)] = addresses
        covered = [] if item is None or (cells and cells[0][0] == item) else [(item, label.address[1])]
        label_cells = self._label_cells.setdefault(address(column, self._header_row), {}).setdefault(label.address, [])
        label_cells += [*sources, *covered]

    def _expected_cell(self, label: FormLabel, item: int | None) -> CellAddress:
        """Return the cell where the value of a label would be: a filled one, else in the usual column."""
        column, row = label.address
        if item is not None:
            return item, row
        label_fill = self._sheet.fill(column, row)
        usual_column = self._usual_value_columns.get(column, column + 1)
        filled = sorted(
            position
            for position, fill in self._sheet.fills_by_row.get(row, {}).items()
            if column < position < self._next_label_column(column)
            and (label_fill is None or fill.colour != label_fill.colour)
        )
        return (usual_column if usual_column in filled or not filled else filled[0]), row

    def _next_label_column(self, column: int) -> int:
        """Return the next column of labels; a number beyond all columns where there is none."""
        return min(
            (label_column for label_column in self._usual_value_columns if label_column > column), default=1 << 20
        )

    def _source_range(self, labels: Sequence[FormLabel], item: int | None) -> CellRange:
        cells = [cell for label in labels for cell in (label.address, *label.value_cells, *label.continuation_cells)]
        rows, columns = [row for _, row in cells], [column for column, _ in cells]
        if item is not None:
            return CellRange(item, min(rows), item, max(rows))
        return CellRange(min(columns), min(rows), max(columns), max(rows))

    def _round_rows(self) -> tuple[list[CellRow], list[CellRange]]:
        """Return the row of the rounds above labels, merged over them; nothing where there are no rounds."""
        number = self._header_row - 1
        values: list[Value] = []
        merged: list[CellRange] = []
        previous: FormLabel | None = None
        for column, label in enumerate(self._headings, start=1):
            round_label = label.round_label
            is_first = round_label is not None and round_label is not previous
            values.append(round_label.value if round_label is not None and is_first else None)
            if round_label is not None and is_first:
                self._source_cells[address(column, number)] = [address(*round_label.address)]
                merged.append(CellRange(column, number, column, number))
            elif round_label is not None:
                merged[-1] = CellRange(merged[-1].first_column, number, column, number)
            previous = round_label
        return ([CellRow(number, values)], merged) if merged else ([], [])


def _usual_columns(block: LabelBlock) -> dict[int, int]:
    """Return, for each column of labels, the column in which most of its values are."""
    counted: dict[int, Counter[int]] = {}
    for label in block.labels:
        counted.setdefault(label.address[0], Counter()).update(column for column, _ in label.value_cells[:1])
    return {column: counts.most_common(1)[0][0] if counts else column + 1 for column, counts in sorted(counted.items())}
