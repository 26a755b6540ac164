"""How a file was read, what is wrong in it, and what is missing: parts of Data checks, some of Upload as well."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

import pandas as pd

from analysis.table_rows import rows_of
from components.document.document import FileOffer, file_link
from components.elements import BlockColumn, HtmlNode, block_table, definitions, element, heading, part, table_region
from components.marks.lines import href_of, named_ref, numbered_marks
from components.published import LoadedTracker, published_store
from components.session.view import View
from components.texts import MOST_MORE, listed, rest_of
from loaders.canonical import workbook_bytes
from loaders.client import preview_in_worker
from model.terms import NOT_RATED, NOT_REPORTED, Language, TableRow
from model.tracker.reading import COLUMNS_NOT_READ, Issue, IssueGroup, MappedColumn, Reading, Severity, group_issues
from model.versions.version import Mode
from reports.registry import XLSX, tracker_file_name, translation_workbook
from wording import issues as sentences
from wording.catalogue import Translator, label, labels
from wording.formatting import format_count, format_location, format_round, join_first
from wording.names import PAPER, columns_by_sheet, evidence_text, field_heading, field_words

# The locations of a group that are listed, folded; an annotated copy of the workbook marks them all.
LISTED = 500
_QUOTED = re.compile("(?<=“)(.*?)(?=”)")
_Written = list[tuple[IssueGroup, sentences.GroupText]]
# Makes the remedy of an issue a link to where it is done.
_Linked = Callable[[Issue, str], HtmlNode] | None
# The number of cells that are listed for a column; the rest are counted.
_MOST_CELLS = 40
# The number of recommendations listed for a round; the rest stand behind their number.
MOST = 60


def columns_part(view: View) -> HtmlNode:
    """Show the columns that were read in each sheet: those with an exact heading on one row, the others on a row each.

    For a paper, show its headings in order.
    """
    _, reading = view.translator, view.loaded.reading
    if reading.layout == PAPER:
        of_paper, read = (_("Heading"), _("Place"), _("Read as")), (each for each in reading.columns if each.field)
        rows = [(each.heading, format_location(each.sheet, each.cell, _), field_words(each.field, _)) for each in read]
        return part("columns", _table(_("Headings of the paper"), of_paper, rows))
    names = (_("Sheet"), _("Columns"), _("Read as"), _("Recognised by"))
    found = [row for sheet, columns in columns_by_sheet(reading.columns).items() for row in _rows(sheet, columns, _)]
    return part("columns", _table(_("Columns of the workbook"), names, found))


def unread_part(view: View) -> HtmlNode | None:
    """Show the columns that were not read, each with the reason, if there are any."""
    _, title = view.translator, view.translator("Columns that were not read")

    def row(issue: Issue) -> list[HtmlNode]:
        place = format_location(issue.sheet, issue.cell, _) if issue.sheet or issue.cell else _("the workbook")
        return [element("span", place, class_="nowrap"), sentences.message(issue, _)]

    rows = [row(issue) for issue in view.loaded.reading.issues if issue.code in COLUMNS_NOT_READ]
    table = _table(title, (_("Place"), _("Why it was not read")), rows)
    return part("unread", element("h3", title), table) if rows else None


def statuses_read_part(view: View) -> HtmlNode:
    """Show the number of statuses read in each way."""
    _, reading = view.translator, view.loaded.reading
    counts = ((name, reading.statuses_read.get(method, 0)) for method, name in labels("reading-method", _).items())
    lines = [(name, _.plural("{n} status", "{n} statuses", n)) for name, n in counts if n]
    none = element("p", _("No cell gives a status."), class_="muted")
    return part("statuses", definitions(lines, class_="rows") if lines else none)


def _table(caption: str, names: Iterable[str], rows: Iterable[Sequence[HtmlNode]]) -> HtmlNode:
    """Return a table whose first column is the heading of each row."""
    body = []
    for name, *cells in rows:
        body.append(element("tr", element("th", name, scope="row"), *(element("td", cell) for cell in cells)))
    return table_region(caption, map(heading, names), body)


def _rows(sheet: str, columns: list[MappedColumn], _: Translator) -> Iterator[Sequence[HtmlNode]]:
    certain = [column for column in columns if column.evidence == "heading" and not column.candidates]
    exact = [column for column in certain if column.heading == field_heading(column.field)]
    if exact:
        yield (sheet, ", ".join(map(_heading_and_cell, exact)), _("the same"), evidence_text(exact[0], _))
    for column in columns:
        if column not in exact:
            yield (sheet, _heading_and_cell(column), field_words(column.field, _), evidence_text(column, _))


def _heading_and_cell(column: MappedColumn) -> str:
    return f"{column.heading} ({column.cell})" if column.cell else column.heading


def is_merged(loaded: LoadedTracker) -> bool:
    """Whether a version has more than the file that was published last: that was merged into the tracker."""
    return loaded.version is not None and loaded.version.mode is Mode.MERGE and loaded.agencies is None


def checked_reading(loaded: LoadedTracker) -> Reading:
    """Return the reading whose issues are those of a version.

    It is that of its file; of a version into which a file was merged, that of its tracker workbook, read again.
    """
    number = loaded.number
    if number is None or not is_merged(loaded):
        return loaded.reading

    def read() -> Reading:
        merged = published_store().load(number)
        content = workbook_bytes(merged.rows, merged.scale)
        return replace(preview_in_worker(content, name=tracker_file_name(number)).tracker, rows={})

    return loaded.drawn(("checked reading",), read)


def checks_sentence(view: View) -> str:
    """Return the number of errors and warnings of the workbook or paper, as a sentence."""
    _, checked = view.translator, checked_reading(view.loaded)
    errors, warnings = (len(checked.issues_of(each)) for each in (Severity.ERROR, Severity.WARNING))
    is_paper = checked.layout == PAPER
    if not errors and not warnings:
        clean = _("The report has no errors and no warnings.")
        return clean if is_paper else _("The workbook has no errors and no warnings.")
    counted = {
        "errors": _.plural("{n} error", "{n} errors", errors) if errors else _("no errors"),
        "warnings": _.plural("{n} warning", "{n} warnings", warnings) if warnings else _("no warnings"),
    }
    of_paper = _("The report has {errors} and {warnings}.", **counted)
    return of_paper if is_paper else _("The workbook has {errors} and {warnings}.", **counted)


def issues_of(view: View, *, from_colour: bool) -> tuple[Issue, ...]:
    """Return the issues of statuses that were read from a cell's colour in the file, or all others of the version."""
    issues = (view.loaded.reading if from_colour else checked_reading(view.loaded)).issues
    return tuple(issue for issue in issues if issue.code.startswith("status-from-colour") is from_colour)


