"""Which column holds what: of several headings with one meaning, which counts, and to which round each belongs."""

import re
from collections.abc import Mapping

from loaders.cells.values import Value
from loaders.layouts.columns.column_map import ITEM_FIELDS, PROMISE_FIELDS, Columns, Round
from loaders.layouts.columns.infer import settle_columns
from loaders.layouts.columns.periods import placed_headings
from loaders.layouts.columns.user_choices import is_fixed
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import Heading
from loaders.vocabulary.heading_aliases import NAMES_ACTIONS, ColumnMeaning
from loaders.vocabulary.heading_periods import shown_round
from model.text import label_key

_EARLIER = re.compile(r"\s*(?:previous|prior|last)\s+(?:status|rag)\b", re.IGNORECASE)
_ONCE = (*ITEM_FIELDS, ColumnMeaning.DATE, *PROMISE_FIELDS)


def resolve_columns(table: FoundTable) -> Columns:
    """Return what each column of a table holds."""
    columns = Columns()
    for heading in sorted(placed_headings(table, columns), key=_first_to_count):
        _take(heading, columns)
    settle_columns(columns, table)
    columns.rounds.sort(key=_first_column)
    columns.unread.sort(key=lambda one: one[0].column)
    of_item = {meaning: heading for meaning, heading in columns.once.items() if meaning in ITEM_FIELDS}
    columns.cells = _cells(of_item)
    columns.kept.sort(key=lambda one: one.column)
    columns.actions.sort(key=lambda one: one.column)
    columns.background.sort(key=lambda one: one.column)
    for group in columns.rounds:
        group.kept.sort(key=lambda one: one.column)
        group.cells = _cells({m: heading for m, heading in group.columns.items() if m is not ColumnMeaning.RESPONSE})
    return columns


def _cells(headings: Mapping[ColumnMeaning, Heading]) -> tuple[tuple[str, int], ...]:
    return tuple((meaning.value, heading.column) for meaning, heading in headings.items())


def _first_column(one: Round) -> int:
    headings = list(one.columns.values())
    own = [heading.column for heading in headings if heading.understood.evidence != "position"]
    return min(own or [heading.column for heading in headings], default=0)


def _first_to_count(heading: Heading) -> tuple[bool, bool, bool, int, int]:
    one = heading.understood
    return not is_fixed(heading), one.weak, one.evidence == "fuzzy", -one.score, heading.column


def _take(heading: Heading, columns: Columns) -> None:
    meaning = heading.understood.meaning
    if meaning is ColumnMeaning.RATING and _EARLIER.match(heading.words):
        columns.unread.append((heading, "earlier"))
    elif meaning in (ColumnMeaning.RATING, ColumnMeaning.COMPLETED, ColumnMeaning.STATUS_APART):
        columns.kept.append(heading)
    elif meaning is ColumnMeaning.BACKGROUND:
        columns.background.append(heading)
    elif meaning is ColumnMeaning.MONTH:
        columns.unread.append((heading, "yearless"))
    elif meaning is ColumnMeaning.NOTE or meaning is ColumnMeaning.STATUS_MEANING:
        columns.unread.append((heading, "left-out" if is_fixed(heading) else "note"))
    elif meaning is None:
        columns.unread.append((heading, "unknown"))
    elif meaning in _ONCE:
        _take_once(heading, meaning, columns)
    else:
        _take_in_round(heading, meaning, columns)


def _take_once(heading: Heading, meaning: ColumnMeaning, columns: Columns) -> None:
    """Let the first be it; an owner beside an agency is a role, unless its heading is the very same.

    An action beside the text of an item is what is done about it, and any other text says more of it.
    """
    if meaning not in columns.once:
        columns.once[meaning] = heading
        return
    before = columns.once[meaning]
    owner = (
        meaning is ColumnMeaning.LEAD_AGENCY
        and heading.understood.weak
        and label_key(heading.words) != label_key(before.words)
    )
    if owner and ColumnMeaning.LEAD_ROLE not in columns.once:
        columns.once[ColumnMeaning.LEAD_ROLE] = heading
    elif meaning is ColumnMeaning.RECOMMENDATION and NAMES_ACTIONS.search(heading.words):
        columns.actions.append(heading)
    elif meaning in (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE):
        columns.background.append(heading)
    else:
        columns.unread.append((heading, "second"))


def _take_in_round(heading: Heading, meaning: ColumnMeaning, columns: Columns) -> None:
    group = _round(heading.understood.round, heading.cell, columns)
    before = group.columns.get(meaning)
    if before is None:
        group.columns[meaning] = heading
    elif meaning is ColumnMeaning.UPDATE:
        group.more.append(heading)
    elif meaning is ColumnMeaning.STATUS and before.understood.weak == heading.understood.weak and not is_fixed(before):
        columns.rivals.append((before, heading))
    elif meaning is ColumnMeaning.STATUS:
        columns.kept.append(heading)
    else:
        columns.unread.append((heading, "second"))


def _round(value: Value, cell: str, columns: Columns) -> Round:
    key = shown_round(value) if value is not None else None
    for one in columns.rounds:
        if (shown_round(one.value) if one.value is not None else None) == key:
            return one
    made = Round(value, cell if value is not None else None)
    columns.rounds.append(made)
    return made
