"""The sections of a paper: its recommendations with their facts, dated updates and statuses."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from loaders.papers.agencies import are_known_agencies, named_in_heading, reporting_agencies
from loaders.papers.line import (
    UPDATES,
    Decision,
    Line,
    PaperHeading,
    PaperPart,
    heading_of,
    line_issue,
    parse_fact,
    parse_review_fact,
)
from loaders.papers.paragraphs import LineJoiner, is_item
from loaders.papers.statuses import MarkReader, PrintedMark, PrintedStatus, first_of_month
from loaders.vocabulary.headings import split_round
from model.issue import Issue
from model.language import normalise_space

_HEADINGS_WITHOUT_THEME = ("recommendations", "argymhellion")
"""Headings of recommendations that name no theme, in lower case."""
_ROUND_BEHIND = re.compile(r"\s*\((?P<round>[^()]*)\)\s*$")
"""The round in brackets behind a status."""
_NO_MARK = PrintedMark()
_LONGEST_STATUS = 60
"""A longer line is no status by itself."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact: its value, and the line it is on."""

    value: str
    line: Line


@dataclass(slots=True)
class PaperUpdate:
    """An update of a recommendation in a paper: a response, progress or monitoring, with its heading and lines.

    `status_line` is the line with its status; it is `disputed` if the paper prints two different statuses.
    """

    part: PaperPart
    heading: Line
    round: str = ""
    mark: PrintedMark = _NO_MARK
    status_line: Line | None = None
    disputed: bool = False
    lines: list[Line] = field(default_factory=list)

    def take_out(self, line: Line) -> None:
        """Take a line that is no text of it out of its lines."""
        self.lines = [other for other in self.lines if other is not line]

    def rate(self, mark: PrintedMark, line: Line | None) -> None:
        """Give it a status, from a line; no line for two that differ."""
        self.mark, self.disputed = mark, line is None
        self.status_line = line or self.status_line


@dataclass(slots=True)
class PaperRecommendation:
    """A recommendation in a paper, with its updates.

    `statuses` are those at its own heading or below its updates: of a round, or the latest one. `theme` and `agencies`
    are those of the part of the paper that contains it, such as "HMCTS and the OPCC". `decisions` are the statuses that
    were given to an update by where they stand, and `issues` those that differ.
    """

    heading: Line
    found: PaperHeading
    theme: Fact | None
    agencies: Fact | None
    statuses: list[PrintedStatus] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    updates: list[PaperUpdate] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    _dated: list[tuple[date, PaperUpdate]] = field(default_factory=list)

    @property
    def ref(self) -> str:
        """Its number."""
        return self.found.words

    def add_update(self, update: PaperUpdate) -> None:
        """Add an update."""
        self.updates.append(update)

    def add_status(self, mark: PrintedMark, line: Line, round_words: str = "") -> None:
        """Add a status that a line prints of it, in a round; the same one is added once."""
        if all((each.mark, each.round) != (mark, round_words) for each in self.statuses):
            self.statuses.append(PrintedStatus(self.ref, self.found.bracketed, round_words, mark, line))

    def read_statuses(self, statuses: Sequence[PrintedStatus], marks: MarkReader) -> set[int]:
        """Read its statuses from lines, its heading and the paper's tables; return the ids of its own among those.

        If two places give different statuses, that is an issue and neither is used. Of a colour and a word for the same
        status, the word counts.
        """
        for update in self.updates:
            self._take_line(update, marks)
        updates = [update for update in self.updates if update.part in UPDATES]
        self._dated = [(first_of_month(update.round) or date.min, update) for update in updates]
        matching = [each for each in statuses if (each.ref, each.bracketed) == (self.ref, self.found.bracketed)]
        columns = {month for each in matching if (month := first_of_month(each.round)) is not None}
        if not self.statuses:
            self.add_status(PrintedMark(colour=self.heading.colour), self.heading)
        for each in sorted([*self.statuses, *matching], key=lambda each: not each.round):
            self._add(marks, each, columns)
        return {id(each) for each in matching}

    def _take_line(self, update: PaperUpdate, marks: MarkReader) -> None:
        """Take the status of an update that is a line by itself, its first or last, from its lines.

        It is a word of the paper's key (without one, Red, Amber or Green), words for no status, a shaded symbol or
        a shade, and nothing else. In the monitoring part it is the latest status of the recommendation.
        """
        line = next((line for line in (*update.lines[-1:], *update.lines[:1]) if _is_status(line, marks)), None)
        of_update = update.part is not PaperPart.MONITORING
        current = update.mark if of_update else next((each.mark for each in self.statuses), _NO_MARK)
        if line is None or current.status or current.no_status or (not line.text.strip() and current.colour):
            return
        mark = marks.match(line.text, line.colour) if line.text.strip() else None
        mark = replace(_NO_MARK if mark is None else mark, colour=line.colour or current.colour)
        update.take_out(line)
        if of_update:
            update.rate(mark, line)
            self.decisions.append(Decision("paper-statuses-by-position", line))
        else:
            self.add_status(mark, line)

    def _add(self, marks: MarkReader, printed: PrintedStatus, columns: Set[date]) -> None:
        """Add a status to the update of its round, or to the latest one; of a round without one it becomes an update.

        A table may repeat a status in the `columns` of later months: that is no update of those months.
        """
        month, mark, updates = first_of_month(printed.round), printed.mark, self._dated
        if not printed.round:
            updates = [each for each in updates if each[1].part is PaperPart.PROGRESS] or updates
            month = max((first for first, _ in updates), default=None)
        of_month = [update for first, update in updates if first == month]
        if of_month:
            if self._merge(marks, _best(of_month), mark, printed.line) and not printed.round:
                self.decisions.append(Decision("paper-statuses-by-position", printed.line))
        elif mark and printed.round and not self._is_repeated(marks, mark, month, columns):
            new = PaperUpdate(PaperPart.PROGRESS, printed.line, printed.round, mark, printed.line)
            self._dated.append((month or date.min, new))
            self.updates.append(new)

    def _is_repeated(self, marks: MarkReader, mark: PrintedMark, month: date | None, columns: Set[date]) -> bool:
        """Return whether the status in the column of a month is that of an update before it, of no column."""
        dated = enumerate(self._dated)
        earlier = [(first, n) for n, (first, each) in dated if each.mark and month and date.min < first < month]
        before, n = max(earlier, default=(None, 0))
        if month is None or before is None or any(before <= column < month for column in columns):
            return False
        return marks.status_or_word(self._dated[n][1].mark) == marks.status_or_word(mark)

    def _merge(self, marks: MarkReader, update: PaperUpdate, mark: PrintedMark, line: Line) -> bool:
        """Merge a mark into an update, and return whether the update got its status from it."""
        if update.disputed or not (mark or mark.no_status):
            return False
        if not (update.mark or update.mark.no_status):
            update.rate(mark, line)
            return True
        here, there = marks.status_or_word(update.mark), marks.status_or_word(mark)
        if here != there:
            page, number = line.location
            details = {"found": self.ref, "round": update.round, "here": here, "there": there}
            place = update.status_line or update.heading
            self.issues.append(line_issue("paper-statuses-differ", place, **details, page=page, line=number))
            update.rate(_NO_MARK, None)
        elif mark.inferred:
            update.rate(replace(update.mark, inferred=True), update.status_line or line)
        return False


