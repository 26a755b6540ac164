"""Sheets that hold an earlier state of a list and no date: what they repeat is not read, for nobody knows its round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.cells.values import at, plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import round_of_snapshot
from loaders.layouts.select.sheet_roles import Standing, standing
from loaders.layouts.tables.row_ranges import row_numbers
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.refs import ref_key
from loaders.vocabulary.same_text import is_one_text
from model.text import label_key

_ORDER = (Standing.CURRENT, None, Standing.CLOSED, Standing.EARLIER)
_Known = Mapping[str, Sequence[str]]
"""The texts of items by their refs; by their texts where they have no ref."""


@dataclass(frozen=True, slots=True)
class SetApart:
    """The rows of an earlier sheet that repeat what stands on another; `whole` where nothing else is on it."""

    source: InterpretedTable
    rows: tuple[int, ...]
    current: str
    whole: bool


def set_earlier_apart(chosen: TrackerTables) -> list[SetApart]:
    """Take the rows of earlier sheets that repeat others out of a tracker; return what was taken out.

    What is current comes first from here on, so that its texts are kept. An earlier sheet that is dated is a round.
    """
    chosen.family.sort(key=lambda one: _ORDER.index(standing(one)))
    earlier = [one for one in chosen.family if standing(one) is Standing.EARLIER and _is_undated(one)]
    others = [one for one in chosen.family if one not in earlier]
    if not others or not earlier:
        return []
    known: dict[str, list[str]] = {}
    for source in others:
        for item in source.rows.items:
            ref, text = _named(source, item)
            known.setdefault(ref or text, []).append(text)
    apart = [_set_apart(source, known, others[0]) for source in earlier]
    chosen.repeating = [one.source for one in apart if one.whole]
    chosen.family = [one for one in chosen.family if one not in chosen.repeating]
    return [one for one in apart if one.rows]


def tell_set_apart(apart: Sequence[SetApart], log: IssueLog) -> None:
    """Note each earlier sheet whose rows were not read, with the sheet that was read in its place."""
    for one in apart:
        sheet, cell = one.source.table.sheet.name, one.source.table.headings[0].cell
        rows = "" if one.whole else row_numbers(one.rows)
        log.add("earlier-sheet-repeats", sheet=sheet, cell=cell, found=sheet, current=one.current, rows=rows)


def _set_apart(source: InterpretedTable, known: _Known, current: InterpretedTable) -> SetApart:
    items = source.rows.items
    again = [item for item in items if _is_known(*_named(source, item), known)]
    source.rows.items = [item for item in items if item not in again]
    source.earlier = 2 * len(again) > len(items)
    rows = tuple(item.row.number for item in again)
    return SetApart(source, rows, current.table.sheet.name, whole=not source.rows.items)


def _is_undated(source: InterpretedTable) -> bool:
    """Say whether nothing says which round a table is of: not its headings, its rows, its sheet or its title."""
    columns = source.columns
    named = columns.dated or any(one.value is not None for one in columns.rounds)
    return not named and round_of_snapshot(source.table, "") is None


def _named(source: InterpretedTable, item: ItemRow) -> tuple[str, str]:
    ref, text = source.columns.column(ColumnMeaning.REF), source.columns.column(ColumnMeaning.RECOMMENDATION)
    return ref_key(at(item.row, ref)), label_key(plain_text(at(item.row, text)))


def _is_known(ref: str, text: str, known: _Known) -> bool:
    texts = known.get(ref or text, ())
    return any(not text or not one or is_one_text(text, one) for one in texts)
