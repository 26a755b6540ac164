"""Count what a page shows in the messages to the browser: metrics, charts, rows, texts, widgets and containers."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.floor.element_content import content_of

ROWS = frozenset({"tr", "li", "dt", "p", "h3", "blockquote"})
"""The tags of the dashboard's HTML that are a row or a line on screen."""
TEXTS = frozenset({"heading", "markdown", "html", "alert"})
WIDGETS = frozenset(
    {
        *(
            "button",
            "button_group",
            "checkbox",
            "download_button",
            "file_uploader",
            "multiselect",
            "radio",
            "selectbox",
        ),
        *("slider", "text_area", "text_input"),
    }
)
CHART = "chart"
"""The name of the component that draws the dashboard's charts."""
LETTERS = "letters"
"""The name of the component that listens for keys, and shows nothing."""


@dataclass(frozen=True)
class Census:
    """The number of elements of a page.

    Attributes:
        metrics: large figures.
        charts: the number of points of each trace of each chart.
        tables: the number of rows of each table or list.
        texts: headings, paragraphs and notices.
        widgets: each kind with the number of its options.
        containers: columns, expanders, popovers and others by kind.
    """

    metrics: int
    charts: tuple[tuple[int, ...], ...]
    tables: tuple[int, ...]
    texts: int
    widgets: tuple[tuple[str, int], ...]
    containers: tuple[tuple[str, int], ...]

    @property
    def elements(self) -> int:
        """The number of elements of the page, without containers."""
        return self.metrics + len(self.charts) + len(self.tables) + self.texts + len(self.widgets)

    @property
    def rows(self) -> int:
        """The number of rows of all its tables and lists."""
        return sum(self.tables)

    @classmethod
    def from_json(cls, counts: Mapping[str, Any]) -> Self:
        """Return the census of its JSON object."""
        return cls(
            metrics=counts["metrics"],
            charts=tuple(tuple(traces) for traces in counts["charts"]),
            tables=tuple(counts["tables"]),
            texts=counts["texts"],
            widgets=tuple((kind, options) for kind, options in counts["widgets"]),
            containers=tuple((kind, n) for kind, n in counts["containers"]),
        )


def census(messages: Iterable[ForwardMsg]) -> Census:
    """Return the census of the messages of a page's first run. Raises ValueError for an unknown kind of element.

    In the dashboard's HTML, a list of counts is as many metrics; any other fragment is one table of its rows, as a
    Markdown table is on the floor page.
    """
    deltas = [message.delta for message in messages if message.WhichOneof("type") == "delta"]
    blocks = Counter(_block_type(delta.add_block) for delta in deltas if delta.WhichOneof("type") == "add_block")
    metrics, texts = 0, 0
    charts: list[tuple[int, ...]] = []
    tables: list[int] = []
    widgets: list[tuple[str, int]] = []
    for element in (delta.new_element for delta in deltas if delta.WhichOneof("type") == "new_element"):
        kind = str(element.WhichOneof("type"))
        if kind == "bidi_component" and element.bidi_component.component_name == LETTERS:
            continue
        if kind == "plotly_chart":
            charts.append(_points_of(json.loads(element.plotly_chart.spec)))
        elif kind == "bidi_component" and element.bidi_component.component_name == CHART:
            charts.append(_points_of(content_of(element.bidi_component.html_content)["figure"]))
        elif kind == "bidi_component":
            counts, rows = _count_nodes(content_of(element.bidi_component.html_content)["nodes"])
            metrics += counts
            tables += [rows] if not counts else []
        elif kind == "metric":
            metrics += 1
        elif kind == "markdown" and element.markdown.body.startswith("|"):
            tables.append(element.markdown.body.count("\n"))
        elif kind in WIDGETS:
            widgets.append((kind, _options(element, kind)))
        elif kind in TEXTS:
            texts += 1
        elif kind != "empty":
            raise ValueError(f"the census does not know this element: {element}")
    return Census(
        metrics,
        tuple(sorted(charts)),
        tuple(sorted(tables)),
        texts,
        tuple(sorted(widgets)),
        tuple(sorted(blocks.items())),
    )


def _block_type(block: Block) -> str:
    return str(block.WhichOneof("type") or "plain")


def _points_of(figure: dict[str, Any]) -> tuple[int, ...]:
    return tuple(_points(trace) for trace in figure["data"])


def _points(trace: dict[str, Any]) -> int:
    """Return the number of points of a trace on its longer axis; Plotly writes some axes as an encoded array."""
    return max(_length(trace.get(axis)) for axis in ("x", "y"))


def _length(values: Any) -> int:
    if isinstance(values, dict):
        width = int(values["dtype"][-1])
        return len(values["bdata"]) * 3 // 4 // width
    return len(values) if values is not None else 0


def _count_nodes(nodes: list[Any]) -> tuple[int, int]:
    """Return the number of counts and the number of rows in a fragment of the dashboard's HTML."""
    tags = list(_walk(nodes))
    counts = sum(len(node) - 2 for node in tags if node[0] == "ul" and node[1].get("class") == "counts")
    return counts, sum(node[0] in ROWS for node in tags) or 1


def _walk(nodes: list[Any]) -> Iterator[list[Any]]:
    for node in nodes:
        if isinstance(node, list):
            yield node
            yield from _walk(node[2:])


def _options(element: Element, kind: str) -> int:
    return len(getattr(getattr(element, kind), "options", ()))
