"""A status mark as SVG: the shape of its status with its letter."""

from html import escape

from reports.content.document import StatusMark

_POINTS = {
    "octagon": "8 1.5, 16 1.5, 22.5 8, 22.5 16, 16 22.5, 8 22.5, 1.5 16, 1.5 8",
    "diamond": "12 0.5, 23.5 12, 12 23.5, 0.5 12",
    "shield": "2 2, 22 2, 22 14, 12 23, 2 14",
    "tag": "1 12, 7 2, 23 2, 23 22, 7 22",
    "triangle": "12 1, 23.5 22, 0.5 22",
}
_BOXES = {"square": 'x="1.5" y="1.5" width="21" height="21" rx="4"'}
_FONT = "'Source Sans 3', 'Liberation Sans', Arial, sans-serif"


def mark_svg(mark: StatusMark) -> str:
    """Return a mark as SVG, 24 by 24; an inferred one has a dashed edge, one without a status no fill."""
    dash = ' stroke-dasharray="3 2"' if mark.inferred else ""
    paint = f'fill="{mark.fill}" stroke="{mark.edge}" stroke-width="{2 if mark.inferred else 1.5}"{dash}'
    size = {1: 13, 2: 11}.get(len(mark.letter), 8)
    letter = (
        f'<text x="12" y="{12 + size * 0.36:.1f}" font-family="{_FONT}" font-size="{size}" font-weight="bold"'
        f' text-anchor="middle" fill="{mark.ink}">{escape(mark.letter)}</text>'
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 26 26">{_shape(mark.shape, paint)}{letter}</svg>'


def _shape(shape: str, paint: str) -> str:
    if shape in _POINTS:
        return f'<polygon points="{_POINTS[shape]}" stroke-linejoin="round" {paint}/>'
    if shape in _BOXES:
        return f"<rect {_BOXES[shape]} {paint}/>"
    if shape in ("circle", "ring"):
        return f'<circle cx="12" cy="12" r="10.5" {paint}/>'
    return ""
