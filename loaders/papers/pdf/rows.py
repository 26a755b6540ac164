"""The words of a PDF's page by rows: those on one base line, from left to right, and what they say."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from loaders.papers.pdf.page_content import SPACE_WIDTH, Word
from loaders.papers.text.bullet_points import BULLET

_NEAR = 0.45
"""Words whose base lines lie within so much of their size stand in one row: raised signs of footnotes, too."""
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDE = 3.0
"""A gap of so many sizes of the font is no space but a tab."""
_APART = 0.6
"""A gap of so many sizes of the font may be what lies between two columns; justified text has narrower ones."""
_RAISED = 0.8
NUMBERED = re.compile(r"\s*(?:\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s*\S")
"""How a footnote begins: with its number."""


@dataclass(frozen=True)
class Row:
    """Words on one base line, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def main(self) -> Word:
        """The first word of the size that most of its letters have."""
        letters: defaultdict[float, int] = defaultdict(int)
        for word in self.words:
            letters[round(word.size, 1)] += len(word.text)
        size = max(letters, key=lambda one: letters[one])
        return next(word for word in self.words if round(word.size, 1) == size)

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        """How high it stands on the page."""
        return self.main.base

    @property
    def size(self) -> float:
        """How large most of its letters are."""
        return self.main.size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def indent(self) -> float:
        """Where its text begins: behind the sign of a bullet, where it has one."""
        return self.words[1].left if len(self.words) > 1 and is_sign(self.words[0]) else self.left

    @cached_property
    def text(self) -> str:
        """What it says; small raised digits are the sign of a footnote."""
        words = [_letters(self.words[0], self.main)]
        for before, word in zip(self.words, self.words[1:], strict=False):
            gap = (word.left - before.right) / self.size
            between = "\t" if gap > _WIDE else " " if word.spaced or gap > SPACE_WIDTH else ""
            words.append(between + _letters(word, self.main))
        return "".join(words)

    def segments(self) -> list["Row"]:
        """Return its parts that a wide gap parts; the sign of a bullet and its text are one."""
        parts = [[self.words[0]]]
        for before, word in zip(self.words, self.words[1:], strict=False):
            wide = word.left - before.right >= _APART * self.size
            if wide and not (len(parts[-1]) == 1 and is_sign(before)):
                parts.append([])
            parts[-1].append(word)
        return [Row(tuple(part)) for part in parts]

    def between(self, left: float, right: float) -> "Row | None":
        """Return the part of it whose words stand between two places; None for none."""
        words = tuple(word for word in self.words if left <= (word.left + word.right) / 2 < right)
        return Row(words) if words else None


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Return words by rows from the head to the foot."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: -one.base):
        if rows and abs(rows[-1][0].base - word.base) <= _NEAR * max(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(tuple(sorted(row, key=lambda one: one.left))) for row in rows]


def is_sign(word: Word) -> bool:
    """Say whether a word is the sign of a bullet."""
    found = BULLET.match(f"{word.text} x")
    return found is not None and found.end() > len(word.text)


def _letters(word: Word, main: Word) -> str:
    raised = word.size < main.size * _RAISED and word.base > main.base and word.text.isdigit()
    return word.text.translate(SUPERSCRIPTS) if raised else word.text
