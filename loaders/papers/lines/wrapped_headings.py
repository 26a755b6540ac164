"""Headings that a page is too narrow for: each whole again, though it stands on two lines."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.papers.text.bullet_points import ended, joinings
from loaders.papers.text.headings import Part, heading_of
from loaders.papers.text.line import Line

_LONG_ENOUGH = (Part.AGENCIES, Part.THEME)
"""What a heading may begin that runs on to another line; the others are short."""
_BEGUN = (*_LONG_ENOUGH, Part.MONITORING)
"""What its first line may be taken for: "Perpetrator Monitoring" is the beginning of a theme, too."""

_MOST_LINES = 4
_UPDATES = (Part.RESPONSE, Part.PROGRESS, Part.MONITORING)
"""What may run on in a narrow column, with a small letter or a year: "Ongoing OPCC monitoring / activity"."""


def whole_headings(lines: Sequence[Line]) -> list[Line]:
    """Return lines with every heading on one of them, such as that of agencies or of a recommendation with its title.

    Two lines are one heading where both look like one, nothing lies between them, the second says nothing by its
    words, and together they begin such a part. In a column that of an update may go on at the head of the next page.
    """
    whole: list[Line] = []
    place = 0
    while place < len(lines):
        count = next((count for count in range(_MOST_LINES, 1, -1) if _is_one(lines[place : place + count], count)), 1)
        whole.append(_together(lines[place : place + count]))
        place += count
    return whole


def _is_one(lines: Sequence[Line], count: int) -> bool:
    if len(lines) < count or not _go_together(lines):
        return False
    first, last = lines[0], lines[-1]
    begun, together = heading_of(first), heading_of(_together(lines))
    if together is None or (last.page != first.page and together.part not in _UPDATES):
        return False
    if begun is not None and begun.part is Part.RECOMMENDATION:
        return bool(begun.rest) and not any(ended(line.text) for line in lines[:-1])
    if together.part in _LONG_ENOUGH:
        return begun is None or begun.part in _BEGUN
    rest = last.text.strip()
    runs_on = begun is None or begun.part is together.part
    return runs_on and together.part in _UPDATES and (rest[:1].islower() or rest.isdigit())


def _go_together(lines: Sequence[Line]) -> bool:
    """Say whether lines look like one heading: alike, with nothing between them on a page, and only one begins one."""
    if not all(line.heading and line.small == lines[0].small for line in lines) or any(map(_says_more, lines[1:])):
        return False
    return not any(line.after_gap and line.page == before.page for before, line in pairwise(lines))


def _says_more(line: Line) -> bool:
    """Say whether a line is a heading by itself; what begins with a small letter goes on with another."""
    return heading_of(line) is not None and not line.text.strip()[:1].islower()


def _together(lines: Sequence[Line]) -> Line:
    """Return lines as one: as the heading that they make, where they make one."""
    if len(lines) == 1:
        return lines[0]
    made = [replace(lines[0], text=text) for text in joinings([line.text for line in lines])]
    return next((line for line in made if heading_of(line) is not None), made[0])
