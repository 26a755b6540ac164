"""The status of a scale that a fill colour stands for, by its hue: pastel green is Green, bright yellow a question."""

from collections.abc import Mapping
from colorsys import rgb_to_hls
from dataclasses import dataclass
from functools import lru_cache

from model.status.scale import Scale, Status
from model.text import label_key

_Arc = tuple[float, float]
"""Hues in degrees from the first to the second, clockwise; it may pass through 0."""
_CERTAIN_HUES: Mapping[str, _Arc] = {
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
"""Hues that are certainly a colour: orange (24) is amber. Bright yellow (60) is neither certainly amber nor green."""
_POSSIBLE_SPREAD = 10.0
"""Hues up to this many degrees outside the certain ones are possibly the colour."""
_CODE_SPREAD = 10.0
_COLOUR_NAMES = {
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


@dataclass(frozen=True, slots=True)
class ColourMatch:
    """The match of a fill colour: a status, or candidate statuses; neither where the colour has no meaning.

    Attributes:
        strong: whether the colour is too strong for a band or a frame.
    """

    status: str | None = None
    candidates: tuple[str, ...] = ()
    strong: bool = False

    @property
    def uncertain(self) -> bool:
        """Whether a person should be asked."""
        return self.status is None and (self.strong or bool(self.candidates))


NO_COLOUR_MATCH = ColourMatch()


@lru_cache(maxsize=1024)
def is_grey(colour: str) -> bool:
    """Return whether a fill, as `#rrggbb`, is grey, white or black."""
    _, lightness, saturation = _hue(colour)
    return saturation < _GREY or lightness < _BLACK


@lru_cache(maxsize=1024)
def match_colour(colour: str, scale: Scale) -> ColourMatch:
    """Return the status of a fill, as `#rrggbb`, by the colours of a scale: from its Key, or named by its words."""
    same = [status.name for status in scale.statuses if status.colour.casefold() == colour]
    if len(same) == 1:
        return ColourMatch(same[0])
    if is_grey(colour):
        return NO_COLOUR_MATCH
    hue, lightness, saturation = _hue(colour)
    strong = saturation >= _PLAIN and _DARK < lightness < _PALE
    arcs = {status.name: arc for status in scale.statuses if (arc := _arc(status)) is not None}
    sure = tuple(name for name, (arc, _) in arcs.items() if _within(hue, arc, 0))
    if len(sure) == 1:
        return ColourMatch(sure[0])
    possible = sure or tuple(name for name, (arc, spread) in arcs.items() if _within(hue, arc, spread))
    return ColourMatch(None, possible, strong)


def _arc(status: Status) -> tuple[_Arc, float] | None:
    """Return the hues of a status and how far outside them is possible; None where its colour is unknown."""
    stated = label_key(status.colour or status.name)
    name = _COLOUR_NAMES.get(stated, stated)
    if status.colour.startswith("#"):
        hue, _, saturation = _hue(status.colour)
        if saturation < _GREY:
            return None
        named = next(
            (colour for colour in ("red", "amber", "green", "blue") if _within(hue, _CERTAIN_HUES[colour], 0)), None
        )
        if named is None:
            return ((hue - _CODE_SPREAD) % 360, (hue + _CODE_SPREAD) % 360), _CODE_SPREAD
        name = named
    return (_CERTAIN_HUES[name], _POSSIBLE_SPREAD) if name in _CERTAIN_HUES else None


def _within(hue: float, arc: _Arc, spread: float) -> bool:
    first, last = arc
    width = (last - first) % 360 + 2 * spread
    return (hue - first + spread) % 360 <= width


def _hue(colour: str) -> tuple[float, float, float]:
    """Return hue in degrees, lightness and saturation of `#rrggbb`."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    return hue * 360, lightness, saturation
