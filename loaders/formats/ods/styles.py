"""Read the styles of an .ods workbook: fills, date formats, conditions of cells, and hidden sheets."""

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
_MAX_PARENTS = 20
"""The most parents of a style that are followed; a style may be its own parent."""
FORMULA_CONDITIONS = ("formula-is", "is-true-formula", "of:is-true-formula")
"""The conditions that may hold for a blank cell."""
_COLOUR = re.compile("#[0-9a-f]{6}")


@dataclass(slots=True)
class OdsStyles:
    """The fills, formats and conditions of styles, by name.

    Attributes:
        fills: the fill of each cell style that has one, except white.
        formats: the date format of each cell style, in the notation of Excel.
        conditions: the cell styles with conditions, and whether all of them are on the cell's own value.
        hidden: the names of the styles of hidden sheets.
    """

    fills: dict[str, Fill] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, bool] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


def read_ods_styles(*roots: Element) -> OdsStyles:
    """Return the styles of the parts that define them. A style inherits from its parent."""
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
    background = next((found for style in chain if (found := _property(style, "background-color"))), "").lower()
    colour = background if _COLOUR.fullmatch(background) else _WHITE
    if colour != _WHITE:
        styles.fills[name] = Fill(colour)
    format_name = next((found for style in chain if (found := style.attributes.get("data-style-name", ""))), "")
    styles.formats[name] = dates.get(format_name, "")
    maps = [child for style in chain for child in style.children if child.name == "map"]
    if maps:
        written = {child.attributes.get("condition", "").partition("(")[0] for child in maps}
        styles.conditions[name] = written.isdisjoint(FORMULA_CONDITIONS)


def _with_parents(style: Element, named: dict[tuple[str, str], Element]) -> list[Element]:
    chain = [style]
    while len(chain) <= _MAX_PARENTS:
        parent = named.get(("table-cell", chain[-1].attributes.get("parent-style-name", "")))
        if parent is None:
            break
        chain.append(parent)
    return chain


def _property(style: Element, name: str) -> str:
    return next((child.attributes[name] for child in style.children if name in child.attributes), "")


def _format(style: Element) -> str:
    """Return a date style in the notation of Excel: `mmm yyyy`."""
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
