"""What a check found in a workbook, as lines to read on a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from babel.dates import format_date

from model.issue import Issue, Severity
from model.reading import Reading
from wording.catalogue import Translator
from wording.issues import message, remedy

if TYPE_CHECKING:
    from loaders.summary import Summary

_SHOWN = 10
"""So many cells of one kind of issue are listed; the rest are counted."""
_ORDER = tuple(Severity)


def check_report(reading: Reading, summary: "Summary", _: Translator) -> Iterator[str]:
    """Return what is in a workbook, then what is wrong with it by kind, with places and remedies."""
    yield _("{file} (version {version})", file=reading.source.name, version=reading.source.version)
    yield _("Layout: {layout}", layout=_layout(reading.layout, _))
    yield _("Sheets read: {sheets}", sheets=", ".join(dict.fromkeys(column.sheet for column in reading.columns)))
    yield _holds(summary, _)
    yield _("Agencies: {names}", names="; ".join(summary.agencies) or _("none"))
    yield _("Themes: {names}", names="; ".join(summary.themes) or _("none"))
    yield _("Rounds: {rounds}", rounds=", ".join(_month(month, _) for month in summary.rounds) or _("none"))
    yield _("Scale, worst first: {statuses}", statuses=", ".join(reading.scale.names))
    yield ""
    yield from _issues(reading.issues, _)
    if reading.publishable:
        yield _("The workbook can be published.")
    else:
        yield _("The workbook cannot be published until its errors are corrected.")


def error_lines(issues: Sequence[Issue], _: Translator) -> Iterator[str]:
    """Return the errors alone, by kind, with places and remedies."""
    return _issues([issue for issue in issues if issue.severity is Severity.ERROR], _)


def _layout(layout: str, _: Translator) -> str:
    return _("canonical") if layout == "canonical" else layout


def _holds(summary: "Summary", _: Translator) -> str:
    return ", ".join(
        (
            _.plural("{n} recommendation", "{n} recommendations", summary.recommendations),
            _.plural("{n} update", "{n} updates", summary.updates),
            _.plural("{n} monitoring promise", "{n} monitoring promises", summary.monitoring),
        )
    )


def _month(month: str, _: Translator) -> str:
    return format_date(date.fromisoformat(f"{month}-01"), "MMMM y", locale=_.language.value)


def _issues(issues: Sequence[Issue], _: Translator) -> Iterator[str]:
    def kind(issue: Issue) -> tuple[int, str]:
        return _ORDER.index(issue.severity), issue.code

    for (severity, code), alike in groupby(sorted(issues, key=kind), key=kind):
        listed = list(alike)
        yield _("{severity} {code} ({count})", severity=_severity(_ORDER[severity], _), code=code, count=len(listed))
        yield from _kind(listed, _)
        yield ""


def _severity(severity: Severity, _: Translator) -> str:
    words: Mapping[Severity, str] = {
        Severity.ERROR: _("Error"),
        Severity.WARNING: _("Warning"),
        Severity.INFO: _("For information"),
    }
    return words[severity]


def _kind(alike: Sequence[Issue], _: Translator) -> Iterator[str]:
    for issue in alike[:_SHOWN]:
        place = " ".join(part for part in (issue.sheet, issue.cell) if part) or _("The workbook")
        yield f"  {place}: {message(issue, _)}"
    if len(alike) > _SHOWN:
        yield "  " + _.plural("and {n} more", "and {n} more", len(alike) - _SHOWN)
    for what in dict.fromkeys(remedy(issue, _) for issue in alike[:_SHOWN]):
        yield "  " + _("What to do: {remedy}", remedy=what)
