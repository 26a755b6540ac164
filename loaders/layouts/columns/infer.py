"""What only all columns together decide: the text of an item, its status, and the columns of the latest round."""

import re
from collections.abc import Mapping, Sequence
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


def infer_columns(columns: ColumnMap, table: FoundTable) -> ColumnMap:
    """Return a column mapping with one column for each meaning, and columns without a round in the latest round."""
    chosen = _infer_texts(_choose_between_rivals(columns, table))
    return _assign_evidence(_infer_latest_round(chosen))


def has_content(heading: ColumnHeading, table: FoundTable) -> bool:
    """Return whether a cell of a column has a value or a fill."""
    return any(
        _value(row.values, heading.column) is not None or table.sheet.fill(heading.column, row.number)
        for row in table.body
    )


def _choose_between_rivals(columns: ColumnMap, table: FoundTable) -> ColumnMap:
    """Choose the status of each round: the only rival column that contains words of the scale."""
    for period in columns.rounds:
        columns = _choose_status(columns, period, table)
    return columns


def _choose_status(columns: ColumnMap, period: PeriodColumns, table: FoundTable) -> ColumnMap:
    first = period.columns.get(ColumnMeaning.STATUS)
    contested = [pair for pair in columns.rival_statuses if pair[0] is first]
    rivals = [*dict.fromkeys(heading for pair in contested for heading in pair)]
    chosen = _choose_status_column(rivals, table) if rivals else None
    if chosen is None:
        return columns
    others = [heading for heading in rivals if heading is not chosen and has_content(heading, table)]
    with_status = replace(period, columns={**period.columns, ColumnMeaning.STATUS: chosen})
    return replace(
        columns,
        rounds=tuple(with_status if other is period else other for other in columns.rounds),
        rival_statuses=tuple(pair for pair in columns.rival_statuses if pair not in contested),
        chosen_statuses=(*columns.chosen_statuses, *((chosen, heading) for heading in others)),
        evidence_columns=(*columns.evidence_columns, *others),
    )


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


def _infer_texts(columns: ColumnMap) -> ColumnMap:
    """Use the only text of an item as its recommendation, and drop statuses where rivals remain."""
    fields, unread = dict(columns.fields), list(columns.unread)
    if ColumnMeaning.RECOMMENDATION not in fields and ColumnMeaning.TITLE in fields:
        title = fields.pop(ColumnMeaning.TITLE)
        asked = replace(title, match=replace(title.match, meaning=ColumnMeaning.RECOMMENDATION))
        fields[ColumnMeaning.RECOMMENDATION] = asked if title.match.uncertain else title
    promises = ColumnMeaning.ACTIVITY in fields and ColumnMeaning.RECOMMENDATION not in fields
    if promises and ColumnMeaning.DUE not in fields and ColumnMeaning.TARGET in fields:
        fields[ColumnMeaning.DUE] = fields.pop(ColumnMeaning.TARGET)
    if ColumnMeaning.ACTIVITY not in fields:
        for meaning in PROMISE_FIELDS:
            heading = fields.pop(meaning, None)
            if heading is not None and meaning is ColumnMeaning.DUE and ColumnMeaning.TARGET not in fields:
                fields[ColumnMeaning.TARGET] = heading
            elif heading is not None:
                unread.append((heading, "note"))
    rounds = tuple(_without_rival_status(period, columns) for period in columns.rounds)
    return replace(columns, fields=fields, unread=tuple(unread), rounds=rounds)


def _without_rival_status(period: PeriodColumns, columns: ColumnMap) -> PeriodColumns:
    status = period.columns.get(ColumnMeaning.STATUS)
    if all(first is not status for first, _ in columns.rival_statuses):
        return period
    return replace(period, columns={m: found for m, found in period.columns.items() if m is not ColumnMeaning.STATUS})


