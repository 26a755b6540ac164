"""Read a file that may be a published paper, and explain why a text with a document's file name is none."""

import re
from collections.abc import Iterator, Sequence

from loaders.formats.csv_text import decode
from loaders.issue_log import make_issue
from loaders.papers.line import (
    UPDATES,
    Findings,
    Line,
    PaperPart,
    heading_of,
    line_issue,
    line_start,
)
from loaders.papers.paragraphs import extract_body_text
from loaders.papers.records import PaperRecords
from loaders.papers.sections import PaperSections, parse_sections
from loaders.papers.statuses import read_status_tables
from loaders.records import PAPER, Recognised
from loaders.security.package import FileType, is_paper_name
from loaders.vocabulary.headings import round_of_cell
from model.issue import Issue, WorkbookError
from model.language import normalise_space
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
_MOST_TITLE_LINES, _LONGEST_TITLE = 3, 150
_NEAR_TOP = 8
_MAX_GAP = 3
_ONLY = re.compile(r"(?:Only|Dim ond): (?P<part>\S.*)")
_AVAILABLE = ("available in welsh", "ar gael yn gymraeg", "available in english", "ar gael yn saesneg")
_MARKUP = re.compile(r"</?(?:u|b|i|em|strong)>|\$_\{?\\odot\}?\$ ?", re.IGNORECASE)
"""Markup that converters leave of underlines and of the signs of sub-bullets."""
_RECOMMENDATION = re.compile("rec|argymhelliad", re.IGNORECASE)
"""The beginning of every heading of a recommendation."""


def read_paper(
    content: bytes, *, kind: FileType, name: str, review: str | None
) -> tuple[Recognised, list[str], Sequence[Issue]] | None:
    """Return the records of a paper, its pages and its issues; None where it is probably a table.

    That is text, or a document without headings of recommendations whose tables are not those of a progress report.

    `review` is the name that a person gave its review. Raises WorkbookError where a document is no progress report.
    """
    lines = _file_lines(content, kind=kind, name=name)
    if lines is None:
        return None
    try:
        recognised, issues = recognise_paper(lines, file_name=name, review=review)
    except WorkbookError:
        from loaders.papers.docx import has_list  # noqa: PLC0415 - most papers are read without it

        if kind is FileType.DOCX and has_list(content):
            return None
        raise
    return recognised, list(dict.fromkeys(line.location[0] for line in lines)), issues


def paper_refusal(error: WorkbookError, content: bytes, file_name: str) -> WorkbookError:
    """Return the error for refused text: that it is no report, if its file name is that of a document."""
    if not is_paper_name(file_name) or error.code not in ("no-table", "file-not-workbook"):
        return error
    return _not_a_report(text_lines(decode(content)[0]))


def _file_lines(content: bytes, *, kind: FileType, name: str) -> list[Line] | None:
    """Return the lines of a paper; None where the file is text that is probably a table.

    Text is a paper if it has the headings of one; without them a .txt file is none either, unless it is a table.
    """
    if kind is FileType.DOCX:
        from loaders.papers.docx import docx_lines  # noqa: PLC0415 - a workbook is read without it

        return docx_lines(content)
    if kind is FileType.PDF:
        from loaders.papers.pdf import pdf_lines  # noqa: PLC0415 - takes longer to import than a workbook to read

        return pdf_lines(content)
    if kind is not FileType.CSV or name.casefold().endswith(".csv"):
        return None
    text = decode(content)[0]
    if not _RECOMMENDATION.search(text):  # a text of millions of lines is not looked at line by line
        return None
    lines = text_lines(text)
    return lines if _looks_like_paper(lines) else None


def text_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    lines: list[Line] = []
    gap = True
    for number, source_line in enumerate(re.split(r"\r\n|[\r\n\f]", text), start=1):
        words = _MARKUP.sub("", source_line).rstrip() if source_line.strip() else ""
        if words:
            lines.append(Line(words, number, after_gap=gap))
        gap = not words
    return lines


def _looks_like_paper(lines: Sequence[Line]) -> bool:
    """Return whether lines are a progress report: it has the heading of a recommendation and of a dated update."""
    parts = {heading.part for line in lines if (heading := heading_of(line))}
    return PaperPart.RECOMMENDATION in parts and not parts.isdisjoint(UPDATES)


