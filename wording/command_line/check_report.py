"""The report of a check of a workbook, as lines for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING

from babel.dates import format_date

from model.dates.date import PartialDate, is_one_month
from model.issues.issue import Issue, Severity
from model.tracker.question import OpenQuestion
from model.tracker.reading import MappedColumn, Reading
from wording.catalogue import Translator
from wording.command_line.questions import question_lines
from wording.format.locations import format_location
from wording.issues import message, remedy
from wording.labels.columns_read import (
    columns_by_sheet,
    evidence_text,
    field_heading,
    heading_counts,
    unread_column_issues,
)
from wording.labels.layouts import PAPER, layout_name

if TYPE_CHECKING:
    from loaders.reading_summary import Summary

_SHOWN = 10
"""The most cells of one issue code that are listed; the rest are counted."""
_HEADING_AT_MOST = 60
_ORDER = tuple(Severity)


def check_report(
    reading: Reading,
    summary: "Summary",
    _: Translator,
    *,
    questions: Sequence[OpenQuestion] = (),
    all_locations: bool = False,
) -> Iterator[str]:
    """Yield the contents of a workbook, then its issues by code, with locations and remedies, and its questions."""
    yield _("{file} (version {version})", file=reading.source.name, version=reading.source.version)
    yield _("Layout: {layout}", layout=layout_name(reading.layout, _))
    if sheets := ", ".join(dict.fromkeys(column.sheet for column in reading.columns if reading.layout != PAPER)):
        yield _("Sheets read: {sheets}", sheets=sheets)
    yield _record_counts(summary, _)
    yield _("Agencies: {names}", names="; ".join(summary.agencies) or _("none"))
    yield _("Themes: {names}", names="; ".join(summary.themes) or _("none"))
    yield _("Rounds: {rounds}", rounds=", ".join(_round(stated, _) for stated in summary.round_dates) or _("none"))
    yield _scale(reading, _)
    yield from _columns(reading, _)
    yield ""
    yield from _issues(reading.issues, _, most=None if all_locations else _SHOWN)
    if questions:
        yield from question_lines(questions, _)
        yield ""
    if reading.publishable:
        yield _("The workbook can be published.")
    else:
        yield _("The workbook cannot be published until its errors are corrected.")


def error_lines(issues: Sequence[Issue], _: Translator) -> Iterator[str]:
    """Return only the errors, by code, with locations and remedies."""
    return _issues([issue for issue in issues if issue.severity is Severity.ERROR], _, most=_SHOWN)


def _scale(reading: Reading, _: Translator) -> str:
    proposed = reading.proposed_scale
    if proposed is None or proposed.confirmed:
        return _("Scale, worst first: {statuses}", statuses=", ".join(reading.scale.names))
    words = ", ".join(f"{word} ({count})" for word, count in proposed.words)
    return _("Statuses, in no order yet: {words}", words=words)


def _columns(reading: Reading, _: Translator) -> Iterator[str]:
    """Yield the columns of each sheet: those with an exact heading in one line, each other with its evidence.

    A heading of several tables of a sheet appears once, with its cells. The headings of a paper repeat, so each appears
    once with its count.
    """
    if reading.layout == PAPER:
        yield _("Headings: {headings}", headings=heading_counts(reading.columns))
        return
    if all(column.evidence == "heading" for column in reading.columns) and not unread_column_issues(reading.issues):
        count = len(reading.columns)
        yield _.plural("Columns: {n}, by its exact heading", "Columns: {n}, each by its exact heading", count)
        return
    yield _("Columns:")
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
    left = ", ".join(
        f"{issue.found} ({format_location(issue.sheet, issue.cell, _)})"
        for issue in unread_column_issues(reading.issues)
    )
    if left:
        yield "  " + _("Not read: {columns}", columns=left)


def _read_as(column: MappedColumn, _: Translator) -> str:
    heading = shorten(column.heading, _HEADING_AT_MOST, placeholder="…")
    field, by = field_heading(column.field), evidence_text(column, _)
    return _("“{heading}” is {field}, by {evidence}", heading=heading, field=field, evidence=by)


def _record_counts(summary: "Summary", _: Translator) -> str:
    return ", ".join(
        (
            _.plural("{n} recommendation", "{n} recommendations", summary.recommendations),
            _.plural("{n} update", "{n} updates", summary.updates),
            _.plural("{n} monitoring promise", "{n} monitoring promises", summary.monitoring),
        )
    )


def _round(stated: PartialDate, _: Translator) -> str:
    """Return the month of a round; a period of several months, such as a quarter or a year, as it was written."""
    if stated.round is None or not is_one_month(stated):
        return stated.words
    return format_date(stated.round, "MMMM y", locale=_.language.value)


def _issues(issues: Sequence[Issue], _: Translator, *, most: int | None) -> Iterator[str]:
    def order(issue: Issue) -> tuple[int, str]:
        return _ORDER.index(issue.severity), issue.code

    for (severity, code), group in groupby(sorted(issues, key=order), key=order):
        listed = list(group)
        yield _("{severity} {code} ({count})", severity=_severity(_ORDER[severity], _), code=code, count=len(listed))
        yield from _issue_lines(listed, _, most=most)
        yield ""


def _severity(severity: Severity, _: Translator) -> str:
    words: Mapping[Severity, str] = {
        Severity.ERROR: _("Error"),
        Severity.WARNING: _("Warning"),
        Severity.INFO: _("For information"),
    }
    return words[severity]


def _issue_lines(issues: Sequence[Issue], _: Translator, *, most: int | None) -> Iterator[str]:
    for issue in issues[:most]:
        yield f"  {format_location(issue.sheet, issue.cell, _)}: {message(issue, _)}"
    if most is not None and len(issues) > most:
        yield "  " + _.plural("and {n} more", "and {n} more", len(issues) - most)
    for advice in dict.fromkeys(remedy(issue, _) for issue in issues[:most]):
        yield "  " + _("What to do: {remedy}", remedy=advice)
