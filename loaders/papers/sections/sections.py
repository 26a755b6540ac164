"""Parse a paper into its sections, by its headings, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.papers.sections.line_headings import ROUND_BEHIND, with_headings
from loaders.papers.sections.paper import PaperRecommendation, PaperUpdate, ParsedPaper
from loaders.papers.sections.standalone_statuses import take_standalone_statuses
from loaders.papers.statuses.key import KeyEntry
from loaders.papers.statuses.status_mark import MarkReader, PrintedMark
from loaders.papers.text.decision import Decision
from loaders.papers.text.headers_footers import BodyText
from loaders.papers.text.headings import PaperHeading, PaperPart
from loaders.papers.text.labelled_facts import extract_facts, extract_reviews
from loaders.papers.text.line import Line
from loaders.vocabulary.heading_periods import split_round


def parse_sections(body_text: BodyText, key: Sequence[KeyEntry] = ()) -> ParsedPaper:
    """Return the sections of a paper, by its headings, line by line; its statuses are read by its key."""
    marks = MarkReader(key)
    builder = _SectionBuilder(marks)
    for line, heading in with_headings(body_text, marks):
        builder.add(line, heading)
    paper = _without_contents(builder.paper())
    rated = [take_standalone_statuses(recommendation, marks) for recommendation in paper.recommendations]
    themes = [
        Decision("paper-themes-by-position", line, heading.words)
        for line, heading in paper.headings
        if heading.by_position
    ]
    reviews, front = extract_reviews(paper.front)
    return replace(
        paper,
        recommendations=tuple(_with_facts(recommendation) for recommendation, _ in rated),
        key=tuple(key),
        reviews=tuple(reviews),
        front=tuple(front),
        decisions=(*themes, *(decision for _, decisions in rated for decision in decisions)),
    )


def _with_facts(recommendation: PaperRecommendation) -> PaperRecommendation:
    """Return a recommendation with the facts among its lines; of two for a field, the first counts."""
    facts, lines = extract_facts(recommendation.lines)
    return replace(recommendation, facts={fact.field: fact for fact in reversed(facts)}, lines=tuple(lines))


def _without_contents(paper: ParsedPaper) -> ParsedPaper:
    """Return a paper without the entries of its table of contents: headings alone whose ref occurs again later."""
    later: set[str] = set()
    listed: set[int] = set()
    for recommendation in reversed(paper.recommendations):
        if recommendation.ref in later and not (
            recommendation.trailing_text or recommendation.lines or recommendation.updates
        ):
            listed.add(id(recommendation.heading))
        later.add(recommendation.ref)
    recommendations = (
        recommendation for recommendation in paper.recommendations if id(recommendation.heading) not in listed
    )
    headings = ((line, heading) for line, heading in paper.headings if id(line) not in listed)
    return replace(paper, recommendations=tuple(recommendations), headings=tuple(headings))


@dataclass(slots=True)
class _OpenUpdate:
    """An update, and the lines that it gets."""

    update: PaperUpdate
    lines: list[Line] = field(default_factory=list)

    def closed(self) -> PaperUpdate:
        return replace(self.update, lines=tuple(self.lines))


@dataclass(slots=True)
class _OpenRecommendation:
    """A recommendation, and the lines and updates that it gets; its next line belongs to `current`, if that is set."""

    recommendation: PaperRecommendation
    lines: list[Line] = field(default_factory=list)
    updates: list[_OpenUpdate] = field(default_factory=list)
    current: _OpenUpdate | None = None

    def closed(self) -> PaperRecommendation:
        updates = tuple(update.closed() for update in self.updates)
        return replace(self.recommendation, lines=tuple(self.lines), updates=updates)

    def next_lines(self) -> list[Line]:
        """Return the lines to which the next one belongs."""
        return self.current.lines if self.current else self.lines

    def start_update(self, line: Line, heading: PaperHeading, marks: MarkReader) -> None:
        """Start the update of a heading; one that is repeated, as in a table on the next page, continues its update."""
        part, round_words = heading.part, heading.words
        before = [update for update in self.updates if (update.update.part, update.update.round) == (part, round_words)]
        if before and _repeats(line, heading, before[-1].update.heading):
            self.current = before[-1]
            return
        status = heading.trailing_text
        mark = marks.read(status, line.colour) if status else PrintedMark(colour=line.colour)
        self.current = _OpenUpdate(PaperUpdate(part, line, round_words, mark, line if mark else None))
        self.updates.append(self.current)

    def set_status(self, line: Line, heading: PaperHeading, marks: MarkReader) -> None:
        """Set the status that a heading gives: of the open update, else of the recommendation, perhaps in a round."""
        brackets = ROUND_BEHIND.search(heading.words)
        round_words = split_round(brackets["round"])[1] if brackets else None
        words = heading.words[: brackets.start()] if brackets and round_words else heading.words
        if self.current and self.current.update.part is not PaperPart.MONITORING:
            mark = marks.read(words, line.colour or self.current.update.mark.colour)
            self.current.update = replace(self.current.update, mark=mark, status_line=line)
            return
        mark = marks.read(words, line.colour or self.recommendation.mark.colour)
        self.recommendation = replace(self.recommendation, mark=mark, status_line=line, status_round=round_words or "")


class _SectionBuilder:
    """Builds the sections of a paper line by line: keeps track of where the next line belongs."""

    def __init__(self, marks: MarkReader) -> None:
        self._marks = marks
        self._recommendations: list[_OpenRecommendation] = []
        self._front: list[Line] = []
        self._other: list[Line] = []
        self._headings: list[tuple[Line, PaperHeading]] = []
        self._theme: tuple[str, Line | None] = ("", None)
        self._agencies: tuple[str, Line | None] = ("", None)
        self._current: _OpenRecommendation | None = None
        self._repeated_lines: list[Line] = []

    def paper(self) -> ParsedPaper:
        """Return the sections of the lines that were added."""
        return ParsedPaper(
            tuple(recommendation.closed() for recommendation in self._recommendations),
            tuple(self._front),
            tuple(self._other),
            tuple(self._headings),
        )

    def add(self, line: Line, heading: PaperHeading | None) -> None:
        """Add the next line to the section it belongs to."""
        if heading is None:
            if self._repeated_lines and self._repeated_lines[0].text.strip() == line.text.strip():
                self._repeated_lines.pop(0)  # a table repeats its first row, with its text, on every page
            else:
                self._lines().append(line)
            return
        self._headings.append((line, heading))
        if heading.part is PaperPart.RECOMMENDATION:
            self._start_recommendation(line, heading)
        elif heading.part in (PaperPart.THEME, PaperPart.AGENCIES, PaperPart.END, PaperPart.CONTENTS):
            self._start_part(line, heading)
        elif self._current is None:
            self._front.append(line)
        elif heading.part is PaperPart.STATUS:
            self._current.set_status(line, heading, self._marks)
        else:
            self._current.start_update(line, heading, self._marks)

    def _start_recommendation(self, line: Line, heading: PaperHeading) -> None:
        current = self._current
        if (
            current is not None
            and current.recommendation.ref == heading.words
            and _repeats(line, heading, current.recommendation.heading)
        ):
            self._repeated_lines = [*current.lines]
            return
        recommendation = PaperRecommendation(
            heading.words,
            line,
            heading.trailing_text,
            *self._theme,
            *self._agencies,
            bracketed=heading.bracketed,
            mark=PrintedMark(colour=line.colour),
        )
        self._current, self._repeated_lines = _OpenRecommendation(recommendation), []
        self._recommendations.append(self._current)

    def _start_part(self, line: Line, heading: PaperHeading) -> None:
        self._current = None
        self._theme = (heading.words, line) if heading.part is PaperPart.THEME else ("", None)
        if heading.part is PaperPart.AGENCIES:
            self._agencies = (heading.words, line)
        if heading.part is PaperPart.END:
            self._other.append(line)

    def _lines(self) -> list[Line]:
        if self._current is not None:
            return self._current.next_lines()
        return self._other if self._recommendations else self._front


def _repeats(line: Line, heading: PaperHeading, before: Line) -> bool:
    """Return whether a heading repeats an earlier one: on a later page, in another cell of a PDF, or by its words."""
    return (
        heading.continued
        or line.page > before.page
        or (bool(line.page) and line.whole_paragraph and line.frame != before.frame)
    )
