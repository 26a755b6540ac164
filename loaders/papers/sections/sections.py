"""Parse a paper into its sections: its recommendations, each with its theme, agencies, dated updates and statuses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.papers.statuses.key import KeyEntry
from loaders.papers.statuses.status_mark import MarkReader, PrintedMark
from loaders.papers.text.bullet_points import BULLET, SAME_POSITION, ends_sentence
from loaders.papers.text.headers_footers import BodyText
from loaders.papers.text.headings import PaperHeading, PaperPart, heading_of
from loaders.papers.text.labelled_facts import Fact, extract_facts, extract_reviews
from loaders.papers.text.line import Line
from loaders.vocabulary.heading_periods import split_round
from model.text import normalise_space

NO_MARK = PrintedMark()
_HEADINGS_WITHOUT_THEME = ("recommendations", "argymhellion")
"""Headings of recommendations that name no theme, in lower case."""
_ROUND_BEHIND = re.compile(r"\s*\((?P<round>[^()]*)\)\s*$")


@dataclass(slots=True)
class PaperUpdate:
    """An update of a recommendation in a paper: a response, progress or monitoring, with its heading and lines.

    `status_line` is the line with its status; it is `disputed` if the paper prints two different statuses.
    """

    part: PaperPart
    heading: Line
    round: str = ""
    mark: PrintedMark = NO_MARK
    status_line: Line | None = None
    disputed: bool = False
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class PaperRecommendation:
    """A recommendation in a paper, with its updates.

    `mark` is the status at its own heading: that of the round `status_round`, or the latest one where this is "".
    `agencies` are the words of the part of the paper that contains it, such as "HMCTS and the OPCC". `open_update` is
    the update to which its next line belongs.
    """

    ref: str
    heading: Line
    trailing_text: str
    theme: str
    theme_line: Line | None
    agencies: str
    agencies_line: Line | None
    bracketed: str = ""
    mark: PrintedMark = NO_MARK
    status_line: Line | None = None
    status_round: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    updates: list[PaperUpdate] = field(default_factory=list)
    open_update: PaperUpdate | None = None


@dataclass(slots=True)
class ParsedPaper:
    """A parsed paper; `front` are the lines before its first recommendation, `other` the lines in no section."""

    recommendations: list[PaperRecommendation] = field(default_factory=list)
    front: list[Line] = field(default_factory=list)
    other: list[Line] = field(default_factory=list)
    headings: list[tuple[Line, PaperHeading]] = field(default_factory=list)
    key: list[KeyEntry] = field(default_factory=list)
    reviews: list[dict[str, Fact]] = field(default_factory=list)


def parse_sections(body_text: BodyText, key: Sequence[KeyEntry] = ()) -> ParsedPaper:
    """Return the sections of a paper, by its headings, line by line; its statuses are read by its key."""
    marks = MarkReader(key)
    builder = _SectionBuilder(marks)
    for line, heading in _with_headings(body_text, marks):
        builder.add(line, heading)
    paper = _without_contents(builder.paper)
    for recommendation in paper.recommendations:
        extract_standalone_statuses(recommendation, marks)
        facts, recommendation.lines = extract_facts(recommendation.lines)
        for fact in facts:
            recommendation.facts.setdefault(fact.field, fact)
    reviews, front = extract_reviews(paper.front)
    return replace(paper, key=list(key), reviews=reviews, front=front)


def extract_standalone_statuses(recommendation: PaperRecommendation, marks: MarkReader) -> None:
    """Move the statuses that are lines by themselves from the lines of a recommendation's updates to their marks.

    Such a line is a word of the paper's key (without one, Red, Amber or Green), or words for no status, and nothing
    else; it is the first or last line of an update, and part of no sentence. In the monitoring part it is the latest
    status of the recommendation.
    """
    for update in recommendation.updates:
        status_line = _find_status_line(update.lines, marks)
        if status_line is None:
            continue
        target = recommendation if update.part is PaperPart.MONITORING else update
        if (
            target.mark.status
            or target.mark.no_status
            or (status_line.colour and target.mark.colour and not status_line.text)
        ):
            continue
        mark = marks.match(status_line.text) if status_line.text.strip() else None
        target.mark = replace(PrintedMark() if mark is None else mark, colour=status_line.colour or target.mark.colour)
        target.status_line = status_line
        update.lines = [line for line in update.lines if line is not status_line]


def all_lines(paper: ParsedPaper) -> Sequence[Line]:
    """Return every line of a paper's text, in order."""
    inside = (
        line
        for recommendation in paper.recommendations
        for line in [
            *recommendation.lines,
            *(update_line for update in recommendation.updates for update_line in update.lines),
        ]
    )
    return sorted([*paper.front, *inside, *paper.other], key=lambda line: (line.page, line.number))


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
    recommendations = [
        recommendation for recommendation in paper.recommendations if id(recommendation.heading) not in listed
    ]
    headings = [(line, heading) for line, heading in paper.headings if id(line) not in listed]
    return replace(paper, recommendations=recommendations, headings=headings)


def _with_headings(body_text: BodyText, marks: MarkReader) -> list[tuple[Line, PaperHeading | None]]:
    """Return each line with the heading it is.

    A line formatted as a heading, or listed in the table of contents, whose words are no known heading is the theme of
    the next recommendation; without a next one, a listed line is the end of the recommendations.
    """
    befores = [None, *body_text.lines]
    with_headings = [
        (line, _heading(line, before, marks)) for before, line in zip(befores, body_text.lines, strict=False)
    ]
    following: PaperPart | None = None
    for index in range(len(with_headings) - 1, -1, -1):
        line, heading = with_headings[index]
        words = normalise_space(line.text)
        if heading is None and (line.heading or words.casefold() in body_text.contents):
            if following is PaperPart.RECOMMENDATION:
                heading = PaperHeading(PaperPart.THEME, "" if words.casefold() in _HEADINGS_WITHOUT_THEME else words)
            elif words.casefold() in body_text.contents:
                heading = PaperHeading(PaperPart.END, words)
            with_headings[index] = (line, heading)
        if heading is not None and heading.part is not PaperPart.STATUS:
            following = heading.part
    return with_headings


