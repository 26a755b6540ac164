"""Find the headings among the lines of a paper: by their words, and by their format before a recommendation."""

import re
from collections.abc import Sequence
from itertools import pairwise

from loaders.papers.statuses.status_mark import MarkReader
from loaders.papers.text.agency_names import are_known_agencies, reporting_agencies
from loaders.papers.text.bullet_points import ends_sentence, is_open_end
from loaders.papers.text.headers_footers import BodyText
from loaders.papers.text.headings import PaperHeading, PaperPart, agencies_heading, heading_of
from loaders.papers.text.line import Line
from model.text import normalise_space

_HEADINGS_WITHOUT_THEME = ("recommendations", "argymhellion")
"""Headings of recommendations that name no theme, in lower case."""
ROUND_BEHIND = re.compile(r"\s*\((?P<round>[^()]*)\)\s*$")
"""The round in brackets behind a status."""


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
