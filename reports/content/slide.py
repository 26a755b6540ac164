"""The content of a slide, before it is written: a title, one thing to look at, and the speaker's notes."""

from dataclasses import dataclass
from enum import StrEnum

from reports.content.document import Spans, StatusMark, Table
from reports.content.office import Logo

POINT_FONT, CELL_FONT = 20, 16
"""The font sizes of a point and of a cell, in points."""


class BarDirection(StrEnum):
    """The direction of the bars of a chart: vertical along time, or horizontal, one below another with their names."""

    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A series of a chart: a mark, and its number of recommendations in each bar."""

    mark: StatusMark
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SlideChart:
    """A native chart of stacked bars, whose numbers can be edited.

    `alt` is its alternative text.
    """

    direction: BarDirection
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of bullet points."""

    points: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide.

    Attributes:
        title: its message.
        body: the blocks below the title, in reading order.
        notes: the text for the speaker.
        remark: a note on the data, in small letters above the footer.
        is_title_slide: whether it is the first slide.
        logo: the logo of the office, below the body of the first slide; None for none.
    """

    title: str
    body: tuple[Points | SlideChart | Table, ...]
    notes: tuple[str, ...]
    remark: str = ""
    is_title_slide: bool = False
    logo: Logo | None = None
