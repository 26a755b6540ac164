"""The parts of a paper: its recommendations, each with what was said of it and when, under its theme and agencies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.papers.statuses.key import KeyEntry
from loaders.papers.statuses.status_mark import Mark, Marks
from loaders.papers.text.bullet_points import BULLET, SAME, ended
from loaders.papers.text.headers_footers import Bare
from loaders.papers.text.headings import Heading, Part, heading_of
from loaders.papers.text.labelled_facts import Fact, described_reviews, facts_of
from loaders.papers.text.line import Line
from loaders.vocabulary.heading_periods import split_round

NO_MARK = Mark()
_PLAIN = ("recommendations", "argymhellion")
"""Headings of recommendations that name no theme, folded."""
_ROUND_BEHIND = re.compile(r"\s*\((?P<round>[^()]*)\)\s*$")


@dataclass(slots=True)
class Said:
    """A part of a recommendation: a response, progress or monitoring, with its heading and its lines.

    `rated` is the line on which its status stands; it is `disputed` where the paper prints two that differ.
    """

    part: Part
    heading: Line
    round: str = ""
    mark: Mark = NO_MARK
    rated: Line | None = None
    disputed: bool = False
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Told:
    """A recommendation as the paper tells it.

    `mark` is what stands with its own heading: how it stood in the round `rated_in`, at the latest where that is not
    said. `agencies` are the words of the part of the paper it stands in, such as "HMCTS and the OPCC". `last` is what
    its next line belongs to.
    """

    ref: str
    heading: Line
    rest: str
    theme: str
    theme_line: Line | None
    agencies: str
    agencies_line: Line | None
    aside: str = ""
    mark: Mark = NO_MARK
    rated: Line | None = None
    rated_in: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    last: Said | None = None


@dataclass(slots=True)
class Paper:
    """A paper in its parts; `front` are the lines before its first recommendation, `other` all that are in no part."""

    told: list[Told] = field(default_factory=list)
    front: list[Line] = field(default_factory=list)
    other: list[Line] = field(default_factory=list)
    headings: list[tuple[Line, Heading]] = field(default_factory=list)
    key: list[KeyEntry] = field(default_factory=list)
    reviews: list[dict[str, Fact]] = field(default_factory=list)


def parts_of(bare: Bare, key: Sequence[KeyEntry] = ()) -> Paper:
    """Return the parts of a paper, line by line, as its headings say; its statuses are read by its key."""
    marks = Marks(key)
    reading = _Reading(marks)
    for line, heading in _marked(bare, marks):
        reading.add(line, heading)
    paper = _without_contents(reading.paper)
    for told in paper.told:
        take_statuses(told, marks)
        facts, told.lines = facts_of(told.lines)
        for fact in facts:
            told.facts.setdefault(fact.field, fact)
    reviews, front = described_reviews(paper.front)
    return replace(paper, key=list(key), reviews=reviews, front=front)


def _without_contents(paper: Paper) -> Paper:
    """Return a paper without the recommendations that its contents list: nothing but a heading that comes again."""
    later: set[str] = set()
    listed: set[int] = set()
    for told in reversed(paper.told):
        if told.ref in later and not (told.rest or told.lines or told.said):
            listed.add(id(told.heading))
        later.add(told.ref)
    told_of = [told for told in paper.told if id(told.heading) not in listed]
    headings = [(line, heading) for line, heading in paper.headings if id(line) not in listed]
    return replace(paper, told=told_of, headings=headings)


def _marked(bare: Bare, marks: Marks) -> list[tuple[Line, Heading | None]]:
    """Return each line with the heading it is.

    A heading by its look, or one that the table of contents lists, which says nothing by its words is the theme of
    the recommendation that comes next, and the end of the one before where none comes next.
    """
    befores = [None, *bare.lines]
    marked = [(line, _heading(line, before, marks)) for before, line in zip(befores, bare.lines, strict=False)]
    following: Part | None = None
    for place in range(len(marked) - 1, -1, -1):
        line, heading = marked[place]
        words = " ".join(line.text.split())
        if heading is None and (line.heading or words.casefold() in bare.contents):
            if following is Part.RECOMMENDATION:
                heading = Heading(Part.THEME, "" if words.casefold() in _PLAIN else words)
            elif words.casefold() in bare.contents:
                heading = Heading(Part.END, words)
            marked[place] = (line, heading)
        if heading is not None and heading.part is not Part.STATUS:
            following = heading.part
    return marked


def _heading(line: Line, before: Line | None, marks: Marks) -> Heading | None:
    """Return the heading that a line is; none where it is the rest of a sentence, unless it is plainly a status."""
    heading = heading_of(line)
    if heading is None or not _wrapped(line, before):
        return heading
    status = heading.words if heading.part is Part.STATUS else ""
    return heading if status and marks.known(_ROUND_BEHIND.sub("", status)) else None


def _wrapped(line: Line, before: Line | None) -> bool:
    """Say whether a line is the rest of a sentence, though it reads like a heading: "as per / Recommendation 9"."""
    if line.after_gap or line.heading or line.whole or before is None or before.heading:
        return False
    return not ended(before.text) and heading_of(before) is None


class _Reading:
    """What has been read so far of a paper: where the next line belongs."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self.paper = Paper()
        self._theme: tuple[str, Line | None] = ("", None)
        self._agencies: tuple[str, Line | None] = ("", None)
        self._now: Told | None = None
        self._again: list[Line] = []

    def add(self, line: Line, heading: Heading | None) -> None:
        """Add the next line to the part it belongs to."""
        if heading is None:
            if self._again and self._again[0].text.strip() == line.text.strip():
                self._again.pop(0)  # a table repeats its first row, with its text, on every page
            else:
                self._lines().append(line)
            return
        self.paper.headings.append((line, heading))
        if heading.part is Part.RECOMMENDATION:
            if self._now is not None and self._now.ref == heading.words and _repeats(line, heading, self._now.heading):
                self._again = [*self._now.lines]
                return
            told = Told(heading.words, line, heading.rest, *self._theme, *self._agencies, aside=heading.aside)
            told.mark = Mark(colour=line.colour)
            self.paper.told.append(told)
            self._now, self._again = told, []
        elif heading.part in (Part.THEME, Part.AGENCIES, Part.END, Part.CONTENTS):
            self._open(line, heading)
        elif self._now is None:
            self.paper.front.append(line)
        else:
            self._go_on(self._now, line, heading)

    def _open(self, line: Line, heading: Heading) -> None:
        self._now = None
        self._theme = (heading.words, line) if heading.part is Part.THEME else ("", None)
        if heading.part is Part.AGENCIES:
            self._agencies = (heading.words, line)
        if heading.part is Part.END:
            self.paper.other.append(line)

    def _go_on(self, told: Told, line: Line, heading: Heading) -> None:
        """Add a heading within a recommendation: what was said of it next, or how it was rated.

        A heading that comes again on another page, as one of a table that goes on there does, goes on with its part.
        """
        if heading.part is not Part.STATUS:
            before = [said for said in told.said if (said.part, said.round) == (heading.part, heading.words)]
            if before and _repeats(line, heading, before[-1].heading):
                told.last = before[-1]
                return
            mark = self._marks.read(heading.rest, line.colour) if heading.rest else Mark(colour=line.colour)
            told.last = Said(heading.part, line, heading.words, mark, line if mark else None)
            told.said.append(told.last)
            return
        behind = _ROUND_BEHIND.search(heading.words)
        stated = split_round(behind["round"])[1] if behind else None
        words = heading.words[: behind.start()] if behind and stated else heading.words
        rated = told.last if told.last and told.last.part is not Part.MONITORING else told
        rated.mark, rated.rated = self._marks.read(words, line.colour or rated.mark.colour), line
        if rated is told:
            told.rated_in = stated or ""

    def _lines(self) -> list[Line]:
        if self._now is not None:
            return self._now.last.lines if self._now.last else self._now.lines
        return self.paper.other if self.paper.told else self.paper.front


