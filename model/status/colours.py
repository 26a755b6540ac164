"""The colours of a page, and of each status, in the light and the dark appearance.

Every pair that carries text or marks a boundary meets WCAG 2.2 (1.4.3: 4.5 for text, 1.4.11: 3 for graphics).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from model.status.scale import Status


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
    "amber/red": "amber-red",
    "red-amber": "amber-red",
    "red/amber": "amber-red",
    "amber/green": "amber-green",
    "green-amber": "amber-green",
    "green/amber": "amber-green",
    "gray": "grey",
    "": "grey",
}
_HEX = re.compile(r"#[0-9a-f]{6}")


def is_known_colour(colour: str) -> bool:
    """Return whether a colour of the Key sheet can be drawn: a known name, `#rrggbb`, or empty."""
    name = colour.strip().casefold()
    return name in _NAMED or name in _ALIASES or bool(_HEX.fullmatch(name))


def status_ink(status: Status, appearance: Appearance) -> Ink:
    """Return the colours of a status; an unknown colour is grey, never guessed."""
    name = status.colour.strip().casefold()
    if _HEX.fullmatch(name):
        return _ink_around(name, PALETTES[appearance].page)
    light, dark = _NAMED[name if name in _NAMED else _ALIASES.get(name, "grey")]
    return light if appearance is Appearance.LIGHT else dark


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _ink_around(fill: str, page: str) -> Ink:
    # Pure black: with the page's own softer black, a fill of middle lightness would leave both inks below 4.5.
    text = max(("#ffffff", "#000000"), key=lambda ink: contrast(fill, ink))
    edge = fill if contrast(fill, page) >= 3 else max(("#ffffff", "#16211d"), key=lambda ink: contrast(page, ink))
    return Ink(fill, text, edge)


def _luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
