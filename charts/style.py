"""The style of every chart: its marks in order, their words and inks, and the colours of the page."""

from dataclasses import dataclass
from functools import cached_property

from model.language import Language
from model.status import PALETTES, Appearance, Ink, Palette, Scale, status_ink
from model.terms import UNRATED


@dataclass(frozen=True)
class Style:
    """The style of a chart; a plain value, so that it can be part of a cache key.

    Attributes:
        scale: the statuses, worst first.
        appearance: light or dark.
        words: each mark with its word in the reader's language: the scale's statuses, not rated, not reported.
        language: the language of the letters of the marks.
    """

    scale: Scale
    appearance: Appearance
    words: tuple[tuple[str, str], ...]
    language: Language = Language.ENGLISH

    @cached_property
    def palette(self) -> Palette:
        """The colours of the page."""
        return PALETTES[self.appearance]

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Every mark in reading order: worst status first, then not rated, then not reported."""
        return self.scale.marks

    @cached_property
    def stack(self) -> tuple[str, ...]:
        """Every mark from the foot of a column up: best status, ..., worst status, not rated, not reported."""
        return self.scale.stack

    @cached_property
    def _word(self) -> dict[str, str]:
        return dict(self.words)

    def word(self, mark: str) -> str:
        """Return a mark's word in `words`, or else the status as the workbook has it."""
        return self._word.get(mark, mark)

    def ink(self, mark: str) -> Ink:
        """Return the inks of a mark; not rated and not reported are hollow: the page's colour inside a muted edge.

        Their text has the page's own ink, which stays readable on lines that show in a legend.
        """
        if mark in UNRATED:
            return Ink(self.palette.page, self.palette.text, self.palette.muted)
        return status_ink(self.scale[mark], self.appearance)

    def letter(self, mark: str) -> str:
        """Return the letter of a mark: a status's letter, dots for not rated, a dash for not reported."""
        unrated = dict(zip(UNRATED, ("…", "–"), strict=True))
        return unrated[mark] if mark in unrated else self.scale.letter(mark, self.language)