def _heading(line: Line, before: Line | None, marks: MarkReader) -> PaperHeading | None:
    """Return the heading that a line is; none if it continues a sentence, unless it is certainly a status."""
    heading = heading_of(line)
    if heading is None or not _continues_sentence(line, before):
        return heading
    status = heading.words if heading.part is PaperPart.STATUS else ""
    return heading if status and marks.match(_ROUND_BEHIND.sub("", status)) else None


def _continues_sentence(line: Line, before: Line | None) -> bool:
    """Return whether a line continues a sentence, though it reads like a heading: "as per / Recommendation 9"."""
    if line.after_gap or line.heading or line.whole_paragraph or before is None or before.heading:
        return False
    return not ends_sentence(before.text) and heading_of(before) is None


class _SectionBuilder:
    """Builds the sections of a paper line by line: keeps track of where the next line belongs."""

    def __init__(self, marks: MarkReader) -> None:
        self._marks = marks
        self.paper = ParsedPaper()
        self._theme: tuple[str, Line | None] = ("", None)
        self._agencies: tuple[str, Line | None] = ("", None)
        self._current: PaperRecommendation | None = None
        self._repeated_lines: list[Line] = []

    def add(self, line: Line, heading: PaperHeading | None) -> None:
        """Add the next line to the section it belongs to."""
        if heading is None:
            if self._repeated_lines and self._repeated_lines[0].text.strip() == line.text.strip():
                self._repeated_lines.pop(0)  # a table repeats its first row, with its text, on every page
            else:
                self._lines().append(line)
            return
        self.paper.headings.append((line, heading))
        if heading.part is PaperPart.RECOMMENDATION:
            if (
                self._current is not None
                and self._current.ref == heading.words
                and _repeats(line, heading, self._current.heading)
            ):
                self._repeated_lines = [*self._current.lines]
                return
            recommendation = PaperRecommendation(
                heading.words, line, heading.trailing_text, *self._theme, *self._agencies, bracketed=heading.bracketed
            )
            recommendation.mark = PrintedMark(colour=line.colour)
            self.paper.recommendations.append(recommendation)
            self._current, self._repeated_lines = recommendation, []
        elif heading.part in (PaperPart.THEME, PaperPart.AGENCIES, PaperPart.END, PaperPart.CONTENTS):
            self._start_part(line, heading)
        elif self._current is None:
            self.paper.front.append(line)
        else:
            self._add_within(self._current, line, heading)

    def _start_part(self, line: Line, heading: PaperHeading) -> None:
        self._current = None
        self._theme = (heading.words, line) if heading.part is PaperPart.THEME else ("", None)
        if heading.part is PaperPart.AGENCIES:
            self._agencies = (heading.words, line)
        if heading.part is PaperPart.END:
            self.paper.other.append(line)

    def _add_within(self, recommendation: PaperRecommendation, line: Line, heading: PaperHeading) -> None:
        """Add a heading within a recommendation: that of its next update, or its status.

        A heading that is repeated on another page, as in a table that continues there, continues its update.
        """
        if heading.part is not PaperPart.STATUS:
            before = [
                update
                for update in recommendation.updates
                if (update.part, update.round) == (heading.part, heading.words)
            ]
            if before and _repeats(line, heading, before[-1].heading):
                recommendation.open_update = before[-1]
                return
            mark = (
                self._marks.read(heading.trailing_text, line.colour)
                if heading.trailing_text
                else PrintedMark(colour=line.colour)
            )
            recommendation.open_update = PaperUpdate(heading.part, line, heading.words, mark, line if mark else None)
            recommendation.updates.append(recommendation.open_update)
            return
        round_in_brackets = _ROUND_BEHIND.search(heading.words)
        round_words = split_round(round_in_brackets["round"])[1] if round_in_brackets else None
        words = heading.words[: round_in_brackets.start()] if round_in_brackets and round_words else heading.words
        target = (
            recommendation.open_update
            if recommendation.open_update and recommendation.open_update.part is not PaperPart.MONITORING
            else recommendation
        )
        target.mark, target.status_line = self._marks.read(words, line.colour or target.mark.colour), line
        if target is recommendation:
            recommendation.status_round = round_words or ""

    def _lines(self) -> list[Line]:
        if self._current is not None:
            return self._current.open_update.lines if self._current.open_update else self._current.lines
        return self.paper.other if self.paper.recommendations else self.paper.front


def _repeats(line: Line, heading: PaperHeading, before: Line) -> bool:
    """Return whether a heading repeats an earlier one: on a later page, in another cell of a PDF, or by its words."""
    return (
        heading.continued
        or line.page > before.page
        or (bool(line.page) and line.whole_paragraph and line.frame != before.frame)
    )


def _find_status_line(lines: Sequence[Line], marks: MarkReader) -> Line | None:
    ends = [(lines[-1], lines[-2] if len(lines) > 1 else None), (lines[0], None)] if lines else []
    return next(
        (line for line, before in ends if _is_standalone(line, before, lines) and _is_status(line, marks)), None
    )


def _is_status(line: Line, marks: MarkReader) -> bool:
    return marks.match(line.text) is not None if line.text.strip() else line.colour is not None


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
