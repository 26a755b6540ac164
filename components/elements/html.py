"""HTML elements on a page: built in the browser from plain data, so that text never becomes markup."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from sys import getsizeof

from components.elements.browser_module import BrowserModule
from components.elements.component import show_component
from model.language import Language
from model.status.colours import Appearance, status_ink
from model.status.scale import Scale

HtmlNode = str | list[object]
"""A text, or `[tag, attributes, *children]`. `html.js` lists the allowed tags and attributes."""

_FOLDER = Path(__file__).parent
_SCRIPTS = (
    "content_element.js",
    "filter.js",
    "presses.js",
    "chart.js",
    "chart_picture.js",
    "below_screen.js",
    "html.js",
)

HTML_MODULE = BrowserModule(
    "html",
    script="".join((_FOLDER / file).read_text(encoding="utf-8") for file in _SCRIPTS),
    styles=(_FOLDER / "html.css").read_text(encoding="utf-8"),
)


def element(tag: str, *children: HtmlNode, **attributes: object) -> HtmlNode:
    """Return an HTML element. `class_` gives the attribute class, `aria_label` gives aria-label.

    The title True is the text of aria-label, which is sent a single time.
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    return [tag, named, *children]


class HtmlFragment:
    """A group of HTML nodes with a unique key: serialised as JSON on creation, shown any number of times.

    Streamlit would serialise and compare the nodes again on each run; the HTML of an element it only passes on.
    """

    def __init__(  # noqa: PLR0913 - options by name
        self,
        nodes: Sequence[HtmlNode],
        key: str,
        scale: Scale | None = None,
        *,
        language: Language | None = None,
        heading: str | None = None,
        cookie: tuple[str, str] | None = None,
    ) -> None:
        """Serialise the nodes; those with marks need the scale.

        `language` sets the language of the document; `heading` that of the page's first heading while this is shown.
        `cookie` is the name and the encoded value of a cookie that the browser keeps until it is closed.
        """
        content = {
            "nodes": list(nodes),
            "inks": _inks(scale) if scale else {},
            "language": language,
            "heading": heading,
            "cookie": cookie,
        }
        self._html = HTML_MODULE.markup("cynnydd-nodes", content)
        self._key = key

    @property
    def nbytes(self) -> int:
        """The memory of the serialised nodes."""
        return getsizeof(self._html)

    def show(self) -> None:
        """Show the nodes here on the page; a link in them opens its page without a reload."""
        show_component("nodes", self._html, script=HTML_MODULE.component_script, key=self._key)


def show(nodes: Sequence[HtmlNode], *, key: str, scale: Scale | None = None) -> None:
    """Show nodes here on the page without caching them."""
    HtmlFragment(nodes, key, scale).show()


@lru_cache(maxsize=8)
def _inks(scale: Scale) -> dict[str, list[tuple[str, str]]]:
    """Return the colours (fill, text, edge) of each status, each as (light, dark)."""
    inks = {}
    for status in scale.statuses:
        light, dark = status_ink(status, Appearance.LIGHT), status_ink(status, Appearance.DARK)
        inks[status.name] = [(light.fill, dark.fill), (light.text, dark.text), (light.edge, dark.edge)]
    return inks
