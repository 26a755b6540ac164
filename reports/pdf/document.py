"""A paper as a PDF that screen readers can read: tagged, PDF/UA-1 (ISO 14289-1), by typst."""

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from reports.content.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Spans,
    StatusMark,
    Table,
    Text,
)
from reports.content.errors import PaperError
from reports.content.storable_text import storable
from reports.figures.mark_svg import mark_svg

TEMPLATE = Path(__file__).with_name("paper.typ")
_NO_SIGN = re.compile(r"could not be displayed")
_USUAL = re.compile(r"[\n\x20-\x7e\xa0-\u017f\u2010-\u2027\u2030-\u205e\u20ac]")
"""What every font has: Latin letters with Welsh ones among them, and the punctuation of texts."""


def pdf_bytes(document: Document) -> bytes:
    """Return a paper as a PDF/UA-1; the same document gives the same bytes on the same machine.

    A sign that no font has, such as a rare ideograph, stands as its number: [U+6C49].

    Raises:
        PaperError: a figure has no alternative text, or typst refuses the paper for another reason.
    """
    if any(isinstance(block, Figure) and not block.alt.strip() for block in document.blocks):
        raise PaperError("a figure has no alternative text")
    told = _each_text(_typst_data(document), _printable)
    try:
        return _compile(told)
    except typst.TypstError as refused:
        if not _NO_SIGN.search(str(refused)):
            raise PaperError(str(refused)) from refused
    try:
        return _compile(_each_text(told, _displayable))
    except typst.TypstError as refused:
        raise PaperError(str(refused)) from refused


def _compile(told: dict[str, Any]) -> bytes:
    pdf = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"paper": json.dumps(told, ensure_ascii=False)},
    )
    if not isinstance(pdf, bytes):
        raise PaperError("typst gave no document")
    return pdf


def _typst_data(document: Document) -> dict[str, Any]:
    """Return a paper as the form of papers takes it."""
    return {
        "title": document.title,
        "publisher": document.publisher,
        "subtitle": list(document.subtitle),
        "language": document.language.value,
        "furniture": document.footer,
        "page_words": document.page_number_pattern,
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(spans, leads):
            return {"kind": "paragraph", "spans": _spans(spans), "leads": leads}
        case Bullets(items):
            return {"kind": "bullets", "items": [_spans(item) for item in items]}
        case Table():
            return {
                "kind": "table",
                "title": block.title,
                "header": list(block.header),
                "rows": [[_spans(cell) for cell in row] for row in block.rows],
                "first_is_heading": block.first_column_is_header,
                "widths": list(block.widths),
            }
        case Figure(svg, alt, caption):
            return {"kind": "figure", "svg": svg, "alt": alt, "caption": caption}
        case PageBreak():
            return {"kind": "page-break"}


def _spans(spans: Spans) -> list[dict[str, Any]]:
    return [_span(span) for span in spans]


def _span(span: Text | StatusMark) -> dict[str, Any]:
    if isinstance(span, StatusMark):
        svg = mark_svg(span) if span.shape else ""
        return {"kind": "mark", "word": span.word, "alone": span.alone, "said": span.spoken or span.word, "svg": svg}
    language = span.language.value if span.language else None
    return {"kind": "text", "words": span.words, "strong": span.strong, "muted": span.muted, "language": language}


def _printable(words: str) -> str:
    """Return words without what no page can show; fonts have no tab."""
    return storable(words).replace("\t", " ")


def _displayable(words: str) -> str:
    """Return words with each sign that no font has as its number."""
    return "".join(sign if _USUAL.match(sign) or _has_sign(sign) else f"[U+{ord(sign):04X}]" for sign in words)


def _each_text(told: Any, change: Callable[[str], str]) -> Any:
    """Return the same with every text changed; a picture is none."""
    if isinstance(told, str):
        return change(told)
    if isinstance(told, dict):
        return {key: value if key == "svg" else _each_text(value, change) for key, value in told.items()}
    return [_each_text(one, change) for one in told] if isinstance(told, Sequence) else told


@lru_cache(maxsize=4096)
def _has_sign(sign: str) -> bool:
    """Say whether some font has a sign: whether a page with nothing else on it can be made."""
    try:
        _compile(
            {
                "title": "A",
                "publisher": "",
                "subtitle": [],
                "language": "en",
                "furniture": "",
                "page_words": "",
                "blocks": [{"kind": "paragraph", "spans": [_span(Text(f"a{sign}"))]}],
            }
        )
    except typst.TypstError:
        return False
    return True
