"""Resolve the colours of a workbook: of its theme with a tint, of its palette, or RGB."""

from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass, field
from re import fullmatch

from loaders.formats.xml.events import Element

# fmt: off
_PALETTE = (
    "000000", "ffffff", "ff0000", "00ff00", "0000ff", "ffff00", "ff00ff", "00ffff",
    "000000", "ffffff", "ff0000", "00ff00", "0000ff", "ffff00", "ff00ff", "00ffff",
    "800000", "008000", "000080", "808000", "800080", "008080", "c0c0c0", "808080",
    "9999ff", "993366", "ffffcc", "ccffff", "660066", "ff8080", "0066cc", "ccccff",
    "000080", "ff00ff", "ffff00", "00ffff", "800080", "800000", "008080", "0000ff",
    "00ccff", "ccffff", "ccffcc", "ffff99", "99ccff", "ff99cc", "cc99ff", "ffcc99",
    "3366ff", "33cccc", "99cc00", "ffcc00", "ff9900", "ff6600", "666699", "969696",
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
)
"""The default palette of indexed colours; ECMA-376 part 1, 18.8.27."""
_OFFICE_THEME = ("ffffff", "000000", "e7e6e6", "44546a", "4472c4", "ed7d31", "a5a5a5", "ffc000", "5b9bd5", "70ad47",
                 "0563c1", "954f72")
_THEME_SLOTS = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
                "folHlink")
"""The order in which cells number the colours of a theme: light before dark, other than in the theme itself."""
# fmt: on


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours that the cells of a workbook can refer to: those of its theme, and its palette."""

    theme: Sequence[str] = field(default=_OFFICE_THEME)
    palette: Sequence[str] = field(default=_PALETTE)

    def resolve(self, colour: Element) -> str | None:
        """Return a colour as `#rrggbb`; None if it is automatic or not defined."""
        named = _base_colour(colour.attributes, self.theme, self.palette)
        if named is None:
            return None
        tint = float(colour.attributes.get("tint", "0"))
        return f"#{apply_tint(named, tint) if tint else named}"


def read_theme_colours(theme: Element) -> Sequence[str]:
    """Return the colours of a theme in the order in which cells number them."""
    scheme = next(theme.all("clrScheme"), None)
    if scheme is None:
        return _OFFICE_THEME
    colours = {slot.name: _slot_colour(slot) for slot in scheme.children}
    return tuple(colours.get(name) or default for name, default in zip(_THEME_SLOTS, _OFFICE_THEME, strict=True))


def read_palette(styles: Element) -> Sequence[str]:
    """Return the palette in the styles of a workbook, or the default palette."""
    indexed = next(styles.all("indexedColors"), None)
    entries = [_parse_rgb(colour.attributes.get("rgb", "")) for colour in indexed.children] if indexed else []
    return (
        tuple(colour or default for colour, default in zip(entries, _PALETTE, strict=False)) + _PALETTE[len(entries) :]
    )


def apply_tint(colour: str, tint: float) -> str:
    """Return a colour lightened by a tint above zero, or darkened by one below; ECMA-376 part 1, 18.8.19."""
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (0, 2, 4))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    tint = max(-1.0, min(1.0, tint))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02x}" for part in hls_to_rgb(hue, light, saturation))


def _base_colour(attributes: dict[str, str], theme: Sequence[str], palette: Sequence[str]) -> str | None:
    if "rgb" in attributes:
        return _parse_rgb(attributes["rgb"])
    if "theme" in attributes:
        return _colour_at(theme, attributes["theme"])
    return _colour_at(palette, attributes["indexed"]) if "indexed" in attributes else None


def _colour_at(colours: Sequence[str], index: str) -> str | None:
    return colours[int(index)] if 0 <= int(index) < len(colours) else None


def _parse_rgb(colour: str) -> str | None:
    """Return the six hexadecimal digits of a colour, without its opacity if it has eight; None if it is no colour."""
    return colour[-6:].lower() if fullmatch("(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", colour) else None


def _slot_colour(slot: Element) -> str | None:
    first = slot.children[0] if slot.children else Element("")
    return _parse_rgb(first.attributes.get("lastClr") or first.attributes.get("val", ""))
