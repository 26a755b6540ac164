"""Statuses that a paper prints by themselves: a word below an update, as in a table's row of statuses, or a shade."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from loaders.headings import fold
from loaders.paper.headings import Part
from loaders.paper.line import Line
from loaders.paper.points import BULLET, SAME, ended
from model.language import Language
from model.scale import RED_AMBER_GREEN

if TYPE_CHECKING:
    from loaders.paper.sections import Told

_STATUS = re.compile(
    r"(?:(?P<letter>\w)\s+(?=(?P=letter)))?(?P<status>(?P<word>.+?)(?:,\s*(?:inferred|wedi['’]i ddehongli))?)",
    re.IGNORECASE,
)
"""The word of a status, perhaps with the letter of its mark before it, and whether it was inferred: "A Amber"."""


def take_statuses(told: "Told", scale: Sequence[str]) -> None:
    """Take the statuses that stand by themselves among the lines of a recommendation's parts.

    Such a line is a word of the paper's key (without one, Red, Amber or Green) and nothing else, the first or the last
    of an update, and part of no sentence. Below what the overseer will do it is how the recommendation stands.
    """
    words = _words(scale)
    for said in told.said:
        taken = _taken(said.lines, words)
        if taken is None:
            continue
        rated = told if said.part is Part.MONITORING else said
        if not rated.status and not (taken.colour and rated.colour and not taken.text):
            found = _STATUS.fullmatch(taken.text.strip())
            rated.status, rated.colour = found["status"] if found else "", taken.colour or rated.colour
            said.lines = [line for line in said.lines if line is not taken]


def _words(scale: Sequence[str]) -> set[str]:
    """Return the words of a scale; of the usual one also its letters, in either language."""
    if scale:
        return {fold(word) for word in scale}
    usual = RED_AMBER_GREEN
    names: Iterable[str] = (status.label(language) for status in usual.statuses for language in Language)
    return {fold(name) for name in names} | {fold(name[0]) for name in usual.names}


def _taken(lines: Sequence[Line], words: set[str]) -> Line | None:
    ends = [(lines[-1], lines[-2] if len(lines) > 1 else None), (lines[0], None)] if lines else []
    return next((line for line, before in ends if _stands_alone(line, before, lines) and _is_status(line, words)), None)


def _is_status(line: Line, words: set[str]) -> bool:
    if not line.text.strip():
        return line.colour is not None
    found = _STATUS.fullmatch(line.text.strip())
    return found is not None and fold(found["word"]) in words


def _stands_alone(line: Line, before: Line | None, lines: Sequence[Line]) -> bool:
    """Say whether a line is part of no sentence: nothing goes on to it or from it."""
    if line.item or BULLET.match(line.text):
        return False
    if before is not None:
        return line.whole or line.after_gap or line.frame != before.frame or _stands_out(line, before)
    after = lines[1] if len(lines) > 1 else None
    return after is None or after.whole or after.after_gap or after.item or bool(BULLET.match(after.text))


def _stands_out(line: Line, before: Line) -> bool:
    """Say whether a line begins left of the text above it, whose sentence has ended."""
    if line.left is None or before.indent is None:
        return False
    return ended(before.text) and line.left < before.indent - SAME