def places_note_part(view: View) -> HtmlNode | None:
    """Show which file the places are of, where the version was merged; nothing where it is the only file."""
    _, read = view.translator, view.loaded.reading.source.name
    text = _(
        "A workbook was merged into this version, so that the version itself was checked: places are those of its "
        "Tracker workbook, on Reports. How statuses, colours and columns were read is that of {file}, merged last.",
        file=read,
    )
    return part("places", element("p", text, class_="muted prose")) if is_merged(view.loaded) else None


def issues_part(view: View, *, from_colour: bool, key: str) -> HtmlNode:
    """Show issues by severity and kind."""
    _, reading = view.translator, view.loaded.reading if from_colour else checked_reading(view.loaded)
    nodes = issue_nodes(view, issues_of(view, from_colour=from_colour), columns=reading.columns)
    return part(key, *(nodes or [element("p", _("Nothing to report."), class_="muted")]))


def issue_nodes(
    view: View, issues: Iterable[Issue], *, columns: Iterable[MappedColumn], on: str = "", linked: _Linked = None
) -> list[HtmlNode]:
    """Return a heading and a list of kinds for each severity, errors first; statuses are named in the language.

    `columns` are those of the reading, whose headings name cells. Remedies are those `on` a page, and `linked`
    makes the remedy of a group a link to where it is done.
    """
    _, nodes = view.translator, list[HtmlNode]()
    english = frozenset(each.name for each in view.scale.statuses if each.label(_.language) != each.name)
    text_of = partial(sentences.group_text, _=_, headings=sentences.column_headings(columns), on=on)
    groups = group_issues(sentences.with_status_names(issues, view.scale, _))
    for severity in Severity:
        same = [(group, text_of(group)) for group in groups if group[0].severity is severity]
        if not same:
            continue
        places = _.plural("{n} place", "{n} places", sum(len(group) for group, _text in same))
        kinds = groupby(same, key=lambda each: each[0][0].code)
        lines = [_kind(list(kind), _, linked=linked, english=english) for _code, kind in kinds]
        word = label("severity", severity, _)
        nodes += [element("h3", f"{word}: {places}"), element("ul", *lines[: sentences.MOST_KINDS], class_="lines")]
        if more := lines[sentences.MOST_KINDS :]:
            summary = element("summary", _.plural("{n} more kind", "{n} more kinds", len(more)))
            nodes.append(element("details", summary, element("ul", *more, class_="lines")))
    return nodes


