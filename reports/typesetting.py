"""What typst sets: papers as PDF for screen readers (tagged, PDF/UA-1, ISO 14289-1), and pictures."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import typst

from model.settings import OfficeName, Settings
from model.terms import SHAPES, SQUARE, Language, is_variant, normalise_space, symbol_words
from reports import document
from reports.reproducible import storable
from reports.text.narrator import Narrator
from wording.formatting import format_count, format_round

# A character that not every font has: all but Latin letters, with the Welsh ones, and punctuation.
_UNCOMMON = re.compile(r"[^\t\n\x20-\x7e\xa0-\u017f\u2010-\u2027\u2030-\u205e\u20ac]")
_PAGE = b'#set document(title: "A")\n#sys.inputs.text'
_FONT = "'Source Sans 3', 'Liberation Sans', Arial, sans-serif"
MAX_LOGO_MB = 2
_SIGNATURES = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<svg"}
_TEMPLATE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(json(bytes(sys.inputs.logo))), format: sys.inputs.format, height: 30mm)
"""
_LABEL, _WIDTH, _BAR, _GAP, _TOP = 130, 680, 34, 16, 6
_MIN_LABEL_WIDTH = 34
MAX_ROUNDS = 12
_PICTURE = b"""#set page(width: 170mm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


_CARD = b"""#set page(width: 1200pt, height: 630pt, margin: 70pt)
#set text(size: 32pt, font: ("Source Sans 3", "Liberation Sans", "Arial"))
#text(fill: rgb("#505a5f"), sys.inputs.title)
#v(1fr)
#text(weight: "bold", size: 64pt, sys.inputs.sentence)
#v(1fr)
"""


def displayable(text: str, language: Language) -> str:
    """Return a text with words in brackets for each symbol that no font has, and its code point for another character.

    🦉 is "[Owl]", and a rare ideograph "[U+6C49]".
    """
    return _UNCOMMON.sub(lambda found: _displayable(found[0], language), text)


@lru_cache(maxsize=4096)
def _displayable(character: str, language: Language) -> str:
    try:
        typeset(_PAGE, {"text": f"a{character}"}, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError:  # no font has the character: a PDF/UA with it is refused
        return "" if is_variant(character) else f"[{symbol_words(character, language) or f'U+{ord(character):04X}'}]"
    return character


def typeset(template: bytes, inputs: Mapping[str, str], **options: Any) -> bytes:
    """Return a template with its inputs as a PDF or a picture of its only page; the options are those of typst."""
    made = typst.compile(template, sys_inputs=dict(inputs), **options)
    return made if isinstance(made, bytes) else made[0]


def mark_svg(mark: document.StatusMark) -> str:
    """Return a mark as SVG, 24 by 24; an inferred one has a dashed edge, one without a status no fill."""
    dash = ' stroke-dasharray="3 2"' if mark.inferred else ""
    paint = f'fill="{mark.fill}" stroke="{mark.edge}" stroke-width="{2 if mark.inferred else 1.5}"{dash}'
    shape = SHAPES.get(mark.shape, SQUARE).format(f" {paint}")
    size = {1: 13, 2: 11}.get(len(mark.letter), 8)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 26 26" stroke-linejoin="round">{shape}'
        f'<text x="12" y="{12 + size * 0.36:.1f}" font-family="{_FONT}" font-size="{size}" font-weight="bold"'
        f' text-anchor="middle" fill="{mark.ink}">{escape(mark.letter)}</text></svg>'
    )


def office_from_settings(settings: Settings, *, name: OfficeName) -> document.Office:
    """Return the office of a tracker by its name: its logo as a PNG, and its contact in one line.

    Raises:
        LogoError: the logo is missing, too large, neither PNG nor SVG, or broken.
    """
    contact, logo = normalise_space(settings.office_contact), settings.office_logo
    if logo is None:
        return document.Office(contact=contact, name=name)
    try:
        return document.Office(_logo_png(logo, logo.stat().st_mtime_ns), contact, name)
    except OSError as error:
        raise document.LogoError("missing", file=str(logo)) from error


@lru_cache(maxsize=4)
def _logo_png(logo: Path, _changed: int) -> bytes:
    """Return a logo as a PNG, drawn anew in print resolution, so that a broken one is found here."""
    if logo.stat().st_size > MAX_LOGO_MB * 1_000_000:
        raise document.LogoError("too-large", file=str(logo))
    content = logo.read_bytes()
    found = next((name for name, signature in _SIGNATURES.items() if signature in content[:4096]), None)
    if found is None:
        raise document.LogoError("format", file=str(logo))
    try:
        return typeset(_TEMPLATE, {"logo": json.dumps(list(content)), "format": found}, format="png", ppi=300)
    except typst.TypstError as error:
        raise document.LogoError("broken", file=str(logo)) from error


def status_over_time_svg(narrator: Narrator, counts: pd.DataFrame) -> str:
    """Return the chart of the columns round, mark and count: the latest twelve rounds, the oldest at the top.

    A segment too narrow for its letter and number has neither; the table with the figure has every number.
    """
    rounds = [rows for _month, rows in counts.groupby("round")][-MAX_ROUNDS:]
    total = max(int(rows["count"].sum()) for rows in rounds)
    bars = [_bar(narrator, rows, index, total) for index, rows in enumerate(rounds)]
    height = _TOP + len(rounds) * (_BAR + _GAP)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LABEL + _WIDTH + 4} {height}"'
        f' font-family="{_FONT}" font-size="15">{"".join(bars)}</svg>'
    )


def _bar(narrator: Narrator, counts: pd.DataFrame, index: int, total: int) -> str:
    """Return the bar of a round; a segment without a status is white with a dashed edge."""
    _, top = narrator.translator, _TOP + index * (_BAR + _GAP)
    label = escape(format_round(counts["round"].iloc[0], _))
    parts = [f'<text x="0" y="{top + _BAR * 0.65:.1f}" fill="{document.COLOURS.text}">{label}</text>']
    left, by_mark = float(_LABEL), dict(zip(counts["mark"], counts["count"], strict=True))
    for mark in (mark for mark in narrator.scale.stack if by_mark.get(mark)):
        count = int(by_mark[mark])
        width = _WIDTH * count / total
        drawn = narrator.mark(mark, brief=True)
        dash, ink = ("", drawn.ink) if drawn.shape else (' stroke-dasharray="4 3"', document.COLOURS.text)
        box = f'x="{left + 1:.1f}" y="{top}" width="{max(width - 2, 1):.1f}" height="{_BAR}" rx="3"'
        parts.append(f'<rect {box} fill="{drawn.fill}" stroke="{drawn.edge}"{dash}/>')
        if width >= _MIN_LABEL_WIDTH:
            place = f'x="{left + width / 2:.1f}" y="{top + _BAR * 0.65:.1f}" text-anchor="middle"'
            words = escape(f"{drawn.letter} {format_count(count, _)}")
            parts.append(f'<text {place} font-weight="bold" fill="{ink}">{words}</text>')
        left += width
    return "".join(parts)


@lru_cache(maxsize=64)
def svg_to_png(svg: str, language: Language) -> bytes:
    """Return an SVG as a PNG in print resolution, with words for the symbols that no font has."""
    return typeset(_PICTURE, {"svg": displayable(svg, language)}, format="png", ppi=220)


def social_card(title: str, sentence: str, language: Language) -> bytes:
    """Return a card for social media as a PNG of 1,200 by 630 pixels: a title and a sentence."""
    words = {"title": displayable(title, language), "sentence": displayable(sentence, language)}
    return typeset(_CARD, words, format="png", ppi=72)


# What the template takes of a table, beside its rows.
_OF_TABLE = ("title", "shares", "is_dense", "stays_on_one_page", "is_wide")
TEMPLATE = Path(__file__).with_name("paper.typ")


def pdf_bytes(paper: document.Paper) -> bytes:
    """Return a paper as a PDF/UA-1; the same document gives the same bytes on the same machine.

    A character that no font has is written in words, or as its code point (below).

    Raises:
        PaperError: typst refuses the paper.
    """
    paper_data = json.loads(json.dumps(paper, default=_fields)) | {"colours": document.COLOURS._asdict()}
    data = _map_texts(paper_data, lambda text: storable(text).replace("\t", " "))
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


def _fields(part: Any) -> dict[str, Any]:
    """Return what the template takes of a part of a paper: its kind and its fields; a mark is drawn."""
    match part:
        case document.StatusMark():
            return {"kind": "mark", "word": part.word, "svg": mark_svg(part) if part.shape else ""}
        case document.CellStyle():
            return {"strong": part.is_strong, "fill": part.fill or document.COLOURS.page}
        case document.Logo():  # its width is in hundredths of a millimetre
            return {"png": [*part.png], "alt": part.alt, "width": part.size_within(8000, 2000)[0]}
        case document.Table():
            return {"kind": "table", "rows": [*part.styled_rows], **{name: getattr(part, name) for name in _OF_TABLE}}
    return {"kind": type(part).__name__.lower(), **{each.name: getattr(part, each.name) for each in fields(part)}}


def _map_texts(data: Any, change: Callable[[str], str]) -> Any:
    """Return the data with every text changed, also those of figures."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: value if key == "png" else _map_texts(value, change) for key, value in data.items()}
    return [_map_texts(item, change) for item in data] if isinstance(data, list) else data
