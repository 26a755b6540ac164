"""What only all columns together decide: the text of an item, its status, and the columns of the latest round."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.cells.values import Value, plain_text
from loaders.layouts.columns.column_map import PROMISE_FIELDS, STANDALONE_EVIDENCE, ColumnMap, PeriodColumns
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import last_day_key, round_key
from loaders.vocabulary.status_words import meaning_labels, status_labels
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_IS_LATEST = re.compile(r"\b(?:latest|current|most recent|diweddaraf|presennol)\b", re.IGNORECASE)
"""Words in a heading of the latest round, as in Latest update."""
_STATUS_WORDS = {**status_labels(RED_AMBER_GREEN), **meaning_labels(RED_AMBER_GREEN)}


def infer_columns(columns: ColumnMap, table: FoundTable) -> None:
    """Choose between columns of one meaning, and assign those without a round to the latest round."""
    _choose_between_rivals(columns, table)
    _infer_texts(columns)
    _infer_latest_round(columns)
    _assign_evidence(columns)


def has_content(heading: ColumnHeading, table: FoundTable) -> bool:
    """Return whether a cell of a column has a value or a fill."""
    return any(
        _value(row.values, heading.column) is not None or table.sheet.fill(heading.column, row.number)
        for row in table.body
    )


def _choose_between_rivals(columns: ColumnMap, table: FoundTable) -> None:
    """Choose the status of each round: the only rival column that contains words of the scale."""
    for period in columns.rounds:
        first = period.columns.get(ColumnMeaning.STATUS)
        contested = [pair for pair in columns.rival_statuses if pair[0] is first]
        rivals = [*dict.fromkeys(heading for pair in contested for heading in pair)]
        chosen = _choose_status_column(rivals, table) if rivals else None
        if chosen is not None:
            period.columns[ColumnMeaning.STATUS] = chosen
            columns.rival_statuses = [pair for pair in columns.rival_statuses if pair not in contested]
            others = [heading for heading in rivals if heading is not chosen and has_content(heading, table)]
            columns.chosen_statuses += [(chosen, heading) for heading in others]
            columns.evidence_columns += others


def _choose_status_column(rivals: Sequence[ColumnHeading], table: FoundTable) -> ColumnHeading | None:
    """Return the only one of several columns with content, or mostly with Red, Amber and Green; None if not one."""
    candidates = [heading for heading in rivals if has_content(heading, table)]
    if len(candidates) == 1:
        return candidates[0]
    with_statuses = [heading for heading in candidates if _has_mostly_statuses(heading, table)]
    return with_statuses[0] if len(with_statuses) == 1 else None


def _has_mostly_statuses(heading: ColumnHeading, table: FoundTable) -> bool:
    texts = [text for row in table.body if (text := plain_text(_value(row.values, heading.column)))]
    return 2 * sum(label_key(text) in _STATUS_WORDS for text in texts) > len(texts)


def _infer_texts(columns: ColumnMap) -> None:
    """Use the only text of an item as its recommendation, and drop statuses where rivals remain."""
    if ColumnMeaning.RECOMMENDATION not in columns.fields and ColumnMeaning.TITLE in columns.fields:
        columns.fields[ColumnMeaning.RECOMMENDATION] = columns.fields.pop(ColumnMeaning.TITLE)
    promises = ColumnMeaning.ACTIVITY in columns.fields and ColumnMeaning.RECOMMENDATION not in columns.fields
    if promises and ColumnMeaning.DUE not in columns.fields and ColumnMeaning.TARGET in columns.fields:
        columns.fields[ColumnMeaning.DUE] = columns.fields.pop(ColumnMeaning.TARGET)
    if ColumnMeaning.ACTIVITY not in columns.fields:
        for meaning in PROMISE_FIELDS:
            heading = columns.fields.pop(meaning, None)
            if heading is not None and meaning is ColumnMeaning.DUE and ColumnMeaning.TARGET not in columns.fields:
                columns.fields[ColumnMeaning.TARGET] = heading
            elif heading is not None:
                columns.unread.append((heading, "note"))
    for period in columns.rounds:
        if any(first is period.columns.get(ColumnMeaning.STATUS) for first, _ in columns.rival_statuses):
            del period.columns[ColumnMeaning.STATUS]


def _infer_latest_round(columns: ColumnMap) -> None:
    """Assign each column that names no round to the latest round, if headings name rounds and the latest lacks it."""
    named = [period for period in columns.rounds if period.round is not None]
    unnamed = next((period for period in columns.rounds if period.round is None), None)
    if named and ColumnMeaning.DATE in columns.fields:
        columns.unread.append((columns.fields.pop(ColumnMeaning.DATE), "undated"))
    if unnamed is None or not named:
        return
    columns.rounds.remove(unnamed)
    latest = max(named, key=lambda period: last_day_key(period.round))
    for meaning, heading in unnamed.columns.items():
        is_current = (
            meaning not in (ColumnMeaning.RESPONSE, ColumnMeaning.UPDATE)
            or _IS_LATEST.search(heading.words) is not None
        )
        fits = meaning not in latest.columns and is_current
        if fits and (meaning is ColumnMeaning.STATUS or not heading.match.weak):
            latest.columns[meaning] = replace(heading, match=replace(heading.match, evidence="position"))
            columns.inferred_rounds.append((heading, plain_text(latest.round)))
        else:
            _add_undated(heading, meaning, columns)
    for heading in unnamed.further_updates:
        _add_undated(heading, ColumnMeaning.UPDATE, columns)


def _add_undated(heading: ColumnHeading, meaning: ColumnMeaning, columns: ColumnMap) -> None:
    """Add a column without a round to the evidence if it is a response or weakly a comment; else leave it unread.

    A column of progress must name its round. A column that may be a status, among statuses of rounds, is evidence too.
    """
    weak = meaning in (ColumnMeaning.UPDATE, ColumnMeaning.STATUS) and heading.match.weak
    if meaning is ColumnMeaning.RESPONSE or weak:
        columns.evidence_columns.append(heading)
    else:
        columns.unread.append((heading, "undated"))


def _assign_evidence(columns: ColumnMap) -> None:
    """Assign each evidence column to its round, where it names one that has updates.

    Without updates there is nothing to attach them to. A day of completion makes an update by itself; a rating needs
    an update in its row.
    """
    if not columns.rounds and any(found.match.meaning in STANDALONE_EVIDENCE for found in columns.evidence_columns):
        columns.rounds.append(PeriodColumns(None, None))
    if not columns.rounds:
        columns.unread += [(heading, "rating") for heading in columns.evidence_columns]
        columns.evidence_columns = []
    by_round = {round_key(found.round): found for found in columns.rounds if found.round is not None}
    for heading in list(columns.evidence_columns):
        named = heading.match.round
        period = by_round.get(round_key(named)) if named is not None else None
        if period is not None:
            period.evidence_columns.append(heading)
            columns.evidence_columns.remove(heading)


def _value(values: Sequence[Value], column: int) -> Value:
    return values[column - 1] if column <= len(values) else None
