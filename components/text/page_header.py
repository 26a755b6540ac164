"""The header of a page: the answer as its only h1, then a subtitle; and its section headings and paragraphs."""

from collections.abc import Sequence

from components.elements.html import HtmlNode, element, part
from wording.format.line_breaks import bind_clauses


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