def _infer_latest_round(columns: ColumnMap) -> ColumnMap:
    """Assign each column that names no round to the latest round, if headings name rounds and the latest lacks it."""
    named = [period for period in columns.rounds if period.round is not None]
    unnamed = next((period for period in columns.rounds if period.round is None), None)
    date = columns.fields.get(ColumnMeaning.DATE)
    if named and date is not None:
        columns = replace(columns.without_field(ColumnMeaning.DATE), unread=(*columns.unread, (date, "undated")))
    if unnamed is None or not named:
        return columns
    latest = max(named, key=lambda period: last_day_key(period.round))
    fitting = {meaning: found for meaning, found in unnamed.columns.items() if _fits_round(found, meaning, latest)}
    undated = [(found, meaning) for meaning, found in unnamed.columns.items() if meaning not in fitting]
    undated += [(heading, ColumnMeaning.UPDATE) for heading in unnamed.further_updates]
    evidence = [found for found, meaning in undated if _is_undated_evidence(found, meaning)]
    unread = [(found, "undated") for found, meaning in undated if not _is_undated_evidence(found, meaning)]
    inferred = {m: replace(found, match=replace(found.match, evidence="position")) for m, found in fitting.items()}
    extended = replace(latest, columns={**latest.columns, **inferred})
    return replace(
        columns,
        rounds=tuple(extended if period is latest else period for period in columns.rounds if period is not unnamed),
        inferred_rounds=(*columns.inferred_rounds, *((found, plain_text(latest.round)) for found in fitting.values())),
        evidence_columns=(*columns.evidence_columns, *evidence),
        unread=(*columns.unread, *unread),
    )


def _fits_round(heading: ColumnHeading, meaning: ColumnMeaning, latest: PeriodColumns) -> bool:
    """Return whether a column without a round belongs to the latest round, which must lack its meaning."""
    is_text = meaning in (ColumnMeaning.RESPONSE, ColumnMeaning.UPDATE)
    is_current = not is_text or _IS_LATEST.search(heading.words) is not None
    is_sure = meaning is ColumnMeaning.STATUS or not heading.match.weak
    return meaning not in latest.columns and is_current and is_sure


def _is_undated_evidence(heading: ColumnHeading, meaning: ColumnMeaning) -> bool:
    """Return whether a column without a round is evidence: if it is a response or weakly a comment; else it is unread.

    A column of progress must name its round. A column that may be a status, among statuses of rounds, is evidence too.
    """
    weak = meaning in (ColumnMeaning.UPDATE, ColumnMeaning.STATUS) and heading.match.weak
    return meaning is ColumnMeaning.RESPONSE or weak


def _assign_evidence(columns: ColumnMap) -> ColumnMap:
    """Assign each evidence column to its round, where it names one that has updates.

    Without updates there is nothing to attach them to. A day of completion makes an update by itself; a rating needs
    an update in its row.
    """
    rounds, evidence = columns.rounds, columns.evidence_columns
    if not rounds and any(found.match.meaning in STANDALONE_EVIDENCE for found in evidence):
        rounds = (PeriodColumns(None, None),)
    if not rounds:
        unread = (*columns.unread, *((heading, "rating") for heading in evidence))
        return replace(columns, unread=unread, evidence_columns=())
    by_round: dict[str, list[ColumnHeading]] = {round_key(p.round): [] for p in rounds if p.round is not None}
    without_round: list[ColumnHeading] = []
    for heading in evidence:
        named = heading.match.round
        group = by_round.get(round_key(named), without_round) if named is not None else without_round
        group.append(heading)
    return replace(
        columns,
        rounds=tuple(_with_evidence(period, by_round) for period in rounds),
        evidence_columns=tuple(without_round),
    )


def _with_evidence(period: PeriodColumns, by_round: Mapping[str, Sequence[ColumnHeading]]) -> PeriodColumns:
    headings = by_round[round_key(period.round)] if period.round is not None else ()
    return replace(period, evidence_columns=tuple(headings)) if headings else period


def _value(values: Sequence[Value], column: int) -> Value:
    return values[column - 1] if column <= len(values) else None
