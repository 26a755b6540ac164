"""Read the styles of an .xlsx workbook: the number format and the fill of each style number."""

from dataclasses import dataclass, field

from loaders.cells.fill import Fill
from loaders.cells.number_formats import BUILT_IN, GENERAL
from loaders.formats.xlsx.colours import Colours
from loaders.formats.xml.events import Element

_WHITE = "#ffffff"
_NO_PATTERN = ("none", "")


@dataclass(frozen=True, slots=True)
class Styles:
    """The number formats and fills of style numbers.

    Attributes:
        number_formats: the number format of each style number, as a cell writes it.
        fills: the fill of each style number that has one, except white.
    """

    number_formats: dict[str, str] = field(default_factory=dict)
    fills: dict[str, Fill] = field(default_factory=dict)


def read_styles(styles: Element, colours: Colours) -> Styles:
    """Return the styles of a workbook from the root element of its styles part."""
    formats = BUILT_IN | {
        int(format_element.attributes["numFmtId"]): format_element.attributes.get("formatCode", GENERAL)
        for format_element in _children(styles, "numFmts")
        if format_element.name == "numFmt"
    }
    fills = [_fill_colour(fill, colours) for fill in _children(styles, "fills")]
    number_formats: dict[str, str] = {}
    cell_fills: dict[str, Fill] = {}
    for number, style in enumerate(_children(styles, "cellXfs")):
        number_formats[str(number)] = formats.get(int(style.attributes.get("numFmtId", "0")), GENERAL)
        colour = fills[int(style.attributes.get("fillId", "0"))] if fills else None
        if colour is not None:
            cell_fills[str(number)] = Fill(colour)
    return Styles(number_formats, cell_fills)


def _children(styles: Element, name: str) -> list[Element]:
    """Return the elements of a list at the top level, as conditional formats have lists of the same names."""
    element = styles.child(name)
    return element.children if element else []


def _fill_colour(fill: Element, colours: Colours) -> str | None:
    """Return the foreground colour of a pattern or the first of a gradient; None if it is white or has none."""
    pattern, gradient = fill.child("patternFill"), fill.child("gradientFill")
    if pattern is not None and pattern.attributes.get("patternType", "none") not in _NO_PATTERN:
        return _not_white(pattern.child("fgColor"), colours)
    return _not_white(next(gradient.all("color"), None), colours) if gradient else None


def _not_white(colour: Element | None, colours: Colours) -> str | None:
    resolved = colours.resolve(colour) if colour else None
    return None if resolved == _WHITE else resolved
