"""Statuses that a paper prints by themselves: a word below an update, as in a table's row of statuses, or a shade."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.paper.headings import Part
from loaders.paper.line import Line
from loaders.paper.marks import Mark, Marks
from loaders.paper.points import BULLET, SAME, ended

if TYPE_CHECKING:
    from loaders.paper.sections import Told


def take_statuses(told: "Told", marks: Marks) -> None:
    """Take the statuses that stand by themselves among the lines of a recommendation's parts.

    Such a line is a word of the paper's key (without one, Red, Amber or Green), or that there is none, and nothing
    else, the first or the last of an update, and part of no sentence. Below what the overseer will do it is how the
    recommendation stands.
    """
    for said in told.said:
        taken = _taken(said.lines, marks)
        if taken is None:
            continue
        rated = told if said.part is Part.MONITORING else said
        if rated.mark.status or rated.mark.none or (taken.colour and rated.mark.colour and not taken.text):
            continue
        mark = marks.known(taken.text) if taken.text.strip() else None
        rated.mark = replace(Mark() if mark is None else mark, colour=taken.colour or rated.mark.colour)
        rated.rated = taken
        said.lines = [line for line in said.lines if line is not taken]


def _taken(lines: Sequence[Line], marks: Marks) -> Line | None:
    ends = [(lines[-1], lines[-2] if len(lines) > 1 else None), (lines[0], None)] if lines else []
    return next((line for line, before in ends if _stands_alone(line, before, lines) and _is_status(line, marks)), None)


def _is_status(line: Line, marks: Marks) -> bool:
    return marks.known(line.text) is not None if line.text.strip() else line.colour is not None


def _stands_alone(line: Line, before: Line | None, lines: Sequence[Line]) -> bool:
    """Say whether a line is part of no sentence: nothing goes on to it or from it."""
    if line.item or BULLET.match(line.text):
        return False
    if before is not None:
        return line.whole or line.after_gap or line.frame != before.frame or _stands_out(line, before)
    after = lines[1] if len(lines) > 1 else None
    begins = after is None or after.whole or after.after_gap or after.item or bool(BULLET.match(after.text))
    return begins or (line.room is not None and after is not None and line.room > after.first)


def _stands_out(line: Line, before: Line) -> bool:
    """Say whether a line begins left of the text above it, whose sentence has ended."""
    if line.left is None or before.indent is None:
        return False
    return ended(before.text) and line.left < before.indent - SAME
