"""Headings that are only a round, and headings that name none and stand beside one that does."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from loaders.cells.values import Value, plain_text
from loaders.layouts.columns.column_map import UPDATE_FIELDS, Columns
from loaders.layouts.columns.yes_no_headings import asked_column
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import Heading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import shown_round

_A_STATUS_AT_MOST = 25
"""Under a heading that is only a round, texts that are usually no longer than this are statuses."""


def placed_headings(table: FoundTable, columns: Columns) -> list[Heading]:
    """Return the headings of a table with the round of each as far as the heading or its place says."""
    asked = [asked_column(one, table) for one in table.headings]
    headings = [_bare_round(one, table) for one in asked if not _only_a_round(one, table)]
    return _placed_by_position(headings, columns)


def _only_a_round(heading: Heading, table: FoundTable) -> bool:
    """Say whether a heading is a round and nothing stands under it: no update is of that round."""
    if heading.understood.meaning is not None or heading.understood.round is None:
        return False
    column = heading.column
    return not any(
        (column <= len(row.values) and row.values[column - 1] is not None) or table.sheet.fill(column, row.number)
        for row in table.body
    )


def _bare_round(heading: Heading, table: FoundTable) -> Heading:
    """Return a heading that is only a round as that of statuses or of updates, by what stands under and beside it."""
    if heading.understood.meaning is not None or heading.understood.round is None:
        return heading
    held = [plain_text(row.values[heading.column - 1]) for row in table.body if heading.column <= len(row.values)]
    lengths = [len(text) for text in held if text]
    others = any(one.understood.meaning is ColumnMeaning.STATUS for one in table.headings)
    status = not others and (not lengths or median(lengths) <= _A_STATUS_AT_MOST)
    meaning = ColumnMeaning.STATUS if status else ColumnMeaning.UPDATE
    return replace(heading, understood=replace(heading.understood, meaning=meaning))


def _placed_by_position(headings: Sequence[Heading], columns: Columns) -> list[Heading]:
    """Give a heading that repeats once a round, such as RAG beside each update, the round of the column it follows."""
    rounds = {shown_round(one.understood.round) for one in headings if one.understood.round is not None}
    plain = Counter(one.understood.meaning for one in headings if one.understood.round is None)
    repeated = {m for m in UPDATE_FIELDS if plain[m] == len(rounds) > 1}
    first = next((one for one in headings if one.understood.round is not None), None)
    placed: list[Heading] = []
    current: Value = None
    leads = first is not None and any(
        one.understood.meaning in repeated and one.column < first.column for one in headings
    )
    in_order = headings[::-1] if leads else headings
    repeated = {meaning for meaning in repeated if _once_a_round(in_order, meaning)}
    for heading in in_order:
        stated = heading.understood.round
        current = stated if stated is not None else current
        if stated is None and heading.understood.meaning in repeated and current is not None:
            columns.placed.append((heading, plain_text(current)))
            heading = replace(heading, understood=replace(heading.understood, round=current, evidence="position"))  # noqa: PLW2901
        placed.append(heading)
    return placed[::-1] if leads else placed


def _once_a_round(headings: Sequence[Heading], meaning: ColumnMeaning) -> bool:
    """Say whether the headings of a meaning that name no round each follow another round."""
    followed: list[str] = []
    current: Value = None
    for heading in headings:
        stated = heading.understood.round
        current = stated if stated is not None else current
        if stated is None and heading.understood.meaning is meaning:
            followed.append(shown_round(current) if current is not None else "")
    return len(followed) == len(set(followed))
