"""Resolving the colours of a workbook: of a theme and a tint, of a palette, or written out."""

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
"""The colours a workbook names by number unless it has a palette of its own; ECMA-376 part 1, 18.8.27."""
_OFFICE = ("ffffff", "000000", "e7e6e6", "44546a", "4472c4", "ed7d31", "a5a5a5", "ffc000", "5b9bd5", "70ad47", "0563c1",
           "954f72")
_SCHEME = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
           "folHlink")
"""The order in which cells count a theme's colours: light before dark, against the order of the theme's own part."""
# fmt: on


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours that a workbook's cells can name: those of its theme, and its palette."""

    theme: Sequence[str] = field(default=_OFFICE)
    palette: Sequence[str] = field(default=_PALETTE)

    def resolve(self, colour: Element) -> str | None:
        """Return a colour as `#rrggbb`; None where it is automatic, or names one that is not there."""
        named = _named(colour.attributes, self.theme, self.palette)
        if named is None:
            return None
        tint = float(colour.attributes.get("tint", "0"))
        return f"#{tinted(named, tint) if tint else named}"


def theme_colours(theme: Element) -> Sequence[str]:
    """Return the colours of a theme in the order in which cells count them."""
    scheme = next(theme.all("clrScheme"), None)
    if scheme is None:
        return _OFFICE
    held = {slot.name: _of_slot(slot) for slot in scheme.children}
    return tuple(held.get(name) or usual for name, usual in zip(_SCHEME, _OFFICE, strict=True))


def own_palette(styles: Element) -> Sequence[str]:
    """Return the palette of a workbook's styles, or the usual one."""
    indexed = next(styles.all("indexedColors"), None)
    own = [_plain(colour.attributes.get("rgb", "")) for colour in indexed.children] if indexed else []
    return tuple(colour or usual for colour, usual in zip(own, _PALETTE, strict=False)) + _PALETTE[len(own) :]


def tinted(colour: str, tint: float) -> str:
    """Return a colour made lighter by a tint above zero, or darker by one below; ECMA-376 part 1, 18.8.19."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    tint = max(-1.0, min(1.0, tint))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02x}" for part in hls_to_rgb(hue, light, saturation))


def _named(attributes: dict[str, str], theme: Sequence[str], palette: Sequence[str]) -> str | None:
    if "rgb" in attributes:
        return _plain(attributes["rgb"])
    if "theme" in attributes:
        return _at(theme, attributes["theme"])
    return _at(palette, attributes["indexed"]) if "indexed" in attributes else None


def _at(colours: Sequence[str], place: str) -> str | None:
    return colours[int(place)] if 0 <= int(place) < len(colours) else None


def _plain(colour: str) -> str | None:
    """Return the six digits of a colour whose first two, if it has eight, say how opaque it is."""
    return colour[-6:].lower() if fullmatch("(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", colour) else None


def _of_slot(slot: Element) -> str | None:
    first = slot.children[0] if slot.children else Element("")
    return _plain(first.attributes.get("lastClr") or first.attributes.get("val", ""))
