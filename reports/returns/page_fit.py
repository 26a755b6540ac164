"""Fit a return to its pages: A4 in landscape, and no recommendation on more than one."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from model.language import Language
from model.returns.items import ANSWERS, LABELS, LOCKED, Item

FONT = {"font_name": "Arial", "font_size": 10}
"""The font of the workbook: the widths of columns are in its digits, and Liberation Sans is as wide."""
WIDTHS = (18, 7, 30, 86)
"""The widths of the columns, in digits: with them the table is as wide as the page at the largest scale."""
LINE_HEIGHT = 12.75
"""The height of a line, in points."""
LARGEST_SCALE, SMALLEST_SCALE = 100, 60
"""The scales a return is printed at, in per cent."""
HEADER_LINES = 9
"""The lines of the rows that each page repeats, and of the space around all others."""
_LETTERS = int(WIDTHS[-1] * 1.2)
"""How many letters of a text fit a line: a letter is narrower than a digit."""
_PAGE_HEIGHT = 505
"""The height of a page between its margins, in points, at 100 per cent."""
_MOST_LINES = 31
"""The most lines of a row: Excel makes no row higher than 409 points."""
_ANSWER_LINES = {Item.UPDATE: 6, Item.EVIDENCE: 2, Item.CLOSURE_REASON: 2, Item.TARGET_REASON: 2}


def line_count(item: Item, text: str) -> int:
    """Return how many lines the row of an item takes: its label, its text, or room to write an answer."""
    label = ceil(len(LABELS[item].in_both(Language.ENGLISH)) / (WIDTHS[2] - 3))
    return max(label, _ANSWER_LINES.get(item, 1) if item in ANSWERS else _text_lines(text))


def _text_lines(text: str) -> int:
    return sum(max(1, ceil(len(line) / _LETTERS)) for line in text.split("\n"))


def shorten_to_page(texts: Mapping[Item, str], note: str) -> dict[Item, str]:
    """Return the texts cut so that a recommendation fits a page at the smallest scale.

    The longest are cut first, each with a note that says so.
    """
    room = _lines_of_page(SMALLEST_SCALE)
    for most in range(_MOST_LINES, 1, -1):
        cut = {item: _cut(text, most, note) for item, text in texts.items()}
        if block_lines(cut) <= room:
            return cut
    return cut


def block_lines(texts: Mapping[Item, str]) -> int:
    """Return how many lines a recommendation takes with its answers."""
    return sum(line_count(item, texts.get(item, "")) for item in (*LOCKED, *ANSWERS))


def print_scale(blocks: Sequence[int]) -> int:
    """Return the scale in per cent at which the longest of the recommendations fits a page."""
    longest = max(blocks, default=1)
    scales = range(LARGEST_SCALE, SMALLEST_SCALE, -1)
    return next((scale for scale in scales if longest <= _lines_of_page(scale)), SMALLEST_SCALE)


def page_breaks(blocks: Sequence[int], scale: int) -> Iterator[int]:
    """Yield the index of each recommendation that begins a new page; each page takes as many as fit."""
    room = _lines_of_page(scale)
    used = 0
    for index, lines in enumerate(blocks):
        if index and used + lines > room:
            yield index
            used = 0
        used += lines


def _lines_of_page(scale: int) -> int:
    return int(_PAGE_HEIGHT * 100 / scale / LINE_HEIGHT) - HEADER_LINES


def _cut(text: str, most: int, note: str) -> str:
    """Return the first lines of a text with the note, where it takes more than the most."""
    if _text_lines(text) <= most:
        return text
    room, lines = (most - 1) * _LETTERS, []
    for line in text.split("\n"):
        if room <= 0:
            break
        lines.append(line if len(line) <= room else line[:room].rpartition(" ")[0] or line[:room])
        room -= _LETTERS * max(1, ceil(len(line) / _LETTERS))
    return "\n".join(lines).rstrip() + f"\n{note}"
