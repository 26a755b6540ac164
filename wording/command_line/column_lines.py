"""The columns of a workbook as lines for a terminal: what each was read as."""

from collections.abc import Iterator, Sequence
from textwrap import shorten

from model.tracker.reading import MappedColumn, Reading
from wording.catalogue import Translator
from wording.format.names import format_location
from wording.format.text import join_first
from wording.labels.fields import (
    columns_by_sheet,
    evidence_text,
    field_heading,
    heading_counts,
    unread_column_issues,
)
from wording.labels.layouts import PAPER

_HEADING_AT_MOST, _HEADINGS_AT_MOST, _LINES_AT_MOST = 60, 4, 3


def column_lines(reading: Reading, _: Translator, *, all_locations: bool) -> Iterator[str]:
    """Yield the columns that were read: a line for each set of sheets with the same columns.

    With `all_locations` each column has its evidence, and a line of its own unless its heading is exact. The headings
    of a paper repeat, so each appears a single time with its count.
    """
    if reading.layout == PAPER:
        yield _("Headings: {headings}", headings=heading_counts(reading.columns))
        return
    if all(column.evidence == "heading" for column in reading.columns) and not unread_column_issues(reading.issues):
        count = len(reading.columns)
        yield _.plural("Columns: {n}, by its exact heading", "Columns: {n}, each by its exact heading", count)
        return
    if all_locations:
        yield _("Columns:")
        yield from _columns_with_evidence(reading, _)
        return
    sheets: dict[str, list[str]] = {}
    for sheet, columns in columns_by_sheet(reading.columns).items():
        sheets.setdefault(_fields(columns, _), []).append(sheet)
    for fields, names in list(sheets.items())[:_LINES_AT_MOST]:
        yield _("Columns of {sheet}: {fields}", sheet=join_first(names, _HEADINGS_AT_MOST, _), fields=fields)
    if rest := [name for names in list(sheets.values())[_LINES_AT_MOST:] for name in names]:
        yield _("--all lists the columns of: {sheets}", sheets=", ".join(rest))


def _fields(columns: Sequence[MappedColumn], _: Translator) -> str:
    """Return the fields of a sheet, each with its headings where these are not the same."""
    fields: dict[str, list[str]] = {}
    for column in columns:
        fields.setdefault(column.field, []).append(_heading(column, _))
    return ", ".join(
        _field_with_headings(field_heading(field), list(dict.fromkeys(headings)), _)
        for field, headings in fields.items()
    )


def _field_with_headings(field: str, headings: Sequence[str], _: Translator) -> str:
    if list(headings) == [f"“{field}”"]:
        return field
    return f"{field} ({join_first(headings, _HEADINGS_AT_MOST, _)})"


def _heading(column: MappedColumn, _: Translator) -> str:
    """Return the heading of a column in quotation marks; where it is the name of a sheet or a file, that it is one."""
    if not column.cell:
        return evidence_text(column, _)
    return f"“{shorten(column.heading, _HEADING_AT_MOST, placeholder='…')}”"


def _columns_with_evidence(reading: Reading, _: Translator) -> Iterator[str]:
    """Yield the columns of each sheet: those with an exact heading in one line, each other with its evidence.

    A heading of several tables of a sheet appears a single time, with its cells.
    """
    for sheet, listed in columns_by_sheet(reading.columns).items():
        exact = dict.fromkeys(column.heading for column in listed if column.evidence == "heading")
        if exact:
            yield "  " + _("{sheet}, by their exact headings: {headings}", sheet=sheet, headings=", ".join(exact))
        cells: dict[str, list[str]] = {}
        for column in listed:
            if column.evidence != "heading":
                cells.setdefault(_read_as(column, _), []).append(column.cell)
        yield from (
            f"  {format_location(sheet, ', '.join(addresses), _)}: {words}" for words, addresses in cells.items()
        )


def _read_as(column: MappedColumn, _: Translator) -> str:
    heading = shorten(column.heading, _HEADING_AT_MOST, placeholder="…")
    field, by = field_heading(column.field), evidence_text(column, _)
    return _("“{heading}” is {field}, by {evidence}", heading=heading, field=field, evidence=by)
