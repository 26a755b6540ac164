"""A line of a paper, with the layout and formatting that its file gives it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.cells.values import Value
from loaders.issue_log import make_issue
from loaders.records import Cell
from model.issues.issue import Issue
from model.terms import LIST_SEPARATOR
from model.text import normalise_space

_QUOTED = 80
"""The most characters of a line that an issue quotes."""
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, a paragraph of a document or of a cell, or a paragraph joined from several lines.

    Attributes:
        number: the number of the line of a text, the paragraph of a document, the line on a page of a PDF; from 1.
        page: its page, from 1; 0 where the file has no pages.
        column: the column of its page, or the cell of a table there; a line in another one is no neighbour.
        after_gap: whether a blank line, a gap or another page precedes it.
        heading: whether the file marks it as a heading, by its style or by being bold from end to end.
        item: whether the file marks it as an item of a list, whatever sign it begins with.
        whole_paragraph: whether the file marks it as a complete paragraph, which no other line continues.
        small: whether it is set smaller than the text of its paper.
        header_footer: whether it is a running header or footer.
        colour: its background colour, as `#rrggbb`.
        unit: the unit that `number` counts.
        cell: its table, if that may be one of statuses, with its row and column there; None elsewhere.
        left: its left edge, in points from the left of its column; None where the file does not give it.
        text_left: the left edge of its text, behind a bullet sign.
        space_after: the empty width of its column behind it, in points.
        first_word_width: the width of its first word and a space, in points.
        joined: the lines that were joined to it.
    """

    text: str
    number: int
    page: int = 0
    column: int = 0
    after_gap: bool = False
    heading: bool = False
    item: bool = False
    whole_paragraph: bool = False
    small: bool = False
    header_footer: bool = False
    colour: str | None = None
    unit: str = "line"
    cell: tuple[tuple[int, int], int, int] | None = None
    left: float | None = None
    text_left: float | None = None
    space_after: float | None = None
    first_word_width: float = 0.0
    joined: tuple["Line", ...] = ()

    @property
    def location(self) -> tuple[str, str]:
        """Its location as an issue gives it: the page, and the line."""
        return (f"page {self.page}" if self.page else "", f"{self.unit} {self.number}")

    @property
    def frame(self) -> tuple[int, int]:
        """Its page, and its column there."""
        return (self.page, self.column)


def line_start(line: Line) -> str:
    """Return the first words of a line, shortened for an issue to quote."""
    words = normalise_space(line.text)
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"


def line_cell(line: Line, value: Value = None) -> Cell:
    """Return a value that a line gives, with its place."""
    return Cell(value, line.location[0], line.number, kind=line.unit)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided by where a line stands: the code of its issue, and words to quote instead of the line's."""

    code: str
    line: Line
    words: str = ""


def decision_issues(decisions: Iterable[Decision]) -> Iterator[Issue]:
    """Yield one issue of the decisions of each kind, with their number and their first places."""
    kinds: dict[str, list[Decision]] = {}
    for decision in decisions:
        kinds.setdefault(decision.code, []).append(decision)
    for code, of_kind in kinds.items():
        first = of_kind[0]
        sheet, cell = first.line.location
        places = list(dict.fromkeys(" ".join(filter(None, one.line.location)) for one in of_kind))
        found, listed = first.words or line_start(first.line), LIST_SEPARATOR.join(places[:_MOST_PLACES])
        yield make_issue(code, sheet=sheet, cell=cell, found=found, count=str(len(of_kind)), places=listed)
