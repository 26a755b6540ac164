"""Extract the content of a page of a PDF: its words, with ligatures and special hyphens as plain letters."""

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
"""Ligatures, and hyphens of other kinds: a soft hyphen that is drawn is a hyphen."""
_HIGH, _NEAR = 0.7, 3.0
"""The dot of a list item is at most this high above its base line, and this far from its text, in sizes of its font."""
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00\ud800-\udfff]")
"""Characters without a width, and half surrogates, which no file can contain."""


def extract_page(page: Any) -> PageContent:
    """Return the content of a page, without text that is not upright, such as a watermark."""
    contents = page.get("/Contents")
    content = PageContent()
    if contents is not None:
        stream = ContentStream(contents.get_object(), page.pdf, "bytes")
        resources = page.get_inherited("/Resources", {}).get_object()
        ContentInterpreter(content, page.pdf).interpret(stream, resources, ROTATIONS[int(page.rotation) % 360 // 90])
    for word in content.words:
        word.text = _INVISIBLE.sub("", word.text.translate(_LETTERS))
    content.words = [word for word in content.words if word.text]
    content.words += _drawn_bullets(content)
    return content


def _drawn_bullets(content: PageContent) -> list[Word]:
    """Return the bullet signs that are drawn as dots, each as a word before the next word on its line."""
    bullets: list[Word] = []
    for dot in content.dots:
        level = [word for word in content.words if 0 <= dot.middle - word.base <= _HIGH * word.size]
        after = min((word for word in level if word.left >= dot.right), key=lambda word: word.left, default=None)
        if after is not None and after.left - dot.right <= _NEAR * after.size:
            bullets.append(Word("•", dot.left, dot.right, after.base, after.size, bold=False))
    return bullets
