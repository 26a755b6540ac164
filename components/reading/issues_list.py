"""The issues of the current workbook by kind: the problem, its locations and its remedy."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby

from components.elements.html import HtmlNode, element, part
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import published_store
from components.session.view import View
from loaders.security.limits import Limits
from loaders.worker.client import read_in_worker
from model.actor import SYSTEM
from model.issues.issue import Issue, Severity
from model.issues.issue_groups import IssueGroup, group_issues
from model.language import Language
from model.status.scale import Scale
from model.tracker.reading import MappedColumn, Reading
from model.versions.version import Mode
from reports.canonical_workbooks import tables_as_workbook
from reports.file_names import tracker_file_name
from wording.catalogue import Translator
from wording.format.locations import format_location
from wording.issues import names_in_english, page_remedy, with_status_names
from wording.issues.cell_notes import RemedyFunction
from wording.issues.group_sentences import MOST_PLACES, GroupText, all_locations, column_headings, group_text
from wording.labels.layouts import PAPER

LISTED = 500
"""The locations of a group that are listed, folded; the annotated copy marks them all."""

_QUOTED = re.compile("(?<=“)(.*?)(?=”)")
Written = list[tuple[IssueGroup, GroupText]]
LinkFunction = Callable[[Issue, str], HtmlNode]

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def is_merged(loaded: LoadedTracker) -> bool:
    """Whether a version has more than the file that was published last: that was merged into the tracker."""
    return loaded.version is not None and loaded.version.mode is Mode.MERGE and loaded.agencies is None


@lru_cache(maxsize=2)
def checked_reading(loaded: LoadedTracker) -> Reading:
    """Return the reading whose issues are those of a version.

    It is that of its file; of a version into which a file was merged, that of its tracker workbook, read again.
    """
    if not is_merged(loaded):
        return loaded.reading
    name = tracker_file_name(loaded.version.number if loaded.version else None)
    return replace(read_in_worker(merged_workbook(loaded), name=name, limits=Limits.from_environment()), rows={})


def merged_workbook(loaded: LoadedTracker) -> bytes:
    """Return the tracker workbook of a merged version."""
    if loaded.version is None:
        return loaded.original(SYSTEM)
    reading, tables = published_store().load_tables(loaded.version.number)
    return tables_as_workbook(tables, reading.scale)


def checks_sentence(view: View) -> str:
    """Return the number of errors and warnings of the workbook or paper, as a sentence."""
    _, checked = view.translator, checked_reading(view.loaded)
    issues = checked.issues
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    warnings = sum(issue.severity is Severity.WARNING for issue in issues)
    paper = checked.layout == PAPER
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


def issues_of(view: View, *, from_colour: bool) -> tuple[Issue, ...]:
    """Return the issues of statuses that were read from a cell's colour in the file, or all others of the version."""
    issues = (view.loaded.reading if from_colour else checked_reading(view.loaded)).issues
    return tuple(issue for issue in issues if issue.code.startswith("status-from-colour") is from_colour)


def places_note_part(view: View) -> HtmlNode | None:
    """Show which file the places are of, where the version was merged; nothing where it is the only file."""
    if not is_merged(view.loaded):
        return None
    _, read = view.translator, view.loaded.reading.source.name
    text = _(
        "A workbook was merged into this version, so that the version itself was checked: places are those of its "
        "Tracker workbook, on Reports. How statuses, colours and columns were read is that of {file}, merged last.",
        file=read,
    )
    return part("places", element("p", text, class_="muted prose"))


def issues_part(view: View, *, from_colour: bool, key: str) -> HtmlNode:
    """Show issues by severity and kind."""
    _ = view.translator
    reading = view.loaded.reading if from_colour else checked_reading(view.loaded)
    issues, columns = issues_of(view, from_colour=from_colour), reading.columns
    nodes = issue_nodes(issues, _, columns=columns, scale=view.scale)
    return part(key, *(nodes or [element("p", _("Nothing to report."), class_="muted")]))


def plain_remedy(_issue: Issue, text: str) -> HtmlNode:
    """Return a remedy as it is, without a link."""
    return text


def issue_nodes(
    issues: Iterable[Issue],
    _: Translator,
    *,
    columns: Iterable[MappedColumn],
    scale: Scale,
    cure: RemedyFunction = page_remedy,
    linked: LinkFunction = plain_remedy,
) -> list[HtmlNode]:
    """Return a heading and a list of kinds for each severity, errors first.

    `columns` are those of the reading, whose headings name cells; statuses of the `scale` are named in the language.
    `cure` returns the remedy of each issue, and `linked` makes the remedy of a group a link to where it is done.
    """
    text_of = partial(group_text, _=_, headings=column_headings(columns), remedy_of=cure)
    kind_of = partial(_kind, _=_, linked=linked, english=names_in_english(scale, _))
    groups = group_issues(with_status_names(issues, scale, _))
    nodes: list[HtmlNode] = []
    for severity in SEVERITIES:
        same = [group for group in groups if group.severity is severity]
        if same:
            nodes += _severity_nodes(severity, [(group, text_of(group)) for group in same], _, kind_of)
    return nodes


def _severity_nodes(
    severity: Severity, groups: Written, _: Translator, kind_of: Callable[[Written], HtmlNode]
) -> list[HtmlNode]:
    """Return the heading of a severity with its number of locations, and its kinds of issues."""
    word = {Severity.ERROR: _("Error"), Severity.WARNING: _("Warning"), Severity.INFO: _("For information")}[severity]
    title = f"{word}: {_.plural('{n} place', '{n} places', sum(len(group.issues) for group, _text in groups))}"
    lines = [kind_of(list(kind)) for _code, kind in groupby(groups, key=lambda each: each[0].first.code)]
    return [element("h3", title), element("ul", *lines, class_="lines")]


def _kind(groups: Written, *, _: Translator, linked: LinkFunction, english: Collection[str]) -> HtmlNode:
    """Return one kind of issue: each problem with its locations, then what to do, once where it is the same for all."""
    common = len({text.remedy for _group, text in groups}) == 1
    nodes: list[HtmlNode] = []
    for group, text in groups:
        facts = {_("Where"): _locations(group, text.location, _)}
        if not common or group is groups[-1][0]:
            facts[_("What to do")] = [linked(group.first, text.remedy)]
        listed = [node for name, value in facts.items() for node in (element("dt", name), element("dd", *value))]
        problem = element("strong", *_marked(text.message, english))
        nodes += [element("p", problem), element("dl", *listed, class_="facts")]
    return element("li", *nodes, class_="prose")


def _marked(message: str, english: Collection[str]) -> list[HtmlNode]:
    """Return a message with what it quotes in English marked as such, for who hears it read."""
    parts = _QUOTED.split(message)
    return [element("span", part, lang=Language.ENGLISH.value) if part in english else part for part in parts]


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
