"""A reading as JSON and back, so that it can be handed from one process to another without running anything.

Rows of the same fields are kept by columns, and each date stands once: a cell that holds a number holds the place of
a date in the list of dates.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from loaders.reading_summary import Summary
from model.dates.date import PartialDate, Precision
from model.issues.issue import Issue, Severity
from model.status.scale import Scale, Status
from model.tracker.reading import MappedColumn, ProposedScale, Reading, Source

if TYPE_CHECKING:
    from model.tracker.tracker import Row


_PLAIN = {str, bool, type(None)}
_STATUS = (str, str, bool, str, str, str)
_COLUMN = (str, str, str, str, str, int, list, str)


def reading_object(reading: Reading) -> dict[str, Any]:
    """Return a reading as values that JSON has."""
    dates: dict[PartialDate, int] = {}
    return {
        "source": [reading.source.name, reading.source.sha256],
        "layout": reading.layout,
        "rows": {table: list(_blocks(rows, dates)) for table, rows in reading.rows.items()},
        "dates": [date_values(one) for one in dates],
        "scale": [
            [one.name, one.meaning, one.complete, one.colour, one.name_cy, one.meaning_cy]
            for one in reading.scale.statuses
        ],
        "ordered": reading.scale.ordered,
        "columns": [
            [one.sheet, one.cell, one.heading, one.field, one.evidence, one.score, list(one.candidates), one.area]
            for one in reading.columns
        ],
        "issues": [
            [one.code, one.severity.value, one.sheet, one.cell, one.found, dict(one.details)] for one in reading.issues
        ],
        "proposed": _proposed_values(reading.proposed_scale),
        "statuses": dict(reading.statuses_read),
    }


def reading_of(told: Mapping[str, Any]) -> Reading:
    """Return the reading of such an object. Raises ValueError, KeyError or TypeError where it is none."""
    dates = [date_of(*one) for one in told["dates"]]
    return Reading(
        source=Source(*typed(told["source"], (str, str))),
        layout=typed([told["layout"]], (str,))[0],
        rows={table: list(_rows(blocks, dates)) for table, blocks in told["rows"].items()},
        scale=Scale(
            tuple(Status(*typed(one, _STATUS)) for one in told["scale"]),
            ordered=typed([told["ordered"]], (bool,))[0],
        ),
        columns=tuple(_column(one) for one in told["columns"]),
        issues=tuple(_issue(one) for one in told["issues"]),
        proposed_scale=_proposed(told["proposed"]),
        statuses_read=_counts(told["statuses"]),
    )


def date_values(stated: PartialDate) -> list[str | None]:
    """Return a date as values that JSON has."""
    first, last = (day.isoformat() if day else None for day in (stated.first, stated.last))
    return [first, last, stated.precision.value, stated.words]


def date_of(first: str | None, last: str | None, precision: str, words: str) -> PartialDate:
    """Return the date of such values. Raises ValueError or TypeError where they are none."""
    days = [date.fromisoformat(day) if day is not None else None for day in (first, last)]
    return PartialDate(days[0], days[1], Precision(precision), typed([words], (str,))[0])


def typed(values: Sequence[Any], types: Sequence[type]) -> Sequence[Any]:
    """Return the values. Raises ValueError where they are not of these types, one for one."""
    if len(values) != len(types) or any(type(value) is not kind for value, kind in zip(values, types, strict=True)):
        raise ValueError("a value is not of its kind")
    return values


def _blocks(rows: "Sequence[Row]", dates: dict[PartialDate, int]) -> Iterator[list[Any]]:
    """Yield the rows that follow one another and have the same fields: their number, the fields, the columns."""
    for fields, group in groupby(rows, key=tuple):
        block = list(group)
        columns = [_cells([row[field] for row in block], dates) for field in fields]
        yield [len(block), list(fields), columns]


def _cells(
    column: "list[str | bool | PartialDate | None]", dates: dict[PartialDate, int]
) -> "Sequence[str | bool | PartialDate | int | None]":
    """Return a column with the places of its dates."""
    if set(map(type, column)) <= _PLAIN:
        return column
    return [dates.setdefault(one, len(dates)) if isinstance(one, PartialDate) else one for one in column]


def _rows(blocks: Sequence[Any], dates: Sequence[PartialDate]) -> "Iterator[Row]":
    for number, fields, columns in blocks:
        cells = [_column_cells(column, dates) for column in columns]
        if any(len(column) != number for column in cells) or len(cells) != len(fields):
            raise ValueError("a column has not as many cells as there are rows")
        names = typed(fields, (str,) * len(fields))
        values = zip(*cells, strict=True) if cells else (() for _ in range(number))
        for row in values:
            yield dict(zip(names, row, strict=True))


def _column_cells(column: list[Any], dates: Sequence[PartialDate]) -> list[Any]:
    kinds = set(map(type, column))
    if kinds <= _PLAIN:
        return column
    if not kinds <= {*_PLAIN, int}:
        raise ValueError("a cell holds what no cell holds")
    return [dates[value] if type(value) is int else value for value in column]


def _column(values: Sequence[Any]) -> MappedColumn:
    sheet, cell, heading, field, evidence, score, candidates, area = typed(values, _COLUMN)
    others = tuple(typed(candidates, (str,) * len(candidates)))
    return MappedColumn(sheet, cell, heading, field, evidence, score, others, area)


def _issue(values: Sequence[Any]) -> Issue:
    code, severity, sheet, cell, found, details = typed(values, (str, str, str, str, str, dict))
    typed(list(details.values()), (str,) * len(details))
    return Issue(code, Severity(severity), sheet, cell, found, details)


def _proposed_values(proposed: ProposedScale | None) -> list[Any] | None:
    if proposed is None:
        return None
    return [proposed.sheet, proposed.cell, [list(word) for word in proposed.words], proposed.confirmed]


def _proposed(values: Sequence[Any] | None) -> ProposedScale | None:
    if values is None:
        return None
    sheet, cell, words, confirmed = typed(values, (str, str, list, bool))
    counted = [typed(word, (str, int)) for word in words]
    return ProposedScale(sheet, cell, tuple((word, count) for word, count in counted), confirmed)


def _counts(told: Mapping[str, Any]) -> Mapping[str, int]:
    return dict(zip(told, typed(list(told.values()), (int,) * len(told)), strict=True))


_COUNTS = ("recommendations", "updates", "monitoring")
_NAMES = ("agencies", "themes", "rounds")


def summary_object(summary: Summary) -> dict[str, Any]:
    """Return a summary as values that JSON has."""
    return {
        "counts": [getattr(summary, name) for name in _COUNTS],
        "names": [list(getattr(summary, name)) for name in _NAMES],
        "dates": [date_values(one) for one in summary.round_dates],
    }


def summary_of(told: Mapping[str, Any]) -> Summary:
    """Return the summary of such an object. Raises ValueError, KeyError or TypeError where it is none."""
    recommendations, updates, monitoring = typed(told["counts"], (int,) * len(_COUNTS))
    agencies, themes, rounds = (_texts(names) for names in typed(told["names"], (list,) * len(_NAMES)))
    dates = tuple(date_of(*one) for one in told["dates"])
    return Summary(recommendations, updates, monitoring, agencies, themes, rounds, dates)


def _texts(names: Sequence[Any]) -> tuple[str, ...]:
    return tuple(typed(names, (str,) * len(names)))
