"""The issues of the current workbook by kind: the problem, its locations and its remedy."""

from collections.abc import Callable, Iterable
from itertools import groupby

from components.elements.html import HtmlFragment, HtmlNode, element
from components.session.view import View
from components.session.view_cache import cached_by_view, cached_piece
from model.issues.issue import Issue, Severity
from model.issues.issue_groups import IssueGroup, group_issues
from model.tracker.reading import MappedColumn
from wording.catalogue import Translator
from wording.format.locations import format_location
from wording.issues import page_remedy
from wording.issues.cell_notes import RemedyFunction
from wording.issues.group_sentences import MOST_PLACES, GroupText, Headings, all_locations, column_headings, group_text
from wording.labels.layouts import PAPER

LISTED = 500
"""The locations of a group that are listed, folded; the annotated copy marks them all."""

LinkFunction = Callable[[Issue, str], HtmlNode]

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
    """Show issues by severity and kind."""
    _ = view.translator
    nodes = issue_nodes(issues_of(view, from_colour=from_colour), _, columns=view.loaded.reading.columns)
    return HtmlFragment(nodes or [element("p", _("Nothing to report."), class_="muted")], key=key)


def plain_remedy(_issue: Issue, text: str) -> HtmlNode:
    """Return a remedy as it is, without a link."""
    return text


def issue_nodes(
    issues: Iterable[Issue],
    _: Translator,
    *,
    columns: Iterable[MappedColumn],
    cure: RemedyFunction = page_remedy,
    linked: LinkFunction = plain_remedy,
) -> list[HtmlNode]:
    """Return a heading and a list of kinds for each severity, errors first.

    `columns` are those of the reading, whose headings name cells; `cure` returns the remedy of each issue, and `linked`
    makes the remedy of a group, whose first issue it takes, a link to where it is done.
    """
    headings = column_headings(columns)
    groups = group_issues(issues)
    nodes: list[HtmlNode] = []
    for severity in SEVERITIES:
        same = [group for group in groups if group.severity is severity]
        if same:
            nodes += _severity_nodes(severity, same, _, headings, cure, linked)
    return nodes


def _severity_nodes(
    severity: Severity,
    groups: list[IssueGroup],
    _: Translator,
    headings: Headings,
    cure: RemedyFunction,
    linked: LinkFunction,
) -> list[HtmlNode]:
    """Return the heading of a severity with its number of locations, and its kinds of issues."""
    word = {Severity.ERROR: _("Error"), Severity.WARNING: _("Warning"), Severity.INFO: _("For information")}[severity]
    title = f"{word}: {_.plural('{n} place', '{n} places', sum(len(group.issues) for group in groups))}"
    texts = ((group, group_text(group, _, headings=headings, remedy_of=cure)) for group in groups)
    lines = [_kind(list(kind), _, linked) for _code, kind in groupby(texts, key=lambda each: each[0].first.code)]
    return [element("h3", title), element("ul", *lines, class_="lines")]


def _kind(groups: list[tuple[IssueGroup, GroupText]], _: Translator, linked: LinkFunction) -> HtmlNode:
    """Return one kind of issue: each problem with its locations, then what to do, once where it is the same for all."""
    common = len({text.remedy for _group, text in groups}) == 1
    nodes: list[HtmlNode] = []
    for group, text in groups:
        facts = {_("Where"): _locations(group, text.location, _)}
        if not common or group is groups[-1][0]:
            facts[_("What to do")] = [linked(group.first, text.remedy)]
        listed = [node for name, value in facts.items() for node in (element("dt", name), element("dd", *value))]
        nodes += [element("p", element("strong", text.message)), element("dl", *listed, class_="facts")]
    return element("li", *nodes, class_="prose")


def _locations(group: IssueGroup, location: str, _: Translator) -> list[HtmlNode]:
    return [location, *([_folded_locations(group, _)] if len(group.issues) > MOST_PLACES else [])]


def _folded_locations(group: IssueGroup, _: Translator) -> HtmlNode:
    summary = _.plural("{n} place", "{n} places", len(group.issues))
    return element("details", element("summary", summary), element("p", all_locations(group, _, most=LISTED)))


def issue_location(issue: Issue, _: Translator) -> str:
    """Return the location of an issue: its sheet and cell, its sheet, or the workbook."""
    if not issue.sheet and not issue.cell:
        return _("the workbook")
    return format_location(issue.sheet, issue.cell, _)
