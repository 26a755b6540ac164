"""The fill of each cell style of an .xlsx workbook, as `#rrggbb`: of its theme with a tint, of its palette, or RGB."""

from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Any

from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.styles.fills import Fill as StyleFill
from openpyxl.styles.fills import GradientFill, PatternFill
from openpyxl.xml.functions import fromstring

from loaders.cells.sheet import Fill

_WHITE, _AUTOMATIC = "ffffff", "00000000"
# fmt: off
_OFFICE_THEME = ("ffffff", "000000", "e7e6e6", "44546a", "4472c4", "ed7d31", "a5a5a5", "ffc000", "5b9bd5", "70ad47",
                 "0563c1", "954f72")
# fmt: on


def style_fills(book: Any) -> dict[int, Fill]:
    """Return the fill of each cell style that has one, by its number; white and automatic colours are none."""
    theme = _theme_colours(book.loaded_theme) if book.loaded_theme else _OFFICE_THEME
    palette = [*book._colors, *COLOR_INDEX[len(book._colors) :]]
    fills = dict(enumerate(_fill(fill, theme, palette) for fill in book._fills))
    of_styles = {number: fills.get(style.fillId) for number, style in enumerate(book._cell_styles)}
    return {number: fill for number, fill in of_styles.items() if fill is not None}


def apply_tint(colour: str, tint: float) -> str:
    """Return a colour lightened by a tint above zero, or darkened by one below; ECMA-376 part 1, 18.8.19."""
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (0, 2, 4))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    tint = max(-1.0, min(1.0, tint))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02x}" for part in hls_to_rgb(hue, light, saturation))


def _theme_colours(theme: bytes) -> Sequence[str]:
    """Return the colours of a theme in the order in which cells number them: light before dark."""
    scheme = next(fromstring(theme).iter("{*}clrScheme"), ())
    colours = [next((str(c.get("lastClr") or c.get("val")) for c in slot), "").lower() for slot in scheme]
    colours[:4] = [colours[index] for index in (1, 0, 3, 2)] if len(colours) > 3 else []
    return [colour if len(colour) == 6 else default for colour, default in zip(colours, _OFFICE_THEME, strict=False)]


def _fill(fill: StyleFill, theme: Sequence[str], palette: Sequence[str]) -> Fill | None:
    """Return the foreground colour of a pattern, or the first of a gradient."""
    colours: list[Color] = []
    if isinstance(fill, PatternFill) and fill.fill_type not in (None, "none"):
        colours = [fill.fgColor]
    elif isinstance(fill, GradientFill):
        colours = [stop.color for stop in fill.stop]
    found = next((_resolve(colour, theme, palette) for colour in colours), None)
    return None if found in (None, _WHITE) else Fill(f"#{found}")


def _resolve(colour: Color, theme: Sequence[str], palette: Sequence[str]) -> str | None:
    value, colours = colour.value, theme if colour.type == "theme" else palette
    if isinstance(value, int):
        written = colours[value] if colour.type in ("theme", "indexed") and value < len(colours) else ""
    else:
        written = value if value != _AUTOMATIC else ""
    plain = written[-6:].lower()
    return (apply_tint(plain, colour.tint) if plain and colour.tint else plain) or None
