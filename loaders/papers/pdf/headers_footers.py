"""Split the pages of a PDF into body text, running headers and footers, page numbers, and footnotes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.papers.pdf.geometry import HorizontalRule
from loaders.papers.pdf.row_headings import gutters_at
from loaders.papers.pdf.rows import NUMBERED, Row
from loaders.papers.statuses import is_status_header
from loaders.papers.paragraphs import find_headers_footers, is_page_number
from loaders.papers.line import Line

_EDGE = 3
"""Rows that a page marks as no part of its text are headers or footers among this many first and last rows."""
_SMALL = 0.93
_NEAR, _SHORT, _USUAL = 6.0, 0.65, 150.0
"""The rule above footnotes begins at most this far from the left of the text, in points, and takes at most this share
of its width, or two inches, as Word draws it."""


@dataclass(slots=True)
class PageRows:
    """The rows of one page: its body text, headers, footers and footnotes."""

    rows: list[Row] = field(default_factory=list)
    headers: list[Row] = field(default_factory=list)
    footers: list[Row] = field(default_factory=list)
    footnotes: list[Row] = field(default_factory=list)


def split_pages(
    pages: Sequence[Sequence[Row]], rules: Sequence[Sequence[HorizontalRule]], body: float
) -> list[PageRows]:
    """Return the split rows of each page; `body` is the font size of the body text, `rules` those of each page.

    A row of headings side by side is no header, though a table repeats it on every page.
    """
    lines = [Line(row.text, index, page) for page, rows in enumerate(pages, start=1) for index, row in enumerate(rows)]
    repeated = {
        (line.page, line.number)
        for line in find_headers_footers(lines)
        if not gutters_at(pages[line.page - 1][line.number :])
    }
    return [
        _split_page(
            rows,
            {index for index in range(len(rows)) if (page, index) in repeated} | _header_footer_rows(rows),
            drawn,
            body,
        )
        for page, (rows, drawn) in enumerate(zip(pages, rules, strict=True), start=1)
    ]


def split_footnotes(rows: list[Row], rules: Sequence[HorizontalRule], body: float) -> tuple[list[Row], list[Row]]:
    """Return the rows of a page or a column without its footnotes, and the footnotes.

    They are at the foot, the first with its number, all of them small or below a short rule at the left.
    """
    start = len(rows)
    while start > 0 and rows[start - 1].size < body * _SMALL:
        start -= 1
    start = min([start, *(_first_footnote(rows, rule, body) for rule in rules)])
    if any(is_status_header([part.text for part in row.segments()]) for row in rows[max(start - 1, 0) :]):
        return rows, []  # small rows of a table that begin with the number of a recommendation
    numbered = next((index for index in range(start, len(rows)) if NUMBERED.match(rows[index].text)), len(rows))
    return (rows[:numbered], rows[numbered:]) if numbered > 0 else (rows, [])


def _first_footnote(rows: Sequence[Row], rule: HorizontalRule, body: float) -> int:
    """Return the index of the first footnote below a rule; the number of rows if there is none."""
    left, right = min((row.left for row in rows), default=0.0), max((row.right for row in rows), default=0.0)
    short = abs(rule.left - left) <= _NEAR and rule.right - rule.left <= max(_SHORT * (right - left), _USUAL)
    start = next((index for index, row in enumerate(rows) if row.base < rule.base), len(rows))
    notes = rows[start:]
    if not short or not notes or not NUMBERED.match(notes[0].text) or start * 2 < len(rows):
        return len(rows)
    return start if all(row.size <= body * 1.02 and not row.bold for row in notes) else len(rows)


def _header_footer_rows(rows: Sequence[Row]) -> set[int]:
    """Return the indexes of headers and footers: page numbers, and rows that the page marks as no part of its text.

    Headings that a table repeats are none, and neither are the rows below them.
    """
    found = {index for index in (0, len(rows) - 1) if rows and is_page_number(rows[index].text)}
    for index, row in enumerate(rows[:_EDGE]):
        if not all(word.is_artifact for word in row.words) or gutters_at(rows[index:]):
            break
        found.add(index)
    foot = range(len(rows) - 1, max(len(rows) - 1 - _EDGE, -1), -1)
    return found | {index for index in foot if all(word.is_artifact for word in rows[index].words)}


def _split_page(
    rows: Sequence[Row], header_footer_rows: set[int], rules: Sequence[HorizontalRule], body: float
) -> PageRows:
    body_rows = [index for index in range(len(rows)) if index not in header_footer_rows]
    headers = [rows[index] for index in sorted(header_footer_rows) if not body_rows or index < body_rows[0]]
    footers = [rows[index] for index in sorted(header_footer_rows) if body_rows and index > body_rows[0]]
    text, notes = split_footnotes([rows[index] for index in body_rows], rules, body)
    return PageRows(text, headers, footers, notes)
