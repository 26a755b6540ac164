"""The formatting of paragraphs of a Word document by their styles: headings, list items, bold text, shading."""

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
class ParagraphStyle:
    """The formatting of a paragraph by its style and its own settings."""

    heading: bool = False
    item: bool = False
    bold: bool = False
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class DocxStyles:
    """The styles of a document by their id, each with its base style."""

    styles: Mapping[str, Element] = field(default_factory=dict)

    def of(self, paragraph: Element) -> ParagraphStyle:
        """Return the formatting of a paragraph."""
        paragraph_settings = paragraph.child("pPr")
        chain = self._chain(value_of(paragraph_settings, "pStyle"))
        names = [value_of(style, "name") for style in chain]
        settings = [paragraph_settings, *(style.child("pPr") for style in chain)]
        outlined = any(properties is not None and properties.child("outlineLvl") is not None for properties in settings)
        bold = next((flag for style in chain if (flag := _flag(style.child("rPr"), "b")) is not None), False)
        return ParagraphStyle(
            heading=outlined or any(_HEADING.fullmatch(name) for name in names),
            item=_numbered(settings) or any(_LIST.fullmatch(name) and "bullet" in name.lower() for name in names),
            bold=bold,
            colour=next((colour for style_settings in settings[1:] if (colour := colour_of(style_settings))), None),
        )

    def list_level(self, paragraph: Element) -> tuple[str, str]:
        """Return the id and the level of the list that a paragraph is in, by its own settings or its style."""
        paragraph_settings = paragraph.child("pPr")
        chain = self._chain(value_of(paragraph_settings, "pStyle"))
        for settings in (paragraph_settings, *(style.child("pPr") for style in chain)):
            numbering = settings.child("numPr") if settings is not None else None
            if numbering is not None:
                return value_of(numbering, "numId"), value_of(numbering, "ilvl") or "0"
        return "", "0"

    def bold(self, settings: Element | None, *, otherwise: bool) -> bool:
        """Return whether a run is bold: by its own settings, its own style, or that of its paragraph."""
        run_bold = _flag(settings, "b")
        if run_bold is not None:
            return run_bold
        chain = self._chain(value_of(settings, "rStyle"))
        return next((flag for style in chain if (flag := _flag(style.child("rPr"), "b")) is not None), otherwise)

    def _chain(self, name: str) -> list[Element]:
        chain: list[Element] = []
        while name in self.styles and self.styles[name] not in chain:
            chain.append(self.styles[name])
            name = value_of(self.styles[name], "basedOn")
        return chain


def read_styles(part: Element | None) -> DocxStyles:
    """Return the styles of a document; none if it has no such part."""
    styles = [style for style in part.children if style.name == "style"] if part is not None else []
    return DocxStyles({style.attributes.get("styleId", ""): style for style in styles})


def colour_of(settings: Element | None) -> str | None:
    """Return the shading of a paragraph, a run or a cell by its settings; None for none, white and automatic."""
    if settings is None:
        return None
    shade = settings.child("shd")
    fill = shade.attributes.get("fill", "").lower() if shade is not None else ""
    if _HEX.fullmatch(fill) and fill not in _WHITE:
        return f"#{fill}"
    return _HIGHLIGHTS.get(value_of(settings, "highlight"))


def value_of(element: Element | None, name: str) -> str:
    """Return the value of a setting; "" if it is absent."""
    child = element.child(name) if element is not None else None
    return child.attributes.get("val", "") if child is not None else ""


def _numbered(settings: list[Element | None]) -> bool:
    """Return whether the first settings with a numbering make a list item; number 0 removes it."""
    for properties in settings:
        numbering = properties.child("numPr") if properties is not None else None
        if numbering is not None:
            return value_of(numbering, "numId") != "0"
    return False


def _flag(settings: Element | None, name: str) -> bool | None:
    """Return a setting that is on or off; None if it is absent."""
    child = settings.child(name) if settings is not None else None
    return None if child is None else child.attributes.get("val", "1") not in _OFF
