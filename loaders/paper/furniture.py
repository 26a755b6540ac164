"""What stands around the text of a paper: its contents, the heads and feet of its pages, its footnotes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.paper.headings import Part, heading_of
from loaders.paper.line import Line
from loaders.paper.points import BULLET

_ENTRY = re.compile(r"(?P<name>.+?)(?:\s*(?:\.\s?){3,}|\s*…+|\t+|\s{2,}|\s)\s*\d{1,3}")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|tudalen|p\.|t\.)\s*)?\d{1,3}(?:\s*(?:of|o|/)\s*\d{1,3})?[-–—|\s]*", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\])\s*\S.*", re.DOTALL)
_DIGITS = re.compile(r"\d+")
_OFTEN = 3


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
    """Return a paper without its table of contents, its page numbers, running heads and feet, and footnotes.

    A running head or foot is what stands first or last on at least three pages, numbers aside, and on at least half
    of them; in a text without pages only numbers alone are furniture.
    """
    bare = Bare()
    running = _running(lines)
    listing = False
    for place, line in enumerate(lines):
        words = " ".join(line.text.split())
        if _PAGE_NUMBER.fullmatch(words) or (line.page and (_pattern(words) in running and _at_edge(lines, place))):
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


def _goes_on(footnote: Line, line: Line, lines: Sequence[Line], place: int) -> bool:
    """Say whether a line goes on with the footnote just before it: it follows at once, as small, and begins nothing."""
    follows = place > 0 and lines[place - 1] is footnote and not line.after_gap and not footnote.whole
    begins = line.heading or BULLET.match(line.text) or heading_of(line) is not None
    return follows and line.small == footnote.small and not begins


def _running(lines: Sequence[Line]) -> set[str]:
    pages = {line.page for line in lines if line.page}
    edges = [_pattern(" ".join(line.text.split())) for place, line in enumerate(lines) if _at_edge(lines, place)]
    least = max(_OFTEN, len(pages) // 2)
    return {pattern for pattern, count in Counter(edges).items() if count >= least}


def _at_edge(lines: Sequence[Line], place: int) -> bool:
    """Say whether a line is one of the first two or last two of its page."""
    page = lines[place].page
    if not page:
        return False
    before, after = max(place - 2, 0), place + 2
    return lines[before].page != page or place < 2 or after >= len(lines) or lines[after].page != page


def _pattern(words: str) -> str:
    return _DIGITS.sub("0", words.casefold())
