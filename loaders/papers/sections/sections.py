"""Parse a paper into its sections, by its headings, line by line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from loaders.papers.sections.paper import PaperRecommendation, PaperUpdate, ParsedPaper
from loaders.papers.statuses.key import KeyEntry
from loaders.papers.statuses.status_mark import MarkReader, PrintedMark
from loaders.papers.text.agency_names import are_known_agencies, reporting_agencies
from loaders.papers.text.bullet_points import BULLET, SAME_POSITION, ends_sentence, is_open_end
from loaders.papers.text.decision import Decision
from loaders.papers.text.headers_footers import BodyText
from loaders.papers.text.headings import PaperHeading, PaperPart, agencies_heading, heading_of
from loaders.papers.text.labelled_facts import extract_facts, extract_reviews
from loaders.papers.text.line import Line
from loaders.vocabulary.heading_periods import split_round
from model.text import normalise_space

_HEADINGS_WITHOUT_THEME = ("recommendations", "argymhellion")
"""Headings of recommendations that name no theme, in lower case."""
ROUND_BEHIND = re.compile(r"\s*\((?P<round>[^()]*)\)\s*$")
"""The round in brackets behind a status."""


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


def with_headings(body_text: BodyText, marks: MarkReader) -> list[tuple[Line, PaperHeading | None]]:
    """Return each line with the heading it is.

    A line formatted as a heading, or listed in the table of contents, whose words are no known heading is the theme of
    the next recommendation, unless it names who reports or is the first line, which is the title; without a next one,
    a listed line is the end of the recommendations.
    """
    lines = body_text.lines
    befores = [None, *lines]
    found = [(line, _heading(line, before, marks)) for before, line in zip(befores, lines, strict=False)]
    rests = _rests_of_headings(found)
    following: PaperPart | None = None
    for index in range(len(found) - 1, -1, -1):
        line, heading = found[index]
        listed = normalise_space(line.text).casefold() in body_text.contents
        if heading is None and (listed or (line.heading and index > 0 and index not in rests)):
            heading = _heading_by_position(line, following, listed=listed)
            found[index] = (line, heading)
        if heading is not None and heading.part is not PaperPart.STATUS:
            following = heading.part
    return found


def _heading_by_position(line: Line, following: PaperPart | None, *, listed: bool) -> PaperHeading | None:
    """Return the heading that a line without known words is, by the heading that follows it."""
    words = normalise_space(line.text)
    if following is PaperPart.RECOMMENDATION:
        if words.casefold() in _HEADINGS_WITHOUT_THEME:
            return PaperHeading(PaperPart.THEME)
        reporting = agencies_heading(words) or PaperHeading(PaperPart.AGENCIES, reporting_agencies(words))
        return reporting if reporting.words else PaperHeading(PaperPart.THEME, words, by_position=True)
    return PaperHeading(PaperPart.END, words) if listed else None


def _rests_of_headings(lines: Sequence[tuple[Line, PaperHeading | None]]) -> set[int]:
    """Return the indexes of lines that are the rest of a recommendation whose text begins behind its number.

    They follow at once, in the same format, or begin with a small letter where the words behind the number go on.
    """
    rests: set[int] = set()
    for index, ((before, before_heading), (line, heading)) in enumerate(pairwise(lines), start=1):
        words = _words_behind_number(before_heading)
        goes_on = bool(words) and not ends_sentence(words) and line.text.strip()[:1].islower()
        at_once = not line.after_gap and line.heading == before.heading and (bool(words) or index - 1 in rests)
        if heading is None and (goes_on or at_once):
            rests.add(index)
    return rests


def _words_behind_number(heading: PaperHeading | None) -> str:
    return heading.trailing_text if heading is not None and heading.part is PaperPart.RECOMMENDATION else ""


def _heading(line: Line, before: Line | None, marks: MarkReader) -> PaperHeading | None:
    """Return the heading that a line is; none if it continues a sentence, unless it is certainly a status."""
    heading = heading_of(line)
    if heading is not None and heading.part is PaperPart.THEME and are_known_agencies(heading.words):
        heading = PaperHeading(PaperPart.AGENCIES, heading.words)
    if heading is None or not _continues_sentence(line, before):
        return heading
    status = heading.words if heading.part is PaperPart.STATUS else ""
    return heading if status and marks.match(ROUND_BEHIND.sub("", status)) else None


def _continues_sentence(line: Line, before: Line | None) -> bool:
    """Return whether a line continues a sentence, though it reads like a heading: "as per / Recommendation 9"."""
    if line.after_gap or line.heading or line.whole_paragraph or before is None or before.heading:
        return False
    before_heading = heading_of(before)
    if _words_behind_number(before_heading):
        return is_open_end(before.text)
    return before_heading is None and not ends_sentence(before.text)


def take_standalone_statuses(
    recommendation: PaperRecommendation, marks: MarkReader
) -> tuple[PaperRecommendation, list[Decision]]:
    """Return a recommendation whose statuses that are lines by themselves are marks and no lines, and which these are.

    Such a line is a word of the paper's key (without one, Red, Amber or Green), words for no status, a shaded symbol or
    a shade, and nothing else; it is the first or last line of an update, and part of no sentence. In the monitoring
    part it is the latest status of the recommendation.
    """
    updates: list[PaperUpdate] = []
    decisions: list[Decision] = []
    for update in recommendation.updates:
        status_line = _find_status_line(update.lines, marks)
        monitoring = update.part is PaperPart.MONITORING
        mark = recommendation.mark if monitoring else update.mark
        if status_line is None or mark.status or mark.no_status or (_is_shade(status_line) and mark.colour):
            updates.append(update)
            continue
        read = _read(status_line, mark, marks)
        lines = tuple(line for line in update.lines if line is not status_line)
        if monitoring:
            recommendation = replace(recommendation, mark=read, status_line=status_line)
            updates.append(replace(update, lines=lines))
        else:
            updates.append(replace(update, lines=lines, mark=read, status_line=status_line))
            decisions.append(Decision("paper-statuses-by-position", status_line))
    return replace(recommendation, updates=tuple(updates)), decisions


def _is_shade(line: Line) -> bool:
    return bool(line.colour) and not line.text


def _read(line: Line, current: PrintedMark, marks: MarkReader) -> PrintedMark:
    mark = marks.match(line.text, line.colour) if line.text.strip() else None
    return replace(PrintedMark() if mark is None else mark, colour=line.colour or current.colour)


def _find_status_line(lines: Sequence[Line], marks: MarkReader) -> Line | None:
    ends = [(lines[-1], lines[-2] if len(lines) > 1 else None), (lines[0], None)] if lines else []
    return next(
        (line for line, before in ends if _is_standalone(line, before, lines) and _is_status(line, marks)), None
    )


def _is_status(line: Line, marks: MarkReader) -> bool:
    return marks.match(line.text, line.colour) is not None if line.text.strip() else line.colour is not None


def _is_standalone(line: Line, before: Line | None, lines: Sequence[Line]) -> bool:
    """Return whether a line is part of no sentence: it neither continues a line nor is continued by one."""
    if line.item or BULLET.match(line.text):
        return False
    if before is not None:
        return line.whole_paragraph or line.after_gap or line.frame != before.frame or _is_outdented(line, before)
    after = lines[1] if len(lines) > 1 else None
    begins = after is None or after.whole_paragraph or after.after_gap or after.item or bool(BULLET.match(after.text))
    return begins or (line.space_after is not None and after is not None and line.space_after > after.first_word_width)


def _is_outdented(line: Line, before: Line) -> bool:
    """Return whether a line begins left of the text above it, whose sentence has ended."""
    if line.left is None or before.text_left is None:
        return False
    return ends_sentence(before.text) and line.left < before.text_left - SAME_POSITION
