"""The nodes of a page, which `markup.py` writes as HTML so that text never becomes markup: elements and headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.language import normalise_space
from model.status import Scale
from wording.format.text import bind_clauses

HtmlNode = str | list[object]
"""A text, or `[tag, attributes, *children]`. `markup.py` lists the allowed tags and attributes."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&^=\"'])")
_UNESCAPABLE = re.compile(r"<->|->|<-|--|[<>~]=|://|www\.|@|:(?=material/|streamlit:)", re.IGNORECASE)
_JOINER = "\u2060"
"""A word joiner: it has no width and breaks no line. It splits what an escape does not protect."""


def element(tag: str, *children: HtmlNode | None, **attributes: object) -> HtmlNode:
    """Return an HTML element. `class_` gives the attribute class, `aria_label` gives aria-label; None is left out.

    The title True is the text of aria-label, which is written a single time.
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    return [tag, named, *(child for child in children if child is not None)]


def part(key: str, *nodes: HtmlNode | None, scale: Scale | None = None, class_: str = "") -> HtmlNode:
    """Return a part of a page under a unique id: the browser changes a part whose HTML has changed, and no other.

    `scale` has the colours of the marks in it.
    """
    return element("div", *nodes, id=key.replace(".", "-"), class_=f"part {class_}".rstrip(), scale=scale)


def columns(shares: Sequence[int], *contents: Sequence[HtmlNode | None]) -> HtmlNode:
    """Return columns of a wide screen, as wide as their shares; on a narrow one they stand below each other."""
    return element("div", *(element("div", *nodes) for nodes in contents), class_="columns", shares=list(shares))


def escape_markdown(text: str) -> str:
    """Return Markdown that shows exactly this text: no emphasis, link, directive, formula or HTML.

    Streamlit looks for URLs, arrows and icons after it has read the escapes, so a joiner splits these.
    """
    split = _UNESCAPABLE.sub(lambda match: f"{match[0][0]}{_JOINER}{match[0][1:]}", normalise_space(text))
    return _SPECIAL.sub(r"\\\1", split)


def answer(sentence: str, *, language: str | None = None) -> HtmlNode:
    """Return the page's answer as its heading, made from the data; a short clause with a number stays on one line.

    `language` is that of a text of the workbook, where it is not the page's.
    """
    return element("h1", bind_clauses(sentence), lang=language)


def section_heading(title: str) -> HtmlNode:
    """Return the heading of a section."""
    return element("h2", title, class_="section")


def subtitle_part(*nodes: HtmlNode, key: str = "quiet") -> HtmlNode:
    """Return the subtitle: the dates and the source of the answer."""
    spaced: list[HtmlNode] = []
    for node in nodes:
        spaced += [" ", node] if spaced else [node]
    return part(key, element("p", *spaced, class_="quiet"))


def paragraphs_part(*texts: str | Sequence[HtmlNode], key: str) -> HtmlNode:
    """Return plain paragraphs at reading width."""
    contents = [[text] if isinstance(text, str) else list(text) for text in texts]
    return part(key, *(element("p", *nodes, class_="prose") for nodes in contents))


def heading(text: HtmlNode, *more: HtmlNode, number: bool = False, class_: str | None = None) -> HtmlNode:
    """Return the heading of a column; a heading of numbers is aligned right."""
    return element("th", text, *more, scope="col", class_="number" if number else class_)


def table_region(
    caption: str,
    headings: Iterable[HtmlNode],
    *bodies: Iterable[HtmlNode],
    class_: str = "list",
    from_end: bool = False,
) -> HtmlNode:
    """Return a table of one or several bodies of rows. Its caption names the region for screen readers only.

    `from_end` scrolls to the last columns where not all fit: the newest of a table of rounds.
    """
    table = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *headings)),
        *(element("tbody", *rows) for rows in bodies),
        class_=class_,
    )
    return element(
        "div", table, class_="scroll newest" if from_end else "scroll", tabindex="0", role="region", aria_label=caption
    )


@dataclass(frozen=True, slots=True)
class BlockColumn:
    """A column: its label, the class of its cells and heading, and whether a block shows the label before the cell."""

    label: str
    class_: str | None = None
    is_labelled: bool = True


def block_table(caption: str, columns: Sequence[BlockColumn], rows: Iterable[Sequence[HtmlNode]]) -> HtmlNode:
    """Return a table whose first column is the heading of each row; a cell of several nodes is one element."""
    headings = [column_heading(column.label, class_=column.class_) for column in columns]
    return table_region(caption, headings, [_row(columns, cells) for cells in rows], class_="list blocks simple")


def column_heading(label: HtmlNode, *, class_: str | None = None, aria_sort: str | None = None) -> HtmlNode:
    """Return the heading of a column of a table that becomes blocks."""
    return element("th", label, scope="col", role="columnheader", class_=class_, aria_sort=aria_sort)


def labelled_cell(label: str, nodes: Iterable[HtmlNode], *, class_: str | None = None) -> HtmlNode:
    """Return a cell behind a label that only a block shows; without one where the label is empty."""
    return element(
        "td",
        *([element("span", f"{label}: ", class_="label muted")] if label else []),
        *nodes,
        role="cell",
        class_=class_,
    )


def row_heading(nodes: Iterable[HtmlNode], *, class_: str | None = None) -> HtmlNode:
    """Return the cell that names its row: the first line of a block, without a label."""
    return element("th", *nodes, scope="row", role="rowheader", class_=class_)


def _row(columns: Sequence[BlockColumn], cells: Sequence[HtmlNode]) -> HtmlNode:
    first, *others = zip(columns, cells, strict=True)
    labelled = (
        labelled_cell(column.label if column.is_labelled else "", [cell], class_=column.class_)
        for column, cell in others
    )
    return element("tr", row_heading([first[1]], class_=first[0].class_), *labelled, role="row")
