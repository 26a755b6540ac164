"""Convert a reading to JSON and back, to pass it from one process to another without running any code.

Rows with the same fields are stored by column, and each date is stored once: an integer in a cell is an index into the
list of dates.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from loaders.reading_summary import Summary
from model.dates.date import PartialDate, Precision
from model.issues.issue import Issue, Severity
from model.status.scale import Scale, Status
from model.tracker.question import OpenQuestion
from model.tracker.reading import MappedColumn, ProposedScale, Reading, Source

if TYPE_CHECKING:
    from model.tracker.tracker import Row


_PLAIN_TYPES = {str, bool, type(None)}
_STATUS_TYPES = (str, str, bool, str, str, str)
_COLUMN_TYPES = (str, str, str, str, str, int, list, str, list)
_QUESTION_TYPES = (str, str, list, str, list, str, str)
_COUNT_FIELDS = ("recommendations", "updates", "monitoring")
_NAME_FIELDS = ("agencies", "themes", "rounds")


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as an object of JSON values."""
    dates: dict[PartialDate, int] = {}
    return {
        "source": [reading.source.name, reading.source.sha256],
        "layout": reading.layout,
        "rows": {table: list(_row_blocks(rows, dates)) for table, rows in reading.rows.items()},
        "dates": [date_to_json(stated) for stated in dates],
        "scale": [
            [status.name, status.meaning, status.complete, status.colour, status.name_cy, status.meaning_cy]
            for status in reading.scale.statuses
        ],
        "ordered": reading.scale.ordered,
        "columns": [
            [
                *(column.sheet, column.cell, column.heading, column.field, column.evidence, column.score),
                list(column.candidates),
                column.area,
                [] if column.choice is None else [column.choice],
            ]
            for column in reading.columns
        ],
        "issues": [issue_to_json(issue) for issue in reading.issues],
        "proposed": _proposed_to_json(reading.proposed_scale),
        "statuses": dict(reading.statuses_read),
    }


def reading_from_json(data: Mapping[str, Any]) -> Reading:
    """Return the reading of such an object. Raises ValueError, KeyError or TypeError if it is not valid."""
    dates = [date_from_json(*values) for values in data["dates"]]
    return Reading(
        source=Source(*check_types(data["source"], (str, str))),
        layout=check_types([data["layout"]], (str,))[0],
        rows={table: list(_rows_from_json(blocks, dates)) for table, blocks in data["rows"].items()},
        scale=Scale(
            tuple(Status(*check_types(values, _STATUS_TYPES)) for values in data["scale"]),
            ordered=check_types([data["ordered"]], (bool,))[0],
        ),
        columns=tuple(_mapped_column_from_json(values) for values in data["columns"]),
        issues=tuple(issue_from_json(values) for values in data["issues"]),
        proposed_scale=_proposed_from_json(data["proposed"]),
        statuses_read=_counts_from_json(data["statuses"]),
    )


def date_to_json(stated: PartialDate) -> list[str | None]:
    """Return a date as a list of JSON values."""
    first, last = (day.isoformat() if day else None for day in (stated.first, stated.last))
    return [first, last, stated.precision.value, stated.words]


def date_from_json(first: str | None, last: str | None, precision: str, words: str) -> PartialDate:
    """Return the date of such values. Raises ValueError or TypeError if they are not valid."""
    days = [date.fromisoformat(day) if day is not None else None for day in (first, last)]
    return PartialDate(days[0], days[1], Precision(precision), check_types([words], (str,))[0])


def check_types(values: Sequence[Any], types: Sequence[type]) -> Sequence[Any]:
    """Return the values. Raises ValueError if they are not of these types, one for one."""
    if len(values) != len(types) or any(type(value) is not kind for value, kind in zip(values, types, strict=True)):
        raise ValueError("a value has another type")
    return values


def _row_blocks(rows: "Sequence[Row]", dates: dict[PartialDate, int]) -> Iterator[list[Any]]:
    """Yield each group of consecutive rows with the same fields: the number of rows, the fields, the columns."""
    for fields, group in groupby(rows, key=tuple):
        block = list(group)
        columns = [_column_to_json([row[field] for row in block], dates) for field in fields]
        yield [len(block), list(fields), columns]


def _column_to_json(
    column: "list[str | bool | PartialDate | None]", dates: dict[PartialDate, int]
) -> "Sequence[str | bool | PartialDate | int | None]":
    """Return a column in which each date is replaced by its index."""
    if set(map(type, column)) <= _PLAIN_TYPES:
        return column
    return [dates.setdefault(cell, len(dates)) if isinstance(cell, PartialDate) else cell for cell in column]


