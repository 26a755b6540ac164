"""The bullet points of a part of a paper, each joined again where it was wrapped across lines and pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise, zip_longest
from statistics import median

from loaders.papers.text.line import Line
from model.text import normalise_space

BULLET = re.compile(
    r"^\s*(?:(?:[•●▪◦‣∙·○■□❑❖➢➤✓\uf000-\uf0ff§Øü*–—-]|o(?=\s)|[(]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+)+(?=\S)"
)
"""The bullet sign of a point: of any kind, a number or a letter with a full stop or a bracket, also doubled.

A PDF gives the signs of symbol fonts, which Word puts before its lists, as U+F000 to U+F0FF or as other characters.
"""

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
_SPLIT_WORD_END = re.compile(r"(?<!\w)(\w++)(?:-|\u00ad)$")
_WORD = re.compile(r"\w+(?:-\w+)+|\w+")
_SPLIT_WORD_START = re.compile(r"^[a-zŵŷâêîôûáéíóú]+")
_OPEN_END = re.compile(
    r"(?:[,/&]|\b(?:and|or|of|to|in|the|an?|for|with|by|per|from|on|at|as|see|under|that|which|its|their"
    r"|ac?|neu|i|o|yn|yr?|gan|gyda|gan|dan|fel|sy'n|eu))$",
    re.IGNORECASE,
)
"""The end of a line that cannot be the end of a sentence or a heading."""
_BETWEEN = {"and", "or", "to", "a", "neu", "i"}
"""Words that may follow a word which itself ends with a hyphen: "short- and long-term"."""
_LONG = 130
"""A text with lines longer than this has a paragraph on each line, and is not wrapped."""
_FULL, _LEAST_FULL = 0.6, 40
"""A line ends early if it is shorter than this share of the full width; a full line has at least so many letters."""
_TAIL = 200
"""The end of a text is judged by this many letters: a point may grow to thousands of lines."""
SAME_POSITION = 2.0
"""Two left edges at most this many points apart are aligned."""
SOFT_HYPHEN = "\u00ad"
"""The character that some programs write where they split a word at the end of a line; it is no letter of the word."""


@dataclass(frozen=True, slots=True)
class BulletPoint:
    """A bullet point with its joined text, the line it begins on, and the lines that were joined to it."""

    text: str
    line: Line
    joined: tuple[Line, ...] = ()


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence or a heading of a list does."""
    return bool(_SENTENCE_END.search(text[-_TAIL:].rstrip()))


def is_open_end(text: str) -> bool:
    """Return whether a text ends with a word or a sign that another one must follow: "reported by HMCTS and"."""
    return bool(_OPEN_END.search(text[-_TAIL:].rstrip()) or _SPLIT_WORD_END.search(text[-_TAIL:].rstrip()))


