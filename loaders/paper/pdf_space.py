"""Where things stand on a page of a PDF: the matrices that move, turn and stretch what it draws."""

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
TURNED: tuple[Matrix, ...] = (
    IDENTITY,
    (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
    (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
)
"""How a page is turned before it is shown, by quarters of a turn clockwise."""


def across(inner: Matrix, outer: Matrix) -> Matrix:
    """Return one matrix that does what two do, the inner one first; ISO 32000-1, 8.3.4."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def placed(matrix: Matrix, right: float, up: float) -> tuple[float, float]:
    """Return where a point stands on the page."""
    a, b, c, d, e, f = matrix
    return a * right + c * up + e, b * right + d * up + f