def _rows_from_json(blocks: Sequence[Any], dates: Sequence[PartialDate]) -> "Iterator[Row]":
    for number, fields, columns in blocks:
        cells = [_column_from_json(column, dates) for column in columns]
        if any(len(column) != number for column in cells) or len(cells) != len(fields):
            raise ValueError("a column has not as many cells as rows")
        names = check_types(fields, (str,) * len(fields))
        values = zip(*cells, strict=True) if cells else (() for _ in range(number))
        for row in values:
            yield dict(zip(names, row, strict=True))


def _column_from_json(column: list[Any], dates: Sequence[PartialDate]) -> list[Any]:
    kinds = set(map(type, column))
    if kinds <= _PLAIN_TYPES:
        return column
    if not kinds <= {*_PLAIN_TYPES, int}:
        raise ValueError("a cell has a type that no cell has")
    return [dates[value] if type(value) is int else value for value in column]


def _mapped_column_from_json(values: Sequence[Any]) -> MappedColumn:
    sheet, cell, heading, field, evidence, score, candidates, area, choice = check_types(values, _COLUMN_TYPES)
    others = tuple(check_types(candidates, (str,) * len(candidates)))
    chosen = _check_texts(choice)
    return MappedColumn(sheet, cell, heading, field, evidence, score, others, area, chosen[0] if chosen else None)


def issue_to_json(issue: Issue) -> list[Any]:
    """Return an issue as a list of JSON values."""
    return [issue.code, issue.severity.value, issue.sheet, issue.cell, issue.found, dict(issue.details)]


def issue_from_json(values: Sequence[Any]) -> Issue:
    """Return the issue of such a list. Raises ValueError if it is not valid."""
    code, severity, sheet, cell, found, details = check_types(values, (str, str, str, str, str, dict))
    check_types(list(details.values()), (str,) * len(details))
    return Issue(code, Severity(severity), sheet, cell, found, details)


def _proposed_to_json(proposed: ProposedScale | None) -> list[Any] | None:
    if proposed is None:
        return None
    return [proposed.sheet, proposed.cell, [list(word) for word in proposed.words], proposed.confirmed]


def _proposed_from_json(values: Sequence[Any] | None) -> ProposedScale | None:
    if values is None:
        return None
    sheet, cell, words, confirmed = check_types(values, (str, str, list, bool))
    counted = [check_types(word, (str, int)) for word in words]
    return ProposedScale(sheet, cell, tuple((word, count) for word, count in counted), confirmed)


def _counts_from_json(counts: Mapping[str, Any]) -> Mapping[str, int]:
    return dict(zip(counts, check_types(list(counts.values()), (int,) * len(counts)), strict=True))


def questions_from_json(data: Sequence[Any]) -> tuple[OpenQuestion, ...]:
    """Return the questions of the lists of their values. Raises ValueError or TypeError if they are not valid."""
    return tuple(_question_from_json(values) for values in data)


def _question_from_json(values: Sequence[Any]) -> OpenQuestion:
    identifier, sheet, columns, option, choices, proposed, heading = check_types(values, _QUESTION_TYPES)
    return OpenQuestion(identifier, sheet, _check_texts(columns), option, _check_texts(choices), proposed, heading)


def summary_to_json(summary: Summary) -> dict[str, Any]:
    """Return a summary as an object of JSON values."""
    return {
        "counts": [getattr(summary, name) for name in _COUNT_FIELDS],
        "names": [list(getattr(summary, name)) for name in _NAME_FIELDS],
        "dates": [date_to_json(stated) for stated in summary.round_dates],
    }


def summary_from_json(data: Mapping[str, Any]) -> Summary:
    """Return the summary of such an object. Raises ValueError, KeyError or TypeError if it is not valid."""
    recommendations, updates, monitoring = check_types(data["counts"], (int,) * len(_COUNT_FIELDS))
    agencies, themes, rounds = (
        _check_texts(names) for names in check_types(data["names"], (list,) * len(_NAME_FIELDS))
    )
    dates = tuple(date_from_json(*values) for values in data["dates"])
    return Summary(recommendations, updates, monitoring, agencies, themes, rounds, dates)


def _check_texts(names: Sequence[Any]) -> tuple[str, ...]:
    return tuple(check_types(names, (str,) * len(names)))
