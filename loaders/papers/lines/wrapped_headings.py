"""Join the headings that are wrapped over several lines."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.papers.text.bullet_points import BULLET, ends_sentence, is_open_end, join_variants
from loaders.papers.text.headings import PaperPart, heading_of
from loaders.papers.text.line import Line

_LONG_HEADINGS = (PaperPart.AGENCIES, PaperPart.THEME)
"""Parts whose headings may be long enough to wrap; the others are short."""
_FIRST_LINES = (*_LONG_HEADINGS, PaperPart.MONITORING)
"""Parts that the first line of such a heading may seem to begin: "Perpetrator Monitoring" may begin a theme."""
_MOST_LINES, _MOST_TITLE_LINES = 4, 20
"""The most lines of a heading; that of a recommendation may be its whole text."""
_UPDATES = (PaperPart.RESPONSE, PaperPart.PROGRESS, PaperPart.MONITORING)
"""Parts whose headings may wrap in a narrow column, before a small letter or a year: "OPCC monitoring / activity"."""


def join_wrapped_headings(lines: Sequence[Line]) -> list[Line]:
    """Return lines with every wrapped heading joined, such as that of agencies or of a recommendation with its title.

    Two lines are one heading if both are formatted as one, nothing is between them, the second is no heading by its
    words, and together they begin such a part. In a column that of an update may continue on the next page. The heading
    of agencies also goes on in a line without formatting if its end or the beginning of that line shows it.
    """
    joined_lines: list[Line] = []
    index = 0
    while index < len(lines):
        count = _heading_lines(lines, index)
        joined_lines.append(_join(lines[index : index + count]))
        index += count
    return joined_lines


def _heading_lines(lines: Sequence[Line], index: int) -> int:
    """Return the number of lines of the heading that begins with a line; 1 for any other line."""
    first = lines[index]
    if _agencies_go_on(lines[index : index + 2]):
        return 2
    if not first.heading:
        return 1
    heading = heading_of(first)
    most = _MOST_TITLE_LINES if heading is not None and heading.part is PaperPart.RECOMMENDATION else _MOST_LINES
    counts = range(most, 1, -1)
    return next((count for count in counts if _is_one_heading(lines[index : index + count], count)), 1)


def _agencies_go_on(lines: Sequence[Line]) -> bool:
    """Return whether a heading of agencies, formatted or not, goes on in the next line: "HMCTS and / the OPCC"."""
    if len(lines) == 1:
        return False
    first, second = lines
    alike = (second.page, second.heading, second.small) == (first.page, first.heading, first.small)
    begins_small = second.text.strip()[:1].islower() and not second.after_gap
    if not alike or not (begins_small or is_open_end(first.text)) or ends_sentence(second.text):
        return False
    heading = heading_of(first)
    is_agencies = heading is not None and heading.part is PaperPart.AGENCIES
    return is_agencies and not BULLET.match(second.text) and heading_of(second) is None


def _is_one_heading(lines: Sequence[Line], count: int) -> bool:
    if len(lines) < count or not _look_like_one_heading(lines):
        return False
    first, last = lines[0], lines[-1]
    first_heading, joined = heading_of(first), heading_of(_join(lines))
    if joined is None or (last.page != first.page and joined.part not in _UPDATES):
        return False
    if first_heading is not None and first_heading.part is PaperPart.RECOMMENDATION:
        return bool(first_heading.trailing_text) and all(_is_wrapped(*pair) for pair in pairwise(lines))
    if joined.part in _LONG_HEADINGS:
        return first_heading is None or first_heading.part in _FIRST_LINES
    rest = last.text.strip()
    same_part = first_heading is None or first_heading.part is joined.part
    return same_part and joined.part in _UPDATES and (rest[:1].islower() or rest.isdigit())


def _is_wrapped(line: Line, after: Line) -> bool:
    """Return whether a line of a heading goes on in the next: it has not ended, and had no room for its first word."""
    if ends_sentence(line.text):
        return False
    full = line.space_after is not None and line.space_after <= after.first_word_width
    return full or is_open_end(line.text) or after.text.strip()[:1].islower()


def _look_like_one_heading(lines: Sequence[Line]) -> bool:
    """Return whether lines are formatted as one heading: alike, with no gap on a page, and no second one begins."""
    if not all(line.heading and line.small == lines[0].small for line in lines) or any(
        map(_is_separate_heading, lines[1:])
    ):
        return False
    return not any(line.after_gap and line.page == before.page for before, line in pairwise(lines))


def _is_separate_heading(line: Line) -> bool:
    """Return whether a line is a heading by itself; one that begins with a small letter continues another."""
    return heading_of(line) is not None and not line.text.strip()[:1].islower()


def _join(lines: Sequence[Line]) -> Line:
    """Join lines, in the way that makes a heading if there is one."""
    if len(lines) == 1:
        return lines[0]
    joined = replace(lines[0], space_after=lines[-1].space_after, line_count=sum(line.line_count for line in lines))
    variants = [replace(joined, text=text) for text in join_variants([line.text for line in lines])]
    return next((line for line in variants if heading_of(line) is not None), variants[0])
