"""Everything wrong with the current workbook, by kind, each with its place and what to do."""

from itertools import groupby

from components.kept import kept, shown
from components.nodes import Node, Piece, element
from components.table_nodes import heading, table_region
from components.view import View
from model.issue import Issue, Severity
from wording.catalogue import Translator
from wording.issues import message, remedy

MOST = 100
"""So many places of one kind are listed; the copy with marked cells has them all."""
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@kept
def checks_sentence(view: View) -> str:
    """Return how many errors and warnings the workbook has."""
    _, issues = view.translator, view.loaded.reading.issues
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    warnings = sum(issue.severity is Severity.WARNING for issue in issues)
    if not errors and not warnings:
        return _("The workbook has no errors and no warnings.")
    return _(
        "The workbook has {errors} and {warnings}.",
        errors=_.plural("{n} error", "{n} errors", errors) if errors else _("no errors"),
        warnings=_.plural("{n} warning", "{n} warnings", warnings) if warnings else _("no warnings"),
    )


@kept
def issues_of(view: View, *, from_colour: bool) -> tuple[Issue, ...]:
    """Return the issues of statuses that were read from a cell's colour, or all others."""
    issues = view.loaded.reading.issues
    return tuple(issue for issue in issues if issue.code.startswith("status-from-colour") is from_colour)


@shown
def show_issues(view: View, *, from_colour: bool, key: str) -> Piece:
    """Show issues grouped by severity and kind: the message once, then the place and what was found in each cell."""
    _ = view.translator
    issues = issues_of(view, from_colour=from_colour)
    ordered = sorted(issues, key=lambda issue: (SEVERITIES.index(issue.severity), issue.code))
    nodes: list[Node] = []
    for (severity, _code), alike in groupby(ordered, key=lambda issue: (issue.severity, issue.code)):
        nodes += _kind(view, severity, list(alike))
    if not nodes:
        nodes = [element("p", _("Nothing to report."), class_="muted")]
    return Piece(nodes, key=key)


def _kind(view: View, severity: Severity, alike: list[Issue]) -> list[Node]:
    _ = view.translator
    word = {Severity.ERROR: _("Error"), Severity.WARNING: _("Warning"), Severity.INFO: _("For information")}[severity]
    count = _.plural("{n} place", "{n} places", len(alike))
    title = element("h3", f"{word}: {message(alike[0], _)}" if len(alike) == 1 else f"{word} ({count})")
    headings = (_("Place"), _("What is wrong"), _("What to do"))
    rows = [
        element(
            "tr",
            element("th", place(issue, _), scope="row", class_="nowrap"),
            element("td", message(issue, _)),
            element("td", remedy(issue, _)),
        )
        for issue in alike[:MOST]
    ]
    table = table_region(f"{word}: {count}", map(heading, headings), rows)
    if len(alike) <= MOST:
        return [title, table]
    more = _.plural("and {n} more place", "and {n} more places", len(alike) - MOST)
    return [title, table, element("p", more, class_="muted")]


def place(issue: Issue, _: Translator) -> str:
    """Return where an issue is: the sheet and the cell, the sheet, or the workbook."""
    if not issue.sheet:
        return _("the workbook")
    return f"{issue.sheet}!{issue.cell}" if issue.cell else issue.sheet
