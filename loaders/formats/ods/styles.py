"""The styles of an .ods workbook: fills, formats of dates, conditions of cells, and which sheets are hidden."""

import re
from dataclasses import dataclass, field

from loaders.cells.fill import Fill
from loaders.formats.xml.events import Element

_DATE_PIECES = {
    "day": ("d", "dd"),
    "month": ("m", "mm"),
    "year": ("yy", "yyyy"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
}
_WHITE = "#ffffff"
_GENERATIONS = 20
"""So many parents of a style are asked, one after another; a style may be its own parent."""
_COLOUR = re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class StyleMap:
    """A condition, the style that a cell takes on where it holds, and the cell from which its formula counts."""

    condition: str
    style: str
    base: str


@dataclass(slots=True)
class OdsStyles:
    """What the names of styles mean.

    Attributes:
        fills: the fill of each style of cells that has one; white is none.
        painted: the fill of each style that says one, as a conditional format gives it: white and none are white. It
            stands under both of a style's names, for the list of a sheet's formats names styles as people see them.
        formats: the date format of each style of cells, written as Excel writes it.
        maps: the conditions of each style of cells that has some.
        hidden: names of styles of sheets that are not shown.
    """

    fills: dict[str, Fill] = field(default_factory=dict)
    conditional_fills: dict[str, Fill] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, tuple[StyleMap, ...]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


def read_ods_styles(*roots: Element) -> OdsStyles:
    """Return the styles of the parts that hold them. A style that says nothing takes what its parent says."""
    named = {
        (style.attributes.get("family", ""), style.attributes.get("name", "")): style
        for root in roots
        for style in root.all("style")
    }
    dates = {style.attributes.get("name", ""): _format(style) for root in roots for style in root.all("date-style")}
    styles = OdsStyles()
    for (family, name), style in named.items():
        if family == "table" and _property(style, "display") == "false":
            styles.hidden.add(name)
        if family == "table-cell":
            _add_cell_style(styles, name, _with_parents(style, named), dates)
    return styles


def _add_cell_style(styles: OdsStyles, name: str, chain: list[Element], dates: dict[str, str]) -> None:
    said = next((found for one in chain if (found := _property(one, "background-color"))), "").lower()
    colour = said if _COLOUR.fullmatch(said) else _WHITE
    if said:
        shown = chain[0].attributes.get("display-name", name)
        styles.conditional_fills |= dict.fromkeys((name, shown), Fill(colour, conditional=True))
    if colour != _WHITE:
        styles.fills[name] = Fill(colour)
    form = next((found for one in chain if (found := one.attributes.get("data-style-name", ""))), "")
    styles.formats[name] = dates.get(form, "")
    conditions = [maps for maps in map(_maps, chain) if maps]
    if conditions:
        styles.conditions[name] = conditions[0]


def _maps(style: Element) -> tuple[StyleMap, ...]:
    names = ("condition", "apply-style-name", "base-cell-address")
    return tuple(
        StyleMap(*(child.attributes.get(name, "") for name in names)) for child in style.children if child.name == "map"
    )


def _with_parents(style: Element, named: dict[tuple[str, str], Element]) -> list[Element]:
    chain = [style]
    while len(chain) <= _GENERATIONS:
        parent = named.get(("table-cell", chain[-1].attributes.get("parent-style-name", "")))
        if parent is None:
            break
        chain.append(parent)
    return chain


def _property(style: Element, name: str) -> str:
    return next((child.attributes[name] for child in style.children if name in child.attributes), "")


def _format(style: Element) -> str:
    """Return a date style as Excel would write it: `mmm yyyy`."""
    pieces = []
    for child in style.children:
        if child.name in _DATE_PIECES:
            short, long = _DATE_PIECES[child.name]
            is_long = child.attributes.get("style") == "long"
            piece = long if is_long else short
            if child.name == "month" and child.attributes.get("textual") == "true":
                piece = "mmmm" if is_long else "mmm"
            pieces.append(piece)
        elif child.name == "text":
            pieces.append(child.text if child.text.strip() in ("", "/", "-", ".") else f'"{child.text}"')
    return "".join(pieces)
