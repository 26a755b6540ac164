"""The only writer of HTML: every text is escaped, so that nothing from a workbook can become markup."""

import json
import re
from collections.abc import Callable, Collection, Iterable
from functools import cache, lru_cache
from hashlib import sha256
from html import escape
from typing import Any, cast

from components.elements.html import HtmlNode
from model.status import Appearance, Scale, status_ink

_NAMES = re.compile(r"[a-z0-9-]+")
_TAGS = frozenset(
    _NAMES.findall(
        "a abbr b blockquote br button caption dd del details div dl dt em footer form h1 h2 h3 header input ins label "
        "li main mark nav noscript ol option p section select span strong summary table tbody td th thead time tr ul"
    )
)
_VOID = frozenset({"br", "input"})
_ATTRIBUTES = frozenset(
    _NAMES.findall(
        "class colspan datetime for hidden hreflang id lang maxlength method name open placeholder role rowspan scope "
        "selected start tabindex title type value"
    )
)
_ACTIONS = {
    name: name
    for name in _NAMES.findall(
        "base cookie copied fault figure focuses keys leaves making opens page prints query refocus saves sends"
    )
} | {"page-title": "title"}
"""Attributes that `page.js` reads, as `data-…`."""
_LINK = re.compile(r"(\./)?([a-z0-9][A-Za-z0-9/._-]*)?(\?[^\s\"'<>]*)?(#[\w.-]*)?")
"""A link inside the dashboard: a relative path, a query, and the id of a part. No other address is written."""
_SHAPES = {
    "circle": '<circle cx="12" cy="12" r="11"{}/>',
    "ring": '<circle cx="12" cy="12" r="11"{}/>',
    "octagon": '<polygon points="8 1.5,16 1.5,22.5 8,22.5 16,16 22.5,8 22.5,1.5 16,1.5 8"{}/>',
    "diamond": '<polygon points="12 .5,23.5 12,12 23.5,.5 12"{}/>',
    "shield": '<polygon points="2 2,22 2,22 14,12 23,2 14"{}/>',
    "tag": '<polygon points="1 12,7 2,23 2,23 22,7 22"{}/>',
    "triangle": '<polygon points="12 1,23.5 22,.5 22"{}/>',
}
_SQUARE = '<rect x="1.5" y="1.5" width="21" height="21" rx="3.5"{}/>'

_STYLES: dict[str, Callable[[Any], str]] = {
    "grow": lambda value: f"flex-grow:{float(value):g}",
    "shares": lambda value: "--columns:" + " ".join(f"{int(share)}fr" for share in value),
    "heights": lambda value: "--narrow:{:g}px;--wide:{:g}px".format(*map(float, value)),
    "fill": lambda value: _paint(str(value)),
}
"""Attributes that become the style of their element."""


def html_of(nodes: Iterable[HtmlNode | None], *, root: str = "", neighbours: Collection[str] = ()) -> str:
    """Return nodes as HTML, with the colours of the scales that their marks need.

    Links are relative to the root of the dashboard. Of a page elsewhere `root` is the way there, and `neighbours` are
    the pages that stand next to it. Raises ValueError for a tag, an attribute or a link that no page has.
    """
    writer = _Writer(root, neighbours)
    for node in nodes:
        if node is not None:
            writer.write(node, None)
    styles = "".join(f"<style>{ink_styles(scale)}</style>" for scale in writer.scales)
    return styles + "".join(writer.parts)


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
        tag, attributes, *children = cast("tuple[str, dict[str, object], *tuple[HtmlNode, ...]]", node)
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
            self.parts.append(_picture(shape, is_inferred="inferred" in str(attributes.get("class", "")).split()))
            self.parts.append('<span class="letter">')
        for child in children:
            self.write(child, scale)
        self.parts.append("</span></" if shape else "</")
        self.parts.append(f"{tag}>")

    def _attribute(self, name: str, value: object, attributes: dict[str, object], scale: Scale | None) -> None:
        if name == "mark":
            ink = cast("dict[str, str | None]", value).get("ink")
            if ink is not None and scale is not None and ink in scale.rank:
                self._add("data-ink", f"{_class_of(scale)}-{list(scale.names).index(ink)}")
        elif name in ("href", "action", "library"):
            if not _LINK.fullmatch(str(value)):
                raise ValueError(f"No page has the link {value}.")
            address = self._address(str(value))
            self._add("data-library" if name == "library" else name, address)
            if name == "href" and address != value and "leaves" not in attributes:
                self._add("data-leaves", "")
        elif name in _STYLES:
            self._add("style", _STYLES[name](value))
        elif name in _ACTIONS:
            text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
            self._add(f"data-{_ACTIONS[name]}", text)
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
def ink_styles(scale: Scale) -> str:
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
    outline = _SHAPES.get(shape, _SQUARE)
    drawn = outline.format(' class="fill"') + outline.format(' class="edge"') if is_inferred else outline.format("")
    return f'<svg viewBox="-1 -1 26 26" aria-hidden="true" focusable="false">{drawn}</svg>'


def _paint(colour: str) -> str:
    """Return the style of a cell in its colour; its text is black or white, whichever has more contrast."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return ""
    red, green, blue = ((int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5))
    ink = "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 else "#ffffff"
    return f"background:{colour};color:{ink}"
