"""Which blocks of labels are recommendations, and which are not: a cover sheet, a list of what columns mean."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from loaders.cells.addresses import LAST_ROW
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.layouts.forms.entry_columns import ITEM_MEANINGS, item_columns
from loaders.layouts.forms.find_blocks import find_sheet_blocks
from loaders.layouts.forms.label_block import FormLabel, LabelBlock
from loaders.layouts.forms.labels import match_label, normalise_label
from loaders.layouts.forms.ref_titles import ref_title
from loaders.layouts.forms.transpose import transpose
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import round_key, round_of_cell
from loaders.vocabulary.refs import looks_like_ref

_MIN_MEANINGS = 3
_MIN_SHARED_LABELS = 0.6
"""So large a share of the labels of two forms must be equal for them to be the same form."""
_MIN_WORDS = 2
_NO_LABEL = (None, ColumnMeaning.NOTE, ColumnMeaning.RATING)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
"""A whole number between these is a year, and no ref."""


def find_blocks(sheets: Sequence[SheetCells]) -> list[LabelBlock]:
    """Return every block of labels down a sheet, from the first sheet to the last."""
    return [_with_ref_label(block) for sheet in sheets for block in find_sheet_blocks(sheet)]


def repeated_forms(blocks: Sequence[LabelBlock]) -> list[LabelBlock]:
    """Return the forms that occur several times, so that a cover sheet or a list of what columns mean is not one."""
    forms = [block for block in blocks if _is_recommendation_form(block) and not item_columns(block)]
    label_sets = [frozenset(normalise_label(label.value) for label in block.labels) for block in forms]
    counted = Counter(label_sets)
    repeated = {
        labels
        for labels in counted
        if sum(times for other, times in counted.items() if _are_same_form(labels, other)) > 1
    }
    return [block for block, labels in zip(forms, label_sets, strict=True) if labels in repeated]


def standalone_forms(blocks: Sequence[LabelBlock]) -> list[LabelBlock]:
    """Return the forms that are recommendations where there is no other table; each may be the only one.

    A single form must have the exact heading of a recommendation; one with a column each needs refs or that heading.
    """
    forms = [block for block in blocks if _is_recommendation_form(block)]
    return [
        block
        for block in forms
        if _names_recommendation(block) or (item_columns(block) and block.has(ColumnMeaning.REF))
    ]


def add_other_blocks(forms: Sequence[LabelBlock], blocks: Sequence[LabelBlock]) -> list[LabelBlock]:
    """Return forms with the other blocks of their sheets, so that these are reported.

    The rows of another block are below the form before it, or above the first form.
    """
    return [_add_other_blocks(block, forms, blocks) for block in forms]


def transpose_forms(forms: Sequence[LabelBlock]) -> list[FoundTable]:
    """Return forms as tables; their row numbers continue, so that each number is a row of one table."""
    tables: list[FoundTable] = []
    last = LAST_ROW
    for block in forms:
        table = transpose(block, after=last)
        last = table.body[-1].number if table.body else table.header_row
        tables.append(table)
    return tables


def _with_ref_label(block: LabelBlock) -> LabelBlock:
    """Return a block with a label of refs: its first label without a meaning, or the row above, if it has only refs."""
    if block.has(ColumnMeaning.REF) or not block.labels:
        return block
    first = block.labels[0]
    column, label_row = first.address
    match = match_label(first.value)
    is_unknown = match.meaning is None or match.evidence == "fuzzy"
    if is_unknown and _are_refs(block, first.address[1], [value_column for value_column, _ in first.value_cells]):
        return replace(block, labels=(replace(first, is_ref=True), *block.labels[1:]))
    row = block.rows_above[-1] if block.rows_above else None
    if (
        row is not None
        and row.number == label_row - 1
        and row.filled_columns[0] > column
        and _are_refs(block, row.number, row.filled_columns)
    ):
        value_cells = tuple((position, row.number) for position in row.filled_columns)
        label = FormLabel((column, row.number), None, value_cells, is_ref=True)
        return replace(block, labels=(label, *block.labels), rows_above=block.rows_above[:-1])
    return block


def _are_refs(block: LabelBlock, number: int, columns: Iterable[int]) -> bool:
    row: CellRow = next(row for row in block.sheet.rows if row.number == number)
    found = [_is_ref(row.value_at(column)) for column in columns]
    return len(found) > 1 and all(found)


def _is_ref(value: Value) -> bool:
    if isinstance(value, int):
        return not _FIRST_YEAR <= value <= _LAST_YEAR
    words = plain_text(value)
    return round_of_cell(value) is None and (looks_like_ref(words) or ref_title(words) is not None)


def _add_other_blocks(block: LabelBlock, forms: Sequence[LabelBlock], blocks: Sequence[LabelBlock]) -> LabelBlock:
    """Return a form with the rows of the blocks around it that are no forms."""
    on_sheet = [other for other in blocks if other.sheet is block.sheet]
    index = on_sheet.index(block)
    is_first = all(other not in forms for other in on_sheet[:index])
    above = [row for other in on_sheet[:index] for row in other.rows] if is_first else []
    below = [row for other in takewhile(lambda other: other not in forms, on_sheet[index + 1 :]) for row in other.rows]
    return replace(block, rows_above=(*above, *block.rows_above), rows_below=(*block.rows_below, *below))


def _is_recommendation_form(block: LabelBlock) -> bool:
    """Return whether labels have enough fields of a recommendation: at least three, with its ref or its text."""
    count = len(_label_meanings(block)) + (not block.has(ColumnMeaning.REF) and _is_titled(block))
    return count >= _MIN_MEANINGS and len(_label_meanings(block, exact=True)) > 1 and block.has(*ITEM_MEANINGS)


def _is_titled(block: LabelBlock) -> bool:
    """Return whether a title directly above a form contains its ref."""
    titles = [row for row in block.rows_above if row.filled_count == 1]
    return any(ref_title(plain_text(row.value_at(row.filled_columns[0]))) is not None for row in titles)


def _label_meanings(block: LabelBlock, *, exact: bool = False) -> set[tuple[ColumnMeaning | None, str]]:
    """Return the meanings of the labels of a form, each with its round; where `exact`, only of exact headings."""
    matches = [match_label("Ref" if label.is_ref else label.value) for label in block.labels]
    meanings = {
        (match.meaning, round_key(match.round) if match.round is not None else "")
        for match in matches
        if match.meaning not in _NO_LABEL and not (exact and match.evidence == "fuzzy")
    }
    return meanings | {
        (None, round_key(match.round)) for match in matches if match.meaning is None and match.round is not None
    }


def _are_same_form(labels: Set[str], other: Set[str]) -> bool:
    return len(labels & other) >= _MIN_SHARED_LABELS * len(labels | other)


def _names_recommendation(block: LabelBlock) -> bool:
    """Return whether a label is the exact heading of a recommendation, with several words next to it."""
    for label in block.labels:
        match = match_label(label.value)
        if match.meaning is not ColumnMeaning.RECOMMENDATION or match.weak:
            continue
        row = next(
            (row for row in block.sheet.rows if label.value_cells and row.number == label.value_cells[0][1]), None
        )
        text = plain_text(row.value_at(label.value_cells[0][0])) if row is not None else ""
        has_continuation = len(label.continuation_cells) > 0
        if has_continuation or len(text.split()) >= _MIN_WORDS:
            return True
    return False
