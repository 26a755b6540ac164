"""Which status of a scale a fill stands for, by its hue: a pastel green is Green, and bright yellow is asked about."""

from collections.abc import Mapping
from colorsys import rgb_to_hls
from dataclasses import dataclass
from functools import lru_cache

from model.status.scale import Scale, Status
from model.text import label_key

_Arc = tuple[float, float]
"""Hues in degrees from the first to the second, clockwise; it may pass through 0."""


@dataclass(frozen=True, slots=True)
class Shade:
    """What a fill says: a status, or the statuses it may mean; neither where it means nothing.

    Attributes:
        strong: whether it is too plain a colour to be a band or a frame.
    """

    status: str | None = None
    candidates: tuple[str, ...] = ()
    strong: bool = False

    @property
    def unsure(self) -> bool:
        """Whether a person should be asked."""
        return self.status is None and (self.strong or bool(self.candidates))


NO_SHADE = Shade()


@lru_cache(maxsize=1024)
def is_grey(colour: str) -> bool:
    """Say whether a fill, as `#rrggbb`, has no hue to speak of."""
    _, lightness, saturation = _hue(colour)
    return saturation < _GREY or lightness < _BLACK


_SURE: Mapping[str, _Arc] = {
    "red": (335, 14),
    "amber-red": (14, 30),
    "orange": (14, 42),
    "amber": (22, 52),
    "yellow": (50, 66),
    "amber-green": (58, 72),
    "green": (72, 170),
    "blue": (190, 245),
    "purple": (255, 305),
}
"""Hues that are plainly a colour: orange (24) is amber. Bright yellow (60) is not plainly amber or green."""
_POSSIBLE = 10.0
"""Hues up to so many degrees beyond are possibly the colour."""
_NEAR_A_CODE = 10.0
_WORDS = {
    "coch": "red",
    "ambr": "amber",
    "oren": "orange",
    "melyn": "yellow",
    "gwyrdd": "green",
    "glas": "blue",
    "porffor": "purple",
    "red-amber": "amber-red",
    "amber/red": "amber-red",
    "red/amber": "amber-red",
    "green-amber": "amber-green",
    "amber/green": "amber-green",
    "green/amber": "amber-green",
}
_GREY, _BLACK = 0.2, 0.12
_DARK, _PALE, _PLAIN = 0.3, 0.72, 0.5


@lru_cache(maxsize=1024)
def shade_of(colour: str, scale: Scale) -> Shade:
    """Return what a fill, as `#rrggbb`, says by the colours of a scale: those of its Key, or those its words name."""
    same = [status.name for status in scale.statuses if status.colour.casefold() == colour]
    if len(same) == 1:
        return Shade(same[0])
    if is_grey(colour):
        return NO_SHADE
    hue, lightness, saturation = _hue(colour)
    strong = saturation >= _PLAIN and _DARK < lightness < _PALE
    arcs = {status.name: arc for status in scale.statuses if (arc := _arc(status)) is not None}
    sure = tuple(name for name, (arc, _) in arcs.items() if _within(hue, arc, 0))
    if len(sure) == 1:
        return Shade(sure[0])
    possible = sure or tuple(name for name, (arc, spread) in arcs.items() if _within(hue, arc, spread))
    return Shade(None, possible, strong)


def _arc(status: Status) -> tuple[_Arc, float] | None:
    """Return the hues of a status and how far beyond them is possible; None where nothing says its colour."""
    stated = label_key(status.colour or status.name)
    name = _WORDS.get(stated, stated)
    if status.colour.startswith("#"):
        hue, _, saturation = _hue(status.colour)
        if saturation < _GREY:
            return None
        named = next((one for one in ("red", "amber", "green", "blue") if _within(hue, _SURE[one], 0)), None)
        if named is None:
            return ((hue - _NEAR_A_CODE) % 360, (hue + _NEAR_A_CODE) % 360), _NEAR_A_CODE
        name = named
    return (_SURE[name], _POSSIBLE) if name in _SURE else None


def _within(hue: float, arc: _Arc, spread: float) -> bool:
    first, last = arc
    width = (last - first) % 360 + 2 * spread
    return (hue - first + spread) % 360 <= width


def _hue(colour: str) -> tuple[float, float, float]:
    """Return hue in degrees, lightness and saturation of `#rrggbb`."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    return hue * 360, lightness, saturation
