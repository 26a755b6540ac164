"""The sections of a paper: its recommendations with their facts, dated updates and statuses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from loaders.papers.line import UPDATES, Findings, Line, PaperHeading, PaperPart, are_known_agencies, named_in_heading
from loaders.papers.paragraphs import LineJoiner, is_item
from loaders.papers.statuses import MarkReader, PrintedMark, StatusTables
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


@dataclass(slots=True)
class PaperUpdate:
    """An update of a recommendation in a paper: a response, progress or monitoring, with its heading and lines.

    `printed` are its statuses wherever the paper prints them, the nearest first. They give it its `mark`; where they
    differ, it has none.
    """

    part: PaperPart
    heading: Line
    round: str = ""
    printed: list[PrintedMark] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    mark: PrintedMark | None = None

    @property
    def is_rated(self) -> bool:
        """Whether a word is printed for it, of a status or for none."""
        return any(mark.has_word for mark in self.printed)

    def rate(self, mark: PrintedMark) -> None:
        """Add a status that the paper prints for it."""
        if mark or mark.no_status:
            self.printed.append(mark)

    def take_line(self, marks: MarkReader) -> PrintedMark | None:
        """Take the status that is a line by itself, the first or the last one, from its lines; None without one.

        It is a word of the paper's key (without one, Red, Amber or Green), words for no status, a shaded symbol or
        a shade, and nothing else.
        """
        lines = (line for line in (*self.lines[-1:], *self.lines[:1]) if not is_item(line))
        mark = next((mark for line in lines if (mark := marks.match(line)) is not None), None)
        if mark is None or self.is_rated:
            return None
        self.lines = [line for line in self.lines if line is not mark.line]
        return mark._replace(colour=mark.line.colour)

    def decide(self, marks: MarkReader, ref: str, findings: Findings) -> None:
        """Take its status from those that are printed; where two differ, that is an issue, and it has none.

        A word counts more than a shade, which it keeps: a shade that contradicts it is found where both are parsed.
        """
        printed = sorted(self.printed, key=lambda mark: not mark.has_word)
        compared = [mark for mark in printed if mark.has_word] or printed
        words = [marks.status_or_word(mark) for mark in compared]
        other = next((n for n, word in enumerate(words) if word != words[0]), 0)
        if other:
            page, number = compared[other].line.location
            details = {"found": ref, "round": self.round, "here": words[0], "there": words[other]}
            findings.report(compared[0].line.issue("paper-statuses-differ", **details, page=page, line=number))
        elif printed:
            colour = next((mark.colour for mark in printed if mark.colour), None)
            self.mark = printed[0]._replace(inferred=any(mark.inferred for mark in printed), colour=colour)


@dataclass(slots=True)
class PaperRecommendation:
    """A recommendation in a paper, with its updates.

    `statuses` are those at its own heading or below its updates: of a round, or the latest one. `theme` and `agencies`
    are those of the part of the paper that contains it, such as "HMCTS and the OPCC".
    """

    heading: Line
    found: PaperHeading
    theme: Line | None
    agencies: Line | None
    statuses: list[PrintedMark] = field(default_factory=list)
    facts: dict[str, Line] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    updates: list[PaperUpdate] = field(default_factory=list)

    @property
    def ref(self) -> str:
        """Its number."""
        return self.found.words

    def read_statuses(self, in_tables: Sequence[PrintedMark], marks: MarkReader, findings: Findings) -> None:
        """Read its statuses from lines, its heading and those that the paper's tables have of it.

        A status that is a line by itself in the monitoring part is the latest one of the recommendation.
        """
        for update in self.updates:
            of_update = update.part in UPDATES
            taken = update.take_line(marks) if of_update or not self.statuses else None
            if taken is not None and of_update:
                update.rate(taken)
                findings.decide("paper-statuses-by-position", taken.line)
            elif taken is not None:
                self.statuses.append(taken)
        shade = PrintedMark(self.heading, colour=self.heading.colour)
        for mark in sorted([*(self.statuses or [shade]), *in_tables], key=lambda mark: not mark.round):
            if mark or mark.no_status:
                self._give(mark, marks, findings)
        for update in self.updates:
            update.decide(marks, self.ref, findings)

    def _give(self, mark: PrintedMark, marks: MarkReader, findings: Findings) -> None:
        """Give a status to the update of its round, or to the latest one; of a round without one it is an update.

        A table may repeat a status in the columns of later rounds: that is no update of them.
        """
        month = _first_of_month(mark.round)
        dated = [(_first_of_month(each.round) or date.min, each) for each in self.updates if each.part in UPDATES]
        if not mark.round:
            dated = [each for each in dated if each[1].part is PaperPart.PROGRESS] or dated
            month = max((first for first, _ in dated), default=None)
        of_month = [update for first, update in dated if first == month]
        if of_month:
            rated = [each for each in of_month if each.printed]
            progress = [each for each in of_month if each.part is PaperPart.PROGRESS]
            update = (rated or progress or of_month)[-1]
            if not (mark.round or update.is_rated):
                findings.decide("paper-statuses-by-position", mark.line)
            update.rate(mark)
        elif mark and mark.round:
            earlier = [each for each in dated if month and date.min < each[0] < month and each[1].printed]
            before = max(reversed(earlier), key=lambda each: each[0])[1].printed[0] if earlier else None
            if marks.status_or_word(mark) != (marks.status_or_word(before) if before else ""):
                self.updates.append(PaperUpdate(PaperPart.PROGRESS, mark.line, mark.round, [mark]))


def _extract_reviews(front: Sequence[Line]) -> tuple[list[dict[str, Line]], list[Line]]:
    """Return the reviews that a paper's front describes, each by field, and the lines that do not.

    A description begins with `Review`; its lines follow one another, each named as a column of the Reviews sheet.
    """
    reviews, rest = list[dict[str, Line]](), list[Line]()
    described = False
    for line in front:
        name, fact = (None if line.heading else line.review_fact) or ("", line)
        described = name == "review" or (described and name != "")
        if name == "review":
            reviews.append({})
        if described:
            reviews[-1].setdefault(name, fact)
        else:
            rest.append(line)
    return reviews, rest


class PaperSections:
    """The sections of a paper, by the headings of its lines, with its statuses, also those of its tables.

    Attributes:
        front: the lines before its first recommendation that describe no review.
        other: the lines in no section, and those of statuses of no recommendation.
        reviews: the reviews that it describes, each by field.
    """

    def __init__(self, tables: StatusTables, findings: Findings) -> None:
        self._marks, self._findings = tables.marks, findings
        self._joiner = LineJoiner(tables.rest, self._is_status)
        self.recommendations: list[PaperRecommendation] = []
        self.front: list[Line] = []
        self.other: list[Line] = []
        self.headings: list[tuple[Line, PaperHeading]] = []
        self._theme: Line | None = None
        self._agencies: Line | None = None
        self._current: PaperRecommendation | None = None
        self._update: PaperUpdate | None = None
        self._text, self._resumed = self.front, False
        for line, heading in _with_headings(self._joiner.paragraphs(tables.rest)):
            if heading is None:
                self._add_text(line)
            else:
                self._start(line, heading)
        self.reviews, self.front = _extract_reviews(self.front)
        in_tables = dict(tables.statuses)
        for each in self.recommendations:
            each.read_statuses(in_tables.pop((each.ref, each.found.bracketed), ()), tables.marks, findings)
        self.other += (mark.line for others in in_tables.values() for mark in others)

    def _is_status(self, text: str) -> bool:
        return len(text) <= _LONGEST_STATUS and self._marks.match(Line(text, 1)) is not None

    def _start(self, line: Line, heading: PaperHeading) -> None:
        """Start the section of a heading."""
        self.headings.append((line, heading))
        if heading.by_position:
            self._findings.decide("paper-themes-by-position", line, heading.words)
        current = self._current
        if heading.part is PaperPart.RECOMMENDATION:
            if current is None or current.ref != heading.words or not _repeats(line, heading, current.heading):
                self._current, self._update = PaperRecommendation(line, heading, self._theme, self._agencies), None
                self._text = self._current.lines
                self.recommendations.append(self._current)
        elif heading.part in (PaperPart.THEME, PaperPart.AGENCIES, PaperPart.END, PaperPart.CONTENTS):
            self._start_part(line, heading)
        elif current is None:
            self.front.append(line)
        elif heading.part is PaperPart.STATUS:
            self._set_status(line, heading)
        else:
            self._start_update(line, heading)

    def _add_text(self, line: Line) -> None:
        """Add a line to the text, or a fact to its recommendation, also one below an update that is not above it."""
        (name, fact), current = line.fact or ("", line), self._current
        is_detail = name in _BELOW_UPDATES and len(fact.text) <= _LONGEST_STATUS
        is_below = is_detail and line.whole_paragraph and not is_item(line)  # an update may have the fact as a point
        if name and current and (not self._update or (is_below and name not in current.facts)):
            current.facts.setdefault(name, fact)
        elif self._resumed and self._text:
            self._text[-1:] = self._joiner.paragraphs([self._text[-1], line])
        else:
            self._text.append(line)
        self._resumed = False

    def _start_part(self, line: Line, heading: PaperHeading) -> None:
        self._current = self._update = None
        self._text = self.other if self.recommendations else self.front
        self._theme = replace(line, text=heading.words) if heading.part is PaperPart.THEME else None
        if heading.part is PaperPart.AGENCIES:
            self._agencies = replace(line, text=heading.words)
        if heading.part is PaperPart.END:
            self.other.append(line)

    def _start_update(self, line: Line, heading: PaperHeading) -> None:
        """Start the update of a heading; a repeated heading, as in a table on the next page, continues its update."""
        current = self.recommendations[-1]
        found = [one for one in current.updates if (one.part, one.round) == (heading.part, heading.words)]
        self._resumed = bool(found) and _repeats(line, heading, found[-1].heading)
        if not self._resumed:
            found = [PaperUpdate(heading.part, line, heading.words)]
            found[0].rate(self._marks.read(line, heading.trailing_text))
            current.updates += found
        self._update = found[-1]
        self._text = self._update.lines

    def _set_status(self, line: Line, heading: PaperHeading) -> None:
        """Set the status that a heading gives: of the open update, else of the recommendation, perhaps in a round."""
        brackets = _ROUND_BEHIND.search(heading.words)
        round_words = split_round(brackets["round"])[1] if brackets else None
        words = heading.words[: brackets.start()] if brackets and round_words else heading.words
        update, current = self._update, self.recommendations[-1]
        if update is not None and update.part is not PaperPart.MONITORING:
            update.rate(self._marks.read(line, words))
        else:
            mark = self._marks.read(replace(line, colour=line.colour or current.heading.colour), words)
            current.statuses.append(mark._replace(round=round_words or ""))


def _repeats(line: Line, heading: PaperHeading, before: Line) -> bool:
    """Return whether a heading repeats an earlier one: on a later page, in another cell of a PDF, or by its words."""
    in_cell = bool(line.page) and line.whole_paragraph and line.column != before.column
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
            words, names = normalise_space(line.text), named_in_heading(normalise_space(line.text))
            is_theme = words.casefold() not in _HEADINGS_WITHOUT_THEME
            theme = PaperHeading(PaperPart.THEME, words if is_theme else "", by_position=is_theme)
            heading = PaperHeading(PaperPart.AGENCIES, names) if names else theme
        if heading is not None and heading.part is not PaperPart.STATUS:
            following = heading.part
        found.append((line, heading))
    return found[::-1]


def _first_of_month(words: str) -> date | None:
    """Return the first day of the month in which a round begins; None if its words name none."""
    first = read_date(words).date.first
    return first.replace(day=1) if first else None
