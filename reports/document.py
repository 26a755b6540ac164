"""The parts of a paper, a sheet and a slide, which each format writes in its own way."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from struct import unpack
from typing import Any, NamedTuple

import pandas as pd

from analysis.rounds import DataDate, data_date
from analysis.selection import Selection
from model.settings import UNNAMED_OFFICE, OfficeName
from model.terms import PALETTES, Appearance, Language
from model.tracker.reading import RefusedError
from model.tracker.tracker import Tracker
from model.versions.version import Version

# The colours of every paper.
COLOURS = PALETTES[Appearance.LIGHT]
# The font of every paper that people edit.
FONT = "Arial"
_MAX_NORMAL_COLUMNS, _MAX_ROWS_ON_ONE_PAGE = 4, 8


@dataclass(frozen=True, slots=True)
class CellStyle:
    """The look of a cell in every format.

    Attributes:
        fill: the colour behind its text; "" for that of the page.
        ink: the colour of its text.
        edge: the colour of its border; "" for no border but the rules of the table.
    """

    fill: str = ""
    ink: str = COLOURS.text
    edge: str = ""
    is_dashed: bool = False
    is_strong: bool = False


PLAIN, MUTED, LINK = CellStyle(), CellStyle(ink=COLOURS.muted), CellStyle(ink=COLOURS.accent)
HEADING, ROW_HEADING = CellStyle(fill=COLOURS.surface, is_strong=True), CellStyle(is_strong=True)
# The cells of a return: those with a text that is known, and those to be filled in.
LOCKED, ANSWER = CellStyle(fill=COLOURS.surface), CellStyle(edge=COLOURS.accent)


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as a PNG, with its alternative text."""

    png: bytes
    alt: str

    def size_within(self, width: int, height: int) -> tuple[int, int]:
        """Return the largest size of the logo within a width and a height."""
        wide, high = unpack(">II", self.png[16:24])  # a PNG begins with its size (ISO/IEC 15948, 11.2.2)
        scale = min(width / wide, height / high)
        return int(wide * scale), int(high * scale)


@dataclass(frozen=True, slots=True)
class Office:
    """The office that publishes a paper.

    Attributes:
        name: its name, which papers have in place of that of an editor.
        logo_png: its logo; b"" for none.
        contact: where to write or to call, in one line; "" for none.
    """

    logo_png: bytes = b""
    contact: str = ""
    name: OfficeName = UNNAMED_OFFICE


@dataclass(frozen=True, eq=False)
class Edition:
    """The input of one paper: a tracker, what is selected of it, a language and a version.

    Attributes:
        tracker: the whole tracker; `chosen` is the part that the paper covers.
        as_at: the first day of the month everything is judged from.
        version: the published version; None for a tracker from a file.
        source: the name of the file that the tracker was read from.
        today: the day on which promises are judged, where it is before the last day of the month; None for that day.
        made_on: the day on which the paper is made, of which it says what has become overdue by then; None for a paper
            that does not depend on the day.
        occasion: the key of the occasion (`analysis.promises`) of a pack or calendar; None for the
            whole selection. The selection restricts an occasion, too.
        office: the office that publishes the paper, with its name, logo and contact.
    """

    tracker: Tracker
    selection: Selection
    language: Language
    source: str
    version: Version | None = None
    today: pd.Timestamp | None = None
    made_on: pd.Timestamp | None = None
    occasion: str | None = None
    office: Office = field(default_factory=Office)

    @property
    def as_at(self) -> pd.Timestamp:
        """The first day of the month everything is judged from."""
        return self.selection.month(self.tracker)

    @property
    def now(self) -> "Edition":
        """The edition as at the day it is made, where it shows the latest round; else this edition itself.

        What is late, and what to ask about, is judged so, as on the Overview.
        """
        day, latest = self.made_on, self.data_date
        is_latest = latest.is_latest and self.as_at == latest.month
        if day is None or not is_latest or day < self.as_at + pd.offsets.MonthBegin():
            return self
        return replace(self, selection=self.selection.on(day), today=day)

    @property
    def data_date(self) -> DataDate:
        """The month of the data."""
        return data_date(self.tracker, as_at=self.as_at)

    @property
    def chosen(self) -> Tracker:
        """The tracker restricted to the selection."""
        return self.selection.apply(self.tracker)


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text in a paper; nothing in it is markup.

    `language` is set where it differs from the paper's: English free text in a Welsh paper.
    """

    words: str
    strong: bool = False
    muted: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class StatusMark:
    """A status as a mark: its shape, letter, colours and word, so that colour never stands alone.

    Attributes:
        word: the status in the paper's language.
        shape: the name from `Scale.shape`; "" for a mark that is not a status.
        fill: the colour of the shape as `#rrggbb`; `ink` that of the letter on it; `edge` that of its line.
        inferred: whether the status was inferred: its edge is dashed.
    """

    word: str
    letter: str
    shape: str
    fill: str
    ink: str
    edge: str
    inferred: bool = False

    @property
    def label(self) -> str:
        """Its letter and its word."""
        return f"{self.letter} {self.word}"

    @property
    def style(self) -> CellStyle:
        """The look of a cell that it fills; its border parts two statuses of one colour."""
        if not self.shape:
            return MUTED
        border = COLOURS.page if self.edge == self.fill else self.edge
        return CellStyle(self.fill, self.ink, border, is_dashed=self.inferred)


Span = Text | StatusMark
Spans = tuple[Span, ...]
StyledCell = tuple[Spans, CellStyle]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `keep_with_next` keeps it on the page where the next block begins."""

    spans: Spans
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A bullet list."""

    items: tuple[Spans, ...]

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Bullets":
        """Return the list of plain lines."""
        return cls(tuple((Text(line),) for line in lines))


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title and one header row; the first column is a header too where it names the rows.

    Attributes:
        widths: the widths of the columns, as shares; empty for equal widths.
        is_wide: whether it stands on pages of its own, across the paper.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    first_column_is_header: bool = True
    widths: tuple[float, ...] = ()
    is_wide: bool = False

    @property
    def shares(self) -> tuple[float, ...]:
        """The width of each column as a share of the whole."""
        widths = self.widths or (1.0,) * len(self.header)
        return tuple(width / sum(widths) for width in widths)

    @property
    def styled_rows(self) -> Iterator[list[StyledCell]]:
        """Its rows, the header row first, as cells with their look."""
        yield [((Text(heading),), HEADING) for heading in self.header]
        first = ROW_HEADING if self.first_column_is_header else PLAIN
        for row in self.rows:
            yield [(spans, PLAIN if column else first) for column, spans in enumerate(row)]

    @property
    def is_dense(self) -> bool:
        """Whether its columns are so many that its letters are smaller."""
        return len(self.header) > _MAX_NORMAL_COLUMNS

    @property
    def stays_on_one_page(self) -> bool:
        """Whether its rows are so few that no page ends between them."""
        return len(self.rows) <= _MAX_ROWS_ON_ONE_PAGE


class PaperError(Exception):
    """A paper cannot be made; the text of the error gives the reason."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its alternative text. Raises PaperError without one."""

    alt: str

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise PaperError("a figure has no alternative text")


