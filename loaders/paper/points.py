"""The points of a part of a paper: its bullets, each whole, also where it was broken across lines and pages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from loaders.paper.line import Line

BULLET = re.compile(
    r"^\s*(?:(?:[•●▪◦‣∙·○■□➢➤✓\uf000-\uf0ff§Øü*–—-]|o(?=\s)|[(]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+)+(?=\S)"
)
"""The sign that a point begins with: of any kind, a number or a letter with a full stop or a bracket, also doubled.

A PDF gives the signs of symbol fonts, which Word puts before its lists, as U+F000 to U+F0FF or as other characters.
"""

_ENDED = re.compile(r"[.!?:;…][\"'”’)\]¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
_JOINED_END = re.compile(r"(\w+)-$")
_JOINED_START = re.compile(r"^[a-zŵŷâêîôûáéíóú]+")
_LONG = 130
"""A text with longer lines than this has a paragraph on each line, and is not wrapped."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point as it was put together, with the line it begins on."""

    text: str
    line: Line


def ended(text: str) -> bool:
    """Say whether a text ends as a sentence or a heading of a list does."""
    return bool(_ENDED.search(text.rstrip()))


class Joining:
    """How the lines of one paper go together: whether it is wrapped, whether its points end as sentences do."""

    def __init__(self, lines: Sequence[Line]) -> None:
        texts = [line.text for line in lines]
        self._wrapped = not any(len(text) > _LONG for text in texts)
        full = [len(text) for text in texts if len(text) > 40]
        self._width = median(sorted(full)[-max(1, len(full) // 4) :]) if full else 80
        bullets = [text for text in texts if BULLET.match(text)]
        self._sentences = sum(map(ended, bullets)) * 2 >= len(bullets)
        self._words = {word.casefold() for text in texts for word in re.findall(r"\w+(?:-\w+)+|\w+", text)}

    def points(self, lines: Iterable[Line]) -> list[Point]:
        """Return the points of some lines, in order, without their signs.

        A line goes on with the point before it where it begins with no sign and either follows at once in a wrapped
        text, begins with a small letter, or the point has not ended as a sentence does.
        """
        points: list[Point] = []
        last: Line | None = None
        for line in lines:
            text = BULLET.sub("", line.text).strip()
            sign = line.item or bool(BULLET.match(line.text))
            if last is not None and not sign and self._goes_on(points[-1].text, last, line):
                points[-1] = replace(points[-1], text=self._join(points[-1].text, text))
            elif text:
                points.append(Point(" ".join(text.split()), line))
            last = line if points else None
        return points

    def _goes_on(self, before: str, last: Line, line: Line) -> bool:
        text = line.text.strip()
        finished = ended(before)
        if text[:1].islower():
            return not (finished and line.whole)
        if line.whole or line.heading:
            return False
        if not line.after_gap:
            short = finished and len(last.text) < 0.6 * self._width
            return not short if self._wrapped else not finished
        return not finished and (self._sentences or line.page != last.page)

    def _join(self, before: str, after: str) -> str:
        """Return two lines as one; a word that was parted between them is whole again, as the paper writes it."""
        after = " ".join(after.split())
        first, rest = _JOINED_END.search(before), _JOINED_START.search(after)
        if first is None or rest is None:
            return f"{before}{after}" if before.endswith("/") else f"{before} {after}"
        hyphened, plain = f"{first[1]}-{rest[0]}".casefold(), f"{first[1]}{rest[0]}".casefold()
        whole = plain in self._words and hyphened not in self._words
        return f"{before[:-1]}{after}" if whole else f"{before}{after}"
