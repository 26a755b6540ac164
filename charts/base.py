"""What all charts share: style, labels, patterns, annotations, the axis of rounds, and the figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from textwrap import wrap
from typing import Any, NamedTuple

import pandas as pd

from model.terms import NOT_REPORTED, PALETTES, UNRATED, Appearance, Ink, Palette, Scale, channels, contrast, status_ink

# A figure as Plotly reads it: its traces and its layout, of JSON's values; Plotly checks it when it is shown.
Figure = dict[str, Any]
FONT = '"Source Sans", sans-serif'
# The font size beside the picture, in pixels.
SIZE = 14
# The font size inside the picture, in pixels.
SMALL = 13
# The width that text must fit, in pixels: a phone of 360 less its margins.
NARROW = 312
_CLEAR = "rgba(0,0,0,0)"
_LEGEND_LINE, _LEGEND_GAP = 25, 10
# The room in pixels that a sign takes in a legend, with the gaps around it; its word is narrower than `text_width`.
_LEGEND_SIGN = 40
# The height of a line, as a multiple of its font size.
LINE = 1.3
_LETTER_WIDTH = 0.54
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})
_PADDING = 8
_EDGES = 6
# The patterns of the statuses by rank, worst first; the last status of a scale has none.
PATTERNS = ("/", ".", "-", "x", "\\", "|", "+")


@dataclass(frozen=True)
class Style:
    """The style of a chart: its statuses, inks and words.

    Attributes:
        scale: the statuses, worst first.
        appearance: light or dark.
        words: each mark with its word in the reader's language: the scale's statuses, not rated, not reported.
    """

    scale: Scale
    appearance: Appearance
    words: Mapping[str, str]

    @cached_property
    def palette(self) -> Palette:
        """The colours of the page."""
        return PALETTES[self.appearance]

    def word(self, mark: str) -> str:
        """Return a mark's word in `words`, or else the status as the workbook has it."""
        return self.words.get(mark, mark)

    def ink(self, mark: str) -> Ink:
        """Return the inks of a mark; not rated and not reported are hollow: the page's colour inside a muted edge.

        Their text has the page's own ink, which stays readable on lines that show in a legend.
        """
        if mark in UNRATED:
            return Ink(self.palette.page, self.palette.text, self.palette.muted)
        return status_ink(self.scale[mark], self.appearance)


def base_layout(
    style: Style, words: list[str], *, height: float, margins: tuple[float, float, float], width: float = NARROW
) -> dict[str, Any]:
    """Return the layout of a figure without its axes: its height, and its margins on the left, right and below.

    The words of a legend stand close above the figure: in a wider one than `width`, which needs fewer lines, no gap is
    between the two. All is in pixels.
    """
    (left, right, bottom), palette, top = margins, style.palette, 0
    font = {"family": FONT, "size": SIZE, "color": palette.text}
    if words:
        widest = max(text_width(word, SIZE) for word in words) + _LEGEND_SIGN
        top = ceil(len(words) / max(1, int(width / widest))) * _LEGEND_LINE + _LEGEND_GAP
    margin = {"l": left + 2, "r": right + 2, "t": top + 4, "b": bottom + 4, "pad": 0}
    page = {"font": font, "paper_bgcolor": _CLEAR, "plot_bgcolor": _CLEAR, "margin": margin}
    size = {"height": height + top + bottom + 8, "showlegend": bool(words)}
    legend = {"legend": _legend(style, height)} if words else {}
    label = {"bgcolor": palette.surface, "bordercolor": palette.line, "font": font, "align": "left"}
    pointer = {"dragmode": False, "hovermode": "closest", "hoverlabel": label}
    return {**page, **size, **legend, **pointer, "uniformtext": {"minsize": SMALL - 1, "mode": "hide"}}


def _legend(style: Style, height: float) -> dict[str, Any]:
    place = {"orientation": "h", "x": 0, "y": 1 + _LEGEND_GAP / height, "xanchor": "left", "yanchor": "bottom"}
    presses, font = {"itemclick": False, "itemdoubleclick": False}, {"size": SIZE, "color": style.palette.text}
    return {**place, "traceorder": "normal", **presses, "bgcolor": _CLEAR, "font": font}


def escape_plotly(text: str) -> str:
    """Return text that Plotly shows literally: no tag, no entity, no formula between dollars."""
    return text.translate(_ESCAPES)


def wrap_text(text: str, *, width: float, size: float) -> str:
    """Return text escaped and wrapped in a width; text that needs more than two lines ends in an ellipsis."""
    letters = max(1, int(width / (size * _LETTER_WIDTH)))
    return "<br>".join(escape_plotly(line) for line in wrap(text, letters, max_lines=2, placeholder="…"))


def count_lines(wrapped: str) -> int:
    """Return how many lines a wrapped text takes."""
    return wrapped.count("<br>") + 1


def text_width(text: str, size: float) -> float:
    """Return about how wide a line of text is, in pixels: Source Sans is a little narrower than this."""
    return len(text) * size * _LETTER_WIDTH


