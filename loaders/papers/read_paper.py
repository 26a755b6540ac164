"""Read a file that may be a published paper, and explain why a text with a document's file name is none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.formats.csv_text import decode
from loaders.issue_log import make_issue
from loaders.papers.file_names import LAYOUT, is_document_name
from loaders.papers.lines.read_lines import read_paper_lines
from loaders.papers.lines.text import text_lines
from loaders.papers.records.records import build_paper_records, settled_updates
from loaders.papers.sections.paper import ParsedPaper
from loaders.papers.sections.reconcile_statuses import reconcile_statuses
from loaders.papers.sections.sections import parse_sections
from loaders.papers.statuses.printed_statuses import extract_printed_statuses
from loaders.papers.statuses.suggestions import blank_status_issues
from loaders.papers.text.decision import Decision, decision_issues
from loaders.papers.text.headers_footers import BodyText
from loaders.papers.text.headings import PaperHeading, PaperPart, not_a_report
from loaders.papers.text.line import Line, line_start
from loaders.records import Recognised
from loaders.security.package import FileType
from loaders.vocabulary.heading_periods import round_of_cell
from model.issues.issue import Issue, WorkbookError
from model.text import normalise_space
from model.tracker.reading import MappedColumn

_FIELDS = {
    PaperPart.RECOMMENDATION: "ref",
    PaperPart.RESPONSE: "date",
    PaperPart.PROGRESS: "date",
    PaperPart.MONITORING: "activity",
    PaperPart.THEME: "theme",
    PaperPart.AGENCIES: "lead_agency",
    PaperPart.STATUS: "status",
}
_MOST_TITLE_LINES = 3
_NEAR_TOP = 8
_MAX_GAP = 3
_ONLY = re.compile(r"(?:Only|Dim ond): (?P<part>\S.*)")
_AVAILABLE = ("available in welsh", "ar gael yn gymraeg", "available in english", "ar gael yn saesneg")


def read_paper(
    content: bytes, *, kind: FileType, name: str, review: str | None
) -> tuple[Recognised, list[str], Sequence[Issue]] | None:
    """Return the records of a paper, its pages and its issues; None where it is probably a table.

    That is text, or a document without headings of recommendations whose tables are not those of a progress report.

    `review` is the name that a person gave its review. Raises WorkbookError where a document is no progress report.
    """
    lines = read_paper_lines(content, kind=kind, name=name)
    if lines is None:
        return None
    try:
        recognised, issues = recognise_paper(lines, file_name=name, review=review)
    except WorkbookError:
        from loaders.papers.lines.docx_tables import has_list  # noqa: PLC0415 - most papers are read without it

        if kind is FileType.DOCX and has_list(content):
            return None
        raise
    return recognised, list(dict.fromkeys(line.location[0] for line in lines)), issues


def paper_refusal(error: WorkbookError, content: bytes, file_name: str) -> WorkbookError:
    """Return the error for refused text: that it is no report, if its file name is that of a document."""
    if not is_document_name(file_name) or error.code not in ("no-table", "file-not-workbook"):
        return error
    return not_a_report(text_lines(decode(content)[0]))


def recognise_paper(
    lines: Sequence[Line], *, file_name: str, review: str | None = None
) -> tuple[Recognised, list[Issue]]:
    """Return the records of a progress report in the published form, and their issues.

    `review` is the name that a person gave its review.

    Raises WorkbookError where no recommendation of it has a response or a progress update.
    """
    printed = extract_printed_statuses(lines)
    body_text = printed.body_text
    paper = parse_sections(body_text, printed.key)
    if not any(update.round for recommendation in paper.recommendations for update in recommendation.updates):
        raise not_a_report(lines)
    title = _title(body_text, paper)
    reconciled = reconcile_statuses(paper.recommendations, printed.statuses, printed.mark_reader)
    other = [*paper.other, *printed.unread_lines, *dict.fromkeys(status.line for status in reconciled.unmatched)]
    paper = replace(paper, recommendations=reconciled.recommendations, other=tuple(other))
    built = build_paper_records(paper, title=title, file_name=file_name, review=review)
    records = built.records
    decisions = [*_line_decisions(lines), *paper.decisions, *reconciled.decisions, *built.decisions]
    counted = [line for line in paper.other if printed.mark_reader.is_only_counts(line.text)]
    counted += [line for line in paper.front if printed.mark_reader.is_only_counts(line.text)]
    read = [*title, *counted, *(entry.line for entry in printed.key)]
    issues = [
        *reconciled.issues,
        *built.issues,
        *blank_status_issues(records, settled=settled_updates(paper)),
        *_part_issues(paper),
        *decision_issues(decisions),
        *_unread_line_issues(body_text, paper, read),
    ]
    columns = tuple(_mapped(line, heading) for line, heading in paper.headings)
    return Recognised(LAYOUT, records, columns), issues


def _line_decisions(lines: Sequence[Line]) -> Iterator[Decision]:
    """Yield the lines that were joined or assigned before the sections of a paper were known."""
    for line in lines:
        if line.line_count > 1:
            yield Decision("paper-headings-joined", line)
        if line.continues_table:
            yield Decision("paper-tables-joined", line)


def _title(body_text: BodyText, paper: ParsedPaper) -> list[Line]:
    """Return the lines of the title: the first short ones without a full stop before any other heading, not a date.

    If some of them are formatted as headings, the others do not belong to the title.
    """
    first = next((line for line, _ in paper.headings), None)
    title: list[Line] = []
    for line in paper.front[:12]:
        words = normalise_space(line.text)
        if line is first or words.casefold() in body_text.contents or len(title) == _MOST_TITLE_LINES:
            break
        if any(phrase in words.casefold() for phrase in _AVAILABLE) or (_is_date(line) and not title):
            continue
        if len(words) > 150 or words.endswith(".") or _is_date(line):
            break
        title.append(line)
    return [line for line in title if line.heading] or title


def _is_date(line: Line) -> bool:
    return round_of_cell(normalise_space(line.text)) is not None


def _part_issues(paper: ParsedPaper) -> Iterator[Issue]:
    """Yield an issue if a paper covers only a part, as this dashboard's papers state: "Only: Training"."""
    for line in paper.front[:_NEAR_TOP]:
        if found := _ONLY.fullmatch(normalise_space(line.text)):
            sheet, cell = line.location
            yield make_issue("paper-of-a-part", sheet=sheet, cell=cell, found=found["part"])


def _unread_line_issues(body_text: BodyText, paper: ParsedPaper, read: Sequence[Line]) -> Iterator[Issue]:
    """Yield the issues of lines that are in no table: the front, the end, footnotes, unrecognised headings."""
    read_ids = {id(line) for line in read}
    unread = [line for line in [*paper.front, *paper.other] if id(line) not in read_ids]
    for code, lines in (("paper-text-kept-out", unread), ("paper-footnotes", body_text.footnotes)):
        for run in _runs(lines):
            sheet, cell = run[0].location
            until = run[-1].location[1] if len(run) > 1 else ""
            yield make_issue(code, sheet=sheet, cell=cell, found=line_start(run[0]), until=until, count=str(len(run)))


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Group lines into runs on one page with nothing else between them, judging by their numbers."""
    runs: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.page, line.number)):
        if runs and runs[-1][-1].page == line.page and line.number - runs[-1][-1].number <= _MAX_GAP:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _mapped(line: Line, heading: PaperHeading) -> MappedColumn:
    sheet, cell = line.location
    return MappedColumn(sheet, cell, normalise_space(line.text), _FIELDS.get(heading.part, ""), "heading")
