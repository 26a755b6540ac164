"""The scale of a tracker: its statuses, worst first, with colours, shapes, letters and symbols."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from model.terms import UNRATED, Language

# The words of each symbol in English and Welsh.
_WORDS: Mapping[str, tuple[str, str]] = tomllib.loads(
    Path(__file__).with_name("symbols.toml").read_text(encoding="utf-8")
)
# What joins two symbols, and what changes how the one before looks: as a picture, in a box, in a colour of skin.
_VARIANTS = re.compile("[\u200d\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
# The symbols with words of ours, and the pictographs of Unicode; not arrows, or the stars ★ and ☆.
_SYMBOL = re.compile(f"[{''.join(_WORDS)}\u231a-\u23ff\u2600-\u2604\u2607-\u27bf\u2b50-\u2b55\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Status:
    """One status of a scale.

    Attributes:
        name: the word in the workbook, which is also its key in every table.
        meaning: its meaning, in the words of the scale's owner.
        complete: whether a recommendation with this status is done.
        colour: a colour's name or `#rrggbb`, as the Key sheet has it; `model.status` turns it into inks.
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


_MIDDLE_SHAPES = ("square", "diamond", "shield", "tag", "triangle")
SHAPES = {
    "circle": '<circle cx="12" cy="12" r="11"{}/>',
    "ring": '<circle cx="12" cy="12" r="11"{}/>',
    "octagon": '<polygon points="8 1.5,16 1.5,22.5 8,22.5 16,16 22.5,8 22.5,1.5 16,1.5 8"{}/>',
    "diamond": '<polygon points="12 .5,23.5 12,12 23.5,.5 12"{}/>',
    "shield": '<polygon points="2 2,22 2,22 14,12 23,2 14"{}/>',
    "tag": '<polygon points="1 12,7 2,23 2,23 22,7 22"{}/>',
    "triangle": '<polygon points="12 1,23.5 22,.5 22"{}/>',
}
# Each shape as SVG in a square of 24 by 24, with a place for its attributes; any other shape is the square.
SQUARE = '<rect x="1.5" y="1.5" width="21" height="21" rx="3.5"{}/>'


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
            return "circle"
        if self.rank[name] == 0:
            return "octagon"
        between = [status.name for status in self.statuses[1:] if not status.complete]
        return _MIDDLE_SHAPES[between.index(name) % len(_MIDDLE_SHAPES)]

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
    use_initials = max(map(len, letters)) > 3 and len(set(initials)) == len(initials) and all(initials)
    return initials if use_initials else letters


def _shortest_prefix(word: str, words: tuple[str, ...]) -> str:
    others = [other for other in words if other != word]
    prefixes = (word[:length] for length in range(1, len(word) + 1))
    return next((prefix for prefix in prefixes if not any(other.startswith(prefix) for other in others)), word)


# The scale where a workbook has no Key sheet: the key printed in the progress report of June 2024.
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
        Status("Green", "Recommendation is complete.", True, "Green", "Gwyrdd", "Mae'r argymhelliad wedi'i gwblhau."),
    )
)


class Appearance(StrEnum):
    """The two appearances of a page."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a page, apart from the statuses."""

    page: str
    surface: str
    text: str
    muted: str
    line: str
    accent: str


