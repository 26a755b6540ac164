"""The lines of a paper that is a PDF: its text layer, line by line, with how large and how bold they are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from statistics import median_low
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from loaders.paper.line import Line
from loaders.paper.wrapped_headings import whole_headings
from model.issue import WorkbookError

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_BREAKAGE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)
_NEAR = 0.45
"""Pieces whose base lines lie within so much of their size stand on one line: raised signs of footnotes, too."""
_GAP = 1.45
"""A line further below the one before than this, in line heights of its page, has a gap before it."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LETTER, _WIDE_GAP = 0.55, 3.0
"""About how wide a letter is, and how wide a gap between two pieces is no space, in sizes of the font."""
_SMALL = 0.93
_NUMBERED = re.compile(r"\s*\d{1,2}\s")
_LEAST_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text where the PDF puts it: from the left and from the foot of its page, in points."""

    text: str
    left: float
    base: float
    size: float
    bold: bool


def pdf_lines(content: bytes) -> list[Line]:
    """Return the lines of a PDF's text layer.

    Raises WorkbookError where it is encrypted, damaged, or has no text: a scan.
    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise WorkbookError("pdf-encrypted")
        pages = [_pieces(page) for page in reader.pages]
    except DependencyError as protection:  # what decrypts the newer ways of protection is not installed
        raise WorkbookError("pdf-encrypted") from protection
    except _BREAKAGE as damage:
        raise WorkbookError("paper-damaged") from damage
    if sum(len(piece.text.strip()) for page in pages for piece in page) < _LEAST_LETTERS:
        raise WorkbookError("pdf-without-text", pages=str(len(pages)))
    sizes = [piece.size for page in pages for piece in page for _ in piece.text]
    body = median_low(sizes)
    lines = (line for number, page in enumerate(pages, start=1) for line in _lines(page, number, body))
    return whole_headings(lines)


def _pieces(page: Any) -> list[Piece]:
    pieces: list[Piece] = []

    def visit(text: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: float) -> None:
        if text.strip("\n\r"):
            left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            base = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            scale = abs(inner[3] * outer[3]) or abs(inner[1] * outer[2]) or 1.0
            name = str(font.get("/BaseFont", "")) if font else ""
            pieces.append(Piece(text.replace("\n", " "), left, base, size * scale, bool(_BOLD.search(name))))

    page.extract_text(visitor_text=visit)
    return pieces


def _lines(pieces: Iterable[Piece], page: int, body: float) -> Iterator[Line]:
    """Yield the lines of a page from its head to its foot."""
    rows = _rows(pieces)
    steps = [above.base - below.base for above, below in zip(map(_main, rows), map(_main, rows[1:]), strict=False)]
    step = median_low([round(one, 1) for one in steps if one > 0] or [body * 1.2])
    before: float | None = None
    for number, row in enumerate(rows, start=1):
        main = _main(row)
        text = _text(row, main)
        if not text.strip():
            continue
        small = main.size < body * _SMALL
        note = small and _NUMBERED.match(text)
        yield Line(
            _footnote(text) if note else text,
            number,
            page,
            after_gap=before is None or before - main.base > step * _GAP,
            small=small,
            heading=all(piece.bold for piece in row if piece.text.strip()),
        )
        before = main.base


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces by lines, each from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.base):
        near = rows and abs(rows[-1][0].base - piece.base) <= _NEAR * max(rows[-1][0].size, piece.size)
        if near:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _main(row: Sequence[Piece]) -> Piece:
    """Return the piece of a line that has the most letters of one size."""
    letters: defaultdict[float, int] = defaultdict(int)
    for piece in row:
        letters[round(piece.size, 1)] += len(piece.text.strip())
    size = max(letters, key=lambda one: letters[one])
    return next(piece for piece in row if round(piece.size, 1) == size)


def _text(row: Sequence[Piece], main: Piece) -> str:
    """Return a line's text; small raised digits are the sign of a footnote."""
    words: list[str] = []
    until = row[0].left
    for piece in row:
        if piece.left - until > _WIDE_GAP * main.size:  # the page number of a table of contents, a bullet's text
            words.append("\t")
        until = piece.left + len(piece.text) * piece.size * _LETTER
        raised = piece.size < main.size * 0.8 and piece.base > main.base and piece.text.strip().isdigit()
        words.append(piece.text.translate(_SUPERSCRIPTS) if raised else piece.text)
    return "".join(words).rstrip()


def _footnote(text: str) -> str:
    number, _, rest = text.strip().partition(" ")
    return f"{number.translate(_SUPERSCRIPTS)} {rest}"
