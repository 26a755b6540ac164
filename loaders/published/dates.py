"""Dates in the words in which they are published: "Feb 24" is the published round February 2024."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.issue_log import IssueLog, list_changes
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.records import Record
from model.dates.date import PartialDate
from model.tracker.published import Published

_Days = tuple[str, str, str]
"""The first and the last day of a date, and its precision."""


def word_dates_as_published(tables: Tables, published: Published, log: IssueLog) -> Tables:
    """Return the tables with each date in the words of the published date of the same days; one issue a column."""
    if not published.dates:
        return tables
    return replace(
        tables,
        recommendations=_reword(tables.recommendations, "target", published, log),
        progress=_reword(tables.progress, "date", published, log),
        monitoring=_reword(tables.monitoring, "due", published, log),
        targets=_reword(_reword(tables.targets, "date", published, log), "target", published, log),
        decisions=_reword(tables.decisions, "date", published, log),
    )


def _reword(rows: Sequence[ParsedRow], field: str, published: Published, log: IssueLog) -> list[ParsedRow]:
    words, all_words = _published_words(published, field)
    reworded: list[ParsedRow] = []
    changes: dict[str, dict[str, tuple[Record, str]]] = {}
    for parsed in rows:
        stated = parsed.date(field)
        usual = words.get(_days(stated)) if stated is not None and stated.words not in all_words else None
        if stated is None or usual is None:
            reworded.append(parsed)
            continue
        reworded.append(parsed._replace(row={**parsed.row, field: replace(stated, words=usual)}))
        changes.setdefault(parsed.record.sheet, {}).setdefault(stated.words, (parsed.record, usual))
    for noted in changes.values():
        first = next(iter(noted.values()))[0]
        listed = list_changes((stated, usual) for stated, (_, usual) in noted.items())
        log.add_at(first, field, "date-published", changes=listed)
    return reworded


def _published_words(published: Published, field: str) -> tuple[Mapping[_Days, str], frozenset[str]]:
    """Return the first words of each published date of a field by its days, and all of these words."""
    words: dict[_Days, str] = {}
    dates = [date for date in published.dates if date.field == field]
    for date in dates:
        words.setdefault((date.first, date.last, date.precision), date.words)
    return words, frozenset(date.words for date in dates)


def _days(stated: PartialDate) -> _Days:
    first, last = (day.isoformat() if day else "" for day in (stated.first, stated.last))
    return first, last, stated.precision.value
