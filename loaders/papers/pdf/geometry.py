"""The shapes on a page of a PDF: horizontal rules, as between the rows of a table, and dots before list items."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Matrix = tuple[float, float, float, float, float, float]

_THIN, _LONG = 2.5, 20.0
"""The most height and the least length of a rule, in points."""
_DOT = (1.5, 8.0)
"""The least and the most size of a dot, in points."""
_CURVES = {b"c", b"v", b"y"}
_STROKES = {b"S", b"s", b"B", b"B*", b"b", b"b*"}
_FILLS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ROTATIONS: tuple[Matrix, ...] = (
    IDENTITY,
    (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
    (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
)
"""The rotation of a page before it is displayed, by quarter turns clockwise."""


@dataclass(frozen=True, slots=True)
class HorizontalRule:
    """A horizontal line, from the left and from the foot of its page, in points."""

    left: float
    right: float
    base: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A small shape, filled or hollow, as wide as it is high: a bullet sign that is drawn and not written."""

    left: float
    right: float
    middle: float


class PathReader:
    """Reads the paths of a page, and adds those that are rules or dots when they are painted."""

    def __init__(self, rules: list[HorizontalRule], dots: list[Dot]) -> None:
        self._rules = rules
        self._dots = dots
        self._paths: list[list[tuple[float, float]]] = []

    def follow(self, operator: bytes, operands: Sequence[Any], matrix: Matrix) -> None:
        """Read one operator; those that draw no path are ignored."""
        if operator == b"m":
            self._paths.append([transform_point(matrix, *_pair(operands))])
        elif operator == b"l" and self._paths:
            self._paths[-1].append(transform_point(matrix, *_pair(operands)))
        elif operator in _CURVES and self._paths:
            points = zip(operands[::2], operands[1::2], strict=True)
            self._paths[-1] += [transform_point(matrix, float(x), float(y)) for x, y in points]
        elif operator == b"re":
            x, y, width, height = (float(operand) for operand in operands[:4])
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            self._paths.append([transform_point(matrix, *corner) for corner in corners])
        elif operator in _STROKES | _FILLS:
            for path in self._paths:
                self._add_path_rules(path, stroked=operator in _STROKES)
                self._add_dot(path)
            self._paths = []
        elif operator == b"n":
            self._paths = []

    def _add_path_rules(self, path: Sequence[tuple[float, float]], *, stroked: bool) -> None:
        """Add a thin path as one rule, and each horizontal side of a stroked path."""
        xs, ys = [x for x, _ in path], [y for _, y in path]
        if max(ys) - min(ys) <= _THIN:
            self._add_rule(min(xs), max(xs), sum(ys) / len(ys))
        elif stroked:
            for (x, y), (to_x, to_y) in pairwise(path):
                if abs(y - to_y) <= _THIN:
                    self._add_rule(min(x, to_x), max(x, to_x), y)

    def _add_dot(self, path: Sequence[tuple[float, float]]) -> None:
        xs, ys = [x for x, _ in path], [y for _, y in path]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if _DOT[0] <= width <= _DOT[1] and abs(width - height) <= 0.2 * width:
            self._dots.append(Dot(min(xs), max(xs), (max(ys) + min(ys)) / 2))

    def _add_rule(self, left: float, right: float, base: float) -> None:
        if right - left >= _LONG:
            self._rules.append(HorizontalRule(left, right, base))


def _pair(operands: Sequence[Any]) -> tuple[float, float]:
    return float(operands[0]), float(operands[1])


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the product of two matrices, which applies the inner one first; ISO 32000-1, 8.3.4."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def transform_point(matrix: Matrix, right: float, up: float) -> tuple[float, float]:
    """Return the position of a point on the page."""
    a, b, c, d, e, f = matrix
    return a * right + c * up + e, b * right + d * up + f
