"""Text from a workbook, escaped and wrapped for Plotly."""

from textwrap import wrap

LINE = 1.3
"""The height of a line, as a multiple of its font size."""

_LETTER_WIDTH = 0.54
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})


def escape_plotly(text: str) -> str:
    """Return text that Plotly shows literally: no tag, no entity, no formula between dollars."""
    return text.translate(_ESCAPES)


def wrap_text(text: str, *, width: float, size: float, lines: int = 2) -> str:
    """Return text escaped and wrapped in a width; text that needs more lines ends in an ellipsis."""
    letters = max(1, int(width / (size * _LETTER_WIDTH)))
    return "<br>".join(escape_plotly(line) for line in wrap(text, letters, max_lines=lines, placeholder="…"))


def count_lines(wrapped: str) -> int:
    """Return how many lines a wrapped text takes."""
    return wrapped.count("<br>") + 1


def text_width(text: str, size: float) -> float:
    """Return about how wide a line of text is, in pixels: Source Sans is a little narrower than this."""
    return len(text) * size * _LETTER_WIDTH
