"""A line of a paper, with the layout and formatting that its file gives it."""

from dataclasses import dataclass

from model.text import normalise_space

_QUOTED = 80
"""The most characters of a line that an issue quotes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, a paragraph of a document, or a paragraph in a cell of its tables.

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
        line_count: the number of lines that were joined to make it.
        continues_table: whether a cell continues with it on another page or column, below no heading of its own.
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
    line_count: int = 1
    continues_table: bool = False

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