@dataclass(frozen=True, slots=True)
class Figure(Picture):
    """A figure with its caption; a table in the same paper has its numbers."""

    svg: str
    caption: str


Block = Heading | Paragraph | Bullets | Table | Figure


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper.

    Attributes:
        subtitle: the lines below the title: the month, and what is selected.
        footer: the text at the foot of every page: data as at, version, publisher.
        page_number_pattern: the text of the page number, with `{page}` and `{pages}`.
        publisher: the author in the properties of the file.
        logo: the logo of the office, above the title; None for none.
    """

    title: str
    subtitle: tuple[str, ...]
    language: Language
    footer: str
    page_number_pattern: str
    blocks: Sequence[Block]
    publisher: str = ""
    logo: Logo | None = None


def plain_text(spans: Spans) -> str:
    """Return spans as one text; a status is its letter and its word."""
    return "".join(span.label if isinstance(span, StatusMark) else span.words for span in spans)


class LogoError(RefusedError):
    """The office's logo, a `file`, is `missing`, `too-large`, `broken` or of another `format`."""

    about = "logo"


# The value of a cell; a date is shown as its month, and None and "" as the word or sign for none.
Cell = Spans | StatusMark | str | int | date | None


class TableColumn(NamedTuple):
    """A column of a table: its heading, its width in letters, and the function that returns the cell of a record."""

    heading: str
    width: float
    cell: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, a sentence about its table, and the table: a row for each record.

    Attributes:
        name: the name on its tab.
        table_name: the name of its table in formulas, the same in every language.
        description: a sentence on the table.
    """

    name: str
    table_name: str
    title: str
    description: str
    columns: tuple[TableColumn, ...]
    records: Sequence[Any]

    @property
    def header(self) -> tuple[str, ...]:
        """The headings of its columns."""
        return tuple(column.heading for column in self.columns)

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Its rows, which take time to make."""
        return (tuple(column.cell(record) for column in self.columns) for record in self.records)


# A series of a chart: a mark, and its number of recommendations in each bar.
ChartSeries = tuple[StatusMark, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class SlideChart(Picture):
    """A native chart of stacked bars, whose numbers can be edited.

    Attributes:
        categories: the names of its bars.
        is_horizontal: whether its bars stand one below another, with their names; else they stand along time.
    """

    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    is_horizontal: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide.

    Attributes:
        title: its message.
        body: what stands below the title.
        notes: the text for the speaker.
        remark: a note on the data, in small letters above the footer.
        is_title_slide: whether it is the first slide.
        logo: the logo of the office, below the body of the first slide; None for none.
    """

    title: str
    body: Bullets | SlideChart | Table
    notes: tuple[str, ...]
    remark: str = ""
    is_title_slide: bool = False
    logo: Logo | None = None
