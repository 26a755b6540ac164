"""Read a file that may be a published paper into records, and explain why a text named as one is none."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from loaders.formats.csv_text import decode
from loaders.papers.line import OTHER_FACT, UPDATES, Findings, Line, PaperPart, split_agencies
from loaders.papers.paragraphs import BULLET, REQUIRES, extract_body_text, is_open_end
from loaders.papers.sections import PaperRecommendation, PaperSections, PaperUpdate
from loaders.papers.statuses import read_status_tables
from loaders.records import PAPER, Recognised, Record, make_issue
from loaders.security import FileType, is_paper_name
from loaders.vocabulary import paper_pattern
from loaders.vocabulary.rounds import round_of_cell, split_round
from loaders.vocabulary.status_words import MONITORING_KINDS
from model.dates import MONTHS, SEASONS
from model.terms import LIST_SEPARATOR, Basis, Kind, MonitoringKind, label_key, normalise_space
from model.tracker.reading import Issue, MappedColumn, WorkbookError

# The field that the heading of each part gives.
_FIELDS = {**dict.fromkeys(UPDATES, "date"), PaperPart.RECOMMENDATION: "ref", PaperPart.MONITORING: "activity"}
_FIELDS |= {PaperPart.THEME: "theme", PaperPart.AGENCIES: "lead_agency", PaperPart.STATUS: "status"}
_MOST_TITLE_LINES, _LONGEST_TITLE = 3, 150
_NEAR_TOP, _MAX_GAP = 8, 3
_ONLY = re.compile(r"(?:Only|Dim ond): (?P<part>\S.*)")
_AVAILABLE = ("available in welsh", "ar gael yn gymraeg", "available in english", "ar gael yn saesneg")
# Markup that converters leave of underlines and of the signs of sub-bullets.
_MARKUP = re.compile(r"</?(?:u|b|i|em|strong)>|\$_\{?\\odot\}?\$ ?", re.IGNORECASE)
# The beginning of every heading of a recommendation.
_RECOMMENDATION = re.compile("rec|argymhelliad", re.IGNORECASE)
# A line that may begin with a round and a status: "June 2024: Red. Work has begun."
_DATED_STATUS = re.compile(r"[^.:]{4,30}: [^.:]{1,30}\. ")
# The sentence that replaces the words of an update without words.
_NO_WORDS = ("no words were given", "ni roddwyd geiriau")
_MONTH = "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True))
_DUE = re.compile(
    rf"\b(?:in|by|on|during|due in|due by|before|ym|yn|erbyn|ar)\s+"
    rf"(?P<date>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH}|{'|'.join(SEASONS)})(?:\s+\d{{4}})?)\b",
    re.IGNORECASE,
)
_ARRANGED = paper_pattern("arranged")
_PROMISED = (MonitoringKind.REQUEST, MonitoringKind.MEETING, MonitoringKind.ATTENDANCE, MonitoringKind.ASSURANCE)
_KINDS = {kind: paper_pattern(kind.name.casefold()) for kind in _PROMISED}
_WITH = paper_pattern("with_whom")
_WITH_BRACKETS = re.compile(r"(?P<activity>.+\S)\s+\((?P<details>[^;]+(?:; [^;]+)*)\)", re.DOTALL)
# A part of the brackets behind a promise that is not its kind; semicolons separate the parts.
_DETAIL = paper_pattern("promise_detail")
# A month or a day with its year, and no year alone.
_WITH_YEAR = re.compile(r"[^\W\d].*\b\d{4}$")
_FULL_STOP = re.compile(r"[.:;][\"'”’)\]¹²³⁴⁵⁶⁷⁸⁹⁰]*$")


def read_paper(
    content: bytes, *, kind: FileType, name: str, review: str | None, as_at: str | None
) -> tuple[Recognised, list[str], Sequence[Issue]] | None:
    """Return the records of a paper, its pages and its issues; None where it is probably a table.

    That is text, or a document without headings of recommendations whose tables are not those of a progress report.

    `review` is the name that a person gave its review, and `as_at` the month of updates without one, such as `2026-10`.
    Raises WorkbookError where a document is no progress report.
    """
    lines = _file_lines(content, kind=kind, name=name)
    if lines is None:
        return None
    lines, dated = _with_month(lines, as_at)
    if kind is FileType.CSV and {line.part for line in lines}.isdisjoint(UPDATES):
        return None
    try:
        recognised, issues = _recognise(lines, name, review)
    except WorkbookError:
        from loaders.papers.docx import has_list  # noqa: PLC0415 - most papers are read without it

        if kind is FileType.DOCX and has_list(content):
            return None
        raise
    return recognised, list(dict.fromkeys(line.location[0] for line in lines)), [*dated, *issues]


def refusal_of_text(refusal: WorkbookError, content: bytes, kind: FileType, file_name: str) -> WorkbookError:
    """Return the refusal that fits a document, or a text file: its name is that of a workbook, or of a paper."""
    if kind is FileType.DOCX and refusal.code == "no-table":
        return WorkbookError("no-table", **refusal.details, document="yes")
    if kind is not FileType.CSV or refusal.code not in ("no-table", "file-not-workbook"):
        return refusal
    if refusal.code == "no-table" and file_name.casefold().endswith((".xlsx", ".xlsm", ".xls", ".ods")):
        return WorkbookError("file-not-workbook", looks_like="text")
    return _not_a_report(text_lines(decode(content)[0])) if is_paper_name(file_name) else refusal


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
    return lines if PaperPart.RECOMMENDATION in {line.part for line in lines} else None


def _with_month(lines: Sequence[Line], as_at: str | None) -> tuple[list[Line], list[Issue]]:
    """Return the lines of a paper whose updates name no month with that of its beginning, and the issue that says so.

    A month that a person gave goes before it, and of two months neither is taken. A line such as "June 2024: Red. Work
    has begun." or "Update: Training began." becomes a heading and its text.
    """
    lines = [part for each in lines for part in (each.split_at(". ") if _DATED_STATUS.match(each.text) else [each])]
    if not lines or any(line.part in UPDATES for line in lines):
        return lines, []
    front = takewhile(lambda line: line.part is not PaperPart.RECOMMENDATION, lines)
    rounds = [(split_round(normalise_space(line.text))[1], line) for line in front]
    named = {words: line for words, line in rounds if words is not None and _WITH_YEAR.search(words)}
    month, line = (as_at, lines[0]) if as_at else next(iter(named.items())) if len(named) == 1 else ("", lines[0])
    if not month:
        return lines, []
    dated = (replace(each, month=month) for each in lines)
    parts = [part for each in dated for part in ([each] if each.as_heading is not None else each.split_at(":"))]
    return parts, [line.issue("snapshot-dated", found=month)]


def text_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    texts = ["", *(_MARKUP.sub("", each).rstrip() for each in re.split(r"\r\n|[\r\n\f]", text))]
    return [Line(each, n, after_gap=not before) for n, (before, each) in enumerate(pairwise(texts), 1) if each]


def _recognise(lines: Sequence[Line], file_name: str, review: str | None) -> tuple[Recognised, list[Issue]]:
    """Return the records of a progress report in the published form, and their issues.

    Raises WorkbookError where no recommendation of it has a response or a progress update.
    """
    pictures = [line for line in lines if line.page and not line.text and line.table is None]
    body, footnotes = extract_body_text([line for line in lines if line not in pictures])
    front = takewhile(lambda line: line.part is not PaperPart.RECOMMENDATION, body)
    tables, findings = read_status_tables(body, [line for line in front if line.table is None]), Findings()
    paper = PaperSections(tables, findings)
    headings = {id(line) for line, heading in paper.headings if heading.part in UPDATES}
    if not any(id(update.heading) in headings for each in paper.recommendations for update in each.updates):
        raise _not_a_report(lines)
    title = _title(paper)
    built = _PaperRecords(paper, file_name, findings, defaultdict(list, key=list(tables.key)))
    built.add_reviews(title, review)
    built.add_recommendations()
    read = {record.cell("status").location for record in tables.key} | {line.location for line in title}
    unread = [line for line in (*paper.front, *paper.other, *tables.unread) if line.location not in read]
    parts = ((line, _ONLY.fullmatch(normalise_space(line.text))) for line in paper.front[:_NEAR_TOP])
    issues = [
        *findings.issues(),
        *(line.issue("paper-of-a-part", found=found["part"]) for line, found in parts if found),
        *(make_issue("paper-page-without-text", sheet=line.location[0]) for line in pictures),
        *_unread_line_issues("paper-text-kept-out", unread),
        *_unread_line_issues("paper-footnotes", footnotes),
    ]
    named = ((line, normalise_space(line.text), _FIELDS.get(heading.part, "")) for line, heading in paper.headings)
    columns = tuple(MappedColumn(*line.location, words, name, "heading") for line, words, name in named)
    return Recognised(PAPER, built.by_table, columns), issues


def _not_a_report(lines: Sequence[Line]) -> WorkbookError:
    """Return the error for lines that are no progress report: the headings found of each kind, and the first line."""
    parts = [line.part for line in lines]
    updates, recommendations = sum(part in UPDATES for part in parts), parts.count(PaperPart.RECOMMENDATION)
    beginning = next((line.start for line in lines if line.text.strip()), "")
    return WorkbookError("not-a-report", recommendations=str(recommendations), updates=str(updates), found=beginning)


def _title(paper: PaperSections) -> list[Line]:
    """Return the lines of the title: the first short ones without a full stop before any other heading, not a date.

    If some of them are formatted as headings, the others do not belong to the title.
    """
    first = next((line for line, _ in paper.headings), None)
    title: list[Line] = []
    for line in takewhile(lambda line: line is not first, paper.front[:12]):
        words = normalise_space(line.text)
        is_date = round_of_cell(words) is not None
        if any(phrase in words.casefold() for phrase in _AVAILABLE) or (is_date and not title):
            continue
        if len(words) > _LONGEST_TITLE or words.endswith(".") or is_date or len(title) == _MOST_TITLE_LINES:
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
        yield run[0].issue(code, found=run[0].start, until=until, count=str(len(run)))


@dataclass
class _PaperRecords:
    """The records of one paper by table, each value with the line it was read from.

    `file_name` is the source of reviews, and part of every evidence.
    """

    paper: PaperSections
    file_name: str
    findings: Findings
    by_table: dict[str, list[Record]]
    reviews: list[str] = field(default_factory=list)

    def add_reviews(self, title: Sequence[Line], review: str | None) -> None:
        """Add the reviews that the paper describes, or the one whose name is the first line of its title.

        `review` is the name of the review, if a person gave one.
        """
        line = title[0] if title else self.paper.recommendations[0].heading
        name = review or (normalise_space(line.text) if title else self.file_name)
        described = self.paper.reviews
        if not described:
            words = ": ".join(normalise_space(line.text) for line in title) or self.file_name
            described = [{"review": replace(line, text=name), "title": replace(line, text=words)}]
            self.findings.report(line.issue("review-assumed", found=name))
        elif review and len(described) == 1:
            described = [{**described[0], "review": replace(described[0]["review"], text=review)}]
        for facts in described:
            self.reviews.append(facts["review"].text)
            values: dict[str, str | Line | None] = {"title": facts["review"].text, "source": self.file_name, **facts}
            self.by_table["reviews"].append(_record(facts["review"], values))

    def add_recommendations(self) -> None:
        """Add the recommendations with their updates and promises, of the review named with each or the first one."""
        for each in self.paper.recommendations:
            named = label_key(each.facts["review"].text if "review" in each.facts else each.found.bracketed)
            of_name = next((name for name in reversed(self.reviews) if label_key(name) == named), None)
            review = of_name or self.reviews[0]
            if of_name is None and len(self.reviews) > 1:
                self.findings.decide("paper-reviews-by-position", each.heading)
            self._add_recommendation(each, review)
            for update in each.updates:
                of_item = {"review": review, "ref": each.ref}
                if update.part in UPDATES:
                    self._add_update(update, of_item)
                else:
                    promises = [(line, _promise(_point(line))) for line in update.lines]
                    self.by_table["monitoring"] += [_record(line, {**of_item, **promise}) for line, promise in promises]

    def _add_recommendation(self, each: PaperRecommendation, review: str) -> None:
        facts = {field: fact for field, fact in each.facts.items() if field != OTHER_FACT}
        if OTHER_FACT in each.facts:
            self.findings.decide("paper-text-kept-out", each.facts[OTHER_FACT])
        names, lead = split_agencies(each.agencies.text) if each.agencies else [], facts.get("lead_agency")
        supporting = [name for name in names if name != lead.text] if lead and lead.text in names else []
        agencies, (title, points) = each.agencies or each.heading, self._text(each)
        values: dict[str, str | Line | None] = {
            "theme": each.theme,
            # The first of them leads, as in a workbook.
            "lead_agency": replace(agencies, text=LIST_SEPARATOR.join(names)),
            "supporting_agencies": replace(agencies, text=LIST_SEPARATOR.join(supporting)),
            **facts,
            "review": review,
            "ref": each.ref,
            "title": title,
            "recommendation": replace((*each.lines, each.heading)[0], text="\n".join(points)),
        }
        self.by_table["recommendations"].append(_record(each.heading, values))

    def _text(self, each: PaperRecommendation) -> tuple[str, list[str]]:
        """Return the title and the points of a recommendation.

        The words behind its number are its title if they are no sentence of its text: a sentence ends with a full stop,
        or says what should be done. Words formatted as a heading above text that is not are a title unless they end
        with a full stop. Without a line below they are its text.
        """
        words, below = each.found.trailing_text, [_point(line) for line in each.lines]
        if not words or not below:
            return "", below or [words] * bool(words)
        if label_key(words) == label_key(" ".join(below)):
            return "", below
        formatted = each.heading.heading and not each.lines[0].heading
        requires = REQUIRES.search(words) is not None
        if _FULL_STOP.search(words) or (requires and not formatted):
            return "", [words, *below]
        if not formatted or requires or is_open_end(words):
            self.findings.decide("paper-titles-split", each.heading)
        return words, below

    def _add_update(self, update: PaperUpdate, values: Mapping[str, str]) -> None:
        points = [_point(line) for line in update.lines]
        if len(points) == 1 and label_key(points[0]).rstrip(".") in _NO_WORDS:
            points = []
        mark, response = update.mark, update.part is PaperPart.RESPONSE
        basis = (Basis.INFERRED if mark and mark.inferred else Basis.PUBLISHED).value
        page, line = update.heading.location
        last = update.lines[-1] if points else update.heading
        until = f"-{last.number}" if last.page == update.heading.page and last.number != update.heading.number else ""
        filled = {
            **values,
            "date": update.round,
            "kind": (Kind.RESPONSE if response else Kind.PROGRESS).value,
            "basis": basis if mark else None,
            "update": replace((*update.lines, update.heading)[0], text="\n".join(points)),
            "evidence": ", ".join(part for part in (self.file_name, page, f"{line}{until}") if part),
        }
        record = _record(update.heading, filled)
        if mark:
            record = record.with_cells({"status": mark.line.cell(mark.status or None).changed(fill=mark.colour)})
        self.by_table["progress"].append(record)
        if not (response or update.printed):
            blank = update.heading.issue("paper-status-blank", found=values["ref"], round=update.round)
            self.findings.report(blank)


def _point(line: Line) -> str:
    """Return the text of a line without its bullet sign."""
    return normalise_space(BULLET.sub("", line.text))


def _record(line: Line, values: Mapping[str, str | Line | None]) -> Record:
    """Return a record in which every value has a line as its place: its own, else `line`."""
    lines = {name: each if isinstance(each, Line) else replace(line, text=each or "") for name, each in values.items()}
    return Record(line.cell(), {name: each.cell(each.text) for name, each in lines.items() if each.text})


def _promise(text: str) -> dict[str, str]:
    """Return a promise by the brackets behind it, as in this dashboard's papers; else by its words.

    The due date is the only date that its words name after "in" or "by", or "to be arranged"; of two dates neither is
    used. The kind is that of the first verb that implies one.
    """
    match = _WITH_BRACKETS.fullmatch(text)
    parts = match["details"].split("; ") if match else []
    details = {part: _DETAIL.fullmatch(part) for part in parts if label_key(part) not in MONITORING_KINDS}
    if match and all(details.values()):
        kinds_given = [MONITORING_KINDS[label_key(part)] for part in parts if part not in details]
        given = {name: words for each in details.values() if each for name, words in each.groupdict().items() if words}
        kind, done = (*kinds_given, MonitoringKind.OTHER.value)[0], "Yes" if given.pop("done", "") else ""
        return {**given, "activity": match["activity"], "kind": kind, "done": done}
    dates = list(dict.fromkeys(normalise_space(found["date"]) for found in _DUE.finditer(text)))
    # a month or a season has a capital letter, or a year
    dates = [each for each in dates if re.match(r"[A-Z\d]|.*\d$", each) and (each[0].isdigit() or split_round(each)[1])]
    arranged = _ARRANGED.search(text)
    due = dates[0] if len(dates) == 1 else arranged[1] if arranged and not dates else ""
    kinds = [(found.start(), kind) for kind, verb in _KINDS.items() if (found := verb.search(text))]
    first, partner = min(kinds)[1] if kinds else MonitoringKind.OTHER, _WITH.search(text)
    return {"activity": text, "due": due, "kind": first.value, "with": partner["who"].strip() if partner else ""}
