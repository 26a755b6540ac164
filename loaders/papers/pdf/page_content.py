"""The content of a page of a PDF: its words with their positions, its horizontal rules and its dots."""

from dataclasses import dataclass, field

from loaders.papers.pdf.geometry import Dot, HorizontalRule

SPACE_WIDTH = 0.14
"""A gap of more than this many sizes of the font between two letters is a space, though the page has none."""
_TOLERANCE = 0.1
"""Sizes that differ by at most this many points are equal, as are base lines by this share of the size."""


@dataclass(slots=True)
class Word:
    """A word: letters without a space between them, from the left and from the foot of their page, in points.

    Attributes:
        spaced: whether a space precedes it.
        is_artifact: whether the page marks it as no part of its text: a header or a footer.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    spaced: bool = False
    is_artifact: bool = False

    def continues(self, before: "Word") -> bool:
        """Return whether it continues another word: with the same formatting, on its line, without a gap."""
        same_format = (before.bold, before.is_artifact) == (self.bold, self.is_artifact) and abs(
            before.size - self.size
        ) <= _TOLERANCE
        near = -0.5 * self.size < self.left - before.right < SPACE_WIDTH * self.size
        return same_format and near and abs(before.base - self.base) <= _TOLERANCE * self.size


@dataclass(slots=True)
class PageContent:
    """The content of a page: its words in drawing order, its horizontal rules, and its dots."""

    words: list[Word] = field(default_factory=list)
    rules: list[HorizontalRule] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
