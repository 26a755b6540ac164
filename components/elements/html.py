"""The nodes of a page: plain data that `markup.py` writes as HTML, so that text never becomes markup."""

from collections.abc import Sequence

from model.status.scale import Scale

HtmlNode = str | list[object]
"""A text, or `[tag, attributes, *children]`. `markup.py` lists the allowed tags and attributes."""


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
