"""Detect the headings in a column of a PDF, left of their text or side by side above it, and the gutters they show."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.papers.pdf.rows import Row, is_bullet
from loaders.papers.statuses import MarkReader
from loaders.papers.statuses import is_status_header
from loaders.papers.paragraphs import ends_sentence, join_variants
from loaders.papers.headings import PaperHeading, PaperPart, heading_of
from loaders.papers.line import Line
from model.text import normalise_space

_LABELS = (PaperPart.RECOMMENDATION, PaperPart.RESPONSE, PaperPart.PROGRESS, PaperPart.MONITORING, PaperPart.STATUS)
_MOST_LINES, _MOST_PARTS = 5, 3
_STEP = 2.0
"""The most distance between lines of one heading, in sizes of their font."""
_LABEL_AND_TEXT = 2
"""A row with more columns than these, a heading and its text, may have a status behind them."""
_DEFAULT_MARKS = MarkReader(())
_PAGE = re.compile(r"[\s.…]*\d{1,3}")


@dataclass(frozen=True, slots=True)
class HeadingLabel:
    """A heading in a column, on one or several rows."""

    heading: PaperHeading
    text: str
    rows: tuple[Row, ...]


def label_at(rows: Sequence[Row], left: float, right: float) -> HeadingLabel | None:
    """Return the heading that begins in the first of some rows, between two horizontal positions."""
    first = rows[0].between(left, right) if rows else None
    if first is None or is_bullet(first.words[0]):
        return None
    lines = [first]
    for row in rows[1:]:
        part = row.between(left, right)
        if part is None:
            continue
        if lines[-1].base - part.base > _STEP * first.size or len(lines) == _MOST_LINES or label_of(part):
            break
        if part.bold != first.bold or ends_sentence(lines[-1].text):
            break
        lines.append(part)
    heading_rows = lines[: _lines_of_heading(lines)]
    found = _joined_heading(heading_rows) if heading_rows else None
    return HeadingLabel(*found, tuple(heading_rows)) if found else None


def _lines_of_heading(lines: Sequence[Row]) -> int:
    """Return the number of lines of a heading: the fewest that make one, and those that continue it without another."""
    counts = range(1, len(lines) + 1)
    candidates = [count for count in counts if _joined_heading(lines[:count])]
    if not candidates:
        return 0
    next_headings = (index for index in range(candidates[0], len(lines)) if _begins_heading(lines[index:]))
    end = next(next_headings, len(lines))
    return max(count for count in candidates if count <= end)


def _begins_heading(lines: Sequence[Row]) -> bool:
    return any(_joined_heading(lines[:count]) for count in range(1, len(lines) + 1))


def _joined_heading(lines: Sequence[Row]) -> tuple[PaperHeading, str] | None:
    """Return the heading that joined lines make, with its text."""
    candidates = ((heading_in(text), text) for text in join_variants([line.text for line in lines]))
    return next(((heading, text) for heading, text in candidates if heading is not None), None)


def label_of(row: Row) -> PaperHeading | None:
    """Return the heading that a row is by itself."""
    return None if is_bullet(row.words[0]) else heading_in(row.text)


def heading_in(text: str) -> PaperHeading | None:
    """Return the heading that words in a cell are: of a recommendation, of an update, or of a status."""
    words = normalise_space(text)
    if not words[:1].isupper():
        return None
    heading = heading_of(Line(words, 1)) or heading_of(Line(f"{words.rstrip(' :')}:", 1))
    if heading is None or heading.part not in _LABELS:
        return None
    return None if heading.part is PaperPart.RECOMMENDATION and heading.trailing_text else heading


@dataclass(slots=True)
class Gutter:
    """The gutter between two columns: the empty width from the end of the left one to the start of the right one."""

    left: float
    right: float

    def narrowed(self, row: Row, least: float) -> "Gutter | None":
        """Return the part of it that a row leaves empty; None if its words cross it."""
        edges = [float("-inf"), *(edge for word in row.words for edge in (word.left, word.right)), float("inf")]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        fits = [Gutter(max(start, self.left), min(end, self.right)) for start, end in gaps]
        best = max(fits, key=lambda gutter: gutter.right - gutter.left)
        return best if best.right - best.left >= least * row.size else None


def gutters_at(rows: Sequence[Row]) -> list[Gutter]:
    """Return the gutters that the first of some rows shows: each is next to a heading in a column.

    The first of the columns begins with a heading. A heading alone in its row, or followed by a page number as in a
    table of contents, is in no column. The word of a status that is separate from the text before it has a column.
    """
    parts = rows[0].segments() if rows else []
    if len(parts) <= 1 or _PAGE.fullmatch(parts[-1].text.strip()):
        return []
    if is_status_header([part.text for part in parts]):
        return []  # such a table is read by its rows
    groups = _groups(rows, parts)
    if not groups[0].is_label or _is_written_status(parts):
        return []
    has_status = len(groups) > _LABEL_AND_TEXT and _DEFAULT_MARKS.match(parts[-1].text) is not None
    pairs = pairwise(groups)
    found = [Gutter(left.right, right.left) for left, right in pairs if left.is_label or right.is_label]
    return [*found, Gutter(groups[-2].right, groups[-1].left)] if has_status and not groups[-2].is_label else found


def _is_written_status(parts: Sequence[Row]) -> bool:
    """Return whether parts close to one another are one written status, whose mark has its letter in a box."""
    heading = heading_in(" ".join(part.text for part in parts))
    size = max(part.size for part in parts)
    close = all(right.left - left.right < size for left, right in pairwise(parts))
    return close and heading is not None and heading.part is PaperPart.STATUS and not any(map(label_of, parts[1:]))


def count_headings(rows: Sequence[Row]) -> int:
    """Return the number of headings that begin in the first of some rows, side by side."""
    return sum(group.is_label for group in _groups(rows, rows[0].segments()))


@dataclass(frozen=True, slots=True)
class _Group:
    """The parts of a row in one column, from its left to its right."""

    left: float
    right: float
    is_label: bool


def _groups(rows: Sequence[Row], parts: Sequence[Row]) -> list[_Group]:
    """Return the parts of the first of some rows grouped into columns, as far as headings show them.

    A heading may be several parts: if it is justified, its words are far apart.
    """
    groups: list[_Group] = []
    index = 0
    while index < len(parts):
        ends = range(min(index + _MOST_PARTS, len(parts)), index, -1)
        end = next((end for end in ends if _is_one_heading(rows, parts, index, end)), None)
        groups.append(_Group(parts[index].left, parts[(end or index + 1) - 1].right, end is not None))
        index = end or index + 1
    return groups


def _is_one_heading(rows: Sequence[Row], parts: Sequence[Row], first: int, end: int) -> bool:
    """Return whether parts are one heading: alike, separated from the next part, and not two headings."""
    heading_parts = parts[first:end]
    starts = [*(part.left - 1 for part in parts), float("inf")]
    if any(part.bold != heading_parts[0].bold or is_bullet(part.words[0]) for part in heading_parts):
        return False
    if len(heading_parts) > 1 and not (heading_parts[0].bold and _is_separate(parts[first : end + 1], end - first)):
        return False
    if any(label_at(rows, starts[index], starts[index + 1]) for index in range(first + 1, end)):
        return False
    return label_at(rows, starts[first], starts[end]) is not None


def _is_separate(parts: Sequence[Row], count: int) -> bool:
    """Return whether the first parts, which are bold, end before the next: it is not bold, or the gap is wider."""
    if len(parts) == count or not parts[count].bold:
        return True
    gaps = [right.left - left.right for left, right in pairwise(parts)]
    return max(gaps[:-1]) < gaps[-1]
