"""A line of a paper, as the file has it, with what the file says about how it looks."""

from dataclasses import dataclass

_QUOTED = 80
"""So many characters of a line are quoted in an issue."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, a paragraph of a document, or a paragraph in a cell of its tables.

    Attributes:
        number: its place: the line of a text, the paragraph of a document, the line on a page of a PDF; from 1.
        page: its page, from 1; 0 where the file has no pages.
        column: which column, or cell of a table, of its page it stands in; what lies in another is no neighbour.
        after_gap: whether a blank line, a gap or another page lies before it.
        heading: whether the file marks it as a heading, by its style or by being bold from end to end.
        item: whether the file marks it as an item of a list, whatever sign it begins with.
        whole: whether the file says that it is a paragraph by itself, which no other line goes on with.
        small: whether it is set smaller than the text of its paper.
        furniture: whether it is a head or a foot that runs through the pages.
        colour: what it is shaded with, as `#rrggbb`.
        unit: what `number` counts.
        cell: the table that may tell statuses in which it stands, with its row and column there; None elsewhere.
        left: where it begins, in points from the left of its column; None where the file does not say.
        indent: where its text begins: behind the sign of a bullet.
        room: how much of its column is empty behind it, in points.
        first: how wide its first word is, with a space.
    """

    text: str
    number: int
    page: int = 0
    column: int = 0
    after_gap: bool = False
    heading: bool = False
    item: bool = False
    whole: bool = False
    small: bool = False
    furniture: bool = False
    colour: str | None = None
    unit: str = "line"
    cell: tuple[tuple[int, int], int, int] | None = None
    left: float | None = None
    indent: float | None = None
    room: float | None = None
    first: float = 0.0

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands, as an issue names a place: the page, and the line."""
        return (f"page {self.page}" if self.page else "", f"{self.unit} {self.number}")

    @property
    def frame(self) -> tuple[int, int]:
        """What it stands in: its page, and there its column."""
        return (self.page, self.column)


def line_start(line: Line) -> str:
    """Return the first words of a line, shortened to be quoted in an issue."""
    words = " ".join(line.text.split())
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"
