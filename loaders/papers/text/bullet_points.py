"""The points of a part of a paper: its bullets, each whole, also where it was broken across lines and pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise, zip_longest
from statistics import median

from loaders.papers.text.line import Line

BULLET = re.compile(
    r"^\s*(?:(?:[•●▪◦‣∙·○■□➢➤✓\uf000-\uf0ff§Øü*–—-]|o(?=\s)|[(]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+)+(?=\S)"
)
"""The sign that a point begins with: of any kind, a number or a letter with a full stop or a bracket, also doubled.

A PDF gives the signs of symbol fonts, which Word puts before its lists, as U+F000 to U+F0FF or as other characters.
"""

_ENDED = re.compile(r"[.!?:;…][\"'”’)\]¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
_JOINED_END = re.compile(r"(?<!\w)(\w++)(?:-|\u00ad)$")
_WORD = re.compile(r"\w+(?:-\w+)+|\w+")
_JOINED_START = re.compile(r"^[a-zŵŷâêîôûáéíóú]+")
_BETWEEN = {"and", "or", "to", "a", "neu", "i"}
"""What may stand behind a word that ends with a hyphen of its own: "short- and long-term"."""
_LONG = 130
"""A text with longer lines than this has a paragraph on each line, and is not wrapped."""
_FULL = 0.6
_TAIL = 200
"""How a text ends is seen from so many of its letters: a point may grow to thousands of lines."""
SAME = 2.0
"""What begins at most so many points apart begins at one place."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point as it was put together, with the line it begins on."""

    text: str
    line: Line


def ended(text: str) -> bool:
    """Say whether a text ends as a sentence or a heading of a list does."""
    return bool(_ENDED.search(text[-_TAIL:].rstrip()))


