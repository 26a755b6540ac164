"""The rows of a page of a PDF: the words on one base line, from left to right, and their text."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from loaders.papers.pdf.page_content import SPACE_WIDTH, Word
from loaders.papers.paragraphs import BULLET

_NEAR = 0.45
"""Words whose base lines differ by at most this share of their size are in one row, as are raised footnote numbers."""
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TAB_GAP = 3.0
"""A gap of more than this many sizes of the font is no space but a tab."""
_COLUMN_GAP = 0.6
"""A gap of at least this many sizes of the font may separate two columns; justified text has narrower ones."""
_RAISED = 0.8
NUMBERED = re.compile(r"\s*(?:\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s*\S")
"""The beginning of a footnote: its number."""


@dataclass(frozen=True)
class Row:
    """A row: words on one base line, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def main(self) -> Word:
        """The first word of the size that most of its letters have."""
        letters: defaultdict[float, int] = defaultdict(int)
        for word in self.words:
            letters[round(word.size, 1)] += len(word.text)
        size = max(letters, key=lambda size: letters[size])
        return next(word for word in self.words if round(word.size, 1) == size)

    @property
    def left(self) -> float:
        """The left edge of its first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """The right edge of its last word."""
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        """The height of its base line on the page."""
        return self.main.base

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return self.main.size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def indent(self) -> float:
        """The left edge of its text: behind the bullet sign, if it has one."""
        return self.words[1].left if len(self.words) > 1 and is_bullet(self.words[0]) else self.left

    @cached_property
    def text(self) -> str:
        """Its text; small raised digits are a footnote number."""
        words = [_letters(self.words[0], self.main)]
        for before, word in zip(self.words, self.words[1:], strict=False):
            gap = (word.left - before.right) / self.size
            between = "\t" if gap > _TAB_GAP else " " if word.spaced or gap > SPACE_WIDTH else ""
            words.append(between + _letters(word, self.main))
        return "".join(words)

    def segments(self) -> list["Row"]:
        """Return its parts between wide gaps; a bullet sign and its text are one part."""
        parts = [[self.words[0]]]
        for before, word in zip(self.words, self.words[1:], strict=False):
            wide = word.left - before.right >= _COLUMN_GAP * self.size
            if wide and not (len(parts[-1]) == 1 and is_bullet(before)):
                parts.append([])
            parts[-1].append(word)
        return [Row(tuple(part)) for part in parts]

    def between(self, left: float, right: float) -> "Row | None":
        """Return the part of it whose words are between two horizontal positions; None if there are none."""
        words = tuple(word for word in self.words if left <= (word.left + word.right) / 2 < right)
        return Row(words) if words else None


def group_rows(words: Iterable[Word]) -> list[Row]:
    """Group words into rows from the top to the bottom of the page."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.base):
        if rows and abs(rows[-1][0].base - word.base) <= _NEAR * max(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(tuple(sorted(row, key=lambda word: word.left))) for row in rows]


def is_bullet(word: Word) -> bool:
    """Return whether a word is a bullet sign."""
    match = BULLET.match(f"{word.text} x")
    return match is not None and match.end() > len(word.text)


def _letters(word: Word, main: Word) -> str:
    raised = word.size < main.size * _RAISED and word.base > main.base and word.text.isdigit()
    return word.text.translate(SUPERSCRIPTS) if raised else word.text
