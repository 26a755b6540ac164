"""The nodes of a page, and the one writer of HTML: text never becomes markup."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from html import escape
from typing import Any, NamedTuple, cast

from model.terms import SHAPES, SQUARE, Appearance, Scale, contrast, normalise_space, status_ink

# A text, or `[tag, attributes, *children]`; the allowed tags and attributes stand below.
HtmlNode = str | list[object]
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&^=\"'])")
_UNESCAPABLE = re.compile(r"<->|->|<-|--|[<>~]=|://|www\.|@|:(?=material/|streamlit:)", re.IGNORECASE)
# A word joiner: it has no width and breaks no line. It splits what an escape does not protect.
_JOINER = "\u2060"


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TAGS = _names(
    "a abbr b blockquote br button caption dd del details div dl dt em footer form h1 h2 h3 header img input ins "
    "label li main mark nav noscript ol option p section select span strong summary table tbody td th thead time "
    "tr ul"
)
_VOID = frozenset({"br", "img", "input"})
_ATTRIBUTES = _names(
    "alt class colspan datetime for hidden hreflang id lang loading maxlength method name open placeholder role "
    "rowspan scope selected start tabindex title type value"
)
# Attributes that `page.js` reads, as `data-…`.
_READ_BY_SCRIPT = _names(
    "base cookie copied fault figure fills focuses keys leaves making mine opens page prints query refocus saves sends"
)
ACTIONS = {name: name for name in _READ_BY_SCRIPT} | {"page-title": "title"}
# A link inside the dashboard: a relative path, a query, and the id of a part.
_LINK = re.compile(r"(\./)?([a-z0-9][A-Za-z0-9/._-]*)?(\?[^\s\"'<>]*)?(#[\w.-]*)?")
# An address outside the dashboard: that of an evidence, or of an agency.
_WEB_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\"'<>]+")
# Attributes that become the style of their element.
_STYLES: dict[str, Callable[[Any], str]] = {
    "grow": lambda value: f"flex-grow:{float(value):g}",
    "shares": lambda value: "--columns:" + " ".join(f"{int(share)}fr" for share in value),
    "heights": lambda value: "--narrow:{:g}px;--wide:{:g}px".format(*map(float, value)),
    "fill": lambda value: _paint(str(value)),
}


def element(tag: str, *children: HtmlNode | None, **attributes: object) -> HtmlNode:
    """Return an HTML element. `class_` gives the attribute class, `aria_label` gives aria-label; None is left out.

    The title True is the text of aria-label, which is written a single time.
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    return [tag, named, *(child for child in children if child is not None)]


def parts_of(node: list[object]) -> tuple[str, dict[str, object], list[HtmlNode]]:
    """Return the tag, the attributes and the children of an element."""
    return cast("tuple[str, dict[str, object], list[HtmlNode]]", (node[0], node[1], node[2:]))


def elements_in(nodes: Iterable[HtmlNode | None]) -> Iterator[tuple[str, dict[str, object], list[HtmlNode]]]:
    """Yield the tag, the attributes and the children of each element among nodes, and inside them."""
    for node in nodes:
        if isinstance(node, list):
            yield (parts := parts_of(node))
            yield from elements_in(parts[2])


def part(key: str, *nodes: HtmlNode | None, scale: Scale | None = None) -> HtmlNode:
    """Return a part of a page under a unique id: the browser changes a part whose HTML has changed, and no other.

    `scale` has the colours of the marks in it.
    """
    return element("div", *nodes, id=key.replace(".", "-"), class_="part", scale=scale)


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
    """Return the page's answer as its heading, made from the data.

    `language` is that of a text of the workbook, where it is not the page's.
    """
    return element("h1", sentence, lang=language)


def section(title: str, *nodes: HtmlNode | None) -> list[HtmlNode]:
    """Return the heading of a section, and what stands below it; None is left out."""
    return [element("h2", title, class_="section"), *(node for node in nodes if node is not None)]


def subtitle_part(*nodes: HtmlNode) -> HtmlNode:
    """Return the subtitle: the dates and the source of the answer."""
    return part("quiet", element("p", *joined(nodes, " "), class_="quiet"))


def joined(nodes: Iterable[HtmlNode], separator: str) -> list[HtmlNode]:
    """Return nodes with a separator between them."""
    return [each for node in nodes for each in (separator, node)][1:]


