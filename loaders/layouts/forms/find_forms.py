"""Find the blocks of labels on a sheet with the cells of each label, and which of them are recommendations."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import groupby, zip_longest

from loaders.cells.addresses import LAST_ROW, CellAddress
from loaders.cells.merged_cells import repeated_cells
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.layouts.forms.label_block import (
    FIRST_MEANINGS,
    NO_LABEL,
    FormLabel,
    LabelBlock,
    find_labels,
    header_row_numbers,
    is_answer,
    is_known,
    is_round,
    item_columns,
    label_columns,
    match_label,
    normalise_label,
)
from loaders.layouts.forms.ref_titles import ref_title
from loaders.layouts.key.key import without_cells
from loaders.layouts.tables.detect_tables import FoundTable, title_start
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import round_of_cell
from loaders.vocabulary.refs import looks_like_ref

_MIN_SHARED_LABELS = 0.6
"""So large a share of the labels of two forms must be equal for them to be the same form."""
_MIN_WORDS = 2


def find_blocks(sheets: Sequence[SheetCells]) -> list[LabelBlock]:
    """Return every block of labels down a sheet, from the first sheet to the last; most sheets have none."""
    found = ((sheet, label_columns(sheet)) for sheet in sheets)
    blocks = (block for sheet, columns in found if columns for block in _BlockFinder(sheet, columns).blocks())
    return list(map(_with_ref_label, blocks))


def repeated_forms(blocks: Sequence[LabelBlock]) -> list[LabelBlock]:
    """Return the forms that occur several times, so that a cover sheet or a list of what columns mean is not one."""
    forms = [block for block in blocks if _is_recommendation_form(block) and not item_columns(block)]
    label_sets = [frozenset(normalise_label(label.value) for label in block.labels) for block in forms]
    counted = Counter(label_sets)
    repeated = {
        labels
        for labels in counted
        if sum(n for other, n in counted.items() if len(labels & other) >= _MIN_SHARED_LABELS * len(labels | other)) > 1
    }
    return [block for block, labels in zip(forms, label_sets, strict=True) if labels in repeated]


def standalone_forms(blocks: Sequence[LabelBlock]) -> list[LabelBlock]:
    """Return the forms that are recommendations where there is no other table; each may be the only one.

    A single form must have the exact heading of a recommendation; one with a column each needs refs or that heading.
    """
    return [
        block
        for block in blocks
        if _is_recommendation_form(block)
        and (_names_recommendation(block) or (item_columns(block) and block.has(ColumnMeaning.REF)))
    ]


def share_rows(forms: Sequence[LabelBlock], tables: Sequence[FoundTable]) -> tuple[list[LabelBlock], list[FoundTable]]:
    """Return forms with the rows of their sheets that are no labels, so that these are reported; and the tables.

    Rows between two forms are below the first, but for the title rows of the second. If a table is below a form, they
    are rows of the table.
    """
    found: list[LabelBlock] = []
    below_forms: dict[int, FoundTable] = {}
    for _, group in groupby(forms, key=lambda form: id(form.sheet)):
        on_sheet = list(group)
        sheet = on_sheet[0].sheet
        rows = without_cells(sheet, repeated_cells(sheet.rows, sheet.merged)).rows
        numbers, start = [row.number for row in rows], 0
        for form, following in zip_longest(on_sheet, on_sheet[1:]):
            first, end = (bisect_left(numbers, number) for number in (form.first_row, form.last_row + 1))
            above, among = rows[start:first], [row for row in rows[first:end] if row.number not in form.label_rows]
            title_row = _title_row(form, above)
            if title_row is not None:
                index, is_read = above.index(title_row), not form.has(ColumnMeaning.REF)
                above, among = above[:index], [*above[index + is_read :], *among]
            stop = start = len(rows) if following is None else bisect_left(numbers, following.first_row)
            if following is not None:
                start = end + title_start(rows[end:stop], rows[stop], texts_only=False)
            below, span = rows[end:start], range(form.last_row + 1, [*numbers, LAST_ROW + 1][start])
            for table in tables:
                if table.sheet is sheet and table.header_row in span:
                    parts = ([row for row in part if row.number in span] for part in (table.rows_above, table.body))
                    rows_above, body = map(tuple, parts)
                    below_forms[id(table)], below = replace(table, rows_above=rows_above, body=body), []
            found.append(replace(form, title_row=title_row, rows_above=above, unlabelled_rows=among, rows_below=below))
    return found, [below_forms.get(id(table), table) for table in tables]


def _title_row(form: LabelBlock, rows_above: Sequence[CellRow]) -> CellRow | None:
    """Return the title with the ref of a form: the last row above it with a single text such as Recommendation 3."""
    single = [row for row in rows_above if row.filled_count == 1] if not item_columns(form) else []
    return next((row for row in reversed(single) if ref_title(plain_text(row.contents[0])) is not None), None)


def _is_recommendation_form(block: LabelBlock) -> bool:
    """Return whether labels are exact headings of two fields of a recommendation or more, with its ref or its text."""
    meanings = {label.meaning if label.is_ref else match_label(label.value).exact_meaning for label in block.labels}
    return len(meanings - {*NO_LABEL}) > 1 and block.has(*FIRST_MEANINGS)


def _names_recommendation(block: LabelBlock) -> bool:
    """Return whether a label is the exact heading of a recommendation, with several words next to it or below it."""
    for label in block.labels:
        match = match_label(label.value)
        text = plain_text(label.values[0]) if label.values else ""
        has_text = bool(label.continuation_cells) or len(text.split()) >= _MIN_WORDS
        if match.meaning is ColumnMeaning.RECOMMENDATION and not match.weak and has_text:
            return True
    return False


class _BlockFinder:
    """Finds the blocks of a sheet row by row, where labels are in some columns."""

    def __init__(self, sheet: SheetCells, columns: Set[int]) -> None:
        self._sheet, self._columns = sheet, columns
        self._widths = {
            (area.first_column, area.first_row): area.last_column - area.first_column + 1 for area in sheet.merged
        }
        self._rows = without_cells(sheet, repeated_cells(sheet.rows, sheet.merged)).rows
        self._labels = {row.number: self._labels_of(row) for row in self._rows}
        self._header_rows = header_row_numbers(self._rows, columns)
        first_header = min(self._header_rows, default=sheet.rows[-1].number + 1)
        labels = [(label, row) for row in self._rows for label in self._labels[row.number]]
        self._are_stacked = not any(
            label.value_cells and is_known(label.value) and row.number < first_header for label, row in labels
        )
        self._are_rounds_labels = any(is_round(label.value) and self._has_value(label, row) for label, row in labels)
        self._blocks: list[list[FormLabel]] = []
        self._current: list[FormLabel] = []
        self._continuation_cells: dict[CellAddress, list[CellAddress]] = {}
        self._round_label: FormLabel | None = None

    def blocks(self) -> list[LabelBlock]:
        last, in_table = 0, False
        for row in self._rows:
            labels = self._labels[row.number]
            in_table = row.number in self._header_rows or (in_table and not self._begins_again(labels))
            is_next = row.number == last + 1
            if not in_table and ((is_next and self._add_continuation(row)) or self._add_labels(labels)):
                last = row.number
            else:
                self._current = []
        continued = self._continuation_cells
        return [
            LabelBlock(
                self._sheet, [replace(label, continuation_cells=continued.get(label.address, ())) for label in labels]
            )
            for labels in self._blocks
        ]

    def _labels_of(self, row: CellRow) -> list[FormLabel]:
        """Return the labels of a row, each with its values; unknown words alone are no label."""
        columns = row.filled_columns
        starts = find_labels(row, columns, self._columns)
        labels: list[FormLabel] = []
        for start, end in zip(starts, [*starts[1:], len(row.values) + 1], strict=False):
            cells = tuple((column, row.number) for column in columns if start < column < end)
            values = tuple(row.value_at(column) for column, _ in cells)
            labels.append(FormLabel((start, row.number), row.value_at(start), cells, values=values))
        return [
            label
            for label in labels
            if label.value_cells or (is_known(label.value) and ref_title(plain_text(label.value)) is None)
        ]

    def _has_value(self, label: FormLabel, row: CellRow) -> bool:
        """Return whether a label has a value next to it, or only a fill, as a status may be."""
        column = label.address[0]
        fill, label_fill = self._sheet.fill(column + 1, row.number), self._sheet.fill(column, row.number)
        is_filled = fill is not None and (label_fill is None or fill.colour != label_fill.colour)
        return bool(label.value_cells) or (is_filled and row.filled_count == 1)

    def _begins_again(self, labels: Sequence[FormLabel]) -> bool:
        """Return whether labels begin another block: the first is there already, and a form has only one of it."""
        if not labels or not self._blocks:
            return False
        words = [normalise_label(label.value) for label in self._blocks[-1]]
        found = normalise_label(labels[0].value)
        return found in words and (labels[0].meaning in FIRST_MEANINGS or found == words[0])

    def _add_continuation(self, row: CellRow) -> bool:
        """Add a row without a label to the labels above it, if each of its cells is below a value of theirs."""
        columns = row.filled_columns
        found = [(label, column) for column in columns if (label := self._label_over(row, column)) is not None]
        if len(found) < len(columns):
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

    def _add_labels(self, found: Sequence[FormLabel]) -> bool:
        """Add the labels of a row and return whether it has any; a round without a value is that of those after it."""
        rounds = [] if self._are_rounds_labels else [label for label in found if is_round(label.value)]
        labels = [label for label in found if label not in rounds]
        if not labels and not (rounds and self._blocks):
            return False
        if labels and (not self._blocks or self._begins_again(labels)):
            self._blocks.append([])
            self._round_label = None
        self._round_label = rounds[-1] if rounds else self._round_label
        self._current = [replace(label, round_label=self._round_label) for label in labels]
        self._blocks[-1] += self._current
        return True


def _with_ref_label(block: LabelBlock) -> LabelBlock:
    """Return a block with a label of refs: its first label without a meaning, or the row above, if it has only refs."""
    if block.has(ColumnMeaning.REF):
        return block
    first = block.labels[0]
    column, label_row = first.address
    if match_label(first.value).exact_meaning is None and _are_refs(first.values):
        return replace(block, labels=[replace(first, is_ref=True), *block.labels[1:]])
    for row in block.sheet.rows:
        if row.number == label_row - 1 and row.filled_columns[0] > column and _are_refs(row.contents):
            cells = tuple((position, row.number) for position in row.filled_columns)
            return replace(block, labels=[FormLabel((column, row.number), None, cells, is_ref=True), *block.labels])
    return block


def _are_refs(values: Sequence[Value]) -> bool:
    """Return whether values are several refs; a month or a year is none."""
    return len(values) > 1 and all(
        round_of_cell(value) is None
        and round_of_cell(plain_text(value)) is None
        and (looks_like_ref(plain_text(value)) or ref_title(plain_text(value)) is not None)
        for value in values
    )
