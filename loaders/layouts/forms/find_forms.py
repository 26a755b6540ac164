"""Which forms of a workbook are recommendations, and which only look so: a cover sheet, a list of what columns mean."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import takewhile

from loaders.cells.addresses import LAST_ROW
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.layouts.forms.entry_columns import NAMES_ITEMS, item_columns
from loaders.layouts.forms.find_blocks import find_sheet_blocks
from loaders.layouts.forms.label_block import FormLabel, LabelBlock
from loaders.layouts.forms.labels import match_label, normalise_label
from loaders.layouts.forms.ref_titles import ref_title
from loaders.layouts.forms.transpose import transpose
from loaders.layouts.rows.item_rows import looks_like_ref
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import round_key, round_of_cell

_MEANINGS_AT_LEAST = 3
_ALIKE = 0.6
"""So large a share of the words of two forms' labels must be common for them to be the same form."""
_WORDS_AT_LEAST = 2
_NO_LABEL = (None, ColumnMeaning.NOTE, ColumnMeaning.RATING)


def find_blocks(sheets: Sequence[SheetCells]) -> list[LabelBlock]:
    """Return every block of labels that go down, from the first sheet to the last."""
    blocks = [block for sheet in sheets for block in find_sheet_blocks(sheet)]
    for block in blocks:
        find_unlabelled_refs(block)
    return blocks


def repeated_forms(blocks: Sequence[LabelBlock]) -> list[LabelBlock]:
    """Return the forms of which there are several: no cover sheet and no list of what columns mean is one."""
    forms = [block for block in blocks if _may_be_read(block) and not item_columns(block)]
    words = [frozenset(normalise_label(label.value) for label in block.labels) for block in forms]
    counted = Counter(words)
    alike = {one for one in counted if sum(times for other, times in counted.items() if _alike(one, other)) > 1}
    return [block for block, own in zip(forms, words, strict=True) if own in alike]


def standalone_forms(blocks: Sequence[LabelBlock]) -> list[LabelBlock]:
    """Return the forms that are recommendations where there is no other table, though each may be the only one.

    One without its like must have the very heading of a recommendation; one in each column must have refs or that.
    """
    forms = [block for block in blocks if _may_be_read(block)]
    return [
        block
        for block in forms
        if _names_recommendation(block) or (item_columns(block) and block.has(ColumnMeaning.REF))
    ]


def transpose_forms(forms: Sequence[LabelBlock], blocks: Sequence[LabelBlock]) -> list[FoundTable]:
    """Return forms as tables; the other blocks of their sheets stand below the form before them, or above the first.

    On each sheet the numbers of their rows follow one another.
    """
    tables: list[FoundTable] = []
    last: dict[str, int] = {}
    for block in forms:
        _take_others(block, forms, blocks)
        table = transpose(block, after=last.get(block.sheet.name, LAST_ROW))
        last[block.sheet.name] = table.body[-1].number if table.body else table.header_row
        tables.append(table)
    return tables


def _take_others(block: LabelBlock, forms: Sequence[LabelBlock], blocks: Sequence[LabelBlock]) -> None:
    """Add the rows of blocks that are no forms to those around a form, so that they are told."""
    on_sheet = [one for one in blocks if one.sheet is block.sheet]
    place = on_sheet.index(block)
    if all(one not in forms for one in on_sheet[:place]):
        block.rows_above = [row for one in on_sheet[:place] for row in one.rows] + block.rows_above
    for one in takewhile(lambda one: one not in forms, on_sheet[place + 1 :]):
        block.rows_below = [*block.rows_below, *one.rows]


def _may_be_read(block: LabelBlock) -> bool:
    """Say whether labels say enough of a recommendation: at least three things, and its ref or its text."""
    said = len(_meanings(block)) + (not block.has(ColumnMeaning.REF) and _is_titled(block))
    return said >= _MEANINGS_AT_LEAST and len(_meanings(block, exact=True)) > 1 and block.has(*NAMES_ITEMS)


def _is_titled(block: LabelBlock) -> bool:
    """Say whether a title right above a form names its ref."""
    titles = [row for row in block.rows_above if row.filled_count == 1]
    return any(ref_title(plain_text(row.value_at(row.filled_columns[0]))) is not None for row in titles)


def _meanings(block: LabelBlock, *, exact: bool = False) -> set[tuple[ColumnMeaning | None, str]]:
    """Return what the labels of a form mean, each with its round; only by their very words where that is asked."""
    found = [match_label("Ref" if label.is_ref else label.value) for label in block.labels]
    meant = {
        (one.meaning, round_key(one.round) if one.round is not None else "")
        for one in found
        if one.meaning not in _NO_LABEL and not (exact and one.evidence == "fuzzy")
    }
    return meant | {(None, round_key(one.round)) for one in found if one.meaning is None and one.round is not None}


def _alike(one: Set[str], other: Set[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def _names_recommendation(block: LabelBlock) -> bool:
    """Say whether a label is the very word for a recommendation, with a text beside it and no number."""
    for label in block.labels:
        one = match_label(label.value)
        if one.meaning is not ColumnMeaning.RECOMMENDATION or one.weak:
            continue
        row = next(
            (row for row in block.sheet.rows if label.value_cells and row.number == label.value_cells[0][1]), None
        )
        text = plain_text(row.value_at(label.value_cells[0][0])) if row is not None else ""
        below = len(label.continuation_cells) > 0
        if below or len(text.split()) >= _WORDS_AT_LEAST:
            return True
    return False


_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def find_unlabelled_refs(block: LabelBlock) -> None:
    """Let the row right above the labels, or the first of them that means nothing, be refs if it holds nothing else."""
    if block.has(ColumnMeaning.REF) or not block.labels:
        return
    first = block.labels[0]
    column, line = first.address
    known = match_label(first.value)
    unknown = known.meaning is None or known.evidence == "fuzzy"
    if unknown and _are_refs(block, first.address[1], [at for at, _ in first.value_cells]):
        first.is_ref = True
        return
    row = block.rows_above[-1] if block.rows_above else None
    if (
        row is not None
        and row.number == line - 1
        and row.filled_columns[0] > column
        and _are_refs(block, row.number, row.filled_columns)
    ):
        beside = [(place, row.number) for place in row.filled_columns]
        block.labels.insert(0, FormLabel((column, row.number), None, beside, is_ref=True))
        block.rows_above = block.rows_above[:-1]


def _are_refs(block: LabelBlock, number: int, columns: Iterable[int]) -> bool:
    row: CellRow = next(row for row in block.sheet.rows if row.number == number)
    found = [_is_ref(row.value_at(column)) for column in columns]
    return len(found) > 1 and all(found)


def _is_ref(value: Value) -> bool:
    if isinstance(value, int):
        return not _FIRST_YEAR <= value <= _LAST_YEAR
    words = plain_text(value)
    return round_of_cell(value) is None and (looks_like_ref(words) or ref_title(words) is not None)
