"""The styles of a workbook: what each style number says of a cell's number format and of its fill."""

from dataclasses import dataclass, field

from loaders.cells.fill import Fill
from loaders.cells.number_formats import BUILT_IN, GENERAL
from loaders.formats.xlsx.colours import Colours
from loaders.formats.xml.events import Element

_WHITE = "#ffffff"
_EMPTY = ("none", "")


@dataclass(frozen=True, slots=True)
class Styles:
    """What style numbers mean, each worked out once.

    Attributes:
        number_formats: the number format of each style number, as a cell writes it.
        fills: the fill of each style number that has one; white is none.
        conditional_fills: the fill of each numbered style of the conditional formats; None where it has none.
        colours: the colours that its cells can name.
    """

    number_formats: dict[str, str] = field(default_factory=dict)
    fills: dict[str, Fill] = field(default_factory=dict)
    conditional_fills: tuple[Fill | None, ...] = ()
    colours: Colours = field(default_factory=Colours)


def read_styles(styles: Element, colours: Colours) -> Styles:
    """Return the styles of a workbook from the root of its part."""
    formats = BUILT_IN | {
        int(own.attributes["numFmtId"]): own.attributes.get("formatCode", GENERAL)
        for own in _within(styles, "numFmts")
        if own.name == "numFmt"
    }
    fills = [_fill_colour(fill, colours) for fill in _within(styles, "fills")]
    number_formats: dict[str, str] = {}
    of_cells: dict[str, Fill] = {}
    for number, style in enumerate(_within(styles, "cellXfs")):
        number_formats[str(number)] = formats.get(int(style.attributes.get("numFmtId", "0")), GENERAL)
        colour = fills[int(style.attributes.get("fillId", "0"))] if fills else None
        if colour is not None:
            of_cells[str(number)] = Fill(colour)
    conditional = tuple(conditional_fill(style, colours) for style in _within(styles, "dxfs"))
    return Styles(number_formats, of_cells, conditional, colours)


def conditional_fill(style: Element, colours: Colours) -> Fill | None:
    """Return the fill of a conditional format. Its solid pattern is written the other way round: by the background.

    White counts: it covers the fill of a cell.
    """
    pattern = next(style.all("patternFill"), None)
    if pattern is None or pattern.attributes.get("patternType", "solid") in _EMPTY:
        return None
    solid = pattern.attributes.get("patternType", "solid") == "solid"
    shown = (pattern.child("bgColor") if solid else None) or pattern.child("fgColor")
    colour = colours.resolve(shown) if shown else None
    return Fill(colour, conditional=True) if colour else None


def _within(styles: Element, name: str) -> list[Element]:
    """Return what a list of the styles holds. It is looked for at the top: conditional formats have fills as well."""
    found = styles.child(name)
    return found.children if found else []


def _fill_colour(fill: Element, colours: Colours) -> str | None:
    """Return the colour a fill shows: of a pattern its foreground, of a gradient its first colour; white is none."""
    pattern, gradient = fill.child("patternFill"), fill.child("gradientFill")
    if pattern is not None and pattern.attributes.get("patternType", "none") not in _EMPTY:
        return _not_white(pattern.child("fgColor"), colours)
    return _not_white(next(gradient.all("color"), None), colours) if gradient else None


def _not_white(colour: Element | None, colours: Colours) -> str | None:
    found = colours.resolve(colour) if colour else None
    return None if found == _WHITE else found
