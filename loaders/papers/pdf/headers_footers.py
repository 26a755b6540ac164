"""What stands around the text of a PDF's pages: running heads and feet, page numbers, and footnotes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.papers.pdf.geometry import Rule
from loaders.papers.pdf.row_headings import gutters_at
from loaders.papers.pdf.rows import NUMBERED, Row
from loaders.papers.statuses.tables import heads_statuses
from loaders.papers.text.headers_footers import is_page_number, running
from loaders.papers.text.line import Line

_EDGE = 3
"""What a page calls none of its text is a head or a foot among so many of its first and last rows."""
_SMALL = 0.93
_NEAR, _SHORT, _USUAL = 6.0, 0.65, 150.0
"""The rule above footnotes begins so near to the left of the text, in points, and takes at most so much of its width,
or two inches, as Word draws it."""


@dataclass(slots=True)
class Around:
    """The rows of one page: its text, and what stands around it."""

    rows: list[Row] = field(default_factory=list)
    heads: list[Row] = field(default_factory=list)
    feet: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)


def around(pages: Sequence[Sequence[Row]], rules: Sequence[Sequence[Rule]], body: float) -> list[Around]:
    """Return the rows of each page, parted; `body` is the size of the paper's text, `rules` those of each page.

    A row of headings side by side is none of it, though a table repeats it on every page.
    """
    lines = [Line(row.text, place, page) for page, rows in enumerate(pages, start=1) for place, row in enumerate(rows)]
    known = {(line.page, line.number) for line in running(lines) if not gutters_at(pages[line.page - 1][line.number :])}
    return [
        _parted(rows, {place for place in range(len(rows)) if (page, place) in known} | _aside(rows), drawn, body)
        for page, (rows, drawn) in enumerate(zip(pages, rules, strict=True), start=1)
    ]


def without_notes(rows: list[Row], rules: Sequence[Rule], body: float) -> tuple[list[Row], list[Row]]:
    """Return the rows of a page or a column without its footnotes, and these.

    They stand at the foot, the first with its number, all of them small or below a short rule at the left.
    """
    start = len(rows)
    while start > 0 and rows[start - 1].size < body * _SMALL:
        start -= 1
    start = min([start, *(_below(rows, rule, body) for rule in rules)])
    if any(heads_statuses([part.text for part in row.segments()]) for row in rows[max(start - 1, 0) :]):
        return rows, []  # small rows of a table that begin with the number of a recommendation
    numbered = next((place for place in range(start, len(rows)) if NUMBERED.match(rows[place].text)), len(rows))
    return (rows[:numbered], rows[numbered:]) if numbered > 0 else (rows, [])


def _below(rows: Sequence[Row], rule: Rule, body: float) -> int:
    """Return where the footnotes below a rule begin; behind the last row where none are."""
    left, right = min((row.left for row in rows), default=0.0), max((row.right for row in rows), default=0.0)
    short = abs(rule.left - left) <= _NEAR and rule.right - rule.left <= max(_SHORT * (right - left), _USUAL)
    start = next((place for place, row in enumerate(rows) if row.base < rule.base), len(rows))
    notes = rows[start:]
    if not short or not notes or not NUMBERED.match(notes[0].text) or start * 2 < len(rows):
        return len(rows)
    return start if all(row.size <= body * 1.02 and not row.bold for row in notes) else len(rows)


def _aside(rows: Sequence[Row]) -> set[int]:
    """Return which rows are heads or feet by themselves: page numbers, and what the page calls none of its text.

    Headings that a table repeats are none, with what stands below them.
    """
    found = {place for place in (0, len(rows) - 1) if rows and is_page_number(rows[place].text)}
    for place, row in enumerate(rows[:_EDGE]):
        if not all(word.aside for word in row.words) or gutters_at(rows[place:]):
            break
        found.add(place)
    foot = range(len(rows) - 1, max(len(rows) - 1 - _EDGE, -1), -1)
    return found | {place for place in foot if all(word.aside for word in rows[place].words)}


def _parted(rows: Sequence[Row], furniture: set[int], rules: Sequence[Rule], body: float) -> Around:
    kept = [place for place in range(len(rows)) if place not in furniture]
    heads = [rows[place] for place in sorted(furniture) if not kept or place < kept[0]]
    feet = [rows[place] for place in sorted(furniture) if kept and place > kept[0]]
    text, notes = without_notes([rows[place] for place in kept], rules, body)
    return Around(text, heads, feet, notes)