def _kind(groups: _Written, _: Translator, *, linked: _Linked, english: Collection[str]) -> HtmlNode:
    """Return one kind of issue: each problem with its locations, then what to do, once where it is the same for all."""
    common = len({text.remedy for _group, text in groups}) == 1
    nodes: list[HtmlNode] = []
    for group, text in groups:
        facts: list[list[HtmlNode]] = [[_("Where"), text.location]]
        if len(group) > sentences.MOST_PLACES:
            summary = element("summary", _.plural("{n} place", "{n} places", len(group)))
            facts[0].append(element("details", summary, element("p", sentences.all_locations(group, _, most=LISTED))))
        if not common or group is groups[-1][0]:
            facts.append([_("What to do"), linked(group[0], text.remedy) if linked else text.remedy])
        # what it quotes in English is marked as such, for who hears it read
        pieces = _QUOTED.split(text.message)
        words = (element("span", each, lang=Language.ENGLISH.value) if each in english else each for each in pieces)
        nodes += [element("p", element("strong", *words)), definitions(facts)]
    return element("li", *nodes, class_="prose")


def missing_welsh_part(view: View, missing: pd.DataFrame) -> HtmlNode:
    """Show how many cells of each column have no Welsh, and where (`analysis.texts.missing_welsh`)."""
    _, found = view.translator, missing[missing["missing"].gt(0)]
    if found.empty:
        return part("welsh", element("p", _("Every text, name and status has its Welsh."), class_="muted"))
    named = (_("Sheet"), None), (_("Column"), None), (_("Without Welsh"), "number"), (_("Where"), "words")
    rows = (
        (row.sheet, row.heading, _n_of(row.missing, row.filled, _), join_first(row.places, _MOST_CELLS, _))
        for row in rows_of(found)
    )
    return part("welsh", block_table(_("Texts without Welsh, by column"), [BlockColumn(*each) for each in named], rows))


def translation_part(view: View) -> HtmlNode:
    """Return the link to the workbook of a translator."""
    words = view.translator("Download a workbook for the translator")
    return part("welsh.workbook", file_link(view, translation_file(view), words))


def translation_file(view: View) -> FileOffer:
    """Return the offer of the workbook of a translator."""
    work = partial(translation_workbook, view.loaded.tracker, view.loaded.reading.scale)
    return FileOffer("translation.xlsx", "cynnydd-translation.xlsx", XLSX, lambda _actor: work)


def unreported_part(view: View, marks: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    """Show for each round, newest first, which recommendations were not reported, or reported but not rated."""
    _ = view.translator
    words = {NOT_REPORTED: _("not reported"), NOT_RATED: _("reported, not rated")}
    titled = marks.merge(standing[["review", "ref", "title", "title_cy"]], on=["review", "ref"], how="left")
    missing = titled[titled["mark"].isin(words)].sort_values("round", ascending=False, kind="stable")
    lines: list[list[HtmlNode]] = []
    for rows in (rows for _key, rows in missing.groupby(["round", "mark"], sort=False)):
        label = f"{format_round(rows['round'].iloc[0], _)}: {words[rows['mark'].iloc[0]]}"
        links = numbered_marks(view, rows_of(rows.head(MOST)))
        rest = numbered_marks(view, rows_of(rows.iloc[MOST : MOST + MOST_MORE]))
        more = rest_of(view, [element("div", *rest, class_="marks")], len(rows) - MOST, shown=MOST_MORE)
        lines.append([label, *links, *more])
    if lines:
        return part("silent", definitions(lines, class_="rows"), scale=view.scale)
    reported = _("Every recommendation was reported and rated in every round.")
    text = _("Nothing has been reported yet.") if marks.empty else reported
    return part("silent", element("p", text, class_="muted"))


def blanks_part(view: View, blanks: pd.DataFrame) -> HtmlNode:
    """Show the number of blank cells of each column (`analysis.table_rows`)."""
    _ = view.translator
    columns = [BlockColumn(_("Sheet")), BlockColumn(_("Column")), BlockColumn(_("Blank cells"), "number")]
    rows = [(row.sheet, row.heading, _n_of(row.blank, row.rows, _)) for row in rows_of(blanks)]
    title = _("Blank cells by column")
    return part("blanks", element("details", element("summary", title), block_table(title, columns, rows)))


def _n_of(n: int, total: int, _: Translator) -> str:
    return _("{n} of {total}", n=format_count(n, _), total=format_count(total, _))


def reference_checks_part(view: View, references: pd.DataFrame) -> HtmlNode:
    """Show each broken or self reference of analysis.texts.references, with a link to its recommendation."""
    _, broken = view.translator, references[references["problem"].notna()].drop_duplicates(["review", "ref", "target"])
    if broken.empty:
        return part("references", element("p", _("Every reference leads to a recommendation."), class_="muted"))

    def line(row: TableRow) -> HtmlNode:
        ref = named_ref(view, row)
        text = _("Recommendation {ref} refers to {target}, which is not there.", ref=ref, target=row.target)
        if row.problem == "self":
            text = _("Recommendation {ref} refers to itself.", ref=ref)
        return element("li", element("a", text, class_="plain", href=href_of(view, row.review, row.ref)))

    return part("references", *listed(view, rows_of(broken), line))
