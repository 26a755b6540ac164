"""Words of a PDF's page, each where the page shows it."""

from dataclasses import dataclass, field

from loaders.papers.pdf.geometry import Dot, HorizontalRule

SPACE_WIDTH = 0.14
"""A gap of so many sizes of the font between two letters is a space, though the page shows none."""
_SAME = 0.1
"""Sizes that differ by at most so many points are one, as are base lines by so much of the size."""


@dataclass(slots=True)
class Word:
    """Letters without a space between them, from the left and from the foot of their page, in points.

    Attributes:
        spaced: whether a space stands before it.
        aside: whether the page says that it is none of its text: a head or a foot.
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
        """Say whether it goes on with another: in its look, on its line, without a gap."""
        look = (before.bold, before.is_artifact) == (self.bold, self.is_artifact) and abs(
            before.size - self.size
        ) <= _SAME
        near = -0.5 * self.size < self.left - before.right < SPACE_WIDTH * self.size
        return look and near and abs(before.base - self.base) <= _SAME * self.size


@dataclass(slots=True)
class PageContent:
    """What a page shows: its words in the order it draws them, the rules across it, and its dots."""

    words: list[Word] = field(default_factory=list)
    rules: list[HorizontalRule] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
