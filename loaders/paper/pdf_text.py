"""The text of a PDF's page: its words, with each letter as it is written elsewhere."""

import re
from typing import Any

from pypdf.generic import ContentStream

from loaders.paper.pdf_drawing import Drawing
from loaders.paper.pdf_space import TURNED
from loaders.paper.pdf_words import Shown

_LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u2010": "-", "\u2011": "-"}
)
"""Ligatures, and hyphens of other kinds."""
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00]|\u00ad(?=.)")
"""What has no width; a soft hyphen is seen at the end of a line alone."""


def shown_on(page: Any) -> Shown:
    """Return what a page shows; text that does not stand upright, such as a watermark, is left out."""
    contents = page.get("/Contents")
    shown = Shown()
    if contents is not None:
        stream = ContentStream(contents.get_object(), page.pdf, "bytes")
        resources = page.get_inherited("/Resources", {}).get_object()
        Drawing(shown, page.pdf).draw(stream, resources, TURNED[int(page.rotation) % 360 // 90])
    for word in shown.words:
        word.text = _UNSEEN.sub("", word.text.translate(_LETTERS))
    shown.words = [word for word in shown.words if word.text]
    return shown