class Joining:
    """How the lines of one paper go together: whether it is wrapped, whether its points end as sentences do."""

    def __init__(self, lines: Sequence[Line]) -> None:
        texts = [line.text.strip() for line in lines]
        self._wrapped = not any(len(text) > _LONG for text in texts)
        full = [len(text) for text in texts if len(text) > 40]
        self._width = median(sorted(full)[-max(1, len(full) // 4) :]) if full else 80
        bullets = [text for text in texts if BULLET.match(text)]
        self._sentences = sum(map(ended, bullets)) * 2 >= len(bullets)
        parted = _parted(texts)
        self._words = {word.casefold() for text in _without_parts(texts) for word in _WORD.findall(text)}
        written = sum(self._written(*pair) for pair in parted)
        soft = any(text.endswith(SOFT_HYPHEN) for text in texts)  # then every other hyphen is a word's own
        self._parts_words = not soft and sum(f"{first}{rest}" in self._words for first, rest in parted) > written

    def points(self, lines: Sequence[Line]) -> list[Point]:
        """Return the points of some lines, in order, without their signs.

        A line goes on with the point before it where it begins with no sign and either stands below the text of that
        point's sign, follows at once in a wrapped text, begins with a small letter, or the point has not ended as a
        sentence does; behind the end of a page also where that is a full line as far from the left.
        """
        points: list[Point] = []
        last: Line | None = None
        for line, after in zip_longest(lines, lines[1:]):
            text = BULLET.sub("", line.text).strip()
            sign = line.item or bool(BULLET.match(line.text))
            if points and last is not None and sign and _is_split(points[-1].line, last, line, after):
                sign = False
            if last is not None and not sign and self._goes_on(points[-1], last, line):
                points[-1] = replace(points[-1], text=self._join(points[-1].text, text))
            elif text:
                points.append(Point(" ".join(text.split()), line))
            last = line if points else None
        return points

    def _goes_on(self, point: Point, last: Line, line: Line) -> bool:
        finished = ended(point.text)
        if line.text.strip()[:1].islower():
            return not (finished and line.whole)
        if line.whole or line.heading:
            return False
        broken = line.frame != last.frame
        if broken and BULLET.match(point.line.text) and self._runs_on(last, line):
            return True
        if _below_text(point.line, line) and (broken or not line.after_gap):
            return True
        if not line.after_gap:
            wrapped = self._wrapped or last.room is not None
            return not (finished and self._is_short(last, line)) if wrapped else not finished
        return not finished and (self._sentences or broken)

    def _runs_on(self, last: Line, line: Line) -> bool:
        """Say whether a full line goes on at the same distance from the left."""
        if last.room is None or last.left is None or line.left is None:
            return False
        return abs(last.left - line.left) <= SAME and not self._is_short(last, line)

    def _is_short(self, last: Line, line: Line) -> bool:
        """Say whether a line stops so early that this was on purpose: what follows had room on it."""
        return last.room > line.first if last.room is not None else len(last.text) < _FULL * self._width

    def _join(self, before: str, after: str) -> str:
        """Return two lines as one; a word that was parted between them is whole again, as the paper writes it."""
        after = " ".join(after.split())
        first, rest = _JOINED_END.search(before[-_TAIL:]), _JOINED_START.search(after)
        if first is not None and rest is None and after[:1].isalnum():  # "Sub-" and "Group"
            return f"{before}{after}"
        if first is None or rest is None or rest[0] in _BETWEEN:
            return f"{before}{after}" if re.search(r"\S/$", before[-2:]) else f"{before} {after}"
        whole = before.endswith(SOFT_HYPHEN) or self._is_one_word(first[1], rest[0])
        return f"{before[:-1]}{after}" if whole else f"{before}{after}"

    def _is_one_word(self, first: str, rest: str) -> bool:
        """Say whether two parts of a word that a line parted are one without a hyphen.

        Where the paper parts words at the ends of lines, they are where it writes the whole elsewhere, and unless it
        writes them with a hyphen or each part is a word; where it parts none but at their hyphens, they are not.
        """
        if not self._parts_words or self._written(first, rest):
            return False
        parts = {first.casefold(), rest.casefold()}
        return f"{first}{rest}".casefold() in self._words or not parts <= self._words

    def _written(self, first: str, rest: str) -> bool:
        return f"{first}-{rest}".casefold() in self._words


def _parted(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return the two parts of each word that the end of a line parts, folded in case."""
    pairs = ((_JOINED_END.search(text), _JOINED_START.search(after)) for text, after in pairwise(texts))
    return [(first[1].casefold(), rest[0].casefold()) for first, rest in pairs if first and rest]


def _without_parts(texts: Sequence[str]) -> list[str]:
    """Return texts without the parts of words at their ends and starts, which are no words."""
    starts = [bool(_JOINED_END.search(before)) for before in ["", *texts]]
    bare = (_JOINED_START.sub("", text) if parted else text for text, parted in zip(texts, starts, strict=False))
    return [_JOINED_END.sub("", text) for text in bare]


def _below_text(first: Line, line: Line) -> bool:
    """Say whether a line begins where the text of a point does, behind its sign."""
    if first.indent is None or first.left is None or line.left is None or first.indent - first.left <= SAME:
        return False
    return abs(line.left - first.indent) <= SAME


def _is_split(first: Line, last: Line, line: Line, after: Line | None) -> bool:
    """Say whether a line with a sign goes on with a point all the same: a program split its paragraph at a page.

    It gives the rest a sign of its own, behind that of the point, and the lines below that stand at the sign.
    """
    if line.frame == last.frame or line.left is None or line.indent is None or after is None:
        return False
    if after.frame != line.frame or after.after_gap or after.left is None or BULLET.match(after.text):
        return False
    apart = line.indent - line.left > SAME
    return apart and _below_text(first, line) and abs(after.left - line.left) <= SAME


SOFT_HYPHEN = "\u00ad"
"""What some programs write where they part a word at the end of a line; it is no letter of the word."""


def joinings(lines: Sequence[str]) -> Iterator[str]:
    """Yield what several lines may say as one: with each hyphen that parts a word, and without it."""
    yield reduce(_with_hyphen, lines)
    yield reduce(_without_hyphen, lines)


def _with_hyphen(first: str, second: str) -> str:
    before, after = first.rstrip(), second.strip()
    if before.endswith(SOFT_HYPHEN):
        return f"{before[:-1]}{after}"
    return f"{before}{after}" if before.endswith("-") and after[:1].islower() else f"{before} {after}"


def _without_hyphen(first: str, second: str) -> str:
    before, after = first.rstrip(), second.strip()
    parted = before.endswith(("-", SOFT_HYPHEN)) and after[:1].islower()
    return f"{before[:-1]}{after}" if parted else f"{before} {after}"
