"""Headings that stand in a column of a PDF: beside their text, or side by side above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.paper.grids import heads_statuses
from loaders.paper.headings import Heading, Part, heading_of
from loaders.paper.line import Line
from loaders.paper.pdf_rows import Row, is_sign, texts
from loaders.paper.points import ended

_LABELS = (Part.RECOMMENDATION, Part.RESPONSE, Part.PROGRESS, Part.MONITORING, Part.STATUS)
_MOST_LINES = 5
_STEP = 2.0
"""Lines of one heading are at most so many sizes of their font apart."""
_PAGE = re.compile(r"[\s.…]*\d{1,3}")


@dataclass(frozen=True, slots=True)
class Label:
    """A heading in a column, on one or several rows."""

    heading: Heading
    text: str
    rows: tuple[Row, ...]


def label_at(rows: Sequence[Row], left: float, right: float) -> Label | None:
    """Return the heading that begins in the first of some rows, between two places."""
    first = rows[0].between(left, right) if rows else None
    if first is None or is_sign(first.words[0]):
        return None
    lines = [first]
    for row in rows[1:]:
        part = row.between(left, right)
        if part is None:
            continue
        if lines[-1].base - part.base > _STEP * first.size or len(lines) == _MOST_LINES or label_of(part):
            break
        if part.bold != first.bold or ended(lines[-1].text):
            break
        lines.append(part)
    count = _lines_of_heading(lines)
    heading = heading_in(texts(lines[:count]))
    return Label(heading, texts(lines[:count]), tuple(lines[:count])) if heading else None


def _lines_of_heading(lines: Sequence[Row]) -> int:
    """Return how many lines a heading takes: as few as make one, and those that go on with it and begin no other."""
    counts = range(1, len(lines) + 1)
    made = [count for count in counts if heading_in(texts(lines[:count]))]
    if not made:
        return 0
    begun = (place for place in range(made[0], len(lines)) if _begins(lines[place:]))
    end = next(begun, len(lines))
    return max(count for count in made if count <= end)


def _begins(lines: Sequence[Row]) -> bool:
    return any(heading_in(texts(lines[:count])) for count in range(1, len(lines) + 1))


def label_of(row: Row) -> Heading | None:
    """Return the heading that a row is by itself."""
    return None if is_sign(row.words[0]) else heading_in(row.text)


def heading_in(text: str) -> Heading | None:
    """Return the heading that words in a cell are: of a recommendation, of what was said of it, or of its status."""
    words = " ".join(text.split())
    if not words[:1].isupper():
        return None
    heading = heading_of(Line(words, 1)) or heading_of(Line(f"{words.rstrip(' :')}:", 1))
    if heading is None or heading.part not in _LABELS:
        return None
    return None if heading.part is Part.RECOMMENDATION and heading.rest else heading


@dataclass(slots=True)
class Gutter:
    """What lies between two columns: nothing, from where the left one ends to where the right one begins."""

    left: float
    right: float

    def narrowed(self, row: Row, least: float) -> "Gutter | None":
        """Return what of it a row leaves empty; None where its words cross it."""
        edges = [float("-inf"), *(edge for word in row.words for edge in (word.left, word.right)), float("inf")]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        fits = [Gutter(max(start, self.left), min(end, self.right)) for start, end in gaps]
        best = max(fits, key=lambda one: one.right - one.left)
        return best if best.right - best.left >= least * row.size else None


def gutters_at(rows: Sequence[Row]) -> list[Gutter]:
    """Return the gutters that the first of some rows shows: each lies beside a heading that stands in a column.

    The first of the columns begins with a heading. A heading with nothing beside it, or with the number of a page as
    in a table of contents, stands in no column.
    """
    parts = rows[0].segments() if rows else []
    if len(parts) <= 1 or _PAGE.fullmatch(parts[-1].text.strip()):
        return []
    if heads_statuses([part.text for part in parts]):
        return []  # such a table is read by its rows
    edges = [float("-inf"), *(part.left - 1 for part in parts[1:]), float("inf")]
    labels = [label_at(rows, start, end) for start, end in pairwise(edges)]
    if labels[0] is None:
        return []
    pairs = zip(pairwise(parts), pairwise(labels), strict=True)
    return [Gutter(left.right, right.left) for (left, right), known in pairs if any(known)]
