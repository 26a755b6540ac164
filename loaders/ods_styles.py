"""The styles of an .ods workbook: the fills of its cells, the formats of its dates, and which sheets are hidden."""

from dataclasses import dataclass, field

from loaders.fills import Fill
from loaders.xml_stream import Element

_DATE_PIECES = {
    "day": ("d", "dd"),
    "month": ("m", "mm"),
    "year": ("yy", "yyyy"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
}
_NO_FILL = ("transparent", "#ffffff", "")


@dataclass(slots=True)
class OdsStyles:
    """What the names of styles mean.

    Attributes:
        fills: the fill of each style of cells that has one; white is none.
        formats: the date format of each style of cells, written as Excel writes it.
        hidden: names of styles of sheets that are not shown.
    """

    fills: dict[str, Fill] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
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
            chain = _with_parents(style, named)
            colour = next((found for one in chain if (found := _property(one, "background-color"))), "").lower()
            if colour not in _NO_FILL:
                styles.fills[name] = Fill(colour)
            form = next((found for one in chain if (found := one.attributes.get("data-style-name", ""))), "")
            styles.formats[name] = dates.get(form, "")
    return styles


def _with_parents(style: Element, named: dict[tuple[str, str], Element]) -> list[Element]:
    chain = [style]
    while len(chain) <= len(named):
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
