"""What stands around the text of a paper: its contents, the heads and feet of its pages, its footnotes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from loaders.papers.text.bullet_points import BULLET
from loaders.papers.text.headings import Part, heading_of
from loaders.papers.text.labelled_facts import fact_of
from loaders.papers.text.line import Line

_ENTRY = re.compile(r"(?P<name>.+?)(?:\s*(?:\.\s?){3,}|\s*…+|\t+|\s{2,}|\s)\s*\d{1,3}")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|tudalen|p\.|t\.)\s*)?\d{1,3}(?:\s*(?:of|o|/)\s*\d{1,3})?[-–—|\s]*", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\])\s*\S.*", re.DOTALL)
_DIGITS = re.compile(r"\d+")
_OFTEN = 3
_NEARLY_ALL = 0.8
_ENTRIES = (Part.RECOMMENDATION, Part.RESPONSE, Part.PROGRESS, Part.MONITORING, Part.STATUS)


@dataclass(slots=True)
class Bare:
    """The lines of a paper without its furniture.

    Attributes:
        lines: what is left, in order.
        footnotes: the lines of footnotes, which no entry holds.
        contents: the headings that the table of contents lists, folded in case.
    """

    lines: list[Line] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)
    contents: set[str] = field(default_factory=set)


def without_furniture(lines: Sequence[Line]) -> Bare:
    """Return a paper without its table of contents, its page numbers, running heads and feet, and footnotes."""
    bare = Bare()
    listing = False
    for place, line in enumerate(lines):
        if line.furniture or is_page_number(line.text):
            continue
        heading = heading_of(line)
        if heading is not None and heading.part is Part.CONTENTS:
            listing = True
        elif listing and (entry := _ENTRY.fullmatch(line.text.strip())):
            bare.contents.add(entry["name"].strip(" .…").casefold())
        elif _FOOTNOTE.fullmatch(line.text):
            bare.footnotes.append(line)
        elif not (bare.footnotes and _goes_on(bare.footnotes[-1], line, lines, place)):
            listing = False
            bare.lines.append(line)
        else:
            bare.footnotes.append(line)
    return bare


def running(lines: Sequence[Line]) -> list[Line]:
    """Return the running heads and feet among the lines of pages, as they stand on these.

    That is what stands first or last on at least three pages, numbers aside, and on at least half of them; what reads
    like the heading of an entry or says something of it, on nearly all of them, for tables repeat their headings on
    every page, and recommendations may have the same to say.
    """
    pages = {line.page for line in lines if line.page}
    edges = [line for place, line in enumerate(lines) if _at_edge(lines, place)]
    counted = Counter(map(_pattern, edges))
    return [line for line in edges if counted[_pattern(line)] >= _least(line, len(pages))]


def is_page_number(text: str) -> bool:
    """Say whether a line is the number of a page and nothing else."""
    return bool(_PAGE_NUMBER.fullmatch(" ".join(text.split())))


def _goes_on(footnote: Line, line: Line, lines: Sequence[Line], place: int) -> bool:
    """Say whether a line goes on with the footnote just before it: it follows at once, as small, and begins nothing."""
    follows = place > 0 and lines[place - 1] is footnote and not line.after_gap and not footnote.whole
    begins = line.heading or BULLET.match(line.text) or heading_of(line) is not None
    return follows and line.small == footnote.small and not begins


def _least(line: Line, pages: int) -> int:
    heading = heading_of(line)
    begins = (heading is not None and heading.part in _ENTRIES) or fact_of(line.text) is not None
    return max(_OFTEN, ceil(pages * _NEARLY_ALL) if begins else pages // 2)


def _at_edge(lines: Sequence[Line], place: int) -> bool:
    """Say whether a line is one of the first two or last two of its page."""
    page = lines[place].page
    if not page:
        return False
    before, after = max(place - 2, 0), place + 2
    return lines[before].page != page or place < 2 or after >= len(lines) or lines[after].page != page


def _pattern(line: Line) -> str:
    return _DIGITS.sub("0", " ".join(line.text.split()).casefold())
