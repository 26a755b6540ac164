"""Text from a workbook, made safe for Plotly: what was typed is what is shown."""

from textwrap import wrap

LINE = 1.3
"""The height of a line, in sizes of its letters."""

_WIDTH = 0.54
_LITERALLY = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})


def escape_plotly(text: str) -> str:
    """Return text that Plotly shows as it is typed: no tag, no entity, no formula between dollars."""
    return text.translate(_LITERALLY)


def wrap_text(text: str, *, width: float, size: float, lines: int = 2) -> str:
    """Return text on as many lines as fit in a width, literal; what does not fit ends in an ellipsis."""
    letters = max(1, int(width / (size * _WIDTH)))
    return "<br>".join(escape_plotly(line) for line in wrap(text, letters, max_lines=lines, placeholder="…"))


def count_lines(shown: str) -> int:
    """Return how many lines a wrapped text takes."""
    return shown.count("<br>") + 1


def text_width(text: str, size: float) -> float:
    """Return about how wide a line of text is, in pixels: Source Sans is a little narrower than this."""
    return len(text) * size * _WIDTH