class LineJoiner:
    """Joins the lines of one paper into points, by whether it is wrapped and whether its points end as sentences."""

    def __init__(self, lines: Sequence[Line]) -> None:
        texts = [line.text.strip() for line in lines]
        self._wrapped = not any(len(text) > _LONG for text in texts)
        full = [len(text) for text in texts if len(text) > 40]
        self._width = median(sorted(full)[-max(1, len(full) // 4) :]) if full else 80
        bullets = [text for text in texts if BULLET.match(text)]
        self._sentences = sum(map(ends_sentence, bullets)) * 2 >= len(bullets)
        split = _split_words(texts)
        self._words = {word.casefold() for text in _without_parts(texts) for word in _WORD.findall(text)}
        hyphenated = sum(self._is_written_hyphenated(*pair) for pair in split)
        soft = any(text.endswith(SOFT_HYPHEN) for text in texts)  # then every other hyphen is a word's own
        self._splits_words = not soft and sum(f"{first}{rest}" in self._words for first, rest in split) > hyphenated

    def points(self, lines: Sequence[Line], *, begun: BulletPoint | None = None) -> list[BulletPoint]:
        """Return the points of some lines, in order, without their bullet signs; the first line continues `begun`.

        A line continues the point before it if it begins with no sign and either is aligned with the text behind that
        point's sign, follows at once in a wrapped text, begins with a small letter, or the point has not ended as a
        sentence does; after the end of a page also if that is a full line with the same left edge.
        """
        points: list[BulletPoint] = []
        joined: list[list[Line]] = []
        last: Line | None = None
        if begun is not None and lines:
            points, joined = [replace(begun, text=self._join(begun.text, lines[0].text))], [[lines[0]]]
            last, lines = lines[0], lines[1:]
        for line, after in zip_longest(lines, lines[1:]):
            text = BULLET.sub("", line.text).strip()
            sign = line.item or bool(BULLET.match(line.text))
            if points and last is not None and sign and _is_split(points[-1].line, last, line, after):
                sign = False
            if last is not None and not sign and self._continues(points[-1], last, line):
                points[-1] = replace(points[-1], text=self._join(points[-1].text, text))
                joined[-1].append(line)
            elif text:
                points.append(BulletPoint(normalise_space(text), line))
                joined.append([])
            last = line if points else None
        return [replace(point, joined=tuple(more)) for point, more in zip(points, joined, strict=True)]

    def is_wrapped_at(self, line: Line, after: Line) -> bool:
        """Return whether a line is as full as the paper allows, so that its text may go on in the line after it."""
        known = self._wrapped or line.space_after is not None
        return known and len(line.text) >= _LEAST_FULL and not self._is_short(line, after)

    def _continues(self, point: BulletPoint, last: Line, line: Line) -> bool:
        finished = ends_sentence(point.text)
        if line.text.strip()[:1].islower():
            return not (finished and line.whole_paragraph)
        if line.whole_paragraph or (line.heading and (line.after_gap or not last.heading)):
            return False
        new_frame = line.frame != last.frame
        if new_frame and BULLET.match(point.line.text) and self._continues_full_line(last, line):
            return True
        if _below_text(point.line, line) and (new_frame or not line.after_gap):
            return True
        if not line.after_gap:
            wrapped = self._wrapped or last.space_after is not None
            return not (finished and self._is_short(last, line)) if wrapped else not finished
        return not finished and (self._sentences or new_frame)

    def _continues_full_line(self, last: Line, line: Line) -> bool:
        """Return whether a full line is followed by one with the same left edge."""
        if last.space_after is None or last.left is None or line.left is None:
            return False
        return abs(last.left - line.left) <= SAME_POSITION and not self._is_short(last, line)

    def _is_short(self, last: Line, line: Line) -> bool:
        """Return whether a line ends early on purpose: the first word of the next line had room on it."""
        return (
            last.space_after > line.first_word_width
            if last.space_after is not None
            else len(last.text) < _FULL * self._width
        )

    def _join(self, before: str, after: str) -> str:
        """Join two lines; a word that was split between them is joined as the paper writes it elsewhere."""
        after = normalise_space(after)
        first, rest = _SPLIT_WORD_END.search(before[-_TAIL:]), _SPLIT_WORD_START.search(after)
        if first is not None and rest is None and after[:1].isalnum():  # "Sub-" and "Group"
            return f"{before}{after}"
        if first is None or rest is None or rest[0] in _BETWEEN:
            return f"{before}{after}" if re.search(r"\S/$", before[-2:]) else f"{before} {after}"
        joined = before.endswith(SOFT_HYPHEN) or self._is_one_word(first[1], rest[0])
        return f"{before[:-1]}{after}" if joined else f"{before}{after}"

    def _is_one_word(self, first: str, rest: str) -> bool:
        """Return whether two parts of a word that was split at the end of a line are one word without a hyphen.

        If the paper splits words at line ends, they are when it writes the joined word elsewhere, and otherwise unless
        it writes them with a hyphen or each part is a word; if it splits words only at their hyphens, they are not.
        """
        if not self._splits_words or self._is_written_hyphenated(first, rest):
            return False
        parts = {first.casefold(), rest.casefold()}
        return f"{first}{rest}".casefold() in self._words or not parts <= self._words

    def _is_written_hyphenated(self, first: str, rest: str) -> bool:
        return f"{first}-{rest}".casefold() in self._words


def join_variants(lines: Sequence[str]) -> Iterator[str]:
    """Yield the ways to join several lines: with each hyphen at which a word is split, and without it."""
    yield reduce(_with_hyphen, lines)
    yield reduce(_without_hyphen, lines)


def _split_words(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return the two parts of each word that is split at the end of a line, in lower case."""
    pairs = ((_SPLIT_WORD_END.search(text), _SPLIT_WORD_START.search(after)) for text, after in pairwise(texts))
    return [(first[1].casefold(), rest[0].casefold()) for first, rest in pairs if first and rest]


def _without_parts(texts: Sequence[str]) -> list[str]:
    """Return texts without the parts of split words at their starts and ends, which are no words."""
    starts = [bool(_SPLIT_WORD_END.search(before)) for before in ["", *texts]]
    texts_without_starts = (
        _SPLIT_WORD_START.sub("", text) if split else text for text, split in zip(texts, starts, strict=False)
    )
    return [_SPLIT_WORD_END.sub("", text) for text in texts_without_starts]


def _below_text(first: Line, line: Line) -> bool:
    """Return whether a line is aligned with the text of a point, behind its bullet sign."""
    if (
        first.text_left is None
        or first.left is None
        or line.left is None
        or first.text_left - first.left <= SAME_POSITION
    ):
        return False
    return abs(line.left - first.text_left) <= SAME_POSITION


def _is_split(first: Line, last: Line, line: Line, after: Line | None) -> bool:
    """Return whether a line with a sign continues a point all the same: a program split its paragraph at a page.

    It gives the rest a second sign, indented to the text of the point, and aligns the lines below with that sign.
    """
    if line.frame == last.frame or line.left is None or line.text_left is None or after is None:
        return False
    if after.frame != line.frame or after.after_gap or after.left is None or BULLET.match(after.text):
        return False
    is_indented = line.text_left - line.left > SAME_POSITION
    return is_indented and _below_text(first, line) and abs(after.left - line.left) <= SAME_POSITION


def _with_hyphen(first: str, second: str) -> str:
    before, after = first.rstrip(), second.strip()
    if before.endswith(SOFT_HYPHEN):
        return f"{before[:-1]}{after}"
    return f"{before}{after}" if before.endswith("-") and after[:1].islower() else f"{before} {after}"


def _without_hyphen(first: str, second: str) -> str:
    before, after = first.rstrip(), second.strip()
    split = before.endswith(("-", SOFT_HYPHEN)) and after[:1].islower()
    return f"{before[:-1]}{after}" if split else f"{before} {after}"
