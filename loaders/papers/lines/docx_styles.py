"""How paragraphs of a Word document look, by their styles: headings, items of lists, bold text, shades."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.formats.xml.events import Element

_HEADING = re.compile(r"(?:heading|title|subtitle|pennawd|teitl)\b.*", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number|paragraph).*", re.IGNORECASE)
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_WHITE = {"ffffff"}
_HIGHLIGHTS = {
    "red": "#ff0000",
    "darkRed": "#800000",
    "yellow": "#ffff00",
    "darkYellow": "#808000",
    "green": "#00ff00",
    "darkGreen": "#008000",
    "blue": "#0000ff",
    "darkBlue": "#000080",
    "cyan": "#00ffff",
    "magenta": "#ff00ff",
}
"""The colours of Word's marker pen; ECMA-376 part 1, 17.18.40."""
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks by its style and its own settings."""

    heading: bool = False
    item: bool = False
    bold: bool = False
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their id, each with the one it builds on."""

    styles: Mapping[str, Element] = field(default_factory=dict)

    def of(self, paragraph: Element) -> Look:
        """Return how a paragraph looks."""
        own = paragraph.child("pPr")
        chain = self._chain(_value(own, "pStyle"))
        names = [_value(style, "name") for style in chain]
        settings = [own, *(style.child("pPr") for style in chain)]
        outlined = any(one is not None and one.child("outlineLvl") is not None for one in settings)
        bold = next((flag for style in chain if (flag := _flag(style.child("rPr"), "b")) is not None), False)
        return Look(
            heading=outlined or any(_HEADING.fullmatch(name) for name in names),
            item=_numbered(settings) or any(_LIST.fullmatch(name) and "bullet" in name.lower() for name in names),
            bold=bold,
            colour=next((colour for one in settings[1:] if (colour := colour_of(one))), None),
        )

    def bold(self, look: Element | None, *, otherwise: bool) -> bool:
        """Return whether a run is bold: by itself, by its own style, or as its paragraph is."""
        own = _flag(look, "b")
        if own is not None:
            return own
        chain = self._chain(_value(look, "rStyle"))
        return next((flag for style in chain if (flag := _flag(style.child("rPr"), "b")) is not None), otherwise)

    def _chain(self, name: str) -> list[Element]:
        chain: list[Element] = []
        while name in self.styles and self.styles[name] not in chain:
            chain.append(self.styles[name])
            name = _value(self.styles[name], "basedOn")
        return chain


def read_styles(part: Element | None) -> Styles:
    """Return the styles of a document; none where it has no such part."""
    found = [one for one in part.children if one.name == "style"] if part is not None else []
    return Styles({one.attributes.get("styleId", ""): one for one in found})


def colour_of(look: Element | None) -> str | None:
    """Return what settings of a paragraph, a run or a cell shade it with; None for none, white and automatic."""
    if look is None:
        return None
    shade = look.child("shd")
    fill = shade.attributes.get("fill", "").lower() if shade is not None else ""
    if _HEX.fullmatch(fill) and fill not in _WHITE:
        return f"#{fill}"
    return _HIGHLIGHTS.get(_value(look, "highlight"))


def _numbered(settings: list[Element | None]) -> bool:
    """Say whether the first settings that speak of a list make an item; number 0 takes it away again."""
    for one in settings:
        numbering = one.child("numPr") if one is not None else None
        if numbering is not None:
            return _value(numbering, "numId") != "0"
    return False


def _value(holder: Element | None, name: str) -> str:
    child = holder.child(name) if holder is not None else None
    return child.attributes.get("val", "") if child is not None else ""


def _flag(look: Element | None, name: str) -> bool | None:
    """Return a setting that is on, off, or not said."""
    child = look.child(name) if look is not None else None
    return None if child is None else child.attributes.get("val", "1") not in _OFF