def _repeats(line: Line, heading: Heading, before: Line) -> bool:
    """Say whether a heading is one from before again: on a later page, in another cell of a PDF, or by its words."""
    return heading.again or line.page > before.page or (bool(line.page) and line.whole and line.frame != before.frame)


def all_lines(paper: Paper) -> Sequence[Line]:
    """Return every line of a paper's text, in order."""
    inside = (line for told in paper.told for line in [*told.lines, *(one for said in told.said for one in said.lines)])
    return sorted([*paper.front, *inside, *paper.other], key=lambda line: (line.page, line.number))


def take_statuses(told: "Told", marks: Marks) -> None:
    """Take the statuses that stand by themselves among the lines of a recommendation's parts.

    Such a line is a word of the paper's key (without one, Red, Amber or Green), or that there is none, and nothing
    else, the first or the last of an update, and part of no sentence. Below what the overseer will do it is how the
    recommendation stands.
    """
    for said in told.said:
        taken = _taken(said.lines, marks)
        if taken is None:
            continue
        rated = told if said.part is Part.MONITORING else said
        if rated.mark.status or rated.mark.none or (taken.colour and rated.mark.colour and not taken.text):
            continue
        mark = marks.known(taken.text) if taken.text.strip() else None
        rated.mark = replace(Mark() if mark is None else mark, colour=taken.colour or rated.mark.colour)
        rated.rated = taken
        said.lines = [line for line in said.lines if line is not taken]


def _taken(lines: Sequence[Line], marks: Marks) -> Line | None:
    ends = [(lines[-1], lines[-2] if len(lines) > 1 else None), (lines[0], None)] if lines else []
    return next((line for line, before in ends if _stands_alone(line, before, lines) and _is_status(line, marks)), None)


def _is_status(line: Line, marks: Marks) -> bool:
    return marks.known(line.text) is not None if line.text.strip() else line.colour is not None


def _stands_alone(line: Line, before: Line | None, lines: Sequence[Line]) -> bool:
    """Say whether a line is part of no sentence: nothing goes on to it or from it."""
    if line.item or BULLET.match(line.text):
        return False
    if before is not None:
        return line.whole or line.after_gap or line.frame != before.frame or _stands_out(line, before)
    after = lines[1] if len(lines) > 1 else None
    begins = after is None or after.whole or after.after_gap or after.item or bool(BULLET.match(after.text))
    return begins or (line.room is not None and after is not None and line.room > after.first)


def _stands_out(line: Line, before: Line) -> bool:
    """Say whether a line begins left of the text above it, whose sentence has ended."""
    if line.left is None or before.indent is None:
        return False
    return ended(before.text) and line.left < before.indent - SAME