def parse_sections(
    lines: Sequence[Line], contents: set[str], marks: MarkReader, statuses: Sequence[PrintedStatus]
) -> "PaperSections":
    """Return the sections of a paper, by its headings, with the statuses that it prints anywhere.

    `contents` are the headings that its table of contents lists, `statuses` those of its tables.
    """
    joiner = LineJoiner(lines, lambda text: len(text) <= _LONGEST_STATUS and marks.match(text) is not None)
    sections = PaperSections(marks, joiner)
    for line, heading in _with_headings(joiner.paragraphs(lines), contents):
        sections.add(line, heading)
    sections.finish(statuses)
    return sections


def _extract_reviews(front: Sequence[Line]) -> tuple[list[dict[str, Fact]], list[Line]]:
    """Return the reviews that a paper's front describes, each by field, and the lines that do not.

    A description begins with `Review`; its lines follow one another, each named as a column of the Reviews sheet.
    """
    reviews: list[dict[str, Fact]] = []
    rest: list[Line] = []
    described = False
    for line in front:
        found = None if line.heading else parse_review_fact(line.text)
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
        self.decisions: list[Decision] = []
        self.issues: list[Issue] = []
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
            self._set_status(self._current, line, heading)
        else:
            self._start_update(self._current, line, heading)

    def finish(self, statuses: Sequence[PrintedStatus]) -> None:
        """Take the entries of a table of contents out, and the reviews from the front, and read the statuses."""
        self._drop_contents()
        self.reviews, self.front = _extract_reviews(self.front)
        for line, heading in self.headings:
            self.decisions += [Decision("paper-themes-by-position", line, heading.words)] * heading.by_position
            self.decisions += [Decision("paper-lines-joined", joined) for joined in line.joined]
        matched: set[int] = set()
        for recommendation in self.recommendations:
            matched |= recommendation.read_statuses(statuses, self._marks)
            self.decisions += recommendation.decisions
            self.issues += recommendation.issues
        self.other += dict.fromkeys(status.line for status in statuses if id(status) not in matched)

    def _drop_contents(self) -> None:
        """Drop recommendations of a table of contents: headings alone whose ref occurs again later."""
        later: set[str] = set()
        listed: set[int] = set()
        for each in reversed(self.recommendations):
            if each.ref in later and not (each.found.trailing_text or each.lines or each.facts or each.updates):
                listed.add(id(each.heading))
            later.add(each.ref)
        self.recommendations = [each for each in self.recommendations if id(each.heading) not in listed]
        self.headings = [each for each in self.headings if id(each[0]) not in listed]

    def _add_text(self, line: Line) -> None:
        fact = parse_fact(line.text) if self._current and not self._update else None
        if fact and self._current:
            self._current.facts.setdefault(fact[0], Fact(fact[1], line))
        elif self._resumed and self._text:
            self._text[-1:] = self._joiner.paragraphs([self._text[-1], line])
        else:
            self._text.append(line)
        self._resumed = False

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

    def _start_update(self, current: PaperRecommendation, line: Line, heading: PaperHeading) -> None:
        """Start the update of a heading; a repeated heading, as in a table on the next page, continues its update."""
        found = [one for one in current.updates if (one.part, one.round) == (heading.part, heading.words)]
        self._resumed = bool(found) and _repeats(line, heading, found[-1].heading)
        if not self._resumed:
            status = heading.trailing_text
            mark = self._marks.read(status, line.colour) if status else PrintedMark(colour=line.colour)
            found = [PaperUpdate(heading.part, line, heading.words, mark, line if mark else None)]
            current.add_update(found[0])
        self._update = found[-1]
        self._text = self._update.lines

    def _set_status(self, current: PaperRecommendation, line: Line, heading: PaperHeading) -> None:
        """Set the status that a heading gives: of the open update, else of the recommendation, perhaps in a round."""
        brackets = _ROUND_BEHIND.search(heading.words)
        round_words = split_round(brackets["round"])[1] if brackets else None
        words = heading.words[: brackets.start()] if brackets and round_words else heading.words
        update = self._update
        if update is not None and update.part is not PaperPart.MONITORING:
            update.rate(self._marks.read(words, line.colour or update.mark.colour), line)
        else:
            current.add_status(self._marks.read(words, line.colour or current.heading.colour), line, round_words or "")