class SegmentLabel(NamedTuple):
    """The text of a segment, and whether it includes the mark's word; if not, the legend must."""

    text: str
    includes_word: bool


def fitting_label(number: str, word: str, *, width: float, height: float) -> SegmentLabel:
    """Return the fullest label that fits: "13 Amber" on one line, on two, the number alone, or nothing."""
    parts = [number, *word.split()]
    halves = [(" ".join(parts[:cut]), " ".join(parts[cut:])) for cut in range(1, len(parts))]
    one_or_two = [(" ".join(parts),), *sorted(halves, key=lambda lines: max(map(len, lines)))]  # the evenest first
    for lines in one_or_two if number and word else ():
        is_narrow = max(text_width(line, SMALL) for line in lines) <= width - _PADDING
        if is_narrow and len(lines) * SMALL * LINE <= height - _EDGES:
            return SegmentLabel("<br>".join(escape_plotly(line) for line in lines), True)
    fits = text_width(number, SMALL) + _EDGES <= width and height >= SMALL * LINE
    return SegmentLabel(escape_plotly(number) if fits else "", False)


def percent(share: float) -> str:
    """Return a share as a whole percentage, which is 0% or 100% only where it is exactly that."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share:.0%}"


def format_number(count: float) -> str:
    """Return a count with a comma between thousands, as both languages write it."""
    return f"{int(count):,}"


def bar_marker(mark: str, style: Style, *, plain: bool = False) -> dict[str, Any]:
    """Return the marker of a mark's bars; `plain` has no pattern, where each bar says its word."""
    ink, shape = style.ink(mark), "" if plain else pattern_of(mark, style)
    lines = {"fillmode": "overlay", "fgcolor": pattern_ink(mark, style), "fgopacity": 1, "size": 7, "solidity": 0.16}
    return {"color": ink.fill, "line": {"color": ink.edge, "width": 1}, "pattern": {"shape": shape, **lines}}


def pattern_of(mark: str, style: Style) -> str:
    """Return the pattern of a mark by its rank; the best status and not rated have none."""
    if mark in UNRATED:
        return "/" if mark == NOT_REPORTED else ""
    rank = style.scale.rank[mark]
    return "" if rank == len(style.scale.statuses) - 1 else PATTERNS[rank % len(PATTERNS)]


def pattern_ink(mark: str, style: Style) -> str:
    """Return the colour of a pattern's lines: the fill, away from the colour of its text, which stays readable."""
    ink = style.ink(mark)
    if mark in UNRATED:
        return _blend(ink.edge, ink.fill, 0.5)
    return _blend(max(("#000000", "#ffffff"), key=lambda colour: contrast(colour, ink.text)), ink.fill, 0.28)


def _blend(over: str, under: str, share: float) -> str:
    pairs = zip(channels(over), channels(under), strict=True)
    return "#" + "".join(f"{round(top * share + below * (1 - share)):02x}" for top, below in pairs)


def round_labels(table: pd.DataFrame) -> dict[str, str]:
    """Return each round's key and label, oldest first, from the columns `round` and `round_label`."""
    ordered = table.drop_duplicates("round").sort_values("round")
    return dict(zip(ordered["round"].map(round_key), ordered["round_label"], strict=True))


def round_key(when: object) -> str:
    """Return the first day of a round as text: its category on an axis that spaces rounds equally."""
    return str(when)[:10]


class Ticks(NamedTuple):
    """The tick labels by position, the height of all, and how far they overhang on the left and right."""

    labels: dict[int, str]
    height: float
    sides: tuple[float, float]


def round_ticks(labels: Sequence[str], *, width: float, size: float = SIZE) -> Ticks:
    """Return the labels that fit side by side in a width; the latest round always keeps its label."""
    slot = width / len(labels)
    widest = max(text_width(word, size) for label in labels for word in label.split()) + 4
    every = max(1, ceil(widest / slot))
    positions = range(len(labels) - 1, -1, -every)[::-1]
    room = max(slot * every - 6, widest)
    shown = {position: wrap_text(labels[position], width=room, size=size) for position in positions}
    overhangs = [(max(text_width(line, size) for line in text.split("<br>")) / 2) for text in shown.values()]
    left = max(half - (position + 0.5) * slot for position, half in zip(positions, overhangs, strict=True))
    sides = max(0.0, left), max(0.0, overhangs[-1] - slot / 2)
    return Ticks(shown, max(map(count_lines, shown.values())) * size * LINE + 6, sides)


def text_trace(
    texts: Sequence[tuple[float, float, str]], *, size: float, colour: str, position: str, weight: int = 400
) -> dict[str, Any]:
    """Return a trace of escaped texts, each at its x and y; `position` is the side of it, such as "bottom right"."""
    across, down, words = ([text[place] for text in texts] for place in range(3))
    font, fixed = {"size": size, "color": colour, "weight": weight}, {"hoverinfo": "skip", "showlegend": False}
    shown = {"x": across, "y": down, "text": words, "textposition": position, "textfont": font}
    return {"type": "scatter", "mode": "text", **shown, "cliponaxis": False, **fixed}
