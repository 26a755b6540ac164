"""Settling what only all columns together tell: the text of an item, its status, what belongs to the latest round."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.cells.values import Value, plain_text
from loaders.layouts.columns.column_map import PROMISE_FIELDS, SAYS_BY_ITSELF, Columns, Round
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import Heading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import last_day, shown_round
from loaders.vocabulary.status_words import meaning_labels, status_labels
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_IS_LATEST = re.compile(r"\b(?:latest|current|most recent|diweddaraf|presennol)\b", re.IGNORECASE)
"""Words by which a heading says that it is of the latest round: Latest update."""


def settle_columns(columns: Columns, table: FoundTable) -> None:
    """Decide between columns of one meaning, and give those without a round the latest."""
    _settle_rivals(columns, table)
    _settle_texts(columns)
    _settle_latest(columns)
    _settle_kept(columns)


def _settle_rivals(columns: Columns, table: FoundTable) -> None:
    """Let the status of a round be the one of its rivals that holds the scale's words, where only one does."""
    for group in columns.rounds:
        first = group.columns.get(ColumnMeaning.STATUS)
        contested = [pair for pair in columns.rivals if pair[0] is first]
        rivals = [*dict.fromkeys(one for pair in contested for one in pair)]
        taken = status_among(rivals, table) if rivals else None
        if taken is not None:
            group.columns[ColumnMeaning.STATUS] = taken
            columns.rivals = [pair for pair in columns.rivals if pair not in contested]
            others = [one for one in rivals if one is not taken and holds_something(one, table)]
            columns.settled += [(taken, one) for one in others]
            columns.kept += others


def _settle_texts(columns: Columns) -> None:
    """Let the only text of an item be the recommendation, and drop statuses between which nobody can tell."""
    if ColumnMeaning.RECOMMENDATION not in columns.once and ColumnMeaning.TITLE in columns.once:
        columns.once[ColumnMeaning.RECOMMENDATION] = columns.once.pop(ColumnMeaning.TITLE)
    promises = ColumnMeaning.ACTIVITY in columns.once and ColumnMeaning.RECOMMENDATION not in columns.once
    if promises and ColumnMeaning.DUE not in columns.once and ColumnMeaning.TARGET in columns.once:
        columns.once[ColumnMeaning.DUE] = columns.once.pop(ColumnMeaning.TARGET)
    if ColumnMeaning.ACTIVITY not in columns.once:
        for meaning in PROMISE_FIELDS:
            heading = columns.once.pop(meaning, None)
            if heading is not None and meaning is ColumnMeaning.DUE and ColumnMeaning.TARGET not in columns.once:
                columns.once[ColumnMeaning.TARGET] = heading
            elif heading is not None:
                columns.unread.append((heading, "note"))
    for group in columns.rounds:
        if any(first is group.columns.get(ColumnMeaning.STATUS) for first, _ in columns.rivals):
            del group.columns[ColumnMeaning.STATUS]


def _settle_latest(columns: Columns) -> None:
    """Where headings name rounds, let a column that names none belong to the latest of them, if that has none."""
    named = [one for one in columns.rounds if one.value is not None]
    plain = next((one for one in columns.rounds if one.value is None), None)
    if named and ColumnMeaning.DATE in columns.once:
        columns.unread.append((columns.once.pop(ColumnMeaning.DATE), "undated"))
    if plain is None or not named:
        return
    columns.rounds.remove(plain)
    latest = max(named, key=lambda one: last_day(one.value))
    for meaning, heading in plain.columns.items():
        says_when = (
            meaning not in (ColumnMeaning.RESPONSE, ColumnMeaning.UPDATE)
            or _IS_LATEST.search(heading.words) is not None
        )
        free = meaning not in latest.columns and says_when
        if free and (meaning is ColumnMeaning.STATUS or not heading.understood.weak):
            latest.columns[meaning] = replace(heading, understood=replace(heading.understood, evidence="position"))
            columns.placed.append((heading, plain_text(latest.value)))
        else:
            _keep_comment(heading, meaning, columns)
    for heading in plain.more:
        _keep_comment(heading, ColumnMeaning.UPDATE, columns)


def _keep_comment(heading: Heading, meaning: ColumnMeaning, columns: Columns) -> None:
    """Keep comments or responses that name no round; a column of progress itself must say when it is from.

    What only may be a status, beside statuses of rounds, is kept as well.
    """
    weak = meaning in (ColumnMeaning.UPDATE, ColumnMeaning.STATUS) and heading.understood.weak
    if meaning is ColumnMeaning.RESPONSE or weak:
        columns.kept.append(heading)
    else:
        columns.unread.append((heading, "undated"))


def _settle_kept(columns: Columns) -> None:
    """Give each column that is kept as evidence to its round, where it names one that has updates.

    Without updates nothing can hold them. A day of completion is something that was said, also where
    nothing else is; a rating needs an update beside it.
    """
    if not columns.rounds and any(one.understood.meaning in SAYS_BY_ITSELF for one in columns.kept):
        columns.rounds.append(Round(None, None))
    if not columns.rounds:
        columns.unread += [(heading, "rating") for heading in columns.kept]
        columns.kept = []
    by_round = {shown_round(one.value): one for one in columns.rounds if one.value is not None}
    for heading in list(columns.kept):
        stated = heading.understood.round
        group = by_round.get(shown_round(stated)) if stated is not None else None
        if group is not None:
            group.kept.append(heading)
            columns.kept.remove(heading)


_WORDS = {**status_labels(RED_AMBER_GREEN), **meaning_labels(RED_AMBER_GREEN)}


def status_among(rivals: Sequence[Heading], table: FoundTable) -> Heading | None:
    """Return the only one of several columns that holds anything, or mostly Red, Amber and Green; None if not one."""
    filled = [one for one in rivals if holds_something(one, table)]
    if len(filled) == 1:
        return filled[0]
    rated = [one for one in filled if _holds_ratings(one, table)]
    return rated[0] if len(rated) == 1 else None


def holds_something(heading: Heading, table: FoundTable) -> bool:
    """Say whether a cell of a column has a value or a fill."""
    return any(
        _value(row.values, heading.column) is not None or table.sheet.fill(heading.column, row.number)
        for row in table.body
    )


def _holds_ratings(heading: Heading, table: FoundTable) -> bool:
    held = [text for row in table.body if (text := plain_text(_value(row.values, heading.column)))]
    return 2 * sum(label_key(text) in _WORDS for text in held) > len(held)


def _value(values: Sequence[Value], column: int) -> Value:
    return values[column - 1] if column <= len(values) else None
