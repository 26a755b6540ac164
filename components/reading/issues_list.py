"""Everything wrong with the current workbook, by kind, each with its place and what to do."""

from collections.abc import Iterable
from itertools import groupby

from components.elements.html import HtmlFragment, HtmlNode, element
from components.elements.table import heading, table_region
from components.session.view import View
from components.session.view_cache import cached_by_view, cached_piece
from model.issues.issue import Issue, Severity
from wording.catalogue import Translator
from wording.format.locations import place_of
from wording.issues import message
from wording.issues.cell_notes import Cure
from wording.issues.remedies_on_screen import page_remedy
from wording.labels.layouts import PAPER

MOST, LISTED = 10, 500
"""Places of one kind that stand open, and with those that are folded; the copy with marked cells has them all."""

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@cached_by_view
def checks_sentence(view: View) -> str:
    """Return how many errors and warnings the workbook has, or the report that was read as one."""
    _, issues = view.translator, view.loaded.reading.issues
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    warnings = sum(issue.severity is Severity.WARNING for issue in issues)
    paper = view.loaded.reading.layout == PAPER
    if not errors and not warnings:
        clean = _("The report has no errors and no warnings.")
        return clean if paper else _("The workbook has no errors and no warnings.")
    counted = {
        "errors": _.plural("{n} error", "{n} errors", errors) if errors else _("no errors"),
        "warnings": _.plural("{n} warning", "{n} warnings", warnings) if warnings else _("no warnings"),
    }
    if paper:
        return _("The report has {errors} and {warnings}.", **counted)
    return _("The workbook has {errors} and {warnings}.", **counted)


@cached_by_view
def issues_of(view: View, *, from_colour: bool) -> tuple[Issue, ...]:
    """Return the issues of statuses that were read from a cell's colour, or all others."""
    issues = view.loaded.reading.issues
    return tuple(issue for issue in issues if issue.code.startswith("status-from-colour") is from_colour)


@cached_piece
def show_issues(view: View, *, from_colour: bool, key: str) -> HtmlFragment:
    """Show issues grouped by severity and kind: what to do once, then what is wrong in each place."""
    _ = view.translator
    nodes = issue_nodes(issues_of(view, from_colour=from_colour), _)
    return HtmlFragment(nodes or [element("p", _("Nothing to report."), class_="muted")], key=key)


def issue_nodes(issues: Iterable[Issue], _: Translator, *, cure: Cure = page_remedy) -> list[HtmlNode]:
    """Return issues by severity and kind as nodes, with what `cure` says to do; none where there are none."""
    ordered = sorted(issues, key=lambda issue: (SEVERITIES.index(issue.severity), issue.code))
    nodes: list[HtmlNode] = []
    for (severity, _code), alike in groupby(ordered, key=lambda issue: (issue.severity, issue.code)):
        nodes += _kind(severity, list(alike), _, cure)
    return nodes


def _kind(severity: Severity, alike: list[Issue], _: Translator, cure: Cure) -> list[HtmlNode]:
    """Return what to do about one kind of issue, and each of its places with what is wrong there; most are folded."""
    word = {Severity.ERROR: _("Error"), Severity.WARNING: _("Warning"), Severity.INFO: _("For information")}[severity]
    title = f"{word}: {_.plural('{n} place', '{n} places', len(alike))}"
    nodes = [element("h3", title), *_remedies(alike, _, cure), _table(alike[:MOST], title, _)]
    if len(alike) > MOST:
        rest = _.plural("{n} more place", "{n} more places", len(alike) - MOST)
        nodes.append(element("details", element("summary", rest), *_folded(alike, rest, _)))
    return nodes


def _folded(alike: list[Issue], caption: str, _: Translator) -> list[HtmlNode]:
    table = _table(alike[MOST:LISTED], caption, _)
    if len(alike) <= LISTED:
        return [table]
    more = _.plural("and {n} more place", "and {n} more places", len(alike) - LISTED)
    return [table, element("p", more, class_="muted")]


def _remedies(alike: list[Issue], _: Translator, cure: Cure) -> list[HtmlNode]:
    told = dict.fromkeys(cure(issue, _) for issue in alike)
    return [element("p", text) for text in list(told)[:MOST]]


def _table(alike: list[Issue], caption: str, _: Translator) -> HtmlNode:
    rows = [
        element(
            "tr",
            element("th", issue_location(issue, _), scope="row", class_="nowrap"),
            element("td", message(issue, _)),
        )
        for issue in alike
    ]
    return table_region(caption, map(heading, (_("Place"), _("What is wrong"))), rows)


def issue_location(issue: Issue, _: Translator) -> str:
    """Return where an issue is: the sheet and the cell, the sheet, or the workbook."""
    if not issue.sheet and not issue.cell:
        return _("the workbook")
    return place_of(issue.sheet, issue.cell, _)
