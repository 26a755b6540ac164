"""An HTML table with a caption and headings; on a narrow screen it scrolls sideways, or its rows become blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.elements.html import HtmlNode, element


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
    return element("td", *_label(label), *nodes, role="cell", class_=class_)


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


def _label(label: str) -> list[HtmlNode]:
    return [element("span", f"{label}: ", class_="label muted")] if label else []
