"""Recognising a published paper: its lines as the records of a tracker, with what it says that no table holds."""

import re
from collections.abc import Sequence

from loaders.issue_log import IssueLog
from loaders.papers.records.records import records_of, settled_of
from loaders.papers.sections.reconcile_statuses import agree_on_statuses
from loaders.papers.sections.sections import Paper, parts_of
from loaders.papers.statuses.printed_statuses import printed_statuses
from loaders.papers.statuses.suggestions import tell_blank_statuses
from loaders.papers.text.headers_footers import Bare
from loaders.papers.text.headings import Heading, Part, not_a_report
from loaders.papers.text.line import Line, line_start
from loaders.records import Recognised
from loaders.vocabulary.heading_periods import round_of_cell
from model.tracker.reading import MappedColumn

LAYOUT = "published-paper"
_FIELDS = {
    Part.RECOMMENDATION: "ref",
    Part.RESPONSE: "date",
    Part.PROGRESS: "date",
    Part.MONITORING: "activity",
    Part.THEME: "theme",
    Part.AGENCIES: "lead_agency",
    Part.STATUS: "status",
}
_TITLES = 3
_NEAR_TOP = 8
_NEAR = 3
_ONLY = re.compile(r"(?:Only|Dim ond): (?P<part>\S.*)")
_AVAILABLE = ("available in welsh", "ar gael yn gymraeg", "available in english", "ar gael yn saesneg")


def recognise_paper(lines: Sequence[Line], log: IssueLog, *, file_name: str, review: str | None = None) -> Recognised:
    """Return the records of a progress report in the published shape; `review` is what somebody called its review.

    Raises WorkbookError where no recommendation of it has a response or a progress update.
    """
    printed = printed_statuses(lines)
    bare = printed.bare
    paper = parts_of(bare, printed.key)
    if not any(said.round for told in paper.told for said in told.said):
        raise not_a_report(lines)
    title = _title(bare, paper)
    unplaced = agree_on_statuses(paper.told, printed.given, printed.marks, log)
    paper.other += [*printed.left, *dict.fromkeys(given.line for given in unplaced)]
    records = records_of(paper, title=title, file_name=file_name, log=log, review=review)
    tell_blank_statuses(records, log, settled=settled_of(paper))
    _tell_part(paper, log)
    counted = [line for line in paper.other if printed.marks.counts(line.text)]
    counted += [line for line in paper.front if printed.marks.counts(line.text)]
    _tell_left_out(bare, paper, [*title, *counted, *(entry.line for entry in printed.key)], log)
    return Recognised(LAYOUT, records, tuple(_mapped(line, heading) for line, heading in paper.headings))


def _title(bare: Bare, paper: Paper) -> list[Line]:
    """Return the first lines that may be a title: short, no full stop, before any other heading; not its date.

    Where some of them are headings by their look, the others are none of the title.
    """
    first = next((line for line, _ in paper.headings), None)
    title: list[Line] = []
    for line in paper.front[:12]:
        words = " ".join(line.text.split())
        if line is first or words.casefold() in bare.contents or len(title) == _TITLES:
            break
        if any(said in words.casefold() for said in _AVAILABLE) or (_is_date(line) and not title):
            continue
        if len(words) > 150 or words.endswith(".") or _is_date(line):
            break
        title.append(line)
    return [line for line in title if line.heading] or title


def _is_date(line: Line) -> bool:
    return round_of_cell(" ".join(line.text.split())) is not None


def _tell_part(paper: Paper, log: IssueLog) -> None:
    """Note that a paper says of itself that it tells only a part: "Only: Training", as this dashboard's papers do."""
    for line in paper.front[:_NEAR_TOP]:
        if found := _ONLY.fullmatch(" ".join(line.text.split())):
            sheet, cell = line.place
            log.add("paper-of-a-part", sheet=sheet, cell=cell, found=found["part"])


def _tell_left_out(bare: Bare, paper: Paper, read: Sequence[Line], log: IssueLog) -> None:
    """Note which lines are in no table: the front, the end, footnotes, headings that were not understood."""
    kept = {id(line) for line in read}
    left = [line for line in [*paper.front, *paper.other] if id(line) not in kept]
    for code, lines in (("paper-text-kept-out", left), ("paper-footnotes", bare.footnotes)):
        for run in _runs(lines):
            sheet, cell = run[0].place
            until = run[-1].place[1] if len(run) > 1 else ""
            log.add(code, sheet=sheet, cell=cell, found=line_start(run[0]), until=until, count=str(len(run)))


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines in runs that stand on one page with nothing else between them, as far as numbers say."""
    runs: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.page, one.number)):
        if runs and runs[-1][-1].page == line.page and line.number - runs[-1][-1].number <= _NEAR:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _mapped(line: Line, heading: Heading) -> MappedColumn:
    sheet, cell = line.place
    return MappedColumn(sheet, cell, " ".join(line.text.split()), _FIELDS.get(heading.part, ""), "heading")
