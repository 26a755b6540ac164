"""HTML of our own on a page: built in the browser from plain data, so that text is never markup."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import streamlit as st

from model.language import Language
from model.status.colours import Appearance, status_ink
from model.status.scale import Scale

HtmlNode = str | list[object]
"""A text, or `[tag, attributes, *nodes inside]`. `html.js` lists the tags and attributes there are."""

_HERE = Path(__file__).parent


_nodes = st.components.v2.component(
    "nodes",
    html='<div class="root"></div>',
    css=(_HERE / "html.css").read_text(encoding="utf-8"),
    js=(_HERE / "html.js").read_text(encoding="utf-8"),
)


def element(tag: str, *inside: HtmlNode, **attributes: object) -> HtmlNode:
    """Return a node. An underscore ends a Python word (`class_`), one inside becomes a hyphen (`aria_label`)."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    return [tag, named, *inside]


class HtmlFragment:
    """Nodes that stand together on a page, under a key of their own: written as JSON once, shown any number of times.

    Streamlit would write and compare the nodes again on each run; bytes it only passes on.
    """

    def __init__(  # noqa: PLR0913 - what a piece tells the document is named
        self,
        nodes: Sequence[HtmlNode],
        key: str,
        scale: Scale | None = None,
        *,
        language: Language | None = None,
        heading: str | None = None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        """Take the scale where marks are among the nodes.

        `language` tells the document its language; `heading` that of the page's first heading, while this stands.
        `words` are what the platform's field for files says in English, each with what it says while this stands.
        """
        held = {
            "nodes": list(nodes),
            "inks": _inks(scale) if scale else {},
            "language": language,
            "heading": heading,
            "words": dict(words) if words else None,
        }
        self._data = json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()
        self._key = key

    def show(self) -> None:
        """Show the nodes at this place of the page; a link in them opens its page without a reload."""
        _nodes(data=self._data, key=self._key)


def show(nodes: Sequence[HtmlNode], *, key: str, scale: Scale | None = None) -> None:
    """Show nodes at this place of the page that are not worth keeping."""
    HtmlFragment(nodes, key, scale).show()


@lru_cache(maxsize=8)
def _inks(scale: Scale) -> dict[str, list[tuple[str, str]]]:
    """Return fill, text and edge of each status, each in light and in dark."""
    inks = {}
    for status in scale.statuses:
        light, dark = status_ink(status, Appearance.LIGHT), status_ink(status, Appearance.DARK)
        inks[status.name] = [(light.fill, dark.fill), (light.text, dark.text), (light.edge, dark.edge)]
    return inks
