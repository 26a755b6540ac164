"""Write a paper as a PDF for screen readers: tagged, PDF/UA-1 (ISO 14289-1), by typst."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import typst

from reports import document
from reports.figures import displayable, mark_svg, typeset
from reports.reproducible import storable

TEMPLATE = Path(__file__).with_name("paper.typ")


def pdf_bytes(paper: document.Paper) -> bytes:
    """Return a paper as a PDF/UA-1; the same document gives the same bytes on the same machine.

    A character that no font has is written in words, or as its code point (`reports.figures`).

    Raises:
        PaperError: a figure has no alternative text, or typst refuses the paper for another reason.
    """
    if any(isinstance(block, document.Figure) and not block.alt.strip() for block in paper.blocks):
        raise document.PaperError("a figure has no alternative text")
    data = _map_texts(_typst_data(paper), lambda text: storable(text).replace("\t", " "))
    try:
        try:
            return _compile(data)
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
            return _compile(_map_texts(data, lambda text: displayable(text, paper.language)))
    except typst.TypstError as error:
        raise document.PaperError(str(error)) from error


def _compile(data: dict[str, Any]) -> bytes:
    inputs = {"paper": json.dumps(data, ensure_ascii=False)}
    return typeset(TEMPLATE.read_bytes(), inputs, format="pdf", pdf_standards=["ua-1"])


def _typst_data(paper: document.Paper) -> dict[str, Any]:
    """Return a paper as the JSON that `paper.typ` reads, with the width of its logo in hundredths of a millimetre."""
    logo = paper.logo and {
        **asdict(paper.logo),
        "png": [*paper.logo.png],
        "width": paper.logo.size_within(8000, 2000)[0],
    }
    blocks = [_block(block) for block in paper.blocks]
    texts = asdict(replace(paper, blocks=(), logo=None))
    return {**texts, "logo": logo, "blocks": blocks, "colours": asdict(document.COLOURS)}


def _block(block: document.Block) -> dict[str, Any]:
    match block:
        case document.Heading():
            return {"kind": "heading", **asdict(block)}
        case document.Paragraph(spans, keep_with_next):
            return {"kind": "paragraph", "spans": _spans(spans), "keep_with_next": keep_with_next}
        case document.Bullets(items):
            return {"kind": "bullets", "items": [_spans(item) for item in items]}
        case document.Table():
            return {
                "kind": "table",
                "title": block.title,
                "rows": [[_cell(*cell) for cell in row] for row in block.styled_rows],
                "shares": list(block.shares),
                "is_dense": block.is_dense,
                "stays_on_one_page": block.stays_on_one_page,
                "is_wide": block.is_wide,
            }
        case document.Figure():
            return {"kind": "figure", **asdict(block)}


def _cell(spans: document.Spans, style: document.CellStyle) -> dict[str, Any]:
    return {"spans": _spans(spans), "strong": style.is_strong, "fill": style.fill or document.COLOURS.page}


def _spans(spans: document.Spans) -> list[dict[str, Any]]:
    return [
        {"kind": "text", **asdict(span)}
        if isinstance(span, document.Text)
        else {"kind": "mark", "word": span.word, "svg": mark_svg(span) if span.shape else ""}
        for span in spans
    ]


def _map_texts(data: Any, change: Callable[[str], str]) -> Any:
    """Return the data with every text changed, also those of figures."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: value if key == "png" else _map_texts(value, change) for key, value in data.items()}
    return [_map_texts(item, change) for item in data] if isinstance(data, Sequence) else data
