"""Movement: from which mark to which the recommendations went between two rounds, as a grid of counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base import SIZE, SMALL, base_layout
from charts.labels import number_of
from charts.paint import symbol_paint
from charts.style import UNRATED, Style
from charts.text import literal, text_width, wrapped
from charts.writing import Written, written

_ROW = 38.0
_CELL = 0.94
_APART = 0.35
"""The gap before the marks that are no status: from there on nothing is better or worse."""
_HEADS = 96.0
_MARKS = 42.0
_HEAD = _MARKS + _ROW - 2
_SIDES = 24.0


@dataclass(frozen=True, slots=True)
class GridWords:
    """What is written around the grid: the earlier and the later round, and the words of the two sides."""

    before: str
    after: str
    worse: str
    better: str


def draw_movement_grid(grid: pd.DataFrame, *, style: Style, words: GridWords) -> go.Figure:
    """Draw a cell for each mark in the earlier round (down) and in the later one (across), with its count.

    Within a row, what moved to the left of the outlined cell got worse and to the right of it better; what stayed is
    in the outlined cell. Cells are neutral: only the marks at the edges have the colours of statuses.

    Args:
        grid: from_mark, to_mark, count; a pair that is missing counts nothing.
        style: how it looks.
        words: what is written around it, in the reader's language.
    """
    places = _places(style)
    counts = {(one, other): count for one, other, count in grid[["from_mark", "to_mark", "count"]].itertuples(False)}
    marks = list(places)
    height = _HEAD + places[marks[-1]] * _ROW + _ROW / 2 + _SIDES
    layout = {
        **base_layout(style, height=height),
        "barmode": "overlay",
        "xaxis": {"visible": False, "fixedrange": True, "range": [-1.5, places[marks[-1]] + 0.5]},
        "yaxis": _row_axis(places, style, height=height),
    }
    traces = [
        _cells(places, counts, style),
        _edge_marks([(-1.0, _down(places[mark])) for mark in marks], marks, style),
        _edge_marks([(places[mark], _MARKS) for mark in marks], marks, style),
        _counts(places, counts, style),
        *_margins(places, style, words),
    ]
    return go.Figure(traces, layout)


def _places(style: Style) -> dict[str, float]:
    """Return each mark's row and column: worst first, the marks that are no status a little apart."""
    return {mark: place + (_APART if mark in UNRATED else 0.0) for place, mark in enumerate(style.marks)}


def _down(place: float) -> float:
    return _HEAD + place * _ROW


def _cells(places: Mapping[str, float], counts: Mapping[tuple[str, str], int], style: Style) -> dict[str, Any]:
    pairs = [(one, other) for one in places for other in places]
    found = [counts.get(pair, 0) for pair in pairs]
    palette = style.palette
    stayed = [one == other for one, other in pairs]
    return {
        "type": "bar",
        "x": [places[other] for _, other in pairs],
        "y": [_ROW * _CELL] * len(pairs),
        "base": [_down(places[one]) - _ROW * _CELL / 2 for one, _ in pairs],
        "width": _CELL,
        "marker": {
            "color": [palette.line if count else palette.page for count in found],
            "line": {"color": [palette.text if same else palette.line for same in stayed], "width": 1.5},
        },
        "hovertext": [_said(pair, count, style) for pair, count in zip(pairs, found, strict=True)],
        "hoverinfo": "text",
    }


def _counts(places: Mapping[str, float], counts: Mapping[tuple[str, str], int], style: Style) -> dict[str, Any]:
    """Return the numbers as text of their own: in a bar, Plotly hides one that is wider than its cell."""
    texts = [
        (places[other], _down(places[one]), number_of(count))
        for (one, other), count in counts.items()
        if count and one in places and other in places
    ]
    return written(texts, size=SIZE, colour=style.palette.text, place="middle center", weight=600)


def _said(pair: tuple[str, str], count: int, style: Style) -> str:
    one, other = pair
    return literal(f"{style.word(one)} → {style.word(other)}: {number_of(count)}")


def _edge_marks(at: list[tuple[float, float]], marks: list[str], style: Style) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [across for across, _ in at],
        "y": [down for _, down in at],
        "marker": symbol_paint(marks, style),
        "text": [literal(style.letter(mark)) for mark in marks],
        "textposition": "middle center",
        "textfont": {"size": SMALL, "color": [style.ink(mark).text for mark in marks], "weight": 700},
        "cliponaxis": False,
        "hovertext": [literal(style.word(mark)) for mark in marks],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _row_axis(places: Mapping[str, float], style: Style, *, height: float) -> dict[str, Any]:
    return {
        "range": [height, 0],
        "tickmode": "array",
        "tickvals": [_down(place) for place in places.values()],
        "ticktext": [_row_word(mark, style) for mark in places],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }


def _corner(before: str, style: Style) -> float:
    """Return the room for the earlier round's label, above the words of the rows and their marks; no word is broken."""
    words = [line for mark in style.marks for line in _row_word(mark, style).split("<br>")]
    room = max(text_width(line, SIZE) for line in words) + 26
    return max(room, *(text_width(word, SIZE) + 1 for word in before.split()))


def _row_word(mark: str, style: Style) -> str:
    return wrapped(style.word(mark), width=_HEADS, size=SIZE)


def _margins(places: Mapping[str, float], style: Style, words: GridWords) -> list[dict[str, Any]]:
    """Return the words around the grid: the two rounds at its head, the two sides at its foot."""
    palette, last = style.palette, len(style.scale.names) - 1
    foot = _down(max(places.values())) + _ROW / 2 + 4
    rounds: list[tuple[Written, str]] = [
        ((-0.6, _MARKS, f"{wrapped(words.before, width=_corner(words.before, style), size=SIZE)} ↓"), "middle left"),
        ((-0.5, 0.0, f"{literal(words.after)} →"), "bottom right"),
    ]
    sides: list[tuple[Written, str]] = [
        ((-0.5, foot, f"← {literal(words.worse)}"), "bottom right"),
        ((last + 0.5, foot, f"{literal(words.better)} →"), "bottom left"),
    ]
    return [written([text], size=SIZE, colour=palette.muted, place=place) for text, place in (*rounds, *sides)]
