"""A page of the public edition: the nodes of a dashboard's page without what needs a server, in a plain document."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import cast

from components.elements import HtmlNode, element, html_of
from model.language import Language

INDEX = "index.html"
_DROPPED_TAGS = frozenset({"form", "button", "noscript", "input", "select"})
_DROPPED_IDS = frozenset({"filters", "page-actions"})
_DROPPED_CLASSES = frozenset({"file-offer", "popover", "choose", "choices"})
_SERVER_ATTRIBUTES = frozenset(
    [
        *("base", "cookie", "copied", "fault", "figure", "file", "focuses", "heights", "keys", "leaves", "library"),
        *("making", "opens", "prints", "refocus", "saves", "sends"),
    ]
)
"""What the dashboard's script reads, which an edition does not have."""
_FRAME, _INLINE = ("div", "chart-frame"), frozenset({"a", "b", "em", "span", "strong", "time"})
_ONLY_OF_LINKS = frozenset({"href", "title", "aria-label", "aria-current", "tabindex", "hreflang"})
Resolve = Callable[[str], str | None]
"""Returns the address of a link of the dashboard below the root of the language, or None."""


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What stands in one document.

    Attributes:
        address: its folder below the root of the edition, such as `cy/9/`.
        title: its title in the browser.
        header: the nodes above the main part.
        scripts: the addresses of its scripts below the root.
        head: more of the head of the document, as HTML.
    """

    address: str
    title: str
    language: Language
    header: Sequence[HtmlNode]
    main: Sequence[HtmlNode | None]
    footer: Sequence[HtmlNode]
    styles: Sequence[str]
    scripts: Sequence[str] = ()
    head: str = ""

    @property
    def root(self) -> str:
        """The way from the page to the root of the edition."""
        return "../" * self.address.count("/")

    def html(self) -> str:
        """Return the document; its links are relative, so that it can be opened from a folder."""
        root = self.root
        parts = {
            tag: html_of(nodes, root=root)
            for tag, nodes in (("header", self.header), ("main", self.main), ("footer", self.footer))
        }
        inks, end, main = parts["main"].rpartition("</style>")  # a style stands in the head alone
        styles = "".join(f'<link rel="stylesheet" href="{root}{path}">' for path in self.styles) + inks + end
        scripts = "".join(f'<script defer src="{root}{path}"></script>' for path in self.scripts)
        return (
            f'<!doctype html>\n<html lang="{self.language.value}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<title>{escape(self.title)}</title><link rel="icon" href="data:,">{styles}{self.head}</head>\n'
            f'<body class="plain public"><div class="page"><div lang="{self.language.value}">'
            f'<header class="top">{parts["header"]}</header>\n<main id="main">{main}</main>\n'
            f"<footer>{parts['footer']}</footer></div></div>{scripts}</body></html>\n"
        )


def public_nodes(
    nodes: Iterable[HtmlNode | None], resolve: Resolve, pictures: Mapping[str, HtmlNode]
) -> list[HtmlNode]:
    """Return the nodes of a page without what needs a server: the filter, forms, buttons and files made on request.

    A link leads to its page of the edition; without one its words stay. A chart is the picture with its id; without
    one its table is unfolded.
    """
    shown = [_public(node, resolve, pictures) for node in nodes if node is not None]
    return spaced([node for node in shown if node is not None])


def spaced(nodes: Sequence[HtmlNode]) -> list[HtmlNode]:
    """Return nodes with a space between two elements on one line: without styles nothing else parts their words."""
    are_inline = [isinstance(node, list) and node[0] in _INLINE for node in nodes]
    pairs = zip(nodes, [False, *are_inline], are_inline, strict=False)
    return [each for node, before, now in pairs for each in ((" ", node) if before and now else (node,))]


def _public(node: HtmlNode, resolve: Resolve, pictures: Mapping[str, HtmlNode]) -> HtmlNode | None:
    if isinstance(node, str):
        return node
    tag, attributes, *children = cast("tuple[str, dict[str, object], *tuple[HtmlNode, ...]]", node)
    classes = str(attributes.get("class", "")).split()
    if tag in _DROPPED_TAGS or attributes.get("id") in _DROPPED_IDS or not _DROPPED_CLASSES.isdisjoint(classes):
        return None
    if "figure" in attributes:
        return pictures.get(str(attributes.get("id")))
    kept = {name: value for name, value in attributes.items() if name not in _SERVER_ATTRIBUTES}
    if tag == "a" and "href" in attributes:
        tag, kept = _link(kept, resolve)
    nodes = public_nodes(children, resolve, pictures)
    if tag == "div" and children and not nodes:
        return None
    if _FRAME in tops(children) and _FRAME not in tops(nodes):
        nodes = [_unfolded(node) for node in nodes]
    if tag == "p" and "links" in classes:  # a choice of parts, of which some may have pages
        nodes = [node for node in nodes if tops([node]) != [("span", "toggle")]]
        return [tag, kept, *nodes] if any(top[0] == "a" for top in tops(nodes)) else None
    return [tag, kept, *nodes]


def tops(nodes: Iterable[HtmlNode]) -> list[tuple[str, str]]:
    """Return the tag and the class of each element among nodes."""
    elements = (cast("tuple[str, dict[str, object]]", node[:2]) for node in nodes if isinstance(node, list))
    return [(tag, str(attributes.get("class", ""))) for tag, attributes in elements]


def text_of(node: HtmlNode) -> str:
    """Return the text of a node."""
    return node if isinstance(node, str) else "".join(text_of(cast("HtmlNode", child)) for child in node[2:])


def _unfolded(node: HtmlNode) -> HtmlNode:
    if tops([node]) != [("details", "expander")]:
        return node
    return ["details", {**cast("dict[str, object]", node[1]), "open": ""}, *node[2:]]


def _link(attributes: dict[str, object], resolve: Resolve) -> tuple[str, dict[str, object]]:
    href = str(attributes["href"])
    if href.startswith("#"):
        return "a", attributes
    address = resolve(href)
    if address is None:
        return "span", {name: value for name, value in attributes.items() if name not in _ONLY_OF_LINKS}
    return "a", attributes | {"href": f"{address}{INDEX}"}


def picture(path: str, alt: str) -> HtmlNode:
    """Return a picture of the edition; `path` is below its root."""
    return element("img", src=path, alt=alt, class_="chart-picture", loading="lazy")
