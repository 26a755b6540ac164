"""Headings that a page is too narrow for: each whole again, though it stands on two lines."""

from collections.abc import Iterable
from dataclasses import replace

from loaders.paper.headings import Part, heading_of
from loaders.paper.line import Line
from loaders.paper.points import ended

_LONG_ENOUGH = (Part.AGENCIES, Part.THEME)
"""What a heading may begin that runs on to another line; the others are short."""
_BEGUN = (*_LONG_ENOUGH, Part.MONITORING)
"""What its first line may be taken for: "Perpetrator Monitoring" is the beginning of a theme, too."""


def whole_headings(lines: Iterable[Line]) -> list[Line]:
    """Return lines with every heading of a theme, of agencies or of a recommendation with its title on one of them.

    Two lines are one heading where both look like one, nothing lies between them, the second says nothing by its
    words, and together they begin such a part.
    """
    whole: list[Line] = []
    for line in lines:
        if whole and _goes_on(whole[-1], line):
            whole[-1] = _joined(whole[-1], line)
        else:
            whole.append(line)
    return whole


def _goes_on(before: Line, line: Line) -> bool:
    if not (before.heading and line.heading) or line.after_gap or before.small != line.small:
        return False
    first, together = heading_of(before), heading_of(_joined(before, line))
    if together is None or heading_of(line) is not None:
        return False
    if first is not None and first.part is Part.RECOMMENDATION:
        return bool(first.rest) and not ended(first.rest)
    return (first is None or first.part in _BEGUN) and together.part in _LONG_ENOUGH


def _joined(before: Line, line: Line) -> Line:
    first, second = before.text.rstrip(), line.text.strip()
    parted = first.endswith("-") and second[:1].islower()
    return replace(before, text=f"{first}{second}" if parted else f"{first} {second}")
