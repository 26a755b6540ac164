"""The body text of a paper, without its table of contents, headers, footers, page numbers and footnotes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from loaders.papers.text.bullet_points import BULLET
from loaders.papers.text.headings import PaperPart, heading_of
from loaders.papers.text.labelled_facts import parse_fact
from loaders.papers.text.line import Line
from model.text import normalise_space

_ENTRY = re.compile(r"(?P<name>.+?)(?:\s*(?:\.\s?){3,}|\s*…+|\t+|\s{2,}|\s)\s*\d{1,3}")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|tudalen|p\.|t\.)\s*)?\d{1,3}(?:\s*(?:of|o|/)\s*\d{1,3})?[-–—|\s]*", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\])\s*\S.*", re.DOTALL)
_DIGITS = re.compile(r"\d+")
_LEAST_PAGES = 3
_NEARLY_ALL = 0.8
_ENTRIES = (PaperPart.RECOMMENDATION, PaperPart.RESPONSE, PaperPart.PROGRESS, PaperPart.MONITORING, PaperPart.STATUS)


@dataclass(slots=True)
class BodyText:
    """The body text of a paper, without its headers and footers.

    Attributes:
        lines: the lines of the body text, in order.
        footnotes: the lines of footnotes, which belong to no entry.
        contents: the headings that the table of contents lists, in lower case.
    """

    lines: list[Line] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)
    contents: set[str] = field(default_factory=set)


def extract_body_text(lines: Sequence[Line]) -> BodyText:
    """Return the body text of a paper, without its table of contents, page numbers, headers, footers and footnotes."""
    body_text = BodyText()
    in_contents = False
    for index, line in enumerate(lines):
        if line.header_footer or is_page_number(line.text):
            continue
        heading = heading_of(line)
        if heading is not None and heading.part is PaperPart.CONTENTS:
            in_contents = True
        elif in_contents and (entry := _ENTRY.fullmatch(line.text.strip())):
            body_text.contents.add(entry["name"].strip(" .…").casefold())
        elif _FOOTNOTE.fullmatch(line.text):
            body_text.footnotes.append(line)
        elif not (body_text.footnotes and _continues_footnote(body_text.footnotes[-1], line, lines, index)):
            in_contents = False
            body_text.lines.append(line)
        else:
            body_text.footnotes.append(line)
    return body_text


def find_headers_footers(lines: Sequence[Line]) -> list[Line]:
    """Return the running headers and footers among the lines of pages, in order.

    They come first or last on at least three pages, ignoring numbers, and on at least half of them; a line that reads
    like the heading of an entry or a labelled fact, on nearly all of them, for tables repeat their headings on every
    page, and recommendations may have the same facts.
    """
    pages = {line.page for line in lines if line.page}
    edges = [line for index, line in enumerate(lines) if _at_edge(lines, index)]
    counted = Counter(map(_pattern, edges))
    return [line for line in edges if counted[_pattern(line)] >= _required_pages(line, len(pages))]


def is_page_number(text: str) -> bool:
    """Return whether a line is a page number and nothing else."""
    return bool(_PAGE_NUMBER.fullmatch(normalise_space(text)))


def _continues_footnote(footnote: Line, line: Line, lines: Sequence[Line], index: int) -> bool:
    """Return whether a line continues the footnote just before it: it follows at once, as small, and begins nothing."""
    follows = index > 0 and lines[index - 1] is footnote and not line.after_gap and not footnote.whole_paragraph
    begins = line.heading or BULLET.match(line.text) or heading_of(line) is not None
    return follows and line.small == footnote.small and not begins


def _required_pages(line: Line, pages: int) -> int:
    heading = heading_of(line)
    begins = (heading is not None and heading.part in _ENTRIES) or parse_fact(line.text) is not None
    return max(_LEAST_PAGES, ceil(pages * _NEARLY_ALL) if begins else pages // 2)


def _at_edge(lines: Sequence[Line], index: int) -> bool:
    """Return whether a line is one of the first two or last two of its page."""
    page = lines[index].page
    if not page:
        return False
    before, after = max(index - 2, 0), index + 2
    return lines[before].page != page or index < 2 or after >= len(lines) or lines[after].page != page


def _pattern(line: Line) -> str:
    return _DIGITS.sub("0", normalise_space(line.text).casefold())
