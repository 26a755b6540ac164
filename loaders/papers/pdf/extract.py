"""The text of a PDF's page: its words, with each letter as it is written elsewhere."""

import re
from typing import Any

from pypdf.generic import ContentStream

from loaders.papers.pdf.geometry import ROTATIONS
from loaders.papers.pdf.operators import ContentInterpreter
from loaders.papers.pdf.page_content import PageContent, Word

_LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict.fromkeys(("\u2010", "\u2011", "\u00ad"), "-")
)
"""Ligatures, and hyphens of other kinds: a soft one that is drawn is a hyphen."""
_HIGH, _NEAR = 0.7, 3.0
"""A dot before an item is at most so high above its base line, and so far from its text, in sizes of its font."""
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00\ud800-\udfff]")
"""What has no width, and halves of letters, which no file can hold."""


def extract_page(page: Any) -> PageContent:
    """Return what a page shows; text that does not stand upright, such as a watermark, is left out."""
    contents = page.get("/Contents")
    shown = PageContent()
    if contents is not None:
        stream = ContentStream(contents.get_object(), page.pdf, "bytes")
        resources = page.get_inherited("/Resources", {}).get_object()
        ContentInterpreter(shown, page.pdf).interpret(stream, resources, ROTATIONS[int(page.rotation) % 360 // 90])
    for word in shown.words:
        word.text = _UNSEEN.sub("", word.text.translate(_LETTERS))
    shown.words = [word for word in shown.words if word.text]
    shown.words += _signs(shown)
    return shown


def _signs(shown: PageContent) -> list[Word]:
    """Return the signs of items that are drawn as dots, each as the word that it stands for: before the next word."""
    signs: list[Word] = []
    for dot in shown.dots:
        level = [word for word in shown.words if 0 <= dot.middle - word.base <= _HIGH * word.size]
        after = min((word for word in level if word.left >= dot.right), key=lambda word: word.left, default=None)
        if after is not None and after.left - dot.right <= _NEAR * after.size:
            signs.append(Word("•", dot.left, dot.right, after.base, after.size, bold=False))
    return signs