def _repeats(line: Line, heading: PaperHeading, before: Line) -> bool:
    """Return whether a heading repeats an earlier one: on a later page, in another cell of a PDF, or by its words."""
    in_cell = bool(line.page) and line.whole_paragraph and line.frame != before.frame
    return heading.continued or line.page > before.page or in_cell


def _with_headings(lines: Sequence[Line], contents: set[str]) -> list[tuple[Line, PaperHeading | None]]:
    """Return each line with the heading it is.

    A line formatted as a heading, or listed in the table of contents, whose words are no known heading is the theme of
    the next recommendation, unless it names who reports or is the first line, which is the title; without a next one,
    a listed line is the end of the recommendations.
    """
    found: list[tuple[Line, PaperHeading | None]] = []
    following: PaperPart | None = None
    for index in range(len(lines) - 1, -1, -1):
        line, heading = lines[index], heading_of(lines[index])
        listed = normalise_space(line.text).casefold() in contents
        if heading is not None and heading.part is PaperPart.THEME and are_known_agencies(heading.words):
            heading = PaperHeading(PaperPart.AGENCIES, heading.words)
        elif heading is None and (listed or (line.heading and index > 0)):
            heading = _heading_by_position(line, following, listed=listed)
        if heading is not None and heading.part is not PaperPart.STATUS:
            following = heading.part
        found.append((line, heading))
    return found[::-1]


def _heading_by_position(line: Line, following: PaperPart | None, *, listed: bool) -> PaperHeading | None:
    """Return the heading that a line without known words is, by the heading that follows it."""
    words = normalise_space(line.text)
    if following is not PaperPart.RECOMMENDATION:
        return PaperHeading(PaperPart.END, words) if listed else None
    if words.casefold() in _HEADINGS_WITHOUT_THEME:
        return PaperHeading(PaperPart.THEME)
    if names := named_in_heading(words) or reporting_agencies(words):
        return PaperHeading(PaperPart.AGENCIES, names)
    return PaperHeading(PaperPart.THEME, words, by_position=True)


def _is_status(line: Line, marks: MarkReader) -> bool:
    if is_item(line) or line.joined:
        return False
    return marks.match(line.text, line.colour) is not None if line.text.strip() else line.colour is not None


def _best(updates: Sequence[PaperUpdate]) -> PaperUpdate:
    """Return the update with a round's status: the last rated one, else progress, else any."""
    rated = [update for update in updates if update.mark]
    return (rated or [update for update in updates if update.part is PaperPart.PROGRESS] or updates)[-1]


def all_lines(paper: PaperSections) -> Iterator[Line]:
    """Yield every line of a paper's text."""
    yield from paper.front
    for recommendation in paper.recommendations:
        yield from recommendation.lines
        for update in recommendation.updates:
            yield from update.lines
    yield from paper.other