def recognise_paper(
    lines: Sequence[Line], *, file_name: str, review: str | None = None
) -> tuple[Recognised, list[Issue]]:
    """Return the records of a progress report in the published form, and their issues.

    `review` is the name that a person gave its review.

    Raises WorkbookError where no recommendation of it has a response or a progress update.
    """
    pictures = [line for line in lines if line.page and not line.text and line.table is None]
    body, footnotes = extract_body_text(
        [line for line in lines if line.text or line.table is not None or not line.page]
    )
    tables, findings = read_status_tables(body, _front(body)), Findings()
    paper = parse_sections(tables.rest, tables.marks, tables.statuses, findings)
    headings = {id(line) for line, heading in paper.headings if heading.part in UPDATES}
    if not any(id(update.heading) in headings for each in paper.recommendations for update in each.updates):
        raise _not_a_report(lines)
    title = _title(paper)
    built = PaperRecords(paper, tables.key, file_name, findings)
    built.add_reviews(title, review)
    built.add_recommendations()
    read = {record.cell("status").location for record in tables.key} | {line.location for line in title}
    unread = [line for line in (*paper.front, *paper.other, *tables.unread) if line.location not in read]
    parts = ((line, _ONLY.fullmatch(normalise_space(line.text))) for line in paper.front[:_NEAR_TOP])
    issues = [
        *findings.issues(),
        *(line_issue("paper-of-a-part", line, found=found["part"]) for line, found in parts if found),
        *(make_issue("paper-page-without-text", sheet=line.location[0]) for line in pictures),
        *_unread_line_issues("paper-text-kept-out", unread),
        *_unread_line_issues("paper-footnotes", footnotes),
    ]
    columns = tuple(
        MappedColumn(*line.location, normalise_space(line.text), _FIELDS.get(heading.part, ""), "heading")
        for line, heading in paper.headings
    )
    return Recognised(PAPER, built.by_table, columns), issues


def _not_a_report(lines: Sequence[Line]) -> WorkbookError:
    """Return the error for lines that are no progress report: the headings found of each kind, and the first line."""
    parts = [heading.part for line in lines if (heading := heading_of(line))]
    updates, recommendations = sum(part in UPDATES for part in parts), parts.count(PaperPart.RECOMMENDATION)
    beginning = next((line_start(line) for line in lines if line.text.strip()), "")
    return WorkbookError("not-a-report", recommendations=str(recommendations), updates=str(updates), found=beginning)


def _front(lines: Sequence[Line]) -> list[Line]:
    """Return the lines before the first recommendation, which may be its key."""
    headings = (heading_of(line) for line in lines)
    starts = (n for n, found in enumerate(headings) if found is not None and found.part is PaperPart.RECOMMENDATION)
    end = next(starts, len(lines))
    return [line for line in lines[:end] if line.table is None]


def _title(paper: PaperSections) -> list[Line]:
    """Return the lines of the title: the first short ones without a full stop before any other heading, not a date.

    If some of them are formatted as headings, the others do not belong to the title.
    """
    first = next((line for line, _ in paper.headings), None)
    title: list[Line] = []
    for line in paper.front[:12]:
        words = normalise_space(line.text)
        is_date = round_of_cell(words) is not None
        if line is first or len(title) == _MOST_TITLE_LINES:
            break
        if any(phrase in words.casefold() for phrase in _AVAILABLE) or (is_date and not title):
            continue
        if len(words) > _LONGEST_TITLE or words.endswith(".") or is_date:
            break
        title.append(line)
    return [line for line in title if line.heading] or title


def _unread_line_issues(code: str, lines: Sequence[Line]) -> Iterator[Issue]:
    """Yield the issues of lines that are in no table, one for those on one page with nothing else between them."""
    runs: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.page, line.number)):
        last = runs[-1][-1] if runs else None
        if last is not None and last.page == line.page and line.number - last.number <= _MAX_GAP:
            runs[-1].append(line)
        else:
            runs.append([line])
    for run in runs:
        until = run[-1].location[1] if len(run) > 1 else ""
        yield line_issue(code, run[0], found=line_start(run[0]), until=until, count=str(len(run)))
