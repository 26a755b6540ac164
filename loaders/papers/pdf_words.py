"""The words of a PDF's pages with their positions, and its horizontal rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem, LTLine, LTRect
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdftypes import int_value, resolve1
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pdfplumber.utils.text import extract_words

from loaders.security.limits import PARSE_ERRORS
from model.issue import WorkbookError

SPACE_WIDTH = 0.14
"""A gap of more than this many sizes of the font between two letters is a space, though the page has none."""
_HYPHENS = str.maketrans(dict.fromkeys(("\u2010", "\u2011", "\u00ad"), "-"))
"""Hyphens of other kinds: a soft hyphen that is drawn is a hyphen."""
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00\ud800-\udfff]")
"""Characters without a width, and half surrogates, which no file can contain."""
_GLYPH = re.compile(r"\(cid:\d+\)")
"""What pdfminer writes for a glyph whose letter its font does not tell."""
_NO_LETTER, _MOST_UNKNOWN = "\ufffd", 0.05
_BOLD = re.compile("bold|black|heavy|demi", re.IGNORECASE)
_SMALLEST = 0.5
"""Text that is smaller than this many points is invisible."""
_EMPTY = 20
"""The most bytes of a packed stream with nothing in it."""
_LONG = 20.0
"""The least length of a rule, in points."""
_DOT = (1.5, 8.0)
"""The least and the most size of a dot, in points: a bullet sign that is drawn and not written."""
_HIGH, _NEAR = 0.7, 3.0
"""The dot of a list item is at most this high above its base line, and this far from its text, in sizes of its font."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word: letters without a space between them, from the left and from the foot of their page, in points.

    Attributes:
        is_artifact: whether the page marks it as no part of its text: a header or a footer.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    is_artifact: bool = False


@dataclass(frozen=True, slots=True)
class HorizontalRule:
    """A horizontal line, from the left and from the foot of its page, in points."""

    left: float
    right: float
    base: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """The content of a page: its words in drawing order, its horizontal rules, and whether it has a picture."""

    words: Sequence[Word]
    rules: Sequence[HorizontalRule]
    has_picture: bool = False


def read_pages(content: bytes) -> list[PageContent]:
    """Return the words and rules of each page.

    Raises WorkbookError if the file needs a password, or if it, one of its pages or the letters of a font are damaged.
    """
    try:
        with pdfplumber.open(BytesIO(content)) as document:
            pages = [_read_page(page) for page in document.pages]
            announced = resolve1(resolve1(document.doc.catalog["Pages"])["Count"])
    except PdfminerException as trouble:
        protected = isinstance(next(iter(trouble.args), None), PDFEncryptionError)
        raise WorkbookError("file-encrypted" if protected else "file-damaged") from trouble
    except (MalformedPDFException, *PARSE_ERRORS) as damage:
        raise WorkbookError("file-damaged") from damage
    words = [word for page in pages for word in page.words]
    unknown = sum(_NO_LETTER in word.text for word in words)
    if len(pages) != announced or unknown > _MOST_UNKNOWN * len(words):
        raise WorkbookError("file-damaged")
    return pages


def _read_page(page: Page) -> PageContent:
    """Read a page, without text that is not upright, such as a watermark.

    pdfminer takes a stream that it cannot unpack for an empty one.
    """
    streams = map(resolve1, page.page_obj.contents)
    if any(int_value(stream["Length"]) > _EMPTY and not stream.get_data() for stream in streams):
        raise WorkbookError("file-damaged")
    drawn = list(_drawn(page.layout))
    found = extract_words(
        [_letter(item) for item in drawn if isinstance(item, LTChar) and _is_upright(item)],
        return_chars=True,
        use_text_flow=True,
        x_tolerance_ratio=SPACE_WIDTH,
        y_tolerance=1,
        extra_attrs=["fontname", "size", "tag"],
    )
    page.close()
    words = [word for each in found if (word := _word(each)).text]
    lines = (item for item in drawn if isinstance(item, LTLine | LTRect) and item.width >= _LONG)
    rules = [HorizontalRule(item.x0, item.x1, base) for item in lines for base in {item.y0, item.y1}]
    has_picture = any(isinstance(item, LTImage) for item in drawn)
    return PageContent([*words, *_drawn_bullets(words, drawn)], rules, has_picture)


def _drawn(item: LTContainer[Any]) -> Iterator[LTItem]:
    """Yield what is drawn on a page, also as part of a figure."""
    for inner in item:
        yield from _drawn(inner) if isinstance(inner, LTContainer) else (inner,)


def _is_upright(letter: LTChar) -> bool:
    right, up, _, height, *_ = letter.matrix
    return bool(right > 0 and height > abs(up) and letter.size >= _SMALLEST)


def _letter(letter: LTChar) -> dict[str, Any]:
    """Return a letter as pdfplumber has it; its own way to there takes as long as reading the page."""
    place = {"x0": letter.x0, "x1": letter.x1, "top": -letter.y1, "bottom": -letter.y0, "doctop": 0, "upright": True}
    font = {"fontname": letter.fontname, "size": letter.size, "tag": getattr(letter, "tag", None)}
    return {"text": letter.get_text(), "base": letter.matrix[5], **place, **font}


def _word(found: dict[str, Any]) -> Word:
    text = _INVISIBLE.sub("", _GLYPH.sub(_NO_LETTER, found["text"]).translate(_HYPHENS))
    text = "•" if text == _NO_LETTER else text  # the sign of a list is often in a font without letters
    bold, artifact = bool(_BOLD.search(found["fontname"])), found["tag"] == "Artifact"
    return Word(text, found["x0"], found["x1"], found["chars"][0]["base"], found["size"], bold, artifact)


def _drawn_bullets(words: Sequence[Word], drawn: Sequence[LTItem]) -> Iterator[Word]:
    """Yield the bullet signs that are drawn as dots, each as a word before the next word on its line."""
    for dot in drawn:
        if not (isinstance(dot, LTCurve) and _DOT[0] <= dot.width <= _DOT[1]):
            continue
        middle = (dot.y0 + dot.y1) / 2
        level = [word for word in words if 0 <= middle - word.base <= _HIGH * word.size and word.left >= dot.x1]
        after = min(level, key=lambda word: word.left, default=None)
        if abs(dot.width - dot.height) <= 0.2 * dot.width and after and after.left - dot.x1 <= _NEAR * after.size:
            yield Word("•", dot.x0, dot.x1, after.base, after.size)