def paragraphs_part(*texts: str | Sequence[HtmlNode], key: str) -> HtmlNode:
    """Return plain paragraphs at reading width."""
    return part(key, *(element("p", *([text] if isinstance(text, str) else text), class_="prose") for text in texts))


def heading(*nodes: HtmlNode, class_: str | None = None, role: str | None = None) -> HtmlNode:
    """Return the heading of a column; that of numbers has their class, `number`, and is aligned right."""
    return element("th", *nodes, scope="col", role=role, class_=class_)


def table_region(
    caption: str, headings: Iterable[HtmlNode], *bodies: Iterable[HtmlNode], class_: str = "list", newest: bool = False
) -> HtmlNode:
    """Return a table of one or several bodies of rows. Its caption names the region for screen readers only.

    Where not all columns fit, `newest` scrolls to the last of them: the newest of a table of rounds.
    """
    head = element("thead", element("tr", *headings))
    rows = (element("tbody", *rows) for rows in bodies)
    table = element("table", element("caption", caption), head, *rows, class_=class_)
    scroll = "scroll newest" if newest else "scroll"
    return element("div", table, class_=scroll, tabindex="0", role="region", aria_label=caption)


def definitions(rows: Iterable[Sequence[HtmlNode]], *, class_: str = "facts") -> HtmlNode:
    """Return a list of names with their values: each row has the name, then the nodes of its value."""
    pairs = ((element("dt", name), element("dd", *nodes)) for name, *nodes in rows)
    return element("dl", *(node for pair in pairs for node in pair), class_=class_)


class BlockColumn(NamedTuple):
    """A column: its label, the class of its cells and heading, and whether a block shows the label before the cell."""

    label: str
    class_: str | None = None
    is_labelled: bool = True


def block_table(caption: str, columns: Sequence[BlockColumn], rows: Iterable[Sequence[HtmlNode]]) -> HtmlNode:
    """Return a table whose first column is the heading of each row; a cell of several nodes is one element."""
    headings = [heading(column.label, class_=column.class_, role="columnheader") for column in columns]
    labels = [column.label if column.is_labelled else "" for column in columns]
    body = []
    for first, *others in rows:
        named = zip(columns[1:], labels[1:], others, strict=True)
        cells = (labelled_cell(label, [cell], class_=column.class_) for column, label, cell in named)
        body.append(element("tr", row_heading([first], class_=columns[0].class_), *cells, role="row"))
    return table_region(caption, headings, body, class_="list blocks simple")


def labelled_cell(label: str, nodes: Iterable[HtmlNode], *, class_: str | None = None) -> HtmlNode:
    """Return a cell behind a label that only a block shows; without one where the label is empty."""
    first = [element("span", f"{label}: ", class_="label muted")] if label else []
    return element("td", *first, *nodes, role="cell", class_=class_)


def row_heading(nodes: Iterable[HtmlNode], *, class_: str | None = None) -> HtmlNode:
    """Return the cell that names its row: the first line of a block, without a label."""
    return element("th", *nodes, scope="row", role="rowheader", class_=class_)


def html_of(nodes: Iterable[HtmlNode | None], *, root: str = "", neighbours: Collection[str] = ()) -> str:
    """Return nodes as HTML, with the colours of the scales that their marks need.

    Links are relative to the root of the dashboard. Of a page elsewhere `root` is the way there, and `neighbours` are
    the pages that stand next to it. Raises ValueError for a tag, an attribute or a link that no page has.
    """
    writer = _Writer(root, neighbours)
    for node in nodes:
        if node is not None:
            writer.write(node, None)
    return "".join(f"<style>{_ink_styles(scale)}</style>" for scale in writer.scales) + "".join(writer.parts)


