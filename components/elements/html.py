"""The nodes of a page, which `markup.py` writes as HTML so that text never becomes markup: elements and headings."""

import re
from collections.abc import Sequence

from model.status.scale import Scale
from model.text import normalise_space
from wording.format.line_breaks import bind_clauses

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
