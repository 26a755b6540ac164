"""Refs that stand above the columns of a table on its side, where no label says that they are refs."""

from collections.abc import Iterable

from loaders.cell_values import CellRow, Value, shown
from loaders.heading_aliases import Meaning
from loaders.heading_rounds import round_of_cell
from loaders.layouts.forms.block import Block, Label
from loaders.layouts.forms.labels import understood
from loaders.layouts.forms.ref_titles import ref_title
from loaders.layouts.strange_refs import looks_like_ref

_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def find_refs_across(block: Block) -> None:
    """Let the row right above the labels, or the first of them that means nothing, be refs if it holds nothing else."""
    if block.has(Meaning.REF) or not block.labels:
        return
    first = block.labels[0]
    column, line = first.place
    known = understood(first.value)
    unknown = known.meaning is None or known.evidence == "fuzzy"
    if unknown and _are_refs(block, first.place[1], [at for at, _ in first.beside]):
        first.is_ref = True
        return
    row = block.above[-1] if block.above else None
    if row is not None and row.number == line - 1 and row.held[0] > column and _are_refs(block, row.number, row.held):
        beside = [(place, row.number) for place in row.held]
        block.labels.insert(0, Label((column, row.number), None, beside, is_ref=True))
        block.above = block.above[:-1]


def _are_refs(block: Block, number: int, columns: Iterable[int]) -> bool:
    row: CellRow = next(row for row in block.sheet.rows if row.number == number)
    found = [_is_ref(row.at(column)) for column in columns]
    return len(found) > 1 and all(found)


def _is_ref(value: Value) -> bool:
    if isinstance(value, int):
        return not _FIRST_YEAR <= value <= _LAST_YEAR
    words = shown(value)
    return round_of_cell(value) is None and (looks_like_ref(words) or ref_title(words) is not None)
