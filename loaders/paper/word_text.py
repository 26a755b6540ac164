"""The text of a paragraph of a Word document, run by run."""

from dataclasses import dataclass, field

from loaders.paper.word_styles import Styles, colour_of
from loaders.xml_stream import Element

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SOFT_HYPHEN = "\u00ad"
_DELETED = {"del", "moveFrom", "pPr", "rPr"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Runs:
    """The text of a paragraph.

    Attributes:
        bold: whether all of its text is bold.
        colour: what all of its text is shaded with.
        boxes: the text boxes that are anchored in it.
    """

    text: str = ""
    bold: bool = False
    colour: str | None = None
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _Collected:
    pieces: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    colours: list[str | None] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def runs_of(paragraph: Element, styles: Styles) -> Runs:
    """Return the text of a paragraph; of a footnote's sign its number, as a superscript."""
    collected = _Collected()
    base = styles.of(paragraph).bold
    _collect(paragraph, collected, styles, bold=base)
    colours = set(collected.colours)
    return Runs(
        text="".join(collected.pieces),
        bold=bool(collected.bold) and all(collected.bold),
        colour=colours.pop() if len(colours) == 1 else None,
        boxes=collected.boxes,
    )


def superscript(number: str) -> str:
    """Return the sign of a footnote."""
    return number.translate(_SUPERSCRIPTS)


def _collect(holder: Element, into: _Collected, styles: Styles, *, bold: bool) -> None:
    for child in holder.children:
        if child.name == "r":
            _run(child, into, styles, bold=bold)
        elif child.name == "AlternateContent":  # the same thing twice, for newer and for older readers
            _collect(child.children[0], into, styles, bold=bold)
        elif child.name == "txbxContent":
            into.boxes.append(child)
        elif child.name not in _DELETED and child.name != "p":
            _collect(child, into, styles, bold=bold)


def _run(run: Element, into: _Collected, styles: Styles, *, bold: bool) -> None:
    look = run.child("rPr")
    if look is not None and look.child("vanish") is not None:
        return
    for child in run.children:
        if child.name == "t" and child.text:
            into.pieces.append(child.text.replace(_SOFT_HYPHEN, ""))
            if child.text.strip():
                into.bold.append(styles.bold(look, otherwise=bold))
                into.colours.append(colour_of(look))
        elif child.name in _BREAKS:
            page = child.attributes.get("type") in ("page", "column")
            into.pieces.append(" " if page else _BREAKS[child.name])
        elif child.name == "footnoteReference":
            into.pieces.append(superscript(child.attributes.get("id", "")))
        elif child.name == "AlternateContent":
            _collect(child.children[0], into, styles, bold=bold)
        elif child.name in ("drawing", "pict", "object"):
            _collect(child, into, styles, bold=bold)
