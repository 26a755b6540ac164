"""Headings that stand in a column of a PDF: beside their text, or side by side above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.papers.pdf.rows import Row, is_sign
from loaders.papers.statuses.status_mark import Marks
from loaders.papers.statuses.tables import heads_statuses
from loaders.papers.text.bullet_points import ended, joinings
from loaders.papers.text.headings import Heading, Part, heading_of
from loaders.papers.text.line import Line

_LABELS = (Part.RECOMMENDATION, Part.RESPONSE, Part.PROGRESS, Part.MONITORING, Part.STATUS)
_MOST_LINES, _MOST_PARTS = 5, 3
_STEP = 2.0
"""Lines of one heading are at most so many sizes of their font apart."""
_RATED = 2
"""A row has more columns than a heading and its text where a status stands behind them."""
_RATINGS = Marks(())
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
    own = lines[: _lines_of_heading(lines)]
    made = _made(own) if own else None
    return Label(*made, tuple(own)) if made else None


def _lines_of_heading(lines: Sequence[Row]) -> int:
    """Return how many lines a heading takes: as few as make one, and those that go on with it and begin no other."""
    counts = range(1, len(lines) + 1)
    made = [count for count in counts if _made(lines[:count])]
    if not made:
        return 0
    begun = (place for place in range(made[0], len(lines)) if _begins(lines[place:]))
    end = next(begun, len(lines))
    return max(count for count in made if count <= end)


def _begins(lines: Sequence[Row]) -> bool:
    return any(_made(lines[:count]) for count in range(1, len(lines) + 1))


def _made(lines: Sequence[Row]) -> tuple[Heading, str] | None:
    """Return the heading that lines make together, with its text."""
    made = ((heading_in(text), text) for text in joinings([line.text for line in lines]))
    return next(((heading, text) for heading, text in made if heading is not None), None)


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
    in a table of contents, stands in no column. The word of a status apart from the text before it has its own.
    """
    parts = rows[0].segments() if rows else []
    if len(parts) <= 1 or _PAGE.fullmatch(parts[-1].text.strip()):
        return []
    if heads_statuses([part.text for part in parts]):
        return []  # such a table is read by its rows
    groups = _groups(rows, parts)
    if not groups[0].is_label or _states_status(parts):
        return []
    rated = len(groups) > _RATED and _RATINGS.known(parts[-1].text) is not None
    pairs = pairwise(groups)
    found = [Gutter(left.right, right.left) for left, right in pairs if left.is_label or right.is_label]
    return [*found, Gutter(groups[-2].right, groups[-1].left)] if rated and not groups[-2].is_label else found


def _states_status(parts: Sequence[Row]) -> bool:
    """Say whether parts close to one another are one status written out: its mark has its letter in a box."""
    heading = heading_in(" ".join(part.text for part in parts))
    size = max(part.size for part in parts)
    close = all(right.left - left.right < size for left, right in pairwise(parts))
    return close and heading is not None and heading.part is Part.STATUS and not any(map(label_of, parts[1:]))


def headings_at(rows: Sequence[Row]) -> int:
    """Return how many headings begin in the first of some rows, side by side."""
    return sum(group.is_label for group in _groups(rows, rows[0].segments()))


@dataclass(frozen=True, slots=True)
class _Group:
    """Parts of a row that stand in one column, from its left to its right."""

    left: float
    right: float
    is_label: bool


def _groups(rows: Sequence[Row], parts: Sequence[Row]) -> list[_Group]:
    """Return the parts of the first of some rows by columns, as far as headings tell.

    A heading may be several parts: where it is justified, its words stand far apart.
    """
    groups: list[_Group] = []
    place = 0
    while place < len(parts):
        ends = range(min(place + _MOST_PARTS, len(parts)), place, -1)
        end = next((end for end in ends if _is_one(rows, parts, place, end)), None)
        groups.append(_Group(parts[place].left, parts[(end or place + 1) - 1].right, end is not None))
        place = end or place + 1
    return groups


def _is_one(rows: Sequence[Row], parts: Sequence[Row], first: int, end: int) -> bool:
    """Say whether parts are one heading: alike, apart from what follows, and no two headings."""
    own = parts[first:end]
    starts = [*(part.left - 1 for part in parts), float("inf")]
    if any(part.bold != own[0].bold or is_sign(part.words[0]) for part in own):
        return False
    if len(own) > 1 and not (own[0].bold and _stands_apart(parts[first : end + 1], end - first)):
        return False
    if any(label_at(rows, starts[place], starts[place + 1]) for place in range(first + 1, end)):
        return False
    return label_at(rows, starts[first], starts[end]) is not None


def _stands_apart(parts: Sequence[Row], count: int) -> bool:
    """Say whether the first parts, which are bold, end before what follows: by its look, or by the gap before it."""
    if len(parts) == count or not parts[count].bold:
        return True
    gaps = [right.left - left.right for left, right in pairwise(parts)]
    return max(gaps[:-1]) < gaps[-1]
