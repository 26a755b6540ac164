"""Transpose forms: tables with headings across, which are read as any other table is."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from loaders.cells.addresses import LAST_ROW, CellAddress, CellRange, address, enclosing_range, format_cell_ranges
from loaders.cells.fill import Fill
from loaders.cells.values import CellRow, Value, plain_text
from loaders.layouts.forms.label_block import (
    FormLabel,
    LabelBlock,
    dated_entry_starts,
    item_columns,
    normalise_label,
    without_ref,
)
from loaders.layouts.forms.ref_titles import ref_title
from loaders.layouts.tables.detect_tables import FoundTable, TransposedKind, Transposition
from loaders.layouts.tables.header_rows import ColumnHeading, stacked_heading
from loaders.vocabulary.heading_aliases import ColumnMeaning

_REF_HEADING = "Ref"


def transpose_forms(forms: Sequence[LabelBlock]) -> list[FoundTable]:
    """Return forms as tables; their row numbers continue, so that each number is a row of one table."""
    tables: list[FoundTable] = []
    for block in forms:
        last = tables[-1].body[-1].number if tables else LAST_ROW
        tables.append(_TransposedTable(block, last).table())
    return tables


class _TransposedTable:
    """A table built from a form: its labels are the headings, and the values of each entry a row numbered `after`."""

    def __init__(self, block: LabelBlock, after: int) -> None:
        self._block, self._sheet = block, block.sheet
        self._values = {row.number: row for row in block.sheet.rows}
        self._item_columns = item_columns(block)
        self._header_row = after + 1
        self._columns: dict[tuple[str, int, int], int] = {}
        self._headings: list[FormLabel] = []
        self._source_cells: dict[str, Sequence[str]] = {}
        self._label_cells: dict[str, dict[CellAddress, list[CellAddress]]] = {}
        self._source_ranges: dict[int, CellRange] = {}
        self._fills: dict[int, dict[int, Fill]] = {}
        self._unread_cells = {cell for label in block.labels for cell in label.value_cells}
        self._merged_cells = {(area.first_column, area.first_row): area for area in self._sheet.merged}
        self._value_columns: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for label in block.labels:
            self._value_columns[label.address[0]].update(column for column, _ in label.value_cells[:1])

    def table(self) -> FoundTable:
        body = [
            self._entry_row(labels, item, number)
            for number, (labels, item) in enumerate(self._entries(), start=self._header_row + 1)
        ]
        for column, label in enumerate(self._headings, start=1):
            self._source_cells[address(column, self._header_row)] = [address(*label.address)]
        sheet = replace(self._sheet, rows=body, merged=(), fills_by_row=self._fills)
        headings = tuple(self._heading(column, label) for column, label in enumerate(self._headings, start=1))
        row = self._block.title_row
        named = [] if row is None else [(row.contents[0], (row.filled_columns[0], row.number))]
        named += [(label.value, label.address) for label in self._headings]
        titles = ((ref_title(plain_text(value)), address(*cell)) for value, cell in named)
        refs = [(parts.ref, parts.title, cell) for parts, cell in titles if parts is not None]
        transposition = Transposition(
            TransposedKind.TABLE if self._item_columns else TransposedKind.FORM,
            self._source_cells,
            {
                heading: {address(*label): format_cell_ranges(cells) for label, cells in labels.items()}
                for heading, labels in self._label_cells.items()
            },
            self._source_ranges,
            self._block.unlabelled_rows,
            self._block.rows_below,
            sorted(self._unread_cells, key=lambda cell: cell[::-1]),
            refs[0] if refs else None,
        )
        return FoundTable(sheet, headings, tuple(self._block.rows_above), tuple(body), self._header_row, transposition)

    def _heading(self, column: int, label: FormLabel) -> ColumnHeading:
        """Return the heading that a label is, below its round; one of refs without a word for it is so by position."""
        values = [_REF_HEADING if label.is_ref else without_ref(label.value)]
        above = [] if label.round_label is None else [label.round_label.value]
        heading = stacked_heading(column, address(column, self._header_row), [*above, *values])
        if not label.is_ref:
            return heading
        match = replace(heading.match, evidence="position")
        return replace(heading, words=plain_text(label.value), match=match)

    def _entries(self) -> list[tuple[Sequence[FormLabel], int | None]]:
        """Return the labels of each entry: all with a column each, else those of the form, of each date in it."""
        labels = self._block.labels
        if self._item_columns:
            return [(labels, column) for column in self._item_columns]
        starts = dated_entry_starts(labels)
        return [(labels[start:end], None) for start, end in zip([0, *starts], [*starts, len(labels)], strict=True)]

    def _entry_row(self, labels: Sequence[FormLabel], item: int | None, number: int) -> CellRow:
        """Return the values of an entry; the entry of a later date has the ref of the form."""
        refs = [label for label in self._block.labels if label.meaning is ColumnMeaning.REF and label.value_cells]
        has_ref = any(label.meaning is ColumnMeaning.REF for label in labels)
        values: dict[int, Value] = {}
        seen: Counter[tuple[str, int]] = Counter()
        for label in (*labels, *([] if has_ref else refs[:1])):
            words = normalise_label(label.value), label.round_label.address[1] if label.round_label is not None else 0
            seen[words] += 1
            key = (*words, seen[words])  # its words, the row of its round, and how often both were in the entry
            column = self._columns.setdefault(key, len(self._columns) + 1)
            self._headings += [label] if column > len(self._headings) else []
            cells = self._cells_of(label, item)
            self._add_sources(label, cells, (column, number), item)
            found = [self._values[row].value_at(position) for position, row in cells]
            if found:  # several are lines of one text
                values[column] = found[0] if len(found) == 1 else "\n".join(map(plain_text, found))
        area = enclosing_range(cell for label in labels for cell in label.cells)
        self._source_ranges[number] = area if item is None else CellRange(item, area.first_row, item, area.last_row)
        return CellRow(number, [values.get(column) for column in range(1, max(values, default=0) + 1)])

    def _cells_of(self, label: FormLabel, item: int | None) -> list[CellAddress]:
        """Return the cells of a value; for an item in a column also the merged cell that covers the column."""
        if item is None:
            return [*label.value_cells[:1], *label.continuation_cells]
        in_column = [cell for cell in (*label.value_cells, *label.continuation_cells) if cell[0] == item]
        merged = [cell for cell in label.value_cells if cell in self._merged_cells]
        return in_column or [cell for cell in merged if self._merged_cells[cell].contains(item, label.address[1])]

    def _add_sources(
        self, label: FormLabel, cells: Sequence[CellAddress], target: CellAddress, item: int | None
    ) -> None:
        """Note the cells of a value below its heading, with its fill; without a value, the cell where it would be."""
        (column, number), label_row = target, label.address[1]
        self._unread_cells -= {*cells}
        sources = list(cells) or [(item or self._expected_column(label), label_row)]
        fill = self._sheet.fill(*sources[0])
        if fill is not None:
            self._fills.setdefault(number, {})[column] = fill
        self._source_cells[address(column, number)] = [address(*cell) for cell in sources]
        covered = [] if item is None or sources[0][0] == item else [(item, label_row)]
        label_cells = self._label_cells.setdefault(address(column, self._header_row), {}).setdefault(label.address, [])
        label_cells += [*sources, *covered]

    def _expected_column(self, label: FormLabel) -> int:
        """Return the column where the value of a label would be: the usual one, unless only another one is filled."""
        column, row = label.address
        usual = self._value_columns[column].most_common(1)
        expected = usual[0][0] if usual else column + 1
        next_label = min((other for other in self._value_columns if other > column), default=None)
        label_fill = self._sheet.fill(column, row)
        filled = [
            position
            for position, fill in sorted(self._sheet.fills_by_row.get(row, {}).items())
            if position > column
            and (next_label is None or position < next_label)
            and (label_fill is None or fill.colour != label_fill.colour)
        ]
        return expected if expected in filled or not filled else filled[0]
