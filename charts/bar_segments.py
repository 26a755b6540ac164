"""The pieces of stacked bars: one of each mark and place, with as much written on it as it has room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.base import SMALL, legend
from charts.labels import Label, fitting_label
from charts.patterns import bar_paint
from charts.style import Style
from charts.text import escape_plotly


@dataclass(frozen=True, slots=True)
class Piece:
    """One mark's part of one bar.

    Attributes:
        mark: the status, not rated or not reported.
        at: the bar's place across its axis.
        size: how long the piece is along the bar, in the axis's units.
        number: the count or share as it is written.
        said: what the piece says when it is pointed at; literal.
        room: its width and height in pixels on a narrow page.
        base: where it starts; None where Plotly stacks the pieces.
    """

    mark: str
    at: str | float
    size: float
    number: str
    said: str
    room: tuple[float, float]
    base: float | None = None


def piece_bars(
    pieces: Sequence[Piece], *, style: Style, order: Sequence[str], upright: bool, words: bool = True
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return a trace a mark, in an order, and the words a legend must say: all, or none where the bars say each."""
    traces, legend_words, unsaid = [], [], False
    for mark in order:
        own = [piece for piece in pieces if piece.mark == mark]
        if not own:
            continue
        labels = [_label(piece, style, words=words) for piece in own]
        unsaid = unsaid or not any(label.says_word for label in labels)
        legend_words.append(style.word(mark))
        traces.append(_trace(mark, own, labels, style=style, upright=upright))
    return traces, legend_words if unsaid else []


def legend_for(words: list[str], style: Style, *, height: float) -> tuple[dict[str, Any], float]:
    """Return the layout of a legend and the room above the picture it takes: nothing where there are no words."""
    return legend(style, words, height=height) if words else ({}, 0)


def _label(piece: Piece, style: Style, *, words: bool) -> Label:
    width, height = piece.room
    return fitting_label(piece.number, style.word(piece.mark) if words else "", width=width, height=height)


def _trace(mark: str, pieces: list[Piece], labels: list[Label], *, style: Style, upright: bool) -> dict[str, Any]:
    at, size = [piece.at for piece in pieces], [piece.size for piece in pieces]
    trace = {
        "type": "bar",
        "orientation": "v" if upright else "h",
        "name": escape_plotly(style.word(mark)),
        "legendrank": style.marks.index(mark) + 1,
        "x": at if upright else size,
        "y": size if upright else at,
        "marker": bar_paint(mark, style),
        "text": [label.shown for label in labels],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": SMALL, "color": style.ink(mark).text},
        "hovertext": [piece.said for piece in pieces],
        "hoverinfo": "text",
    }
    bases = [piece.base for piece in pieces]
    return trace if None in bases else {**trace, "base": bases}
