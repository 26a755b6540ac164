"""The scale of a tracker: its statuses, worst first, each with a shape and a letter as well as a colour."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from model.language import Language
from model.status.symbols import symbol_words, without_symbols
from model.terms import UNRATED


@dataclass(frozen=True, slots=True)
class Status:
    """One status of a scale.

    Attributes:
        name: the word in the workbook, which is also its key in every table.
        meaning: its meaning, in the words of the scale's owner.
        complete: whether a recommendation with this status is done.
        colour: a colour's name or `#rrggbb`, as the Key sheet has it; `model.status.colours` turns it into inks.
    """

    name: str
    meaning: str = ""
    complete: bool = False
    colour: str = ""
    name_cy: str = ""
    meaning_cy: str = ""

    def label(self, language: Language) -> str:
        """Return the status's word in a language, as the workbook has it; English where there is no Welsh."""
        return self.name_cy if language is Language.WELSH and self.name_cy else self.name

    def explain(self, language: Language) -> str:
        """Return the status's meaning in a language; English where there is no Welsh."""
        return self.meaning_cy if language is Language.WELSH and self.meaning_cy else self.meaning


WORST_SHAPE, COMPLETE_SHAPE = "octagon", "circle"
MIDDLE_SHAPES = ("square", "diamond", "shield", "tag", "triangle")


@dataclass(frozen=True)
class Scale:
    """Statuses in order, worst first. Two scales are never merged.

    `ordered` is False while their order is unknown: then nothing may be called worst, or behind.
    """

    statuses: tuple[Status, ...]
    ordered: bool = True

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The words of the statuses, worst first."""
        return tuple(status.name for status in self.statuses)

    @cached_property
    def complete(self) -> tuple[str, ...]:
        """The words of the statuses that mean done."""
        return tuple(status.name for status in self.statuses if status.complete)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Every mark a recommendation may carry: the statuses, worst first, then *not rated* and *not reported*."""
        return self.names + UNRATED

    @cached_property
    def stack(self) -> tuple[str, ...]:
        """Every mark of a stacked column or bar, from where it begins: best status, ..., worst, then unrated marks."""
        return self.names[::-1] + UNRATED

    @cached_property
    def furthest_behind(self) -> tuple[str, ...]:
        """Every mark, furthest behind first: incomplete statuses, worst first; then unrated marks; then complete."""
        return tuple(mark for mark in self.marks if mark not in self.complete) + self.complete

    @cached_property
    def rank(self) -> dict[str, int]:
        """The rank of each status in the order: 0 is the worst."""
        return {name: rank for rank, name in enumerate(self.names)}

    def __getitem__(self, name: str) -> Status:
        """Return the status with this word. Raises KeyError where the scale has none."""
        return self.statuses[self.rank[name]]

    def label(self, name: str, language: Language) -> str:
        """Return the word of a status as it is shown: "Done" for "✅ Done", and "Green tick" for "✅".

        Where two statuses would be shown alike, their symbols are in brackets: "Open (red circle)".
        """
        return self._labels[language][name]

    @cached_property
    def _labels(self) -> dict[Language, dict[str, str]]:
        return {language: dict(zip(self.names, _labels(self.statuses, language), strict=True)) for language in Language}

    def shape(self, name: str) -> str:
        """Return the shape of a status, which follows its rank and never its colour.

        The worst is an octagon and every complete one a circle; those between take the middle shapes in order.
        """
        if self[name].complete:
            return COMPLETE_SHAPE
        if self.rank[name] == 0:
            return WORST_SHAPE
        between = [status.name for status in self.statuses[1:] if not status.complete]
        return MIDDLE_SHAPES[between.index(name) % len(MIDDLE_SHAPES)]

    def letter(self, name: str, language: Language) -> str:
        """Return the shortest prefix of a status's label that no other status of the scale begins with.

        Where any prefix takes more than three letters (Amber and Amber/Green), every status has the initials of its
        words instead, provided that these differ.
        """
        return _letters(tuple(label.upper() for label in self._labels[language].values()))[self.rank[name]]


def _labels(statuses: tuple[Status, ...], language: Language) -> list[str]:
    """Return the word of each status as it is shown: as short as leaves it different from all others."""
    written = [status.label(language) for status in statuses]
    symbols = [symbol_words(word, language) for word in written]
    plain = [without_symbols(word) for word in written]
    short = [(words or named) if named else word for word, words, named in zip(written, plain, symbols, strict=True)]
    full = [
        f"{words} ({named[:1].lower()}{named[1:]})" if words and named else label
        for words, named, label in zip(plain, symbols, short, strict=True)
    ]
    return [
        next((label for label, all_labels in ((brief, short), (long, full)) if all_labels.count(label) == 1), word)
        for brief, long, word in zip(short, full, written, strict=True)
    ]


@lru_cache(maxsize=64)
def _letters(words: tuple[str, ...]) -> list[str]:
    letters = [_shortest_prefix(word, words) for word in words]
    initials = ["".join(part[0] for part in re.findall(r"\w+", word)) for word in words]
    if max(map(len, letters)) > 3 and len(set(initials)) == len(initials) and all(initials):
        return initials
    return letters


def _shortest_prefix(word: str, words: tuple[str, ...]) -> str:
    others = [other for other in words if other != word]
    lengths = range(1, len(word) + 1)
    return next((word[:n] for n in lengths if not any(other.startswith(word[:n]) for other in others)), word)


RED_AMBER_GREEN = Scale(
    (
        Status("Red", "No progress has been made.", False, "Red", "Coch", "Ni wnaed unrhyw gynnydd."),
        Status(
            "Amber",
            "Some progress has been made but more is required.",
            False,
            "Amber",
            "Ambr",
            "Gwnaed rhywfaint o gynnydd ond mae angen mwy.",
        ),
        Status(
            "Green",
            "Recommendation is complete.",
            True,
            "Green",
            "Gwyrdd",
            "Mae'r argymhelliad wedi'i gwblhau.",
        ),
    )
)
"""The scale where a workbook has no Key sheet: the key printed in the progress report of June 2024."""
