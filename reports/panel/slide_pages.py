"""A slide as several, where its points or its rows are more than it has room for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import TypeVar

from reports.document import CELL_FONT, POINT_FONT, Points, Slide, SlideChart, Span, Spans, Table, Text, plain_text
from wording.catalogue import Translator

_WIDTH, _HEIGHT = 28.5, 11.2
"""The room for the text of a slide's body, in centimetres."""
_LETTER, _LINE = 0.5 * 2.54 / 72, 1.2 * 2.54 / 72
"""The width of an average letter of Arial and the height of a line, in centimetres for each point of its size."""
_POINT_GAP, _CELL_MARGIN, _MIN_ROW = 0.3, 0.5, 1.1
_STEPS = 20
Item = TypeVar("Item")


def slide_pages(slide: Slide, _: Translator) -> tuple[Slide, ...]:
    """Return a slide, or as many as its points or rows need, each with its number in the title.

    They are as few as possible, and then as even as possible. Heights are estimated from the number of letters.
    """
    if slide.is_title_slide or len(slide.body) != 1:
        return (slide,)
    bodies = [*_bodies(slide.body[0])]
    if len(bodies) == 1:
        return (slide,)
    return tuple(
        replace(
            slide,
            title=_("{title} ({page} of {pages})", title=slide.title, page=page, pages=len(bodies)),
            body=(body,),
            notes=tuple(_body_lines(body)),
        )
        for page, body in enumerate(bodies, start=1)
    )


def split_evenly(items: Sequence[Item], heights: Sequence[float], capacity: float) -> list[list[Item]]:
    """Split items over as few pages as possible, and then as evenly as possible."""
    fewest = _fill(items, heights, capacity)
    average = sum(heights) / max(len(fewest), 1)
    limits = (average + (capacity - average) * step / _STEPS for step in range(_STEPS))
    splits = (_fill(items, heights, limit) for limit in limits)
    return next((split for split in splits if len(split) == len(fewest)), fewest)


def _fill(items: Sequence[Item], heights: Sequence[float], capacity: float) -> list[list[Item]]:
    """Fill page after page; an item that is higher than a page has one to itself."""
    pages: list[list[Item]] = []
    used = 0.0
    for item, height in zip(items, heights, strict=True):
        if not pages or used + height > capacity:
            pages.append([])
            used = 0.0
        pages[-1].append(item)
        used += height
    return pages


def _bodies(body: Points | SlideChart | Table) -> Iterator[Points | SlideChart | Table]:
    match body:
        case Points(points):
            pieces = [piece for point in points for piece in _split_point(point)]
            heights = [_line_count(piece, _WIDTH, POINT_FONT) * _LINE * POINT_FONT + _POINT_GAP for piece in pieces]
            yield from (Points(tuple(page)) for page in split_evenly(pieces, heights, _HEIGHT))
        case Table(rows=rows):
            pages = split_evenly(rows, [_row_height(body, row) for row in rows], _HEIGHT - _MIN_ROW)
            yield from (replace(body, rows=tuple(page)) for page in pages)
        case SlideChart():
            yield body


def _split_point(point: Spans) -> Iterator[Spans]:
    """Yield a point, in several pieces where it is longer than half a slide; each is cut between two words."""
    most = int(_HEIGHT / 2 / _LINE / POINT_FONT) * int(_WIDTH / _LETTER / POINT_FONT)
    piece: list[Span] = []
    free = most
    for span in point:
        words = span.words if isinstance(span, Text) else span.word
        while isinstance(span, Text) and len(words) > free:
            cut = words.rfind(" ", 0, free + 1) if " " in words[: free + 1] else free
            piece.append(replace(span, words=words[:cut]))
            yield tuple(piece)
            words, piece, free = words[cut:].lstrip(), [], most
        piece.append(replace(span, words=words) if isinstance(span, Text) else span)
        free = max(free - len(words), 0)
    yield tuple(piece)


def _row_height(table: Table, row: tuple[Spans, ...]) -> float:
    widths = [_WIDTH * share - _CELL_MARGIN for share in table.shares]
    lines = max(_line_count(cell, width, CELL_FONT) for cell, width in zip(row, widths, strict=True))
    return max(lines * _LINE * CELL_FONT + _CELL_MARGIN / 2, _MIN_ROW)


def _line_count(spans: Spans, width: float, font: int) -> int:
    return max(ceil(len(plain_text(spans)) * _LETTER * font / width), 1)


def _body_lines(body: Points | SlideChart | Table) -> Iterator[str]:
    """Yield the notes of a slide that is one of several: its points, or its rows with a colon between their cells."""
    if isinstance(body, Points):
        yield from (plain_text(point) for point in body.points)
    elif isinstance(body, Table):
        yield from (": ".join(plain_text(cell) for cell in row) for row in body.rows)
