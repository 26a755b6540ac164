"""What a slide consists of, before it is a slide: a title, one thing to look at, and what the narrator says."""

from dataclasses import dataclass
from enum import StrEnum

from reports.content.document import Spans, StatusMark, Table


class BarDirection(StrEnum):
    """How the bars of a chart stand: side by side as time goes on, or below each other with their names."""

    VERTICAL = "upright"
    HORIZONTAL = "lying"


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """The pieces of one status in every bar: its mark and how many recommendations it has in each."""

    mark: StatusMark
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SlideChart:
    """A chart of stacked bars that stays a chart: its numbers can be edited.

    `alt` is what it says, for those who do not see it.
    """

    direction: BarDirection
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points."""

    points: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide.

    Attributes:
        title: the one thing it says.
        body: what stands below the title, in the order in which it is read.
        notes: what the slide says in full, for whoever speaks, and whatever did not fit.
        remark: what a reader has to know of it, in small letters above the foot.
        first: whether it opens the set.
    """

    title: str
    body: tuple[Points | SlideChart | Table, ...]
    notes: tuple[str, ...]
    remark: str = ""
    is_title_slide: bool = False
