"""The sections of a paper: its recommendations with their facts, dated updates and statuses."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from loaders.papers.line import UPDATES, Findings, Line, PaperHeading, PaperPart, are_known_agencies, named_in_heading
from loaders.papers.paragraphs import LineJoiner, is_item
from loaders.papers.statuses import NO_MARK, MarkReader, PrintedMark, PrintedStatus
from loaders.vocabulary import WORDS
from loaders.vocabulary.rounds import split_round
from model.dates import read_date
from model.terms import normalise_space

# Headings of recommendations that name no theme, in lower case.
_HEADINGS_WITHOUT_THEME = frozenset([*WORDS["papers"]["no_theme"], *WORDS["key"]["titles"]])
# The round in brackets behind a status.
_ROUND_BEHIND = re.compile(r"\s*\((?P<round>[^()]*)\)\s*$")
# The facts that may stand below an update.
_BELOW_UPDATES = ("lead_agency", "lead_role", "supporting_agencies", "target")
# A longer line is no status by itself.
_LONGEST_STATUS = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact: its value, and the line it is on."""

    value: str
    line: Line


@dataclass(slots=True)
class PaperUpdate:
    """An update of a recommendation in a paper: a response, progress or monitoring, with its heading and lines.

    `printed` are its statuses wherever the paper prints them, each with its line, the nearest first. They give it its
    `mark`, which has `status_line`; it is `disputed` if they differ.
    """

    part: PaperPart
    heading: Line
    round: str = ""
    printed: list[tuple[PrintedMark, Line]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    mark: PrintedMark = NO_MARK
    disputed: bool = False

    @property
    def status_line(self) -> Line:
        """The line of its status; its heading without one."""
        return next((line for _, line in self.printed), self.heading)

    @property
    def is_rated(self) -> bool:
        """Whether a word is printed for it, of a status or for none."""
        return any(mark.status or mark.no_status for mark, _ in self.printed)

    def rate(self, mark: PrintedMark, line: Line) -> None:
        """Add a status that the paper prints for it."""
        if mark or mark.no_status:
            self.printed.append((mark, line))

    def take_out(self, line: Line) -> None:
        """Take a line that is no text of it out of its lines."""
        self.lines = [other for other in self.lines if other is not line]

    def decide(self, marks: MarkReader, ref: str, findings: Findings) -> None:
        """Take its status from those that are printed; where two differ, that is an issue, and it has none.

        A word counts more than a shade, which it keeps: a shade that contradicts it is found where both are parsed.
        """
        words = [each for each in self.printed if each[0].status or each[0].no_status]
        self.printed = words + [each for each in self.printed if each not in words]
        if not self.printed:
            return
        (first, line), *others = words or self.printed
        here = marks.status_or_word(first)
        differing = ((there, other) for mark, other in others if (there := marks.status_or_word(mark)) != here)
        for there, other in list(differing)[:1]:
            page, number = other.location
            details = {"found": ref, "round": self.round, "here": here, "there": there, "page": page, "line": number}
            findings.report("paper-statuses-differ", line, **details)
            self.disputed = True
            return
        inferred = any(mark.inferred for mark, _ in self.printed)
        colour = next((mark.colour for mark, _ in self.printed if mark.colour), None)
        self.mark = replace(first, inferred=inferred, colour=colour)


@dataclass(slots=True)
class PaperRecommendation:
    """A recommendation in a paper, with its updates.

    `statuses` are those at its own heading or below its updates: of a round, or the latest one. `theme` and `agencies`
    are those of the part of the paper that contains it, such as "HMCTS and the OPCC".
    """

    heading: Line
    found: PaperHeading
    theme: Fact | None
    agencies: Fact | None
    statuses: list[PrintedStatus] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    updates: list[PaperUpdate] = field(default_factory=list)

    @property
    def ref(self) -> str:
        """Its number."""
        return self.found.words

    def add_status(self, mark: PrintedMark, line: Line, round_words: str = "") -> None:
        """Add a status that a line prints of it, in a round."""
        self.statuses.append(PrintedStatus(self.ref, self.found.bracketed, round_words, mark, line))

    def read_statuses(self, in_tables: Sequence[PrintedStatus], marks: MarkReader, findings: Findings) -> None:
        """Read its statuses from lines, its heading and those that the paper's tables have of it."""
        for update in self.updates:
            self._take_line(update, marks, findings)
        if not self.statuses:
            self.add_status(PrintedMark(colour=self.heading.colour), self.heading)
        for each in sorted([*self.statuses, *in_tables], key=lambda each: not each.round):
            if each.mark or each.mark.no_status:
                self._give(each, marks, findings)
        for update in self.updates:
            update.decide(marks, self.ref, findings)

    def _take_line(self, update: PaperUpdate, marks: MarkReader, findings: Findings) -> None:
        """Take the status of an update that is a line by itself, its first or last, from its lines.

        It is a word of the paper's key (without one, Red, Amber or Green), words for no status, a shaded symbol or
        a shade, and nothing else. In the monitoring part it is the latest status of the recommendation.
        """
        line = next((line for line in (*update.lines[-1:], *update.lines[:1]) if _is_status(line, marks)), None)
        of_update = update.part is not PaperPart.MONITORING
        if line is None or update.is_rated or not (of_update or not self.statuses):
            return
        update.take_out(line)
        mark = marks.match(line.text, line.colour) if line.text.strip() else None
        mark = replace(NO_MARK if mark is None else mark, colour=line.colour)
        if not of_update:
            self.add_status(mark, line)
            return
        update.rate(mark, line)
        findings.decide("paper-statuses-by-position", line)

    def _give(self, printed: PrintedStatus, marks: MarkReader, findings: Findings) -> None:
        """Give a status to the update of its round, or to the latest one; of a round without one it is an update.

        A table may repeat a status in the columns of later rounds: that is no update of them.
        """
        month = _first_of_month(printed.round)
        dated = [(_first_of_month(each.round) or date.min, each) for each in self.updates if each.part in UPDATES]
        if not printed.round:
            dated = [each for each in dated if each[1].part is PaperPart.PROGRESS] or dated
            month = max((first for first, _ in dated), default=None)
        of_month = [update for first, update in dated if first == month]
        if of_month:
            rated = [each for each in of_month if each.printed]
            progress = [each for each in of_month if each.part is PaperPart.PROGRESS]
            update = (rated or progress or of_month)[-1]
            if not printed.round and not update.is_rated:
                findings.decide("paper-statuses-by-position", printed.line)
            update.rate(printed.mark, printed.line)
            return
        earlier = [each for each in dated if month and date.min < each[0] < month and each[1].printed]
        before = max(reversed(earlier), key=lambda each: each[0])[1].printed[0][0] if earlier else NO_MARK
        if printed.mark and printed.round and marks.status_or_word(before) != marks.status_or_word(printed.mark):
            self.updates.append(PaperUpdate(PaperPart.PROGRESS, printed.line, printed.round))
            self.updates[-1].rate(printed.mark, printed.line)


def parse_sections(
    lines: Sequence[Line], marks: MarkReader, statuses: Sequence[PrintedStatus], findings: Findings
) -> "PaperSections":
    """Return the sections of a paper, by its headings, with its statuses, also those of its tables."""
    joiner = LineJoiner(lines, lambda text: len(text) <= _LONGEST_STATUS and marks.match(text) is not None)
    sections = PaperSections(marks, joiner)
    for line, heading in _with_headings(joiner.paragraphs(lines)):
        sections.add(line, heading)
    sections.finish(statuses, findings)
    return sections


def _extract_reviews(front: Sequence[Line]) -> tuple[list[dict[str, Fact]], list[Line]]:
    """Return the reviews that a paper's front describes, each by field, and the lines that do not.

    A description begins with `Review`; its lines follow one another, each named as a column of the Reviews sheet.
    """
    reviews: list[dict[str, Fact]] = []
    rest: list[Line] = []
    described = False
    for line in front:
        found = None if line.heading else line.review_fact
        described = found is not None and (described or found[0] == "review")
        if found is None or not described:
            rest.append(line)
            continue
        if found[0] == "review":
            reviews.append({})
        reviews[-1].setdefault(found[0], Fact(found[1], line))
    return reviews, rest


class PaperSections:
    """The sections of a paper, built line by line.

    Attributes:
        front: the lines before its first recommendation that describe no review.
        other: the lines in no section, and those of statuses of no recommendation.
        reviews: the reviews that it describes, each by field.
    """

    def __init__(self, marks: MarkReader, joiner: LineJoiner) -> None:
        self.recommendations: list[PaperRecommendation] = []
        self.front: list[Line] = []
        self.other: list[Line] = []
        self.headings: list[tuple[Line, PaperHeading]] = []
        self.reviews: list[dict[str, Fact]] = []
        self._marks, self._joiner = marks, joiner
        self._theme: Fact | None = None
        self._agencies: Fact | None = None
        self._current: PaperRecommendation | None = None
        self._update: PaperUpdate | None = None
        self._text, self._resumed = self.front, False

    def add(self, line: Line, heading: PaperHeading | None) -> None:
        """Add the next line to the section it belongs to."""
        if heading is None:
            self._add_text(line)
            return
        self.headings.append((line, heading))
        if heading.part is PaperPart.RECOMMENDATION:
            self._start_recommendation(line, heading)
        elif heading.part in (PaperPart.THEME, PaperPart.AGENCIES, PaperPart.END, PaperPart.CONTENTS):
            self._start_part(line, heading)
        elif self._current is None:
            self.front.append(line)
        elif heading.part is PaperPart.STATUS:
            self._set_status(line, heading)
        else:
            self._start_update(line, heading)

    def finish(self, statuses: Sequence[PrintedStatus], findings: Findings) -> None:
        """Take the reviews from the front, and read the statuses."""
        self.reviews, self.front = _extract_reviews(self.front)
        for line, heading in self.headings:
            if heading.by_position:
                findings.decide("paper-themes-by-position", line, heading.words)
        by_name: dict[tuple[str, str], list[PrintedStatus]] = defaultdict(list)
        for status in statuses:
            by_name[status.ref, status.bracketed].append(status)
        for each in self.recommendations:
            each.read_statuses(by_name.pop((each.ref, each.found.bracketed), ()), self._marks, findings)
        self.other += (status.line for others in by_name.values() for status in others)

    def _add_text(self, line: Line) -> None:
        fact, current = line.fact, self._current
        if fact and current and (not self._update or self._is_fact_below(line, fact, current)):
            current.facts.setdefault(fact[0], Fact(fact[1], line))
        elif self._resumed and self._text:
            self._text[-1:] = self._joiner.paragraphs([self._text[-1], line])
        else:
            self._text.append(line)
        self._resumed = False

    def _is_fact_below(self, line: Line, fact: tuple[str, str], current: PaperRecommendation) -> bool:
        """Return whether a line below an update is a fact of its recommendation, which has none such above."""
        is_detail = fact[0] in _BELOW_UPDATES and len(fact[1]) <= _LONGEST_STATUS
        return is_detail and line.whole_paragraph and not is_item(line) and fact[0] not in current.facts

    def _start_recommendation(self, line: Line, heading: PaperHeading) -> None:
        current = self._current
        if current is None or current.ref != heading.words or not _repeats(line, heading, current.heading):
            self._current, self._update = PaperRecommendation(line, heading, self._theme, self._agencies), None
            self._text = self._current.lines
            self.recommendations.append(self._current)

    def _start_part(self, line: Line, heading: PaperHeading) -> None:
        self._current = self._update = None
        self._text = self.other if self.recommendations else self.front
        self._theme = Fact(heading.words, line) if heading.part is PaperPart.THEME else None
        if heading.part is PaperPart.AGENCIES:
            self._agencies = Fact(heading.words, line)
        if heading.part is PaperPart.END:
            self.other.append(line)

    def _start_update(self, line: Line, heading: PaperHeading) -> None:
        """Start the update of a heading; a repeated heading, as in a table on the next page, continues its update."""
        current = self.recommendations[-1]
        found = [one for one in current.updates if (one.part, one.round) == (heading.part, heading.words)]
        self._resumed = bool(found) and _repeats(line, heading, found[-1].heading)
        if not self._resumed:
            status = heading.trailing_text
            mark = self._marks.read(status, line.colour) if status else PrintedMark(colour=line.colour)
            found = [PaperUpdate(heading.part, line, heading.words)]
            found[0].rate(mark, line)
            current.updates.append(found[0])
        self._update = found[-1]
        self._text = self._update.lines

    def _set_status(self, line: Line, heading: PaperHeading) -> None:
        """Set the status that a heading gives: of the open update, else of the recommendation, perhaps in a round."""
        brackets = _ROUND_BEHIND.search(heading.words)
        round_words = split_round(brackets["round"])[1] if brackets else None
        words = heading.words[: brackets.start()] if brackets and round_words else heading.words
        update, current = self._update, self.recommendations[-1]
        if update is not None and update.part is not PaperPart.MONITORING:
            update.rate(self._marks.read(words, line.colour), line)
        else:
            current.add_status(self._marks.read(words, line.colour or current.heading.colour), line, round_words or "")


def _repeats(line: Line, heading: PaperHeading, before: Line) -> bool:
    """Return whether a heading repeats an earlier one: on a later page, in another cell of a PDF, or by its words."""
    in_cell = bool(line.page) and line.whole_paragraph and line.frame != before.frame
    return heading.continued or line.page > before.page or in_cell


def _with_headings(lines: Sequence[Line]) -> list[tuple[Line, PaperHeading | None]]:
    """Return each line with the heading it is.

    A line that is formatted as a heading and has the words of none is the theme of the next recommendation. The first
    line is the title instead, and a line may name who reports.
    """
    found: list[tuple[Line, PaperHeading | None]] = []
    following: PaperPart | None = None
    for index in range(len(lines) - 1, -1, -1):
        line, heading = lines[index], lines[index].as_heading
        if heading is not None and heading.part is PaperPart.THEME and are_known_agencies(heading.words):
            heading = PaperHeading(PaperPart.AGENCIES, heading.words)
        elif heading is None and line.heading and index > 0 and following is PaperPart.RECOMMENDATION:
            heading = _heading_by_position(normalise_space(line.text))
        if heading is not None and heading.part is not PaperPart.STATUS:
            following = heading.part
        found.append((line, heading))
    return found[::-1]


def _heading_by_position(words: str) -> PaperHeading:
    """Return the heading that words without a meaning are above a recommendation."""
    if words.casefold() in _HEADINGS_WITHOUT_THEME:
        return PaperHeading(PaperPart.THEME)
    names = named_in_heading(words)
    return PaperHeading(PaperPart.AGENCIES, names) if names else PaperHeading(PaperPart.THEME, words, by_position=True)


def _is_status(line: Line, marks: MarkReader) -> bool:
    if is_item(line):
        return False
    return marks.match(line.text, line.colour) is not None if line.text.strip() else line.colour is not None


def _first_of_month(words: str) -> date | None:
    """Return the first day of the month in which a round begins; None if its words name none."""
    first = read_date(words).date.first
    return first.replace(day=1) if first else None
