"""An HTML table with a caption, column headings and rows, in a region that scrolls sideways on a narrow screen."""

from collections.abc import Iterable

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