PALETTES = {
    Appearance.LIGHT: Palette("#ffffff", "#f4f5f2", "#16211d", "#55615c", "#c9cfca", "#00594f"),
    Appearance.DARK: Palette("#101816", "#1a2422", "#eef2ef", "#aab5b0", "#3a4744", "#6fd3c3"),
}


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a status: its fill, the text on the fill, and the edge that outlines a pale fill."""

    fill: str
    text: str
    edge: str


_NAMED = {
    "red": (Ink("#b3261e", "#ffffff", "#b3261e"), Ink("#ff7b72", "#101816", "#ff7b72")),
    "amber": (Ink("#f5b12e", "#16211d", "#8f5f00"), Ink("#f2b134", "#16211d", "#f2b134")),
    "green": (Ink("#1b7a43", "#ffffff", "#1b7a43"), Ink("#58c27d", "#101816", "#58c27d")),
    "blue": (Ink("#1f5fa8", "#ffffff", "#1f5fa8"), Ink("#7db4f0", "#101816", "#7db4f0")),
    "purple": (Ink("#6b3fa0", "#ffffff", "#6b3fa0"), Ink("#c3a1ec", "#101816", "#c3a1ec")),
    "amber-red": (Ink("#bd5318", "#ffffff", "#bd5318"), Ink("#fb9a5c", "#101816", "#fb9a5c")),
    "amber-green": (Ink("#a8b93a", "#16211d", "#5d6a0f"), Ink("#c2d04f", "#16211d", "#c2d04f")),
    "grey": (Ink("#6b7671", "#ffffff", "#6b7671"), Ink("#9aa5a0", "#101816", "#9aa5a0")),
    "black": (Ink("#16211d", "#ffffff", "#16211d"), Ink("#eef2ef", "#101816", "#eef2ef")),
}
_ALIASES = {
    "yellow": "amber",
    "orange": "amber",
    "red-amber": "amber-red",
    "green-amber": "amber-green",
    "gray": "grey",
}
_HEX = re.compile(r"#[0-9a-f]{6}")


def is_known_colour(colour: str) -> bool:
    """Return whether a colour of the Key sheet can be drawn: a known name, `#rrggbb`, or empty."""
    name = _colour_name(colour)
    return name in _NAMED or bool(_HEX.fullmatch(name))


def status_ink(status: Status, appearance: Appearance) -> Ink:
    """Return the colours of a status; an unknown colour is grey, never guessed."""
    name = _colour_name(status.colour)
    if not _HEX.fullmatch(name):
        light, dark = _NAMED.get(name, _NAMED["grey"])
        return light if appearance is Appearance.LIGHT else dark
    page = PALETTES[appearance].page
    # Pure black: with the page's own softer black, a fill of middle lightness would leave both inks below 4.5.
    text = max(("#ffffff", "#000000"), key=lambda ink: contrast(name, ink))
    edge = name if contrast(name, page) >= 3 else max(("#ffffff", "#16211d"), key=lambda ink: contrast(page, ink))
    return Ink(name, text, edge)


def _colour_name(colour: str) -> str:
    """Return a colour as `#rrggbb`, or by the name of its inks if it has one; without a colour it is grey."""
    name = colour.strip().casefold().replace("/", "-") or "grey"
    return _ALIASES.get(name, name)


def channels(colour: str) -> tuple[int, int, int]:
    """Return the red, the green and the blue of `#rrggbb`, 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2, definition of relative luminance)."""
    shares = (channel / 255 for channel in channels(colour))
    red, green, blue = (each / 12.92 if each <= 0.04045 else float(((each + 0.055) / 1.055) ** 2.4) for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def symbols_of(text: str) -> list[str]:
    """Return the symbols of a text, in order."""
    return _SYMBOL.findall(_VARIANTS.sub("", text))


def is_variant(character: str) -> bool:
    """Return whether a character only changes how the symbol before it looks, or joins two."""
    return _VARIANTS.fullmatch(character) is not None


def without_symbols(text: str) -> str:
    """Return the words of a text: "Done" of "✅ Done"; "" where it has none."""
    words = _SYMBOL.sub(" ", _VARIANTS.sub("", text))
    return " ".join(words.split()) if any(letter.isalnum() for letter in words) else ""


@lru_cache(maxsize=4096)
def symbol_words(text: str, language: Language) -> str:
    """Return the symbols of a text in words: "Green tick" of "✅ Done"; "" where it has none.

    A symbol without words of ours has its name in Unicode, which is English.
    """
    unnamed = (unicodedata.name(symbol, "").capitalize() or f"U+{ord(symbol):04X}" for symbol in symbols_of(text))
    names = (_WORDS.get(symbol) or (name, name) for symbol, name in zip(symbols_of(text), unnamed, strict=True))
    return " ".join(name[language is Language.WELSH] for name in names)