def html_document(language: str, title: str, *, head: str, body: str) -> str:
    """Return a whole HTML document, with the rest of its head, and its body."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>{head}</head>{body}</html>"
    )


class _Writer:
    """Writes nodes, and collects the scales of their marks."""

    def __init__(self, root: str, neighbours: Collection[str]) -> None:
        self.parts: list[str] = []
        self.scales: dict[Scale, None] = {}
        self._root, self._neighbours = root, neighbours

    def write(self, node: HtmlNode, scale: Scale | None) -> None:
        if isinstance(node, str):
            self.parts.append(escape(node, quote=False))
            return
        tag, attributes, children = parts_of(node)
        if tag not in _TAGS:
            raise ValueError(f"No page has the tag {tag}.")
        scale = cast("Scale | None", attributes.get("scale")) or scale
        if "scale" in attributes and scale is not None:
            self.scales[scale] = None
        self.parts.append(f"<{tag}")
        for name, value in attributes.items():
            self._attribute(name, value, attributes, scale)
        self.parts.append(">")
        if tag in _VOID:
            return
        shape = cast("dict[str, str | None]", attributes.get("mark") or {}).get("shape")
        if shape:
            picture = _picture(shape, is_inferred="inferred" in str(attributes.get("class", "")).split())
            self.parts.append(f'{picture}<span class="letter">')
        for child in children:
            self.write(child, scale)
        self.parts.append(f"</span></{tag}>" if shape else f"</{tag}>")

    def _attribute(self, name: str, value: object, attributes: dict[str, object], scale: Scale | None) -> None:
        if name == "mark":
            ink = cast("dict[str, str | None]", value).get("ink")
            if ink is not None and scale is not None and ink in scale.rank:
                self._add("data-ink", f"{_class_of(scale)}-{list(scale.names).index(ink)}")
        elif name in ("href", "action", "library", "src"):
            if not _LINK.fullmatch(str(value)):
                raise ValueError(f"No page has the link {value}.")
            address = self._address(str(value))
            self._add("data-library" if name == "library" else name, address)
            if name == "href" and address != value and "leaves" not in attributes:
                self._add("data-leaves", "")
        elif name == "outside":
            if not _WEB_ADDRESS.fullmatch(str(value)):
                raise ValueError(f"No page has the link {value}.")
            self._add("href", str(value))
            self._add("rel", "noopener noreferrer nofollow")
        elif name in _STYLES:
            self._add("style", _STYLES[name](value))
        elif name in ACTIONS:
            text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
            self._add(f"data-{ACTIONS[name]}", text)
        elif name in _ATTRIBUTES or name.startswith("aria-"):
            self._add(name, str(attributes["aria-label"] if value is True else value))
        elif name not in ("scale", "file"):
            raise ValueError(f"No page has the attribute {name}.")

    def _address(self, link: str) -> str:
        path = re.split("[?#]", link, maxsplit=1)[0]
        return link if path in ("", "./") or path in self._neighbours else self._root + link

    def _add(self, name: str, value: str) -> None:
        self.parts.append(f' {name}="{escape(value)}"')


@lru_cache(maxsize=16)
def _ink_styles(scale: Scale) -> str:
    """Return the style sheet with the colours of each status: its fill, its text and its edge, light and dark."""
    rules = []
    for place, status in enumerate(scale.statuses):
        light, dark = status_ink(status, Appearance.LIGHT), status_ink(status, Appearance.DARK)
        inks = {"fill": (light.fill, dark.fill), "ink": (light.text, dark.text), "edge": (light.edge, dark.edge)}
        declared = ";".join(f"--{name}:light-dark({day},{night})" for name, (day, night) in inks.items())
        rules.append(f'[data-ink="{_class_of(scale)}-{place}"]{{{declared}}}')
    return "".join(rules)


@lru_cache(maxsize=16)
def _class_of(scale: Scale) -> str:
    """Return a short name of a scale and its colours, by which its style sheet finds its marks."""
    return sha256(repr(scale).encode()).hexdigest()[:4]


@cache
def _picture(shape: str, *, is_inferred: bool) -> str:
    """Return a shape; a dashed edge has the fill as a shape of its own inside, so that it shows on any colour."""
    outline = SHAPES.get(shape, SQUARE)
    drawn = outline.format(' class="fill"') + outline.format(' class="edge"') if is_inferred else outline.format("")
    return f'<svg viewBox="-1 -1 26 26" aria-hidden="true">{drawn}</svg>'


def _paint(colour: str) -> str:
    """Return the style of a cell in its colour; its text is black or white, whichever has more contrast."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return ""
    ink = max(("#000000", "#ffffff"), key=lambda ink: contrast(colour, ink))
    return f"background:{colour};color:{ink}"
