"""The issues of the current workbook, by severity and kind, each with its location and remedy."""

from collections.abc import Iterable
from itertools import groupby

from components.elements.html import HtmlFragment, HtmlNode, element
from components.elements.table import heading, table_region
from components.session.view import View
from components.session.view_cache import cached_by_view, cached_piece
from model.issues.issue import Issue, Severity
from wording.catalogue import Translator
from wording.format.locations import format_location
from wording.issues import message, page_remedy
from wording.issues.cell_notes import RemedyFunction
from wording.labels.layouts import PAPER

MOST, LISTED = 10, 500
"""The issues of a kind that are shown, and those including folded ones; the annotated copy has them all."""

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@cached_by_view
def checks_sentence(view: View) -> str:
    """Return the number of errors and warnings of the workbook or paper, as a sentence."""
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
    """Return the issues of statuses that were read from a cell's colour, or all other issues."""
    issues = view.loaded.reading.issues
    return tuple(issue for issue in issues if issue.code.startswith("status-from-colour") is from_colour)


@cached_piece
def show_issues(view: View, *, from_colour: bool, key: str) -> HtmlFragment:
    """Show issues grouped by severity and kind: the remedy of each kind, then the message of each location."""
    _ = view.translator
    nodes = issue_nodes(issues_of(view, from_colour=from_colour), _)
    return HtmlFragment(nodes or [element("p", _("Nothing to report."), class_="muted")], key=key)


def issue_nodes(issues: Iterable[Issue], _: Translator, *, cure: RemedyFunction = page_remedy) -> list[HtmlNode]:
    """Return issues grouped by severity and kind as nodes; `cure` gives the remedy of each."""
    ordered = sorted(issues, key=lambda issue: (SEVERITIES.index(issue.severity), issue.code))
    nodes: list[HtmlNode] = []
    for (severity, _code), group in groupby(ordered, key=lambda issue: (issue.severity, issue.code)):
        nodes += _kind(severity, list(group), _, cure)
    return nodes


def _kind(severity: Severity, group: list[Issue], _: Translator, cure: RemedyFunction) -> list[HtmlNode]:
    """Return the nodes of one kind of issue: heading, remedies, and a table of locations and messages."""
    word = {Severity.ERROR: _("Error"), Severity.WARNING: _("Warning"), Severity.INFO: _("For information")}[severity]
    title = f"{word}: {_.plural('{n} place', '{n} places', len(group))}"
    nodes = [element("h3", title), *_remedies(group, _, cure), _table(group[:MOST], title, _)]
    if len(group) > MOST:
        rest = _.plural("{n} more place", "{n} more places", len(group) - MOST)
        nodes.append(element("details", element("summary", rest), *_folded(group, rest, _)))
    return nodes


def _folded(group: list[Issue], caption: str, _: Translator) -> list[HtmlNode]:
    table = _table(group[MOST:LISTED], caption, _)
    if len(group) <= LISTED:
        return [table]
    more = _.plural("and {n} more place", "and {n} more places", len(group) - LISTED)
    return [table, element("p", more, class_="muted")]


def _remedies(group: list[Issue], _: Translator, cure: RemedyFunction) -> list[HtmlNode]:
    remedies = dict.fromkeys(cure(issue, _) for issue in group)
    return [element("p", text) for text in list(remedies)[:MOST]]


def _table(group: list[Issue], caption: str, _: Translator) -> HtmlNode:
    rows = [
        element(
            "tr",
            element("th", issue_location(issue, _), scope="row", class_="nowrap"),
            element("td", message(issue, _)),
        )
        for issue in group
    ]
    return table_region(caption, map(heading, (_("Place"), _("What is wrong"))), rows)


def issue_location(issue: Issue, _: Translator) -> str:
    """Return the location of an issue: its sheet and cell, its sheet, or the workbook."""
    if not issue.sheet and not issue.cell:
        return _("the workbook")
    return format_location(issue.sheet, issue.cell, _)
